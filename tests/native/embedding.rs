//! What programs that embed the agent rely on: codes of errors, settings in JSON, tools whose types
//! are known only when the program runs.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;

use futures::FutureExt;
use micropython_agent::Error;
use micropython_agent::agent::{AgentError, RunEnd};
use micropython_agent::model::ModelError;
use micropython_agent::platform::charset::PlainCharsets;
use micropython_agent::platform::clock::ManualClock;
use micropython_agent::platform::http::ScriptedHttp;
use micropython_agent::platform::store::StoreError;
use micropython_agent::sandbox::{Artifact, RunError};
use micropython_agent::storage::Settings;
use micropython_agent::storage::archive::ArchiveError;
use micropython_agent::storage::settings::SettingsFileError;
use micropython_agent::tools::{
    Nobody, Permission, Tool, ToolContext, ToolDefinition, ToolError, ToolLog, ToolResources,
};
use serde_json::{Map, Value, json};

use super::agent_loop::model::Reply;
use super::agent_loop::stage::stage;

const DOCUMENT: &str = include_str!("../../docs/embedding.md");

/// The codes in a text: a room, a point and a name, between these marks.
fn codes(text: &str, mark: char) -> BTreeSet<String> {
    let parts = text.split(mark).skip(1).step_by(2);
    let is_code = |part: &&str| {
        let (room, name) = part.split_once('.').unwrap_or_default();
        let plain = |word: &str| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        };
        plain(room) && plain(name)
    };
    parts.filter(is_code).map(str::to_string).collect()
}

#[test]
fn every_code_is_documented_and_no_other() {
    let (_, errors) = DOCUMENT.split_once("## Errors").expect("a part on errors");
    let (errors, _) = errors.split_once("## Rust").expect("a part on Rust");
    let mut documented: BTreeSet<String> = errors
        .lines()
        .filter(|line| line.starts_with("| `"))
        .filter_map(|line| line.split('|').nth(1))
        .flat_map(|cell| codes(cell, '`'))
        .collect();
    // These are of JavaScript alone.
    for code in [
        "agent.stopped",
        "options.invalid",
        "page.not_loaded",
        "sandbox.freed",
        "store.in_use",
    ] {
        assert!(documented.remove(code), "{code}");
    }
    let given = [
        include_str!("../../src/error.rs"),
        include_str!("../../src/agent/run.rs"),
        include_str!("../../src/model/error.rs"),
        include_str!("../../src/sandbox.rs"),
    ];
    let given = given.iter().flat_map(|file| file.lines());
    let given = given.filter(|line| line.contains("=> \"") || line.trim().starts_with("Self::"));
    let given: BTreeSet<String> = given.flat_map(|line| codes(line, '"')).collect();
    assert_eq!(given, documented);
}

#[test]
fn errors_have_codes_and_context_through_all_layers() {
    let rejected = ModelError::KeyRejected {
        origin: "https://api.test".into(),
        detail: String::new(),
    };
    let cases: [(Error, &str, Value); 6] = [
        (
            AgentError::Model(rejected).into(),
            "model.key_rejected",
            json!({"origin": "https://api.test"}),
        ),
        (
            AgentError::Sandbox(RunError::Unavailable("no".into())).into(),
            "run.unavailable",
            json!({}),
        ),
        (
            ArchiveError::Store(StoreError::Full).into(),
            "store.full",
            json!({}),
        ),
        (
            ToolError::Http {
                service: "https://a.test".into(),
                status: 503,
                detail: String::new(),
            }
            .into(),
            "tool.http",
            json!({"service": "https://a.test", "status": 503}),
        ),
        (
            Artifact::new("a/b", "").unwrap_err().into(),
            "artifact.name",
            json!({}),
        ),
        (
            SettingsFileError::Unknown("api_key".into()).into(),
            "settings.unknown",
            json!({"field": "api_key"}),
        ),
    ];
    for (error, code, context) in cases {
        assert_eq!(error.code(), code);
        assert_eq!(Value::Object(error.context()), context, "{code}");
    }
}

