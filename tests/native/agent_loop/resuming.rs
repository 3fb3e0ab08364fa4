//! A reload at any instant: the conversation is there, and goes on.

use futures::FutureExt;
use micropython_agent::agent::{Event, RunEnd, StepEnd, Transcript};
use micropython_agent::model::{FinishReason, ModelEvent};

use micropython_agent::sandbox::CARRIED_OVER;

use super::fixture_tools::{double, find};
use super::model::Reply;
use super::stage::{Stage, code, cut_off, stage};

/// A conversation in which most things happen that can.
fn eventful() -> Stage {
    let stage = stage()
        .max_steps(6)
        .tool(double())
        .tool(find())
        .reply("Let me think.")
        .reply(
            "<think>Hm.</think>I double.\n".to_string() + &code("print(1)\ndouble {\"number\": 4}"),
        )
        .reply(code("find {\"number\": 4}"))
        .reply(code("print(2)\nwhile True: pass"))
        .then(Reply::Events(vec![
            Ok(ModelEvent::Retrying {
                reason: "busy".into(),
                delay_ms: 1,
            }),
            Ok(ModelEvent::Reasoning("Hm.".into())),
            Ok(ModelEvent::Delta("Now".into())),
            Err(cut_off()),
        ]))
        .then(Reply::Events(vec![
            Ok(ModelEvent::Delta(code("final_answer(8)"))),
            Ok(ModelEvent::Finished(FinishReason::Stop)),
        ]))
        .reply("<answer>Again 8.</answer>")
        .reply(code("hang"));
    let mut agent = stage.ask("twice four");
    stage.finish(&mut agent);
    stage.finish(&mut agent);
    for question in ["again", "and again"] {
        agent.ask(question).now_or_never().expect("nothing hangs");
        let _ = agent.run(&stage.tools).now_or_never();
    }
    agent.stop().now_or_never().expect("nothing hangs");
    stage
}

#[test]
fn goes_on_after_every_prefix_of_its_events() {
    let events = eventful().events();
    assert!(events.len() > 50);
    for length in 1..=events.len() {
        let page = stage().max_steps(6);
        let before = Transcript::of(&events[..length]);
        let run = before.runs.last().expect("a run").clone();
        let stage = page.reply(code("final_answer(\"here\")"));
        let mut agent = stage.resume(before.clone());
        let end = stage.finish(&mut agent);

        let was_over = run.end.is_some() && !run.can_continue();
        let asked = stage.model.requests().len();
        let was_answered = run
            .ended_steps()
            .any(|step| matches!(step.end(), Some(StepEnd::Answered { .. })));
        assert_eq!(
            asked == 0,
            was_over || was_answered,
            "{length}: asks again only if it must"
        );
        if was_over {
            assert_eq!((Some(end), asked), (run.end, 0), "{length}: stays over");
        } else if asked == 0 {
            // The answer stood already; only the end of the run was missing.
            assert_eq!(
                Some(&Event::RunEnded { end, at: 0 }),
                events.get(length),
                "{length}"
            );
        } else {
            let RunEnd::Answered { answer } = end else {
                panic!("{length}: an answer, not {end:?}");
            };
            assert_eq!(answer.text, "here", "{length}");
        }
        // Nothing of what was shown has changed, but for what was under way.
        let after = agent.transcript();
        for (old, new) in before.runs.iter().zip(&after.runs) {
            assert_eq!(old.question, new.question);
            for (old, new) in old.steps.iter().zip(&new.steps) {
                assert_eq!(
                    (&old.reply, &old.stdout, &old.calls),
                    (&new.reply, &new.stdout, &new.calls)
                );
            }
        }
    }
}

