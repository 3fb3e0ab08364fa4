//! Going back to an earlier step, and going on from one in another conversation.

use std::rc::Rc;

use micropython_agent::agent::{Event, Transcript, standing_step, stands_before_the_first_step};
use micropython_agent::platform::store::{MemoryStore, StoreError};
use micropython_agent::storage::Conversations;
use micropython_agent::storage::conversation::PastError;
use micropython_agent::storage::snapshots::Snapshots;

use super::events::*;
use super::snapshots::snapshot;
use super::store::{FailingStore, memory, now, records};

/// Two questions: steps 1, 2 and an answer; steps 3 and 4, and step 5 in the middle.
fn events() -> Vec<Event> {
    let mut events = vec![asked("one", 1_000)];
    let made = |number: u32, text: &str| {
        [
            step(number),
            replied(text),
            code(text),
            printed(text),
            completed(text),
        ]
    };
    events.extend(made(1, "a"));
    events.extend(made(2, "b"));
    events.extend([answered("b", 2_000), asked("two", 3_000)]);
    events.extend(made(1, "c"));
    events.extend(made(2, "d"));
    events.extend([step(3), delta("unfinished")]);
    events
}

/// The conversation with its sessions, and its id.
fn stored(store: Rc<MemoryStore>) -> (Conversations, String) {
    let conversations = Conversations::new(store.clone());
    let log = now(conversations.create(5)).unwrap();
    now(log.append(&events())).unwrap();
    let snapshots = Snapshots::new(store, log.id());
    for step in 1..=4 {
        now(snapshots.keep(step, &snapshot(step, 1))).unwrap();
    }
    (conversations, log.id().to_string())
}

/// The questions with the ids of their steps, and whether each has its end.
fn shape(transcript: &Transcript) -> Vec<(String, Vec<u32>, bool)> {
    let runs = transcript.runs.iter();
    runs.map(|run| {
        let ids = run.steps.iter().map(|step| step.id).collect();
        (run.question.clone(), ids, run.end.is_some())
    })
    .collect()
}

fn run(question: &str, ids: &[u32], ended: bool) -> (String, Vec<u32>, bool) {
    (question.into(), ids.to_vec(), ended)
}

#[test]
fn what_came_after_the_step_counts_no_more_and_is_still_stored() {
    let store = memory();
    let (conversations, id) = stored(store.clone());
    let before = records(&*store, "event/");
    let opened = now(conversations.rewind(&id, 1, 9_000)).unwrap();
    assert_eq!(shape(&opened.transcript), [run("one", &[1], false)]);
    assert_eq!(standing_step(&opened.transcript), Some(1));
    let after = records(&*store, "event/");
    assert_eq!(after[..before.len()], before);
    assert_eq!(after.len(), before.len() + 1);
    // The sessions of the steps that count no more are there too.
    let snapshots = Snapshots::new(store, id.clone());
    assert_eq!(now(snapshots.steps()), Ok(vec![1, 2, 3, 4]));
    // A reload finds the same.
    let again = now(conversations.open(&id)).unwrap();
    assert_eq!(again.transcript, opened.transcript);
    assert_eq!(
        now(conversations.list()).unwrap().summaries[0].updated,
        9_000
    );
}

#[test]
fn a_run_that_ended_with_the_step_stays_ended() {
    let (conversations, id) = stored(memory());
    let opened = now(conversations.rewind(&id, 2, 9_000)).unwrap();
    assert_eq!(shape(&opened.transcript), [run("one", &[1, 2], true)]);
    let opened = now(conversations.rewind(&id, 1, 9_000)).unwrap();
    assert_eq!(shape(&opened.transcript), [run("one", &[1], false)]);
}

#[test]
fn the_ids_of_steps_are_not_given_again() {
    let (conversations, id) = stored(memory());
    let mut opened = now(conversations.rewind(&id, 3, 9_000)).unwrap();
    now(opened
        .log
        .append(&[step(2), replied("e"), code("e"), completed("e")]))
    .unwrap();
    opened = now(conversations.open(&id)).unwrap();
    let expected = [run("one", &[1, 2], true), run("two", &[3, 6], false)];
    assert_eq!(shape(&opened.transcript), expected);
    // What was taken back cannot be gone back to, what came instead can.
    assert_eq!(
        now(conversations.rewind(&id, 4, 9_000)).err(),
        Some(PastError::NoStep(4))
    );
    assert_eq!(
        now(conversations.rewind(&id, 6, 9_000)).err(),
        Some(PastError::SessionNotKept(6))
    );
}