#[test]
fn a_run_that_failed_has_the_code_of_its_error() {
    let rejected = || ModelError::KeyRejected {
        origin: "https://api.test".into(),
        detail: String::new(),
    };
    let stage = stage().then(Reply::Refused(rejected()));
    let mut agent = stage.ask("one");
    let end = stage.finish(&mut agent);
    let code = Error::from(AgentError::Model(rejected())).code();
    let expected = json!({
        "type": "failed",
        "reason": rejected().to_string(),
        "code": code,
    });
    assert_eq!(serde_json::to_value(&end).unwrap(), expected);
    // Conversations of before have none.
    let before = r#"{"type": "failed", "reason": "no"}"#;
    let before: RunEnd = serde_json::from_str(before).unwrap();
    assert_eq!(
        before,
        RunEnd::Failed {
            reason: "no".into(),
            code: None
        }
    );
}

#[test]
fn the_documented_settings_are_settings() {
    let (_, rest) = DOCUMENT.split_once("```json\n").expect("settings");
    let (text, _) = rest.split_once("```").expect("their end");
    let settings = Settings::from_json(text).expect("settings");
    assert_eq!(settings.base_url, "https://api.example/v1");
    assert_eq!(settings.work.max_tokens, Some(200_000));
}

#[test]
fn settings_in_json_are_read_as_they_were_written() {
    let settings = Settings {
        max_steps: 7,
        instructions: "Be brief.".into(),
        ..Settings::default()
    };
    assert_eq!(Settings::from_json(&settings.to_json()), Ok(settings));
    assert_eq!(Settings::from_json("{}"), Ok(Settings::default()));
}

#[test]
fn settings_that_cannot_be_used_are_refused_with_all_that_is_wrong() {
    for text in ["", "[]", "null", "{\"work\": 3}"] {
        let error = Settings::from_json(text).expect_err(text);
        assert!(matches!(error, SettingsFileError::NotSettings(_)), "{text}");
    }
    for (text, field) in [
        ("{\"api_key\": \"sk-1\"}", "api_key"),
        ("{\"work\": {\"max_token\": 1}}", "work.max_token"),
    ] {
        let unknown = SettingsFileError::Unknown(field.into());
        assert_eq!(Settings::from_json(text), Err(unknown));
    }
    let error = Settings::from_json("{\"max_steps\": 0, \"temperature\": 9}").expect_err("both");
    let SettingsFileError::Invalid(errors) = &error else {
        panic!("{error}");
    };
    let fields: BTreeSet<&str> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, BTreeSet::from(["max_steps", "temperature"]));
    assert_eq!(
        Value::Object(Error::from(error).context()),
        json!({"fields": {
            "max_steps": "0 cannot be used. Enter a whole number from 1 to 1000.",
            "temperature": "9 cannot be used. The temperature must be between 0 and 2. Leave it empty for the provider's own.",
        }})
    );
}

#[test]
fn values_of_the_wrong_kind_are_named_with_what_fits_and_no_key_is() {
    let error = Settings::from_json(
        r#"{
            "max_steps": "many",
            "tool_seconds": -3,
            "execution_seconds": 2.5,
            "theme": 7,
            "remember_key": "sk-secret",
            "instructions": ["Be brief."],
            "max_tokens": 5000000000,
            "services": {"search": "wikipedia"},
            "work": {"max_cost": "1 EUR", "planning_interval": 0},
            "temperature": 3
        }"#,
    );
    let error = Error::from(error.expect_err("nothing fits"));
    assert_eq!(error.code(), "settings.invalid");
    let told = error.to_string();
    let told: Vec<&str> = told.lines().collect();
    assert_eq!(
        told,
        [
            "max_steps: \"many\" cannot be used. Enter a whole number from 1 to 1000.",
            "tool_seconds: -3 cannot be used. Enter a whole number from 1 to 3600.",
            "execution_seconds: 2.5 cannot be used. Enter a whole number from 1 to 3600.",
            "theme: 7 cannot be used. Choose one of system, light, dark.",
            "remember_key: It must be a boolean.",
            "instructions: a list cannot be used. It must be a string.",
            "max_tokens: 5000000000 cannot be used. At least 1 token is needed. Leave it empty for the provider's own limit.",
            "services.search: \"wikipedia\" cannot be used. It must be a sequence.",
            "work.max_cost: \"1 EUR\" cannot be used. Enter a number from 0.0001 to 1000000.",
            "temperature: 3 cannot be used. The temperature must be between 0 and 2. Leave it empty for the provider's own.",
            "work.planning_interval: 0 cannot be used. Enter a whole number from 1 to 100.",
        ]
    );
}

