//! Service addresses and the toolbox made of them.

use micropython_agent::platform::http::ScriptedHttp;
use micropython_agent::tools::search::{SearchService, SearchSource};
use micropython_agent::tools::{ServiceSettings, ToolError, default_toolbox};
use serde_json::json;

use super::call;

#[test]
fn the_toolbox_has_its_tools_in_order() {
    let toolbox = default_toolbox(&ServiceSettings::default());
    let names: Vec<_> = toolbox
        .iter()
        .map(|tool| tool.definition().name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "fetch_weather",
            "search_web",
            "scrape_pages",
            "extract_from_page",
            "extract_from_text",
            "ask_user"
        ]
    );
    assert_eq!(
        toolbox.get("fetch_wether").err(),
        Some(ToolError::Unknown {
            name: "fetch_wether".into(),
            known: "fetch_weather, search_web, scrape_pages, extract_from_page, extract_from_text, ask_user".into()
        })
    );
}

#[test]
fn addresses_are_trimmed_and_may_have_a_path() {
    let addresses = ServiceSettings {
        geocoding: " http://127.0.0.1:9000/geo/ ".into(),
        reader: "  ".into(),
        ..ServiceSettings::default()
    }
    .checked()
    .unwrap();
    assert_eq!(addresses.geocoding, "http://127.0.0.1:9000/geo");
    assert_eq!(addresses.reader, "");
    let toolbox = default_toolbox(&addresses);
    let called = call(
        toolbox.get("fetch_weather").unwrap(),
        json!({"location": "Oslo"}),
        ScriptedHttp::default().respond(200, "{}"),
    );
    assert_eq!(
        called.urls,
        ["http://127.0.0.1:9000/geo/v1/search?name=Oslo&count=1&language=en&format=json"]
    );
}

#[test]
fn the_default_addresses_pass_their_own_check() {
    assert_eq!(
        ServiceSettings::default().checked(),
        Ok(ServiceSettings::default())
    );
}

#[test]
fn an_address_that_cannot_be_used_is_named() {
    for bad in [
        "",
        "wikipedia.org",
        "javascript:alert(1)",
        "https://user:pw@wiki.test",
        "https://wiki.test/?x=1",
        "https://wiki.test/#a",
    ] {
        let addresses = ServiceSettings {
            search: vec![SearchSource {
                address: bad.into(),
                ..SearchSource::new(SearchService::Wikipedia)
            }],
            ..ServiceSettings::default()
        };
        assert_eq!(
            addresses.checked().unwrap_err().to_string(),
            format!(
                "the wikipedia address {bad:?} is not a plain web address; it must start with \
                 http:// or https:// and have no user name, ? or #"
            )
        );
    }
}
