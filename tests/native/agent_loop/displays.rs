//! What code shows to the user: an event, a part of its step, and one line for the model.

use std::sync::Arc;

use micropython_agent::agent::{Event, Transcript};
use micropython_agent::display::Display;
use serde_json::{from_value, json};

use super::stage::{code, stage};

const TABLE: &str = r#"{"title":"Cities","content":{"kind":"table","table":{"columns":["city"],"rows":[["Paris"],["SECRET"]]}}}"#;
const CHART: &str = r#"{"content":{"kind":"chart","chart":{"chart":"bar","x":["a"],"series":[{"name":"","values":[1]}]}}}"#;

fn read(text: &str) -> Arc<Display> {
    from_value(serde_json::from_str(text).unwrap())
        .map(Arc::new)
        .unwrap()
}

#[test]
fn it_is_kept_with_the_step_and_the_model_is_told_in_a_line() {
    let stage = stage()
        .reply(code(&format!("print(1)\ndisplay {TABLE}\ndisplay {CHART}")))
        .reply(code("final_answer(2)"));
    let mut agent = stage.ask("Which cities?");
    stage.finish(&mut agent);
    let step = &agent.transcript().runs[0].steps[0];
    assert_eq!(step.displays, [read(TABLE), read(CHART)]);
    assert_eq!(
        step.observation,
        "Observation of step 1.\n\nPrinted:\n```\n1\n```\n\nDisplayed to the user: a table of 2 rows and 1 column; a bar chart of 1 bar.\n\nSteps left: 19."
    );
    // Neither titles nor cells: they may come from a page.
    assert!(!stage.model.requests()[1].iter().any(|message| {
        message.content.contains("SECRET") && !message.content.contains("display {")
    }));
    // The order with what is printed stays.
    let events = stage.events().into_iter();
    let kinds: Vec<String> = events
        .filter_map(|event| match event {
            Event::Printed { text, .. } => Some(text),
            Event::Displayed { display } => Some(display.described()),
            _ => None,
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "1\n",
            "a table of 2 rows and 1 column",
            "a bar chart of 1 bar"
        ]
    );
    stage.check(&agent);
}

#[test]
fn code_that_is_killed_has_shown_what_it_has_shown() {
    let stage = stage()
        .reply(code(&format!("display {TABLE}\nwhile True: pass")))
        .reply(code("final_answer(2)"));
    let mut agent = stage.ask("Which cities?");
    stage.finish(&mut agent);
    let step = &agent.transcript().runs[0].steps[0];
    assert_eq!(step.displays, [read(TABLE)]);
    assert!(
        step.observation
            .contains("Displayed to the user: a table of 2 rows")
    );
}

#[test]
fn an_event_that_was_forged_is_not_read() {
    let event = Event::Displayed {
        display: read(CHART),
    };
    let mut stored = serde_json::to_value(&event).unwrap();
    assert_eq!(from_value::<Event>(stored.clone()).unwrap(), event);
    stored["display"]["content"]["chart"]["series"][0]["values"] = json!([1, 2]);
    assert!(from_value::<Event>(stored).is_err());
    // Where no code runs, nothing is shown.
    let asked = Event::Asked {
        question: "?".into(),
        at: 0,
        artifacts: Vec::new(),
    };
    let mut transcript = Transcript::of(&[asked]);
    transcript.apply(&event);
    assert!(transcript.runs[0].steps.is_empty());
}
