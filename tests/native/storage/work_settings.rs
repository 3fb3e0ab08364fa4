//! How the agent works, as settings.

use micropython_agent::agent::{AgentOptions, FinalSummary, Prices};
use micropython_agent::storage::settings::{
    Settings, StoredSettings, StoredWorkSettings, WorkSettings,
};

fn with(work: StoredWorkSettings) -> StoredSettings {
    StoredSettings {
        work,
        ..StoredSettings::default()
    }
}

fn wrong(work: StoredWorkSettings) -> Vec<String> {
    let errors = with(work).check().expect_err("something is wrong");
    errors.iter().map(ToString::to_string).collect()
}

fn full() -> WorkSettings {
    WorkSettings {
        max_tokens: Some(50_000),
        max_cost: Some(0.5),
        input_price: Some(0.25),
        cached_price: Some(0.05),
        output_price: Some(2.0),
        context_tokens: 32_000,
        compact_percent: 60,
        planning_interval: Some(3),
        final_summary: FinalSummary::Own("As a letter.".into()),
    }
}

#[test]
fn come_back_as_they_were_stored() {
    let stored = StoredWorkSettings::from(&full());
    let settings = with(stored).check().expect("settings");
    assert_eq!(settings.work, full());
}

#[test]
fn become_options() {
    let settings = Settings {
        work: full(),
        ..Settings::default()
    };
    assert_eq!(
        settings.agent_options(),
        AgentOptions {
            max_tokens: Some(50_000),
            max_cost: Some(0.5),
            prices: Some(Prices {
                input: 0.25,
                cached_input: 0.05,
                output: 2.0
            }),
            context_tokens: 32_000,
            compact_percent: 60,
            planning_interval: Some(3),
            final_summary: FinalSummary::Own("As a letter.".into()),
            ..AgentOptions::default()
        }
    );
    assert_eq!(Settings::default().agent_options(), AgentOptions::default());
}

#[test]
fn name_field_value_and_range_of_what_is_wrong() {
    let stored = StoredWorkSettings {
        max_tokens: Some(999),
        max_cost: Some(0.0),
        input_price: Some(-1.0),
        cached_price: Some(10_001.0),
        output_price: Some(f64::NAN),
        context_tokens: Some(3_999),
        compact_percent: Some(96),
        planning_interval: Some(0),
        final_summary: Some("own".into()),
        summary_prompt: Some(" ".into()),
    };
    assert_eq!(
        wrong(stored),
        [
            "work.max_tokens: 999 cannot be used. Enter a whole number from 1000 to 1000000000.",
            "work.max_cost: 0 cannot be used. Enter a number from 0.0001 to 1000000.",
            "work.input_price: -1 cannot be used. Enter a number from 0 to 10000.",
            "work.cached_price: 10001 cannot be used. Enter a number from 0 to 10000.",
            "work.output_price: NaN cannot be used. Enter a number from 0 to 10000.",
            "work.context_tokens: 3999 cannot be used. Enter a whole number from 4000 to 10000000.",
            "work.compact_percent: 96 cannot be used. Enter a whole number from 20 to 95.",
            "work.planning_interval: 0 cannot be used. Enter a whole number from 1 to 100.",
            "work.summary_prompt: \" \" cannot be used. Say how the answer is to be written.",
        ]
    );
    let stored = StoredWorkSettings {
        final_summary: Some("maybe".into()),
        ..StoredWorkSettings::default()
    };
    assert_eq!(
        wrong(stored),
        ["work.final_summary: \"maybe\" cannot be used. Choose one of off, standard, own."]
    );
}

#[test]
fn a_limit_on_costs_needs_prices() {
    let stored = StoredWorkSettings {
        max_cost: Some(1.0),
        input_price: Some(1.0),
        ..StoredWorkSettings::default()
    };
    assert_eq!(
        wrong(stored),
        [
            "work.max_cost: 1 cannot be used. A limit on costs needs both prices below. Your provider's page has them."
        ]
    );
}

#[test]
fn what_is_sent_again_costs_as_the_rest_unless_it_has_a_price() {
    let settings = |cached_price| WorkSettings {
        cached_price,
        ..full()
    };
    let price = |cached_price| settings(cached_price).prices().map(|it| it.cached_input);
    assert_eq!(price(None), Some(0.25));
    assert_eq!(price(Some(0.05)), Some(0.05));
}
