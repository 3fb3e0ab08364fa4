//! Documents in other words than English.

use micropython_agent::agent::{Answer, Event, Request, RunEnd, StepEnd};
use micropython_agent::display::ColumnNames;
use micropython_agent::sandbox::ToolFailure;
use micropython_agent::storage::document::{Words, html, markdown};
use serde_json::{Map, Value, json};

use super::{artifact, chart, document_in, showed, worked};
use crate::storage::events::{asked, code, replied, step};

/// Words that are in no document by themselves, each named by what it is.
fn others() -> Words {
    Words {
        language: "xx",
        exported: |date| format!("«exported {date}»"),
        question: |number| format!("«question {number}»"),
        attached: "«attached»",
        document: "«document»",
        answer: "«answer»",
        added: "«added»",
        step: |number| format!("«step {number}»"),
        plan: "«plan»",
        best_answer: "«best answer»",
        answer_as_prose: "«answer as prose»",
        summary: "«summary»",
        steps: |number| format!("«steps {number}»"),
        tool_calls: |number| format!("«tool calls {number}»"),
        tool_call: "«tool call»",
        call_failed: |reason| format!("«call failed {reason}»"),
        call_not_finished: "«call not finished»",
        output: "«output»",
        errors_printed: "«errors printed»",
        value: "«value»",
        error: "«error»",
        not_accepted: "«not accepted»",
        ended: "«ended»",
        no_code: "«no code»",
        not_finished: "«not finished»",
        step_limit: |limit| format!("«step limit {limit}»"),
        token_limit: |limit| format!("«token limit {limit}»"),
        cost_limit: "«cost limit»",
        stopped: "«stopped»",
        failed: |reason| format!("«failed {reason}»"),
        interrupted: "«interrupted»",
        picture: |what| format!("«picture {what}»"),
        chart: |what| format!("«chart {what}»"),
        data: "«data»",
        columns: ColumnNames {
            value: "«column value»",
            name: "«column name»",
            from: "«from»",
            to: "«to»",
            count: "«count»",
        },
        more_rows: |number| format!("«more rows {number}»"),
        more_characters: |number| format!("«more characters {number}»"),
        said: |sentence| format!("«said {sentence}»"),
    }
}

/// A step that ends so.
fn ended(end: StepEnd) -> Event {
    Event::StepEnded {
        end,
        stdout: "1".into(),
        stderr: "2".into(),
        observation: String::new(),
        executing_ms: 1,
        artifacts: Vec::new(),
    }
}

fn run_ended(end: RunEnd) -> Event {
    Event::RunEnded { end, at: 9 }
}

/// A conversation in which each word of a document is needed.
fn eventful() -> Vec<Event> {
    let written = |request| match step(1) {
        Event::StepStarted {
            number,
            at,
            source,
            can_stop,
            context,
            ..
        } => Event::StepStarted {
            number,
            at,
            source,
            request,
            can_stop,
            context,
        },
        other => other,
    };
    let called = |call| Event::ToolCalled {
        call,
        name: "t".into(),
        arguments: Map::new(),
        at: 2,
        side_effects: false,
        repeats: None,
    };
    let reason = || "because".to_string();
    let answer = Answer::from_text("42");
    let rows: Vec<Value> = (0..502).map(|n| json!([n])).collect();
    let mut events = showed(json!([
        chart(),
        {"content": {"kind": "table", "table": {"columns": ["n"], "rows": rows}}},
        {"content": {"kind": "image", "image": {"base64": "iVBORw0KGgo="}}},
    ]));
    events.extend(worked());
    events.extend([
        written(Request::Plan),
        replied("p"),
        ended(StepEnd::Written {}),
        Event::Steered {
            text: "more".into(),
            at: 5,
            artifacts: Vec::new(),
        },
        step(2),
        replied("I go on."),
        code("t()"),
        called(1),
        Event::ToolReturned {
            call: 1,
            result: Err(ToolFailure { message: reason() }),
            duration_ms: 1,
            source: Default::default(),
        },
        called(2),
        ended(StepEnd::Completed {
            repr: Some("3".into()),
        }),
        step(3),
        ended(StepEnd::Refused {
            answer: answer.clone(),
            reason: reason(),
        }),
        step(4),
        ended(StepEnd::NoCode {}),
        written(Request::Compaction { through: 2 }),
        replied("c"),
        ended(StepEnd::Written {}),
        written(Request::Summary),
        run_ended(RunEnd::Stopped {}),
    ]);
    for end in [
        RunEnd::StepLimit {
            limit: 7,
            answer: Some(answer),
        },
        RunEnd::TokenLimit { limit: 8, spent: 9 },
        RunEnd::CostLimit {
            limit: 1.0,
            spent: 2.0,
        },
        RunEnd::Failed {
            reason: reason(),
            code: None,
        },
    ] {
        events.extend([asked("again", 6), run_ended(end)]);
    }
    events.extend([Event::Asked {
        question: "last".into(),
        at: 7,
        artifacts: vec![artifact("long.txt", &"é".repeat(50_003))],
    }]);
    events
}

#[test]
fn every_word_can_be_another() {
    let events = eventful();
    let all = [markdown, html].map(|write| document_in(&others(), &events, "x", write));
    let both = all.join("\n");
    for word in [
        "<html lang=\"xx\">",
        "«exported 29 November 2026»",
        "«question 3»",
        "«attached»: places.csv",
        "«document»: made.txt",
        "### «answer»",
        "«added»: more",
        "«step 4»",
        "«plan»",
        "«answer as prose»",
        "«summary»",
        "«steps 1», «tool calls 1»",
        "«tool call»:",
        "«call failed «said because»»",
        "«call not finished»",
        "«output»",
        "«errors printed»",
        "«value»",
        "«error»",
        "«not accepted»",
        "«said because»",
        "«ended»",
        "«no code»",
        "«not finished»",
        "«step limit 7»",
        "«token limit 8»",
        "«cost limit»",
        "«stopped»",
        "«failed «said because»»",
        "«interrupted»",
        "«picture «said a PNG picture of 8 bytes»»",
        "«chart «said a bar chart of 2 bars»»",
        "«data»",
        "| «column name» | «column value» |",
        "… «more rows 2»",
        "… «more characters 3»",
    ] {
        assert!(both.contains(word), "{word}");
    }
    // And none of the English ones is left.
    let english = Words::default();
    for word in [
        "Exported",
        "Question",
        english.attached,
        english.document,
        english.answer,
        english.added,
        "Step",
        english.plan,
        english.summary,
        "Tool call",
        english.output,
        english.errors_printed,
        english.value,
        english.ended,
        english.data,
        "limit of",
        "2 more row",
        "3 more char",
        "Picture",
        "Chart",
        "It ",
    ] {
        let found = all.iter().find_map(|text| text.split_once(word));
        let around = found.map(|(_, after)| after.chars().take(60).collect::<String>());
        // What the conversation itself says.
        let around =
            around.filter(|it| !it.starts_with("is **cold") && !it.starts_with("is <strong"));
        assert_eq!(around, None, "{word}");
    }
}