#[test]
fn a_fork_goes_on_from_the_step_and_leaves_its_origin_alone() {
    let store = memory();
    let (conversations, id) = stored(store.clone());
    let forked = now(conversations.fork(&id, 3, 9_000)).unwrap();
    let expected = [run("one", &[1, 2], true), run("two", &[3], false)];
    assert_eq!(shape(&forked.transcript), expected);
    let fork = forked.log.id().to_string();
    assert_ne!(fork, id);
    let snapshots = Snapshots::new(store.clone(), fork.clone());
    assert_eq!(now(snapshots.steps()), Ok(vec![1, 2, 3]));
    assert_eq!(now(snapshots.of_step(3)), Ok(Some(snapshot(3, 1))));

    now(forked
        .log
        .append(&[step(2), replied("e"), code("e"), completed("e")]))
    .unwrap();
    now(snapshots.keep(4, &snapshot(40, 1))).unwrap();
    let again = now(conversations.open(&fork)).unwrap().transcript;
    let expected = [run("one", &[1, 2], true), run("two", &[3, 4], false)];
    assert_eq!(shape(&again), expected);

    let origin = now(conversations.open(&id)).unwrap().transcript;
    assert_eq!(origin, Transcript::of(&events()));
    let snapshots = Snapshots::new(store, id.clone());
    assert_eq!(now(snapshots.of_step(4)), Ok(Some(snapshot(4, 1))));
    // Each goes without the other.
    now(conversations.delete(&id)).unwrap();
    assert_eq!(now(conversations.open(&fork)).unwrap().transcript, again);
}

#[test]
fn a_fork_has_the_end_of_the_run_that_ended_with_the_step() {
    let (conversations, id) = stored(memory());
    let forked = now(conversations.fork(&id, 2, 9_000)).unwrap();
    assert_eq!(shape(&forked.transcript), [run("one", &[1, 2], true)]);
    let listing = now(conversations.list()).unwrap().summaries;
    let titles: Vec<&str> = listing.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["one (2)", "one"]);
    assert_eq!(listing[0].id, forked.log.id());
    // A fork of a fork has the next number, also where one has been given another title.
    let fork = forked.log.id();
    now(conversations.fork(fork, 2, 9_100)).unwrap();
    now(conversations.rename(fork, "mine", 9_200)).unwrap();
    now(conversations.fork(fork, 2, 9_300)).unwrap();
    let listing = now(conversations.list()).unwrap().summaries;
    let titles: Vec<&str> = listing.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["mine (2)", "one (3)", "mine", "one"]);
}

#[test]
fn a_step_that_was_taken_back_can_be_forked_from() {
    let store = memory();
    let (conversations, id) = stored(store.clone());
    now(conversations.rewind(&id, 1, 9_000)).unwrap();
    let forked = now(conversations.fork(&id, 4, 9_500)).unwrap();
    let expected = [run("one", &[1, 2], true), run("two", &[3, 4], false)];
    assert_eq!(shape(&forked.transcript), expected);
    let snapshots = Snapshots::new(store, forked.log.id());
    assert_eq!(now(snapshots.of_step(4)), Ok(Some(snapshot(4, 1))));
}

#[test]
fn a_step_that_is_not_there_or_has_no_end_or_no_session_is_refused() {
    let store = memory();
    let (conversations, id) = stored(store.clone());
    let before = records(&*store, "");
    for step in [0, 5, 6, u32::MAX] {
        let refused = Some(PastError::NoStep(step));
        assert_eq!(now(conversations.rewind(&id, step, 1)).err(), refused);
        assert_eq!(now(conversations.fork(&id, step, 1)).err(), refused);
    }
    let bare = Conversations::new(memory());
    let log = now(bare.create(5)).unwrap();
    now(log.append(&events())).unwrap();
    let refused = Some(PastError::SessionNotKept(2));
    assert_eq!(now(bare.rewind(log.id(), 2, 1)).err(), refused);
    assert_eq!(now(bare.fork(log.id(), 2, 1)).err(), refused);
    assert_eq!(records(&*store, ""), before);
}

