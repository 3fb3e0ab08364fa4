//! How a run comes to its answer.

use micropython_agent::agent::{Answer, RunEnd};
use micropython_agent::model::Message;
use serde_json::json;

use super::model::Reply;
use super::stage::{code, stage};

#[test]
fn answers_after_looking() {
    let stage = stage()
        .reply("I look first.\n\n".to_string() + &code("print(2)"))
        .reply(code("final_answer(\"**2**\")"));
    assert_eq!(
        stage.run("how many?"),
        ["code", "answer", "final answer **2**"]
    );
}

#[test]
fn repairs_code_after_a_traceback() {
    let stage = stage().reply(code("1/0")).reply(code("final_answer(2)"));
    assert_eq!(
        stage.run("halve four"),
        ["raised ZeroDivisionError", "answer", "final answer 2"]
    );
    assert_eq!(
        stage.model.last_asked(),
        "Observation of step 1.\n\nThe code raised:\n```\nTraceback (most recent call last):\n  File \"<step 1>\", line 1\nZeroDivisionError: divide by zero\n```\n\nSteps left: 19."
    );
}

#[test]
fn takes_an_answer_in_tags_without_running_anything() {
    let stage = stage().reply("<answer>\nHello.\n</answer>");
    assert_eq!(stage.run("say hello"), ["answer", "final answer Hello."]);
    assert!(stage.python.runs.borrow().is_empty());
}

#[test]
fn gives_the_answer_as_plain_data() {
    let stage = stage().reply(code("final_answer({\"a\": [1, 2]})"));
    let mut agent = stage.ask("data");
    assert_eq!(
        stage.finish(&mut agent),
        RunEnd::Answered {
            answer: Answer {
                value: json!({"a": [1, 2]}),
                text: "```json\n{\n  \"a\": [\n    1,\n    2\n  ]\n}\n```".into(),
            }
        }
    );
}

#[test]
fn step_by_step_gives_the_answer_once() {
    let stage = stage()
        .reply(code("print(1)"))
        .reply(code("final_answer(1)"));
    let mut agent = stage.ask("one");
    let mut step = || {
        let step = futures::FutureExt::now_or_never(agent.step(&stage.tools));
        step.expect("nothing hangs").expect("a step")
    };
    assert_eq!(step(), None);
    let answer = Some(Answer::from_value(json!(1)));
    assert_eq!(step(), answer);
    // The run is over: no further step is made, and the model is not asked again.
    assert_eq!(step(), answer);
    assert_eq!(agent.steps().len(), 2);
}

#[test]
fn reminds_once_of_the_forms() {
    let stage = stage()
        .reply("I think it is two.")
        .reply(code("final_answer(2)"));
    assert_eq!(
        stage.run("one and one"),
        ["reminded", "answer", "final answer 2"]
    );
    assert!(
        stage
            .model
            .last_asked()
            .starts_with("Your reply had no code to run.")
    );
}

#[test]
fn never_complains_of_the_same_thing_twice() {
    let stage = stage().reply("Two.").reply("Two, I said.");
    assert_eq!(
        stage.run("one and one"),
        [
            "reminded",
            "abandoned",
            "failed: the model answered with neither code nor an answer twice in a row; try again, or choose another model"
        ]
    );
}

#[test]
fn reminds_again_after_code_in_between() {
    let stage = stage()
        .reply("Hm.")
        .reply(code("print(1)"))
        .reply("Hm.")
        .reply(code("final_answer(1)"));
    assert_eq!(
        stage.run("one"),
        ["reminded", "code", "reminded", "answer", "final answer 1"]
    );
}

#[test]
fn asks_for_the_best_answer_at_the_step_limit() {
    let stage = stage()
        .max_steps(2)
        .reply(code("print(1)"))
        .reply(code("print(2)"))
        .reply("About **three**, but I could not check.");
    assert_eq!(
        stage.run("how many?"),
        [
            "code",
            "code",
            "answer",
            "limit of 2, best answer About **three**, but I could not check."
        ]
    );
    assert_eq!(
        stage.model.last_asked(),
        "Observation of step 2.\n\nPrinted:\n```\n2\n```\n\nSteps left: 0.\n\nNo steps are left, and no more code will run. Give the user the best answer you can from what you know now, in Markdown, without code and without tags around it. Say plainly what remains uncertain or unfinished."
    );
}

