//! A tab that dies at any instant: the agent, its journal and its stores are gone on with by
//! another, and nothing is lost, and nothing is done twice.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod life;
mod played;
mod world;

use world::{WaitsFor, World};

/// Conversations, and how often each page is killed before the last one is left alone.
const CONVERSATIONS: u64 = 60;
const KILLS: u32 = 6;

#[test]
fn a_page_that_is_killed_at_random_loses_nothing_and_does_nothing_twice() {
    let mut kills = 0;
    let mut asked = 0;
    let mut repeated = 0;
    let mut killed_at = Vec::new();
    let mut answered_later = 0;
    for seed in 1..=CONVERSATIONS {
        let world = World::new(seed);
        for _ in 0..KILLS {
            let instants = world.below(150);
            kills += u32::from(!life::live(&world, Some(instants)));
        }
        assert!(life::live(&world, None), "seed {seed}: the last page ends");
        repeated += life::check_end(&world);
        asked += world.questions.get();
        killed_at.extend(world.killed_at.take());
        answered_later += world.answered_later.get();
    }
    assert!(kills >= 200, "{kills} kills");
    assert!(asked >= 10, "the person is asked: {asked}");
    assert!(repeated >= 10, "results stand: {repeated}");
    for what in [WaitsFor::Approval, WaitsFor::Retry, WaitsFor::Console] {
        let times = killed_at.iter().filter(|it| **it == what).count();
        assert!(times >= 20, "killed while waiting for {what:?}: {times}");
    }
    assert!(
        answered_later >= 10,
        "answered afterwards: {answered_later}"
    );
}