/// A step without code has no session of its own: that of the step before it stands.
#[test]
fn a_step_without_code_stands_on_the_session_before_it() {
    let store = memory();
    let conversations = Conversations::new(store.clone());
    let log = now(conversations.create(5)).unwrap();
    let mut events = events();
    events.truncate(6);
    events.extend([step(2), replied("I think."), no_code()]);
    now(log.append(&events)).unwrap();
    let snapshots = Snapshots::new(store, log.id());
    now(snapshots.keep(1, &snapshot(1, 1))).unwrap();
    let opened = now(conversations.rewind(log.id(), 2, 9)).unwrap();
    assert_eq!(standing_step(&opened.transcript), Some(1));
    let forked = now(conversations.fork(log.id(), 2, 9)).unwrap();
    assert_eq!(standing_step(&forked.transcript), Some(1));
}

#[test]
fn where_nothing_can_be_written_nothing_changes() {
    let store = Rc::new(FailingStore::default());
    let conversations = Conversations::new(store.clone());
    let log = now(conversations.create(5)).unwrap();
    now(log.append(&events())).unwrap();
    let snapshots = Snapshots::new(store.clone(), log.id());
    now(snapshots.keep(3, &snapshot(3, 1))).unwrap();
    let before = records(&store.memory, "");
    store.full.set(true);
    let full = Some(PastError::Store(StoreError::Full));
    assert_eq!(now(conversations.rewind(log.id(), 3, 9)).err(), full);
    assert_eq!(now(conversations.fork(log.id(), 3, 9)).err(), full);
    assert_eq!(records(&store.memory, ""), before);
}

#[test]
fn a_question_can_be_taken_back_with_what_came_after_it() {
    let store = memory();
    let (conversations, id) = stored(store.clone());
    let opened = now(conversations.rewind_before(&id, 2, 9_000)).unwrap();
    assert_eq!(shape(&opened.transcript), [run("one", &[1, 2], true)]);
    assert_eq!(standing_step(&opened.transcript), Some(2));
    let opened = now(conversations.rewind_before(&id, 1, 9_000)).unwrap();
    assert_eq!(shape(&opened.transcript), []);
    assert!(stands_before_the_first_step(&opened.transcript));
    // Its title goes with it, and the next question gives another.
    let title = |conversations: &Conversations| {
        let listing = now(conversations.list()).unwrap();
        listing.summaries[0].title.clone()
    };
    assert_eq!(title(&conversations), "New question");
    now(opened.log.append(&[asked("one, better", 9_500), step(1)])).unwrap();
    assert_eq!(title(&conversations), "one, better");
    let again = now(conversations.open(&id)).unwrap();
    assert_eq!(shape(&again.transcript), [run("one, better", &[6], false)]);
    for question in [0, 2, u32::MAX] {
        let refused = Some(PastError::NoQuestion(question));
        let rewound = now(conversations.rewind_before(&id, question, 1));
        assert_eq!(rewound.err(), refused);
    }
}

#[test]
fn going_back_can_be_undone_until_anything_else_happens() {
    let store = memory();
    let (conversations, id) = stored(store.clone());
    let before = now(conversations.open(&id)).unwrap().transcript;
    let shape_before = shape(&before);
    assert_eq!(
        now(conversations.undo_rewind(&id, 1)).err(),
        Some(PastError::NothingToUndo)
    );
    now(conversations.rewind(&id, 1, 9_000)).unwrap();
    let opened = now(conversations.undo_rewind(&id, 9_001)).unwrap();
    assert_eq!(opened.transcript, before);
    now(conversations.rewind_before(&id, 1, 9_002)).unwrap();
    let opened = now(conversations.undo_rewind(&id, 9_003)).unwrap();
    assert_eq!(opened.transcript, before);
    assert_eq!(opened.log.summary().title, "one");
    // A reload finds the same.
    let again = now(conversations.open(&id)).unwrap();
    assert_eq!(shape(&again.transcript), shape_before);

    let opened = now(conversations.rewind(&id, 1, 9_004)).unwrap();
    now(opened.log.append(&[step(2)])).unwrap();
    assert_eq!(
        now(conversations.undo_rewind(&id, 1)).err(),
        Some(PastError::NothingToUndo)
    );
}