#[test]
fn remembers_the_best_answer_for_the_next_question() {
    let stage = stage()
        .max_steps(1)
        .reply(code("print(1)"))
        .reply("About one.")
        .reply("<answer>Two.</answer>");
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    futures::FutureExt::now_or_never(agent.ask("two")).expect("nothing hangs");
    stage.finish(&mut agent);
    // What was sent before has not changed: the model itself refuses any other request.
    let requests = stage.model.requests();
    let since = &requests[2][requests[1].len()..];
    assert_eq!(
        since,
        [Message::assistant("About one."), Message::user("two")]
    );
}

#[test]
fn runs_no_code_beyond_the_step_limit() {
    let stage = stage()
        .max_steps(1)
        .reply(code("print(1)"))
        .reply("Only one.\n".to_string() + &code("print(2)"));
    assert_eq!(
        stage.run("how many?"),
        ["code", "answer", "limit of 1, best answer Only one."]
    );
    assert_eq!(stage.python.runs.borrow().len(), 1);
}

#[test]
fn ends_at_the_step_limit_even_without_an_answer() {
    let stage = stage().max_steps(1).reply(code("print(1)")).reply("");
    assert_eq!(
        stage.run("how many?"),
        ["code", "reminded", "limit of 1, best answer none"]
    );
}

#[test]
fn goes_on_to_the_limit_when_it_may_not_stop() {
    let mut stage = stage()
        .max_steps(2)
        .reply("<answer>1</answer>")
        .reply(code("print(2)"))
        .reply("2");
    stage.options.can_stop = false;
    assert_eq!(
        stage.run("how many?"),
        ["reminded", "code", "answer", "limit of 2, best answer 2"]
    );
    assert!(!stage.python.runs.borrow()[0].can_stop);
}

#[test]
fn takes_the_next_question_in_the_same_session() {
    let stage = stage()
        .reply(code("final_answer(1)"))
        .reply(code("final_answer(2)"));
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    futures::FutureExt::now_or_never(agent.ask("two")).expect("nothing hangs");
    stage.finish(&mut agent);
    assert_eq!(
        stage.check(&agent),
        ["answer", "final answer 1", "answer", "final answer 2"]
    );
    assert_eq!(
        stage.model.last_asked(),
        "Observation of step 1.\n\nFinal answer given:\n```\n1\n```\n\ntwo"
    );
    let names: Vec<String> = stage
        .python
        .runs
        .borrow()
        .iter()
        .map(|run| run.file_name.clone())
        .collect();
    assert_eq!(names, ["<step 1>", "<step 2>"]);
}

#[test]
fn reads_every_reply_of_the_tour() {
    for recording in micropython_agent::tour::all_recordings() {
        for text in recording.replies {
            let reply = micropython_agent::agent::reply::parse(&text);
            assert!(reply.code.is_some() && !reply.unclosed, "{text}");
            assert_eq!(reply.text, text.trim(), "nothing of it is cut");
        }
    }
}

#[test]
fn cuts_what_the_model_makes_up_after_its_code() {
    let stage = stage()
        .reply(code("print(1)") + "\nObservation:\n```\n9\n```\n" + &code("final_answer(9)"))
        .reply(code("final_answer(1)"));
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    assert_eq!(stage.check(&agent), ["code", "answer", "final answer 1"]);
    assert_eq!(agent.steps()[0].reply.text, code("print(1)"));
}

#[test]
fn reads_no_further_than_the_reply_counts() {
    let stage = stage()
        .then(Reply::HangsAfter(code("print(1)") + "\nObservation:\n"))
        .then(Reply::HangsAfter("<answer>1</answer>".into()));
    assert_eq!(stage.run("one"), ["code", "answer", "final answer 1"]);
}

#[test]
fn runs_nothing_that_the_token_limit_cut() {
    let stage = stage()
        .cut_reply("```python\nprint(1)\nprint(")
        .reply(code("final_answer(1)"));
    assert_eq!(stage.run("one"), ["reminded", "answer", "final answer 1"]);
    assert!(stage.model.last_asked().starts_with(
        "Your reply was cut at its length limit before it was complete; nothing was run."
    ));
}