#[test]
fn permissions_come_in_json_with_any_names() {
    let settings = Settings::from_json(r#"{"permissions": {"fetch_weather": "ask"}}"#);
    let settings = settings.expect("settings");
    assert_eq!(
        settings.permissions,
        [("fetch_weather".to_string(), Permission::Ask)].into()
    );
    assert_eq!(Settings::from_json(&settings.to_json()), Ok(settings));
    let refused = Settings::from_json(r#"{"permissions": {"fetch_weather": "maybe"}}"#);
    assert_eq!(
        refused.expect_err("refused").to_string(),
        "permissions: \"maybe\" for \"fetch_weather\" cannot be used. A tool may be called \"always\", \"ask\" or \"never\"."
    );
}

struct Silent;

impl ToolLog for Silent {
    fn line(&self, _: &str) {}
}

fn price_of() -> ToolDefinition {
    let input = json!({
        "type": "object",
        "properties": {"item": {"type": "string"}},
        "required": ["item"],
    });
    ToolDefinition::checked("price_of", "A price.", input, json!({"type": "number"})).unwrap()
}

/// What a call of a tool comes to that returns its `item` as it is.
fn call(arguments: Value) -> Result<Value, ToolError> {
    let body = |arguments: Map<String, Value>, _: ToolContext| async move {
        let item = arguments["item"].as_str().unwrap_or_default();
        Ok(serde_json::from_str(item).unwrap_or(Value::Null))
    };
    let clock = Rc::new(ManualClock::default());
    let resources = ToolResources {
        http: Rc::new(ScriptedHttp::default()),
        clock: clock.clone(),
        model: Rc::new(super::agent_loop::model::ScriptedModel::default()),
        person: Rc::new(Nobody),
        charsets: Rc::new(PlainCharsets),
        timeout: Duration::from_secs(1),
        responses: Default::default(),
        tokens_left: Rc::new(Cell::new(u64::MAX)),
    };
    let tool = Tool::dynamic(price_of(), body);
    let Value::Object(arguments) = arguments else {
        panic!("an object");
    };
    let called = tool.call(arguments, &resources, Rc::new(Silent));
    called.now_or_never().expect("nothing waits").result
}

#[test]
fn what_passes_a_dynamic_tool_is_checked_both_ways() {
    assert_eq!(call(json!({"item": "3.5"})), Ok(json!(3.5)));
    for arguments in [
        json!({}),
        json!({"item": 3}),
        json!({"item": "1", "other": 1}),
    ] {
        let refused = call(arguments).expect_err("refused");
        assert!(
            matches!(refused, ToolError::InvalidArguments { .. }),
            "{refused}"
        );
    }
    assert_eq!(
        call(json!({"item": "\"dear\""}))
            .expect_err("refused")
            .to_string(),
        "price_of answered with something unexpected: result must be float, got str"
    );
}

#[test]
fn a_tool_that_python_could_not_call_is_refused() {
    let object = || json!({"type": "object"});
    let with = |name: &str| json!({"type": "object", "properties": {name: {}}});
    let long = "x".repeat(100_001);
    for (name, input, output) in [
        ("", object(), object()),
        ("class", object(), object()),
        ("None", object(), object()),
        ("two words", object(), object()),
        ("1st", object(), object()),
        ("f", json!([]), object()),
        ("f", json!({"type": "string"}), object()),
        ("f", with("for"), object()),
        ("f", with("a-b"), object()),
        ("f", object(), json!("number")),
        ("f", object(), json!({"description": long})),
    ] {
        let definition = ToolDefinition::checked(name, "", input.clone(), output);
        let error = Error::from(definition.expect_err(name));
        assert_eq!(error.code(), "tool.invalid_definition", "{name} {input}");
    }
}
