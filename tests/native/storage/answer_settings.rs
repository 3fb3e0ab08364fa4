//! What an answer must be, as settings.

use micropython_agent::agent::{AgentOptions, AnswerRules};
use micropython_agent::storage::settings::{
    AnswerSettings, Settings, StoredAnswerSettings, StoredSettings,
};
use serde_json::json;

fn with(answer: StoredAnswerSettings) -> StoredSettings {
    StoredSettings {
        answer,
        max_steps: Some(10),
        ..StoredSettings::default()
    }
}

fn full() -> AnswerSettings {
    AnswerSettings {
        after_steps: 2,
        min_chars: 100,
        contains: vec!["EUR".into(), "per year".into()],
        schema: Some(json!({"type": "array"})),
    }
}

#[test]
fn come_back_as_they_were_stored() {
    for settings in [full(), AnswerSettings::default()] {
        let stored = StoredAnswerSettings::from(&settings);
        assert_eq!(with(stored).check().unwrap().answer, settings);
    }
}

#[test]
fn become_options() {
    let settings = Settings {
        answer: full(),
        ..Settings::default()
    };
    let rules = AnswerRules {
        min_chars: 100,
        contains: vec!["EUR".into(), "per year".into()],
        schema: Some(json!({"type": "array"})),
    };
    assert_eq!(
        settings.agent_options(),
        AgentOptions {
            answer_after: 2,
            answer_rules: rules,
            ..AgentOptions::default()
        }
    );
}

#[test]
fn name_field_value_and_range_of_what_is_wrong() {
    let typed = StoredAnswerSettings {
        after_steps: Some(10),
        min_chars: Some(100_001),
        contains: Some("x\n".repeat(51)),
        schema: Some("[1".into()),
    };
    let errors = with(typed).check().unwrap_err();
    let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        errors,
        [
            "answer.after_steps: 10 cannot be used. Enter a whole number from 0 to 9.",
            "answer.min_chars: 100001 cannot be used. Enter a whole number from 0 to 100000.",
            "answer.contains: a list of 51 lines cannot be used. Enter at most 50 lines, of 5000 characters together.",
            "answer.schema: \"[1\" cannot be used. This is not JSON: EOF while parsing a list at line 1 column 2.",
        ]
    );
    let typed = StoredAnswerSettings {
        schema: Some("[]".into()),
        ..StoredAnswerSettings::default()
    };
    assert_eq!(with(typed).check().unwrap_err()[0].field, "answer.schema");
}
