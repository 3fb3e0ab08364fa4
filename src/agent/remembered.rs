//! What the person has said already to code that was cut off. It is run or written again, but the
//! person is not asked the same again.

use std::cell::RefCell;
use std::rc::Rc;

use async_trait::async_trait;
use serde_json::{Map, Value};

use super::event::PersonAnswer;
use super::transcript::{CallRecord, Run, StepState};
use crate::tools::{Approval, ApprovalRequest, NobodyThere, Person, Question, question_of};

/// What the person has said in the steps since code last came to its end. Each is taken once.
#[derive(Default)]
pub struct Remembered {
    approvals: RefCell<Vec<(ApprovalRequest, Approval)>>,
    answers: RefCell<Vec<(Question, String)>>,
}

impl Remembered {
    /// Of a run, its last step left out: it is the one that is under way.
    pub fn of(run: &Run) -> Self {
        let Some((_, before)) = run.steps.split_last() else {
            return Self::default();
        };
        let has_ended = |state: &StepState| matches!(state, StepState::Ended(_));
        let since = before
            .iter()
            .rposition(|step| step.code.is_some() && has_ended(&step.state))
            .map_or(0, |place| place + 1);
        let calls = before[since..].iter().flat_map(|step| &step.calls);
        let (mut approvals, mut answers) = (Vec::new(), Vec::new());
        for call in calls {
            approvals.extend(approval(call));
            answers.extend(answer(call));
        }
        Self {
            approvals: RefCell::new(approvals),
            answers: RefCell::new(answers),
        }
    }

    /// What was said to this very call.
    pub fn take_approval(&self, tool: &str, arguments: &Map<String, Value>) -> Option<Approval> {
        let mut approvals = self.approvals.borrow_mut();
        let place = approvals
            .iter()
            .position(|(asked, _)| asked.tool == tool && asked.arguments == *arguments)?;
        Some(approvals.remove(place).1)
    }

    fn take_answer(&self, question: &Question) -> Option<String> {
        let mut answers = self.answers.borrow_mut();
        let place = answers.iter().position(|(asked, _)| asked == question)?;
        Some(answers.remove(place).1)
    }
}

/// A person who is not asked what was answered already.
pub struct AskedOnce {
    /// Who answers the rest.
    pub person: Rc<dyn Person>,
    /// What is known.
    pub remembered: Rc<Remembered>,
}

#[async_trait(?Send)]
impl Person for AskedOnce {
    async fn ask(&self, question: Question) -> Result<String, NobodyThere> {
        match self.remembered.take_answer(&question) {
            Some(answer) => Ok(answer),
            None => self.person.ask(question).await,
        }
    }

    async fn approve(&self, request: ApprovalRequest) -> Result<Approval, NobodyThere> {
        self.person.approve(request).await
    }
}

/// What was said to a call that has come to its end, or has never begun. One that was under way may
/// have been made: that it may be made once more was not said.
fn approval(call: &CallRecord) -> Option<(ApprovalRequest, Approval)> {
    let Some(PersonAnswer::Approval { approval }) = &call.answer else {
        return None;
    };
    if *approval == (Approval::Elsewhere {}) {
        return None;
    }
    let request = ApprovalRequest {
        tool: call.name.clone(),
        arguments: call.arguments.clone(),
    };
    (call.result.is_some() || call.answered_later).then(|| (request, approval.clone()))
}

/// What was answered to a question.
fn answer(call: &CallRecord) -> Option<(Question, String)> {
    let question = question_of(&call.name, &call.arguments)?;
    let answer = match (&call.answer, &call.result) {
        (Some(PersonAnswer::Text { text }), _) => text.clone(),
        (_, Some(Ok(Value::String(text)))) => text.clone(),
        _ => return None,
    };
    Some((question, answer))
}
