//! Conversations found by their content.

use micropython_agent::agent::{Event, Transcript};
use micropython_agent::storage::Conversations;
use micropython_agent::storage::search::{Excerpt, Part, Place, Search};

use super::events::{answered, asked, code, completed, replied, step};
use super::store::{memory, now, put};

fn found(events: &[Event], text: &str) -> Option<String> {
    let search = Search::new(text).expect("words");
    let excerpt = search.in_transcript(&Transcript::of(events))?;
    let Excerpt {
        before,
        found,
        after,
        ..
    } = excerpt;
    Some(format!("{before}[{found}]{after}"))
}

fn events() -> Vec<Event> {
    vec![
        asked("How warm is\nOslo?", 1),
        step(1),
        replied("I look it up.\n```python\nfetch_weather('Oslo')\n```"),
        code("fetch_weather('Oslo')"),
        completed("-3"),
        answered("It is **freezing**: -3 °C.", 2),
    ]
}

#[test]
fn questions_answers_thoughts_and_code_are_searched() {
    assert_eq!(
        found(&events(), "oslo").as_deref(),
        Some("How warm is [Oslo]?")
    );
    assert_eq!(
        found(&events(), "FREEZ").as_deref(),
        Some("It is **[freez]ing**: -3 °C.")
    );
    assert_eq!(
        found(&events(), "look it").as_deref(),
        Some("I [look] it up. ```python fetch_weather('Oslo') …")
    );
    assert_eq!(
        found(&events(), "fetch_weather").as_deref(),
        Some("I look it up. ```python [fetch_weather]('Oslo') ```")
    );
    assert_eq!(found(&events(), "Rome"), None);
}

#[test]
fn the_place_of_what_is_found_is_told() {
    let mut events = events();
    events.extend([asked("And Rome?", 3), answered("Warm: \"oh\".", 4)]);
    let transcript = Transcript::of(&events);
    let place = |text| {
        let search = Search::new(text).expect("words");
        search.in_transcript(&transcript).expect("found").place
    };
    let at = |run, part| Place { run, part };
    assert_eq!(place("oslo"), at(0, Part::Question));
    assert_eq!(place("freezing"), at(0, Part::Answer));
    assert_eq!(place("fetch_weather"), at(0, Part::Step(1)));
    assert_eq!(place("rome"), at(1, Part::Question));
    assert_eq!(place("warm:"), at(1, Part::Answer));
}

#[test]
fn all_words_have_to_be_there_wherever_they_stand() {
    assert!(found(&events(), "freezing oslo").is_some());
    assert_eq!(found(&events(), "freezing rome"), None);
}

#[test]
fn letters_that_grow_in_small_letters_are_found_in_place() {
    let events = [asked("İİ Straße ẞ", 1)];
    assert_eq!(found(&events, "straße").as_deref(), Some("İİ [Straße] ẞ"));
    assert_eq!(found(&events, "i").as_deref(), Some("[İ]İ Straße ẞ"));
}

#[test]
fn an_excerpt_is_short() {
    let long = format!("{}needle {}", "a ".repeat(100), "b\n".repeat(100));
    let excerpt = found(&[asked(&long, 1)], "needle").expect("found");
    assert_eq!(
        excerpt,
        format!("…{}[needle]{}…", "a ".repeat(20), " b".repeat(20))
    );
}

#[test]
fn what_was_taken_back_is_not_found() {
    let mut events = events();
    events.extend([
        asked("And the secret?", 3),
        step(1),
        replied("x"),
        Event::Rewound { step: 1, at: 4 },
    ]);
    assert_eq!(found(&events, "secret"), None);
    assert!(found(&events, "oslo").is_some());
}

#[test]
fn nothing_is_no_search_and_a_damaged_event_is_passed_over() {
    assert_eq!(Search::new(" \n"), None);
    let store = memory();
    let conversations = Conversations::new(store.clone());
    let log = now(conversations.create(1)).expect("a log");
    now(log.append(&events())).expect("stored");
    put(&*store, &format!("event/{}/000000000001", log.id()), "{");
    let search = Search::new("oslo").expect("words");
    assert!(
        now(conversations.find(log.id(), &search))
            .expect("read")
            .is_some()
    );
    assert_eq!(now(conversations.find("unknown", &search)), Ok(None));
}
