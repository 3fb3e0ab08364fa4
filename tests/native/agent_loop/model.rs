//! A model that gives scripted replies, and refuses requests that no provider should get.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use async_trait::async_trait;
use futures::StreamExt;
use futures::stream;
use micropython_agent::model::{
    ChatModel, ChatRequest, CompletionStream, FinishReason, Message, ModelError, ModelEvent, Role,
};

/// One scripted reply.
pub enum Reply {
    /// Streams these events, then ends.
    Events(Vec<Result<ModelEvent, ModelError>>),
    /// Streams this text, then never goes on.
    HangsAfter(String),
    /// No completion can be started.
    Refused(ModelError),
}

/// The model, and what tests may look at while the agent owns it.
#[derive(Clone, Default)]
pub struct ScriptedModel {
    replies: Rc<RefCell<VecDeque<Reply>>>,
    requests: Rc<RefCell<Vec<Vec<Message>>>>,
}

impl ScriptedModel {
    pub fn push(&self, reply: Reply) {
        self.replies.borrow_mut().push_back(reply);
    }

    /// The messages of all requests.
    pub fn requests(&self) -> Vec<Vec<Message>> {
        self.requests.borrow().clone()
    }

    /// The last message of the last request.
    pub fn last_asked(&self) -> String {
        let requests = self.requests.borrow();
        let last = requests.last().and_then(|messages| messages.last());
        last.expect("a request").content.clone()
    }

    fn check(&self, messages: &[Message]) {
        let roles: Vec<Role> = messages.iter().map(|message| message.role).collect();
        let turns = [Role::User, Role::Assistant].into_iter().cycle();
        let expected: Vec<Role> = [Role::System]
            .into_iter()
            .chain(turns)
            .take(roles.len())
            .collect();
        assert_eq!(roles, expected, "system first, then the two take turns");
        assert_eq!(roles.last(), Some(&Role::User), "the model is asked");
        for message in messages {
            assert!(!message.content.trim().is_empty(), "no empty message");
        }
        let requests = self.requests.borrow();
        let Some(before) = requests.last() else {
            return;
        };
        // Where older steps give way, what was sent changes, and the request for a summary is not
        // repeated.
        let gives_way = |messages: &[Message]| {
            let gone = [
                "characters left out",
                "The conversation is getting long.",
                "This summary",
            ];
            let mut contents = messages.iter().map(|message| &message.content);
            contents.any(|content| gone.iter().any(|words| content.contains(words)))
        };
        if gives_way(messages) != gives_way(before) || asks_for_summary(before) {
            return;
        }
        // What was sent stays, byte for byte; only the last message may have grown.
        let (last, kept) = before.split_last().expect("messages");
        assert_eq!(&messages[..kept.len()], kept);
        assert!(messages[kept.len()].content.starts_with(&last.content));
    }
}

#[async_trait(?Send)]
impl ChatModel for ScriptedModel {
    async fn complete(&self, request: ChatRequest) -> Result<CompletionStream, ModelError> {
        self.check(&request.messages);
        self.requests.borrow_mut().push(request.messages);
        let reply = self.replies.borrow_mut().pop_front();
        match reply.expect("the script has another reply") {
            Reply::Events(events) => Ok(stream::iter(events).boxed_local()),
            Reply::HangsAfter(text) => Ok(stream::iter([Ok(ModelEvent::Delta(text))])
                .chain(stream::pending())
                .boxed_local()),
            Reply::Refused(error) => Err(error),
        }
    }
}

fn asks_for_summary(messages: &[Message]) -> bool {
    let last = messages.last();
    last.is_some_and(|last| last.content.contains("The conversation is getting long."))
}

/// The events of a whole reply, in pieces of a few characters.
pub fn streamed(text: &str, finish: FinishReason) -> Reply {
    let characters: Vec<char> = text.chars().collect();
    let deltas = characters
        .chunks(5)
        .map(|piece| Ok(ModelEvent::Delta(piece.iter().collect())));
    let end = [Ok(ModelEvent::Finished(finish))];
    Reply::Events(deltas.chain(end).collect())
}
