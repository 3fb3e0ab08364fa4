//! Runs the test server by hand: the built site, a provider that says something on every
//! question, and the tools' services.
#![expect(
    clippy::print_stdout,
    reason = "a command line tool speaks to its user"
)]

use e2e::{Endpoint, KEY, MODEL, Reply, Result, TestServer};

/// The site's port; the provider and the services follow.
const FIRST_PORT: u16 = 8100;

/// Replies in the queue: more than anyone asks for in one sitting.
const REPLIES: usize = 500;

#[tokio::main]
async fn main() -> Result {
    let server = TestServer::start(Some(FIRST_PORT)).await?;
    for _ in 0..REPLIES {
        server
            .provider
            .replies(Reply::code(
                "I will look the weather up.",
                "weather = fetch_weather(\"Paris\")\nprint(weather)",
            ))
            .replies(Reply::code(
                "Now I can answer.",
                "final_answer(f\"It is **{weather['temperature']} °C** in Paris.\")",
            ));
    }
    println!("Page      {}", server.page_url());
    println!("Base URL  {}", server.provider.base_url());
    println!("Key       {KEY}");
    println!("Model     {MODEL}");
    for endpoint in [
        Endpoint::Geocoding,
        Endpoint::Forecast,
        Endpoint::Wikipedia,
        Endpoint::Reader,
    ] {
        println!("{endpoint:<9?} {}", server.services.url(endpoint));
    }
    println!("Ctrl+C ends it.");
    tokio::signal::ctrl_c().await?;
    Ok(())
}
