//! An agent in a web page, in Rust: the model over `fetch`, Python in the site's sealed worker, and a
//! tool of our own. It compiles for the browser only:
//! `cargo build --example browser --target wasm32-unknown-unknown`, then `wasm-bindgen --target web`.
//! The page that loads it stands beside the site's files (`dist`) and says what to ask, and of whom:
//!
//! ```js
//! import init, { answer } from "./browser.js";
//!
//! globalThis.micropythonAgent = { site: new URL(".", location).href };
//! await init();
//! console.log(await answer("What do two teas cost?", '{"base_url": "…", "model": "…"}', key));
//! ```

#[cfg(target_family = "wasm")]
#[allow(dead_code, reason = "the page's adapters, of which this takes some")]
#[path = "../src/bin/app/browser"]
mod browser {
    pub mod charsets;
    pub mod clock;
    pub mod fetch;
    pub mod js_error;
    pub mod site;
    pub mod worker_link;
}

#[cfg(target_family = "wasm")]
mod page {
    use std::rc::Rc;

    use async_trait::async_trait;
    use micropython_agent::agent::{Agent, Event, Journal, Parts, RunEnd};
    use micropython_agent::model::{ApiKey, RemoteModel};
    use micropython_agent::sandbox::supervisor::Supervisor;
    use micropython_agent::storage::Settings;
    use micropython_agent::tools::{Nobody, Tool, ToolContext, ToolError, Toolbox};
    use schemars::JsonSchema;
    use serde::Deserialize;
    use wasm_bindgen::prelude::*;

    use super::browser::charsets::BrowserCharsets;
    use super::browser::clock::BrowserClock;
    use super::browser::fetch::BrowserHttp;
    use super::browser::worker_link::FrameSpawner;

    /// The input type of a tool: its fields are the parameters.
    #[derive(Deserialize, JsonSchema)]
    struct Price {
        /// What is to be bought.
        item: String,
    }

    fn price_of() -> Tool {
        let body = |input: Price, _: ToolContext| async move {
            match input.item.as_str() {
                "tea" => Ok(3.5),
                other => Err(ToolError::NothingFound(format!("there is no {other}"))),
            }
        };
        Tool::new("price_of", "The price of an item.", body).without_side_effects()
    }

    /// Shows what happens in the browser's console.
    struct Shown;

    #[async_trait(?Send)]
    impl Journal for Shown {
        async fn record(&self, event: &Event) {
            self.note(event);
        }

        fn note(&self, event: &Event) {
            web_sys::console::debug_1(&format!("{event:?}").into());
        }
    }

    /// Answers a question under these settings, which are JSON.
    ///
    /// # Errors
    /// Why there is no answer, in words.
    #[wasm_bindgen]
    pub async fn answer(
        question: String,
        settings: String,
        key: Option<String>,
    ) -> Result<String, JsValue> {
        let key = key.and_then(|key| ApiKey::new(&key));
        let settings = Settings::from_json(&settings).map_err(|error| error.to_string())?;
        let window = web_sys::window().ok_or("this is not a page")?;
        let clock = Rc::new(BrowserClock::new(&window)?);
        let spawner = Rc::new(FrameSpawner::new(window)?);
        let http = Rc::new(BrowserHttp);
        let model = RemoteModel::new(http.clone(), clock.clone(), settings.model_config(key));
        let parts = Parts {
            model: Rc::new(model.map_err(|error| error.to_string())?),
            runner: Box::new(Supervisor::new(spawner, clock.clone(), settings.limits())),
            http,
            person: Rc::new(Nobody),
            charsets: Rc::new(BrowserCharsets),
            clock,
            journal: Rc::new(Shown),
        };
        let tools = Toolbox::default().with(price_of());
        let mut agent = Agent::create(question, parts, settings.agent_options());
        match agent.run(&tools).await {
            RunEnd::Answered { answer } => Ok(answer.text),
            RunEnd::Failed { reason, .. } => Err(reason.into()),
            other => Err(format!("no answer: {other:?}").into()),
        }
    }
}

fn main() {}
