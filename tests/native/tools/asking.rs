//! ask_user.

use std::cell::RefCell;
use std::rc::Rc;

use async_trait::async_trait;
use futures::FutureExt;
use futures::channel::oneshot;
use micropython_agent::platform::clock::ManualClock;
use micropython_agent::platform::http::ScriptedHttp;
use micropython_agent::tools::{NobodyThere, Person, Question, ToolResources};
use serde_json::{Value, json};

use super::{Lines, TIMEOUT, call, resources, tool};

/// A person who answers when the test does.
#[derive(Default)]
struct Thinking {
    asked: RefCell<Vec<Question>>,
    waiting: RefCell<Option<oneshot::Sender<String>>>,
}

#[async_trait(?Send)]
impl Person for Thinking {
    async fn ask(&self, question: Question) -> Result<String, NobodyThere> {
        self.asked.borrow_mut().push(question);
        let (answer, answered) = oneshot::channel();
        self.waiting.replace(Some(answer));
        answered.await.map_err(|_| NobodyThere)
    }
}

#[test]
fn a_call_waits_past_any_limit_of_time_until_the_person_answers() {
    let person = Rc::new(Thinking::default());
    let clock = Rc::new(ManualClock::default());
    let resources = ToolResources {
        person: person.clone(),
        clock: clock.clone(),
        ..resources(Rc::new(ScriptedHttp::default()))
    };
    let tool = tool("ask_user");
    let arguments = json!({"question": " Tea or coffee? ", "choices": ["tea", "coffee"]});
    let mut running = Box::pin(tool.call(
        arguments.as_object().unwrap().clone(),
        &resources,
        Rc::new(Lines::default()),
    ));
    assert!(running.as_mut().now_or_never().is_none());
    clock.advance(TIMEOUT * 100);
    assert!(running.as_mut().now_or_never().is_none());
    assert_eq!(
        person.asked.take(),
        [Question {
            text: "Tea or coffee?".into(),
            choices: vec!["tea".into(), "coffee".into()]
        }]
    );
    person.waiting.take().unwrap().send("tea".into()).unwrap();
    let returned = running.as_mut().now_or_never().unwrap();
    assert_eq!(returned.result, Ok(Value::from("tea")));
}

#[test]
fn dropping_the_call_takes_the_question_back() {
    let person = Rc::new(Thinking::default());
    let resources = ToolResources {
        person: person.clone(),
        ..resources(Rc::new(ScriptedHttp::default()))
    };
    let tool = tool("ask_user");
    let arguments = json!({"question": "Well?"}).as_object().unwrap().clone();
    let mut running = Box::pin(tool.call(arguments, &resources, Rc::new(Lines::default())));
    assert!(running.as_mut().now_or_never().is_none());
    drop(running);
    assert!(person.waiting.take().unwrap().is_canceled());
}

#[test]
fn where_nobody_is_there_the_call_fails() {
    let called = call(
        &tool("ask_user"),
        json!({"question": "Well?"}),
        ScriptedHttp::default(),
    );
    assert_eq!(
        called.error(),
        "there is nobody to ask here; go on with what you know, or say what is missing"
    );
}

#[test]
fn wrong_arguments_are_refused() {
    for (arguments, expected) in [
        (
            json!({"question": " "}),
            "ask_user: question must not be blank",
        ),
        (
            json!({"question": "x", "choices": ["one"]}),
            "ask_user: choices must have at least 2 items, got 1",
        ),
        (
            json!({"question": "x", "choices": ["one", ""]}),
            "ask_user: choices[1] must not be empty",
        ),
    ] {
        let called = call(&tool("ask_user"), arguments, ScriptedHttp::default());
        assert_eq!(called.error(), expected);
    }
}