#[test]
fn code_that_was_cut_off_runs_again_without_the_model_if_that_is_wanted() {
    let events = eventful().events();
    let mut repeated = 0;
    for length in 1..=events.len() {
        let before = Transcript::of(&events[..length]);
        let run = before.runs.last().expect("a run");
        let is_open = run.end.is_none() || run.can_continue();
        let cut_off = run.cut_off().filter(|_| is_open).cloned();

        // It may hang as it did.
        let page = stage().max_steps(6).tool(double()).tool(find());
        let page = page.reply(code("final_answer(\"here\")"));
        let mut agent = page.resume(before.clone());
        assert_eq!(agent.repeat_code(), cut_off.is_some(), "{length}");
        let _ = agent.step(&page.tools).now_or_never();
        let Some(cut_off) = cut_off else {
            assert!(
                page.python.runs.borrow().len() <= page.model.requests().len(),
                "{length}: no code runs that was not asked for"
            );
            continue;
        };
        repeated += 1;
        assert_eq!(page.model.requests(), Vec::<Vec<_>>::new(), "{length}");
        let step = agent.steps().last().expect("a step").clone();
        assert_eq!(
            (step.number, &step.code, &step.reply.text),
            (cut_off.number, &cut_off.code, &cut_off.reply.text),
            "{length}"
        );
        assert_eq!(page.python.runs.borrow().len(), 1, "{length}");
    }
    assert!(repeated >= 5, "{repeated}");
}

#[test]
fn asks_the_model_after_the_code_has_run_again() {
    let first = stage().reply(code("hang"));
    let mut agent = first.ask("one");
    first.interrupt(&mut agent);

    // This time it does not hang, for all that the agent knows.
    let mut before = first.events();
    for event in &mut before {
        if let Event::CodeStarted { code: source } = event {
            *source = "print(1)".into();
        }
        if let Event::Replied { text, .. } = event {
            *text = code("print(1)");
        }
    }
    let second = stage().reply(code("final_answer(1)"));
    let mut agent = second.resume(Transcript::of(&before));
    assert!(agent.repeat_code());
    second.finish(&mut agent);
    assert_eq!(
        super::stage::outline(agent.transcript()),
        ["abandoned", "code", "answer", "final answer 1"]
    );
    assert_eq!(second.model.requests().len(), 1);
    assert!(
        !agent.repeat_code(),
        "the run is over: there is nothing to repeat"
    );
}

#[test]
fn tells_the_model_that_a_reload_lost_its_names() {
    let first = stage().reply(code("print(1)"));
    let mut agent = first.ask("one");
    first.step(&mut agent);

    let second = stage().reply(code("final_answer(1)"));
    let mut agent = second.resume(agent.transcript().clone());
    second.finish(&mut agent);
    assert_eq!(
        super::stage::outline(agent.transcript()),
        [
            "code",
            "restarted: the page was reloaded",
            "answer",
            "final answer 1"
        ]
    );
}

#[test]
fn names_outlive_a_reload_that_carries_the_session_over() {
    let first = stage().reply(code("print(1)"));
    let mut agent = first.ask("one");
    first.step(&mut agent);

    let mut second = stage();
    second.python.rolls_back = true;
    second.python.restored_as = CARRIED_OVER;
    let second = second.reply(code("final_answer(1)"));
    let mut agent = second.resume(agent.transcript().clone());
    second.finish(&mut agent);
    assert_eq!(
        super::stage::outline(agent.transcript()),
        ["code", "answer", "final answer 1"]
    );
}

#[test]
fn has_no_names_to_lose_where_no_code_has_run() {
    let first = stage().reply("Hm.");
    let mut agent = first.ask("one");
    first.step(&mut agent);

    let second = stage().reply(code("final_answer(1)"));
    let mut agent = second.resume(agent.transcript().clone());
    second.finish(&mut agent);
    assert_eq!(
        super::stage::outline(agent.transcript()),
        ["reminded", "answer", "final answer 1"]
    );
}

#[test]
fn tells_of_lost_names_even_if_the_step_after_has_to_be_made_again() {
    let first = stage().reply(code("print(1)"));
    let mut agent = first.ask("one");
    first.step(&mut agent);

    let second = stage()
        .then(Reply::Refused(cut_off()))
        .reply(code("final_answer(1)"));
    let mut agent = second.resume(agent.transcript().clone());
    second.finish(&mut agent);
    second.finish(&mut agent);
    let requests = second.model.requests();
    assert_eq!(requests[0], requests[1]);
    assert!(second.model.last_asked().ends_with(
        "(The Python session was restarted: the page was reloaded. The names of earlier steps are gone; define again what you need.)"
    ));
}