#[test]
fn a_question_that_was_asked_in_place_of_another_is_undone_with_it() {
    let store = memory();
    let (conversations, id) = stored(store.clone());
    let before = now(conversations.open(&id)).unwrap().transcript;
    for (place, title) in [(1, "better"), (2, "one")] {
        let opened = now(conversations.rewind_before(&id, place, 9_000)).unwrap();
        let better = [
            asked("better", 9_001),
            step(1),
            delta("at work"),
            stopped(9_002),
        ];
        now(opened.log.append(&better)).unwrap();
        assert_eq!(opened.log.summary().title, title);
        let opened = now(conversations.undo_rewind(&id, 9_003)).unwrap();
        assert_eq!(shape(&opened.transcript), shape(&before));
        assert_eq!(opened.log.summary().title, "one");
        assert_eq!(standing_step(&opened.transcript), standing_step(&before));
        let again = now(conversations.open(&id)).unwrap();
        assert_eq!(again.transcript, opened.transcript);
    }
    // Not with two of them.
    let opened = now(conversations.rewind_before(&id, 2, 9_004)).unwrap();
    let more = [
        asked("better", 9_005),
        answered("b", 9_006),
        asked("next", 9_007),
    ];
    now(opened.log.append(&more)).unwrap();
    assert_eq!(
        now(conversations.undo_rewind(&id, 9_008)).err(),
        Some(PastError::NothingToUndo)
    );
}

/// What the user ran in the console is in the kept session of the step before it.
#[test]
fn the_users_own_code_stays_with_the_session_that_has_it() {
    let (conversations, id) = stored(memory());
    let opened = now(conversations.rewind(&id, 4, 8_000)).unwrap();
    let more = [
        console("before", 8_100),
        step(3),
        delta("cut off"),
        stopped(8_200),
        console_started("after", 8_300),
        printed("1"),
        console_ended("1", 8_350),
        steered("More."),
        step(3),
        replied("e"),
        code("e"),
        completed("e"),
        console("later", 8_400),
    ];
    now(opened.log.append(&more)).unwrap();
    let of_console = |transcript: &Transcript| -> Vec<String> {
        let runs = transcript.console();
        runs.filter_map(|run| run.code.clone()).collect()
    };
    let forked = now(conversations.fork(&id, 4, 9_000)).unwrap();
    assert_eq!(of_console(&forked.transcript), ["before", "after"]);
    let after = &forked.transcript.interlude.console[1];
    assert_eq!((&*after.stdout, after.end().is_some()), ("1", true));
    assert_eq!(forked.transcript.interlude.steered, []);
    let opened = now(conversations.rewind(&id, 4, 9_000)).unwrap();
    assert_eq!(of_console(&opened.transcript), ["before", "after"]);
    let opened = now(conversations.rewind_before(&id, 2, 9_000)).unwrap();
    assert_eq!(of_console(&opened.transcript), Vec::<String>::new());
}

/// A conversation may begin in the console.
#[test]
fn code_before_the_first_question_is_listed_and_stays_when_that_is_taken_back() {
    let conversations = Conversations::new(memory());
    let log = now(conversations.create(5)).unwrap();
    now(log.append(&[console_started("x = 1", 1_000)])).unwrap();
    let listing = now(conversations.list()).unwrap().summaries;
    assert_eq!(
        (&*listing[0].title, listing[0].created),
        ("New question", 1_000)
    );
    now(log.append(&[console_ended("", 1_500)])).unwrap();
    let listing = now(conversations.list()).unwrap().summaries;
    assert_eq!(listing[0].updated, 1_500, "it went on");
    now(log.append(&[asked("one", 2_000), step(1), delta("a")])).unwrap();
    let opened = now(conversations.rewind_before(log.id(), 1, 3_000)).unwrap();
    assert_eq!(shape(&opened.transcript), []);
    assert_eq!(opened.transcript.console().count(), 1);
}
