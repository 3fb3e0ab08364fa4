//! Titles that the model suggests.

use futures::FutureExt;
use micropython_agent::agent::{Answer, Event, RunEnd, TitleError, Transcript, suggest_title};
use micropython_agent::model::{FinishReason, ModelEvent};

use super::model::{Reply, ScriptedModel};

fn transcript(question: &str, answer: &str) -> Transcript {
    Transcript::of(&[
        Event::Asked {
            question: question.into(),
            at: 1,
            artifacts: Vec::new(),
        },
        Event::RunEnded {
            end: RunEnd::Answered {
                answer: Answer {
                    value: answer.into(),
                    text: answer.into(),
                },
            },
            at: 2,
        },
    ])
}

fn suggested(reply: &str) -> Result<String, TitleError> {
    let model = ScriptedModel::default();
    model.push(Reply::Events(vec![
        Ok(ModelEvent::Delta(reply.into())),
        Ok(ModelEvent::Finished(FinishReason::Stop)),
    ]));
    let transcript = transcript("How warm is Oslo?", "Cold");
    let asking = suggest_title(&model, &transcript);
    asking.now_or_never().expect("nothing waits")
}

#[test]
fn a_title_is_what_is_left_without_decoration() {
    for reply in [
        "Warmth of Oslo",
        "\n**Title: “Warmth of Oslo.”**\nmore",
        "<think>\nHm\n</think>\n\"Warmth of Oslo\"",
    ] {
        assert_eq!(suggested(reply).expect("a title"), "Warmth of Oslo");
    }
    assert_eq!(suggested(&"x".repeat(200)).expect("a title").len(), 80);
    assert!(matches!(suggested(" \n"), Err(TitleError::NoTitle)));
}

#[test]
fn the_model_is_shown_the_beginnings_of_question_and_answer() {
    let model = ScriptedModel::default();
    model.push(Reply::Events(vec![Ok(ModelEvent::Delta("T".into()))]));
    let transcript = transcript(&"é".repeat(2_000), "Cold");
    let asking = suggest_title(&model, &transcript);
    asking
        .now_or_never()
        .expect("nothing waits")
        .expect("a title");
    let question = "é".repeat(1_500);
    assert_eq!(
        model.last_asked(),
        format!("<question>\n{question}\n</question>\n<answer>\nCold\n</answer>")
    );
}

#[test]
fn nothing_is_asked_for_an_empty_conversation() {
    let model = ScriptedModel::default();
    let transcript = Transcript::default();
    let asked = suggest_title(&model, &transcript).now_or_never();
    assert!(matches!(asked, Some(Err(TitleError::NothingAsked))));
    assert!(model.requests().is_empty());
}
