//! What gives way when the context window fills up.

use micropython_agent::agent::Request;
use micropython_agent::model::tokenizer::estimate;
use micropython_agent::model::{Act, Message};

use super::stage::{Stage, code, stage};

/// Code that prints so many characters.
fn print(length: usize) -> String {
    code(&format!("print(\"{}\")", "x".repeat(length)))
}

/// A window that holds the system message and this much more.
fn window(mut stage: Stage, more: u64) -> Stage {
    let system =
        micropython_agent::agent::prompt::system(&stage.tools, &stage.options, Act::CodeBlock);
    stage.options.context_tokens = (estimate(&system) + more) * 10 / 8;
    stage
}

fn contents(messages: &[Message]) -> String {
    let contents: Vec<&str> = messages.iter().map(|message| &*message.content).collect();
    contents.join("\n")
}

/// Observations of this length, from short code: the prints are assembled by the played Python.
fn talkative(steps: usize, length: usize) -> Stage {
    (0..steps).fold(stage(), |stage, _| stage.reply(print(length)))
}

#[test]
fn shortens_older_observations_when_that_is_enough() {
    let mut stage = stage();
    for _ in 0..11 {
        stage = stage.reply(code("long"));
    }
    let stage = window(stage.reply(code("final_answer(1)")), 10_000);
    let mut agent = stage.ask("one");
    stage.finish(&mut agent);
    let outline = stage.check(&agent);
    assert_eq!(outline[..11], ["code"; 11]);
    assert_eq!(outline[11..], ["answer", "final answer 1"]);
    assert_eq!(agent.transcript().shortened_through, 8);
    let last = &contents(&stage.model.requests()[11]);
    let whole = last.matches(&"y".repeat(4_000)).count();
    assert_eq!(whole, 3, "the last two of then, and the one since");
    assert!(last.contains("characters left out"));
    assert!(
        agent.steps()[0].observation.contains(&"y".repeat(4_000)),
        "nothing is lost from the transcript"
    );
}

#[test]
fn begins_as_early_as_is_wanted() {
    // The same conversation fits, or not, by how much of the window may be full.
    let shortened_through = |percent| {
        let mut stage = stage();
        for _ in 0..11 {
            stage = stage.reply(code("long"));
        }
        let mut stage = window(stage.reply(code("final_answer(1)")), 20_000);
        stage.options.compact_percent = percent;
        let mut agent = stage.ask("one");
        stage.finish(&mut agent);
        agent.transcript().shortened_through
    };
    assert_eq!(shortened_through(80), 0, "all of it fits");
    assert!(shortened_through(45) > 0);
}

#[test]
fn has_older_steps_summarised_when_it_is_not() {
    let stage = window(talkative(4, 4_000), 7_000)
        .reply("Four numbers were printed.")
        .reply(code("final_answer(1)"));
    let mut agent = stage.ask("how many numbers?");
    stage.finish(&mut agent);
    assert_eq!(
        stage.check(&agent),
        [
            "code",
            "code",
            "code",
            "code",
            "compaction through 2",
            "answer",
            "final answer 1"
        ]
    );
    let requests = stage.model.requests();
    assert!(stage_asks_for_summary(&contents(&requests[4])));
    let last = contents(&requests[5]);
    assert!(last.contains("how many numbers?"), "the task stays");
    assert!(last.contains("Four numbers were printed."));
    assert!(!last.contains("Observation of step 2."), "{last}");
    assert!(last.contains("Observation of step 3."));
    assert!(!stage_asks_for_summary(&last));
    let numbers: Vec<u32> = agent.steps().iter().map(|step| step.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 5], "it takes no step away");
}

#[test]
fn keeps_the_newest_plan_and_earlier_answers() {
    let mut stage = stage()
        .reply("## Plan\n1. Say one.")
        .reply(code("final_answer(\"The first answer.\")"))
        .reply("## Plan\n1. Print much.");
    for _ in 0..3 {
        stage = stage.reply(print(5_000));
    }
    let mut stage = window(stage, 7_000)
        .reply("Much was printed.")
        .reply(code("final_answer(2)"));
    stage.options.planning_interval = Some(10);
    let mut agent = stage.ask("first");
    stage.finish(&mut agent);
    futures::FutureExt::now_or_never(agent.ask("second")).expect("nothing hangs");
    stage.finish(&mut agent);
    let covered = agent.steps().iter().find_map(|step| match step.request {
        Request::Compaction { through } => Some(through),
        _ => None,
    });
    assert_eq!(covered, Some(4));
    let requests = stage.model.requests();
    let last = contents(requests.last().expect("requests"));
    for kept in [
        "first",
        "The first answer.",
        "second",
        "1. Print much.",
        "Much was printed.",
    ] {
        assert!(last.contains(kept), "{kept}: {last}");
    }
    assert!(!last.contains("1. Say one."), "an old plan is not kept");
}

#[test]
fn asks_for_no_summary_twice_when_the_model_writes_none() {
    let stage = window(talkative(4, 4_000), 7_000)
        .reply("")
        .reply(code("final_answer(1)"));
    let outline = stage.run("one");
    assert_eq!(
        outline[4..],
        ["reminded", "answer", "final answer 1"],
        "it goes on with what there is"
    );
}

#[test]
fn what_the_provider_counts_corrects_the_estimate() {
    use micropython_agent::model::{FinishReason, ModelEvent, Usage};

    use super::model::{Reply, streamed};

    let counted = |text: &str, input_tokens| {
        let Reply::Events(mut events) = streamed(text, FinishReason::Stop) else {
            unreachable!("a whole reply is events");
        };
        let usage = Usage {
            input_tokens,
            output_tokens: 10,
            ..Usage::default()
        };
        events.push(Ok(ModelEvent::Usage(usage)));
        Reply::Events(events)
    };
    let mut stage = stage();
    for _ in 0..3 {
        stage = stage.then(counted(&code("print(1)"), 100_000));
    }
    // Twice what the system message takes by our own count.
    let system =
        micropython_agent::agent::prompt::system(&stage.tools, &stage.options, Act::CodeBlock);
    stage.options.context_tokens = 2 * estimate(&system);
    let stage = stage
        .reply("One was printed.")
        .reply(code("final_answer(1)"));
    let outline = stage.run("one");
    assert_eq!(
        outline[3], "compaction through 1",
        "by our own count there is room"
    );
}

fn stage_asks_for_summary(sent: &str) -> bool {
    sent.contains("The conversation is getting long.")
}
