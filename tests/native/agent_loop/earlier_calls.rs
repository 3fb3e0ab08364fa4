//! Tool calls of a step that was cut off: they are not made again unseen.

use std::cell::RefCell;
use std::rc::Rc;

use async_trait::async_trait;
use micropython_agent::agent::{EarlierCall, Event, StepEnd, Transcript};
use micropython_agent::tools::{
    NobodyThere, Person, Question, ServiceSettings, Tool, default_toolbox,
};

use super::fixture_tools::{double, five, wait};
use super::stage::{Stage, code, outline, stage};

/// Answers with these, the first one first, and keeps what it was asked.
#[derive(Default)]
struct Answering {
    answers: RefCell<Vec<&'static str>>,
    asked: RefCell<Vec<String>>,
}

impl Answering {
    fn new(answers: &[&'static str]) -> Rc<Self> {
        Rc::new(Self {
            answers: RefCell::new(answers.to_vec()),
            asked: RefCell::default(),
        })
    }
}

#[async_trait(?Send)]
impl Person for Answering {
    async fn ask(&self, question: Question) -> Result<String, NobodyThere> {
        assert_eq!(question.choices, ["Do it", "Do not do it"]);
        self.asked.borrow_mut().push(question.text);
        Ok(self.answers.borrow_mut().remove(0).into())
    }
}

/// What is left of a page that died in its first step, which ran this code.
fn died_in(source: &str, tool: Tool) -> Transcript {
    let stage = stage().tool(tool).reply(code(source));
    let mut agent = stage.ask("one");
    stage.interrupt(&mut agent);
    agent.transcript().clone()
}

/// Goes on with it in another page, whose first step runs this code.
fn goes_on(before: Transcript, source: &str, tool: Tool, person: Rc<dyn Person>) -> Resumed {
    let mut stage = stage()
        .tool(tool)
        .reply(code(source))
        .reply(code("final_answer(\"done\")"));
    stage.person = person;
    let mut agent = stage.resume(before);
    stage.finish(&mut agent);
    let calls = agent.steps()[1].calls.clone();
    Resumed {
        outline: outline(agent.transcript()),
        repeats: calls.iter().map(|call| call.repeats).collect(),
        logged: logged(&stage),
    }
}

struct Resumed {
    outline: Vec<String>,
    repeats: Vec<Option<EarlierCall>>,
    /// How often a tool's body ran.
    logged: usize,
}

fn logged(stage: &Stage) -> usize {
    let events = stage.events();
    let logged = |event: &&Event| matches!(event, Event::ToolLogged { .. });
    events.iter().filter(logged).count()
}

const FIRST: Option<EarlierCall> = Some(EarlierCall { step: 1, call: 1 });

#[test]
fn a_result_that_is_known_stands() {
    let before = died_in("double {\"number\": 4}\nhang", double());
    let source = "double {\"number\": 4}\ndouble {\"number\": 4}";
    let resumed = goes_on(before, source, double(), Answering::new(&[]));
    assert_eq!(
        resumed.outline,
        [
            "called double -> 8",
            "abandoned",
            "called double -> 8",
            "called double -> 8",
            "code",
            "answer",
            "final answer done"
        ]
    );
    assert_eq!(resumed.repeats, [FIRST, None]);
    assert_eq!(resumed.logged, 1, "only the second call is made");
}

#[test]
fn a_call_that_was_under_way_is_made_again_if_the_person_wants_it() {
    let before = died_in("wait {\"number\": 4}", wait());
    let again = five();
    let person = Answering::new(&["Do it"]);
    let resumed = goes_on(before, "wait {\"number\": 4}", again, person.clone());
    assert_eq!(
        person.asked.take(),
        [
            "wait(number=4) was under way when the work was interrupted. It may have been done. Do it again?"
        ]
    );
    assert_eq!(resumed.outline[2], "called wait -> 5");
    assert_eq!(resumed.repeats, [FIRST]);
}

#[test]
fn a_call_that_was_under_way_is_not_made_again_against_the_persons_will() {
    for person in [
        Answering::new(&["Do not do it"]) as Rc<dyn Person>,
        Rc::new(micropython_agent::tools::Nobody),
    ] {
        let before = died_in("wait {\"number\": 4}", wait());
        let resumed = goes_on(before, "wait {\"number\": 4}", wait(), person);
        let told = &resumed.outline[2];
        assert!(
            told.starts_with(
                "called wait -> failed: wait was called before the work was interrupted,"
            ),
            "{told}"
        );
        assert_eq!(
            resumed.outline[3..],
            ["raised ToolError", "answer", "final answer done"]
        );
        assert_eq!((resumed.repeats, resumed.logged), (vec![FIRST], 0));
    }
}

#[test]
fn another_call_of_the_same_tool_is_asked_about() {
    let before = died_in("double {\"number\": 4}\nhang", double());
    let person = Answering::new(&["Do it"]);
    let resumed = goes_on(before, "double {\"number\": 5}", double(), person.clone());
    assert_eq!(
        person.asked.take(),
        [
            "double(number=4) had been called when the work was interrupted. Do double(number=5) now?"
        ]
    );
    assert_eq!(resumed.outline[2], "called double -> 10");
}

#[test]
fn two_calls_at_once_take_the_place_of_two() {
    let before = died_in("both wait {\"number\": 4}", wait());
    let again = five();
    let person = Answering::new(&["Do it", "Do not do it"]);
    let resumed = goes_on(before, "both wait {\"number\": 4}", again, person.clone());
    assert_eq!(person.asked.take().len(), 2);
    let second = Some(EarlierCall { step: 1, call: 2 });
    assert_eq!(resumed.repeats, [FIRST, second]);
}

#[test]
fn a_tool_without_side_effects_is_simply_called_again() {
    let double = || double().without_side_effects();
    let before = died_in("double {\"number\": 4}\nhang", double());
    let person = Answering::new(&[]);
    let resumed = goes_on(before, "double {\"number\": 4}", double(), person);
    assert_eq!((resumed.repeats, resumed.logged), (vec![None], 1));
}

#[test]
fn a_step_that_came_to_its_end_is_not_asked_about() {
    let stage = stage()
        .tool(double())
        .reply(code("double {\"number\": 4}"))
        .reply(code("double {\"number\": 4}"))
        .reply(code("final_answer(1)"));
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    let calls: Vec<_> = agent.steps().iter().flat_map(|step| &step.calls).collect();
    assert!(calls.iter().all(|call| call.repeats.is_none()));
    assert_eq!((calls.len(), logged(&stage)), (2, 2));
    assert!(matches!(
        agent.steps()[1].end(),
        Some(StepEnd::Completed { .. })
    ));
}

#[test]
fn the_tools_of_every_conversation_have_no_side_effects() {
    let tools = default_toolbox(&ServiceSettings::default());
    let with: Vec<&str> = tools
        .iter()
        .filter(|tool| tool.has_side_effects())
        .map(|tool| tool.definition().name.as_str())
        .collect();
    assert_eq!(with, [""; 0]);
}

#[test]
fn a_call_with_other_arguments_does_not_have_the_same_one_made_twice() {
    // The other one is written first: the person is asked about it, and the first is still known.
    let before = died_in("double {\"number\": 4}\nhang", double());
    let source = "double {\"number\": 5}\ndouble {\"number\": 6}\ndouble {\"number\": 4}";
    let person = Answering::new(&["Do it"]);
    let resumed = goes_on(before, source, double(), person.clone());
    assert_eq!(
        person.asked.take(),
        [
            "double(number=4) had been called when the work was interrupted. Do double(number=5) now?"
        ]
    );
    assert_eq!(
        resumed.outline[2..6],
        [
            "called double -> 10",
            "called double -> 12",
            "called double -> 8",
            "code"
        ]
    );
    assert_eq!(resumed.repeats, [FIRST, None, FIRST]);
    assert_eq!(resumed.logged, 2, "the one that is known is not made");
}

#[test]
fn a_call_with_other_arguments_does_not_stand_for_the_one_before_in_the_step_after() {
    let before = died_in("double {\"number\": 4}\nhang", double());
    let mut second = stage()
        .tool(double())
        .reply(code("double {\"number\": 5}\nhang"));
    second.person = Answering::new(&["Do it"]);
    let mut agent = second.resume(before);
    second.interrupt(&mut agent);
    let before = agent.transcript().clone();
    let stage = stage().tool(double()).reply(code(
        "double {\"number\": 4}\ndouble {\"number\": 5}\nfinal_answer(1)",
    ));
    let mut agent = stage.resume(before);
    stage.finish(&mut agent);
    assert_eq!(logged(&stage), 0, "both are known");
}
