//! The transcript takes in whatever comes.

use futures::FutureExt;
use micropython_agent::agent::{Event, Transcript};
use proptest::prelude::*;

use super::fixture_tools::{double, find};
use super::stage::{code, stage};

/// The events of a run with a little of everything.
fn events() -> Vec<Event> {
    let stage = stage()
        .tool(double())
        .tool(find())
        .reply(code("print(1)\nboth double {\"number\": 4}"))
        .reply(code("find {\"number\": 4}"))
        .reply(code("crash"))
        .reply(code("final_answer(8)"));
    let mut agent = stage.ask("twice four");
    stage.finish(&mut agent);
    let console = "print(1)\ndouble {\"number\": 4}";
    let ran = agent.run_in_console(console.into(), &stage.tools);
    ran.now_or_never().expect("nothing hangs");
    stage.events()
}

proptest! {
    #[test]
    fn takes_events_in_any_order(order in prop::collection::vec(any::<prop::sample::Index>(), 0..200)) {
        let events = events();
        let mut transcript = Transcript::default();
        let mut questions = 0;
        for index in order {
            let event = index.get(&events);
            questions += usize::from(matches!(event, Event::Asked { .. }));
            transcript.apply(event);
        }
        prop_assert_eq!(transcript.runs.len(), questions);
        let ids: Vec<u32> = transcript.runs.iter().flat_map(|run| &run.steps).map(|step| step.id).collect();
        let expected: Vec<u32> = (1..=ids.len() as u32).collect();
        prop_assert_eq!(ids, expected);
    }
}

#[test]
fn events_survive_storage_as_they_are() {
    for event in events() {
        let text = serde_json::to_string(&event).expect("JSON");
        assert_eq!(
            serde_json::from_str::<Event>(&text).expect("an event"),
            event
        );
    }
}
