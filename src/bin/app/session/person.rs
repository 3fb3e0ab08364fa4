//! The person at the page: what tools ask is put on the page and waits there for an answer.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use futures::channel::oneshot;
use leptos::prelude::*;
use micropython_agent::agent::{Pending, PersonAnswer};
use micropython_agent::tools::{Approval, ApprovalRequest, NobodyThere, Person, Question};

/// What waits on the page. Clones are the same.
#[derive(Clone)]
pub struct OpenQuestion {
    /// What is asked.
    pub asked: Pending,
    answer: Arc<Mutex<Option<oneshot::Sender<PersonAnswer>>>>,
}

impl OpenQuestion {
    /// Gives the answer. A question is answered once.
    pub fn answer(&self, given: PersonAnswer) {
        // A lock that a panic left behind belongs to a page that is gone.
        let Ok(mut waiting) = self.answer.lock() else {
            return;
        };
        if let Some(answer) = waiting.take() {
            // Fails only when nobody waits for it any more.
            let _ = answer.send(given);
        }
    }

    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.answer, &other.answer)
    }

    fn is_about(&self, tool: &str) -> bool {
        matches!(&self.asked, Pending::Approval(request) if request.tool == tool)
    }
}

/// The questions of one conversation.
pub struct PagePerson {
    questions: ArcRwSignal<Vec<OpenQuestion>>,
}

impl PagePerson {
    /// Puts questions into this list, and takes them out when they are over.
    pub fn new(questions: ArcRwSignal<Vec<OpenQuestion>>) -> Self {
        Self { questions }
    }

    async fn put(&self, asked: Pending) -> Result<PersonAnswer, NobodyThere> {
        let (answer, answered) = oneshot::channel();
        let open = OpenQuestion {
            asked,
            answer: Arc::new(Mutex::new(Some(answer))),
        };
        self.questions
            .update(|questions| questions.push(open.clone()));
        let _shown = Shown { person: self, open };
        answered.await.map_err(|_| NobodyThere)
    }
}

/// Takes its question from the page when dropped: answered, or stopped.
struct Shown<'a> {
    person: &'a PagePerson,
    open: OpenQuestion,
}

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        let open = &self.open;
        self.person
            .questions
            .update(|questions| questions.retain(|question| !question.is(open)));
    }
}

#[async_trait(?Send)]
impl Person for PagePerson {
    async fn ask(&self, question: Question) -> Result<String, NobodyThere> {
        match self.put(Pending::Question(question)).await? {
            PersonAnswer::Text { text } => Ok(text),
            PersonAnswer::Approval { .. } => Err(NobodyThere),
        }
    }

    async fn approve(&self, request: ApprovalRequest) -> Result<Approval, NobodyThere> {
        let tool = request.tool.clone();
        let answer = self.put(Pending::Approval(request)).await?;
        let PersonAnswer::Approval { approval } = answer else {
            return Err(NobodyThere);
        };
        if approval == (Approval::Always {}) {
            // What waits beside it is allowed with it.
            let others = self.questions.get_untracked().into_iter();
            for other in others.filter(|other| other.is_about(&tool)) {
                let approval = Approval::Once {};
                other.answer(PersonAnswer::Approval { approval });
            }
        }
        Ok(approval)
    }
}
