//! The person at the page: questions of tools are put on the page and wait there for an answer.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use futures::channel::oneshot;
use leptos::prelude::*;
use micropython_agent::tools::{NobodyThere, Person, Question};

/// A question that waits on the page. Clones are the same question.
#[derive(Clone)]
pub struct OpenQuestion {
    /// What is asked.
    pub question: Question,
    answer: Arc<Mutex<Option<oneshot::Sender<String>>>>,
}

impl OpenQuestion {
    /// Gives the answer. A question is answered once.
    pub fn answer(&self, text: String) {
        // A lock that a panic left behind belongs to a page that is gone.
        let Ok(mut waiting) = self.answer.lock() else {
            return;
        };
        if let Some(answer) = waiting.take() {
            // Fails only when nobody waits for it any more.
            let _ = answer.send(text);
        }
    }

    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.answer, &other.answer)
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
        let (answer, answered) = oneshot::channel();
        let open = OpenQuestion {
            question,
            answer: Arc::new(Mutex::new(Some(answer))),
        };
        self.questions
            .update(|questions| questions.push(open.clone()));
        let _shown = Shown { person: self, open };
        answered.await.map_err(|_| NobodyThere)
    }
}
