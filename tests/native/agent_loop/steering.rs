//! What the user adds while the agent is at work, and answers that are checked.

use std::rc::Rc;

use async_trait::async_trait;
use futures::FutureExt;
use micropython_agent::agent::{Answer, AnswerCheck, Transcript, Turn, Waiting};

use super::model::Reply;
use super::stage::{code, stage};

#[test]
fn the_next_step_reads_what_the_user_added() {
    let stage = stage()
        .reply(code("print(1)"))
        .reply(code("final_answer(2)"));
    let mut agent = stage.ask("one");
    let inbox = agent.inbox();
    agent
        .step(&stage.tools)
        .now_or_never()
        .expect("nothing hangs")
        .expect("a step");
    inbox.add("In euros, please.", Turn::NextStep);
    inbox.add("  ", Turn::NextStep);
    inbox.add("And what is three?", Turn::NextQuestion);
    inbox.add("And short.", Turn::NextStep);
    stage.finish(&mut agent);
    assert_eq!(
        inbox.waiting(),
        [Waiting {
            text: "And what is three?".into(),
            artifacts: Vec::new(),
            turn: Turn::NextQuestion
        }]
    );
    let steered = &agent.steps()[1].interlude.steered;
    let texts: Vec<&str> = steered.iter().map(|added| added.text.as_str()).collect();
    assert_eq!(texts, ["In euros, please.", "And short."]);
    assert!(stage.model.last_asked().ends_with(
        "Steps left: 19.\n\nThe user adds:\n\nIn euros, please.\n\nThe user adds:\n\nAnd short."
    ));
    stage.check(&agent);
}

#[test]
fn what_was_added_is_not_lost_with_a_step_that_is_stopped() {
    let stage = stage()
        .then(Reply::HangsAfter("I am".into()))
        .reply(code("final_answer(2)"));
    let mut agent = stage.ask("one");
    agent.inbox().add("In euros, please.", Turn::NextStep);
    stage.interrupt(&mut agent);
    agent.stop().now_or_never().expect("nothing hangs");
    let mut agent = stage.resume(agent.transcript().clone());
    stage.finish(&mut agent);
    assert_eq!(
        stage.model.last_asked(),
        "one\n\nThe user adds:\n\nIn euros, please."
    );
}

#[test]
fn a_message_can_be_taken_back_while_it_waits() {
    let agent = stage().ask("one");
    let inbox = agent.inbox();
    inbox.add("a", Turn::NextStep);
    inbox.add("b", Turn::NextStep);
    let text = |waiting: Option<Waiting>| waiting.map(|waiting| waiting.text);
    assert_eq!(text(inbox.remove(0)).as_deref(), Some("a"));
    assert_eq!(inbox.remove(1), None);
    assert_eq!(text(inbox.take_for_question()).as_deref(), Some("b"));
    assert_eq!(inbox.take_for_question(), None);
}

/// Accepts numbers from 10 on.
struct TwoDigits;

#[async_trait(?Send)]
impl AnswerCheck for TwoDigits {
    async fn check(&self, answer: &Answer, transcript: &Transcript) -> Result<(), String> {
        assert_eq!(
            transcript.runs.len(),
            1,
            "the conversation may be looked at"
        );
        if answer.value.as_u64() >= Some(10) {
            Ok(())
        } else {
            Err(format!("{} has too few digits.", answer.text))
        }
    }
}

#[test]
fn an_answer_that_a_check_refuses_is_given_back_to_the_model() {
    let stage = stage()
        .reply(code("final_answer(9)"))
        .reply("<answer>ten</answer>")
        .reply(code("final_answer(10)"));
    let mut agent = stage.ask("a number");
    agent.check_answers(Rc::new(TwoDigits));
    stage.finish(&mut agent);
    assert_eq!(
        stage.check(&agent),
        [
            "refused: 9 has too few digits.",
            "refused: ten has too few digits.",
            "answer",
            "final answer 10"
        ]
    );
    assert_eq!(
        agent.steps()[0].observation,
        "Observation of step 1.\n\nFinal answer given:\n```\n9\n```\n\nThe answer was not accepted: 9 has too few digits.\n\nCorrect it, then give it again.\n\nSteps left: 19."
    );
}

#[test]
fn one_step_may_be_kept_from_answering() {
    let stage = stage()
        .reply("<answer>2</answer>")
        .reply("<answer>2</answer>");
    let mut agent = stage.ask("two");
    let answer = agent
        .step_where(&stage.tools, false)
        .now_or_never()
        .expect("nothing hangs")
        .expect("a step");
    assert_eq!(answer, None);
    assert!(!agent.steps()[0].can_stop);
    assert!(
        stage.model.last_asked().ends_with(
            "(Finishing is not available in this step: `final_answer` would be refused.)"
        )
    );
    let answer = agent.step(&stage.tools).now_or_never();
    let answer = answer.expect("nothing hangs").expect("a step");
    assert_eq!(answer, Some(Answer::from_text("2")));
    stage.check(&agent);
}

#[test]
fn the_first_steps_may_be_kept_from_answering() {
    let mut stage = stage()
        .reply("<answer>1</answer>")
        .reply(code("print(1)"))
        .reply(code("final_answer(2)"));
    stage.options.answer_after = 2;
    let outline = stage.run("two");
    assert_eq!(outline, ["reminded", "code", "answer", "final answer 2"]);
    let may_stop: Vec<bool> = stage
        .python
        .runs
        .borrow()
        .iter()
        .map(|run| run.can_stop)
        .collect();
    assert_eq!(may_stop, [false, true]);
    let last = stage.model.last_asked();
    assert!(
        !last.contains("Finishing is not available in this step"),
        "{last}"
    );
}

#[test]
fn an_answer_that_breaks_a_rule_is_given_back_and_the_rules_are_known_beforehand() {
    let mut stage = stage()
        .reply(code("final_answer(\"12 dollars\")"))
        .reply(code("final_answer(\"11 EUR\")"));
    stage.options.answer_rules.contains = vec!["eur".into()];
    assert_eq!(
        stage.run("How much?"),
        [
            "refused: it does not contain \"eur\".",
            "answer",
            "final answer 11 EUR"
        ]
    );
    let system = &stage.model.requests()[0][0].content;
    let rules = "An answer is accepted only if it keeps to these rules:\n\n- It contains \"eur\".";
    assert!(system.contains(rules), "{system}");
    let told = "The answer was not accepted: it does not contain \"eur\".";
    let last = stage.model.last_asked();
    assert!(last.contains(told), "{last}");
}
