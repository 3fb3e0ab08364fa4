//! JavaScript in the worker, for the day when Python gets at it: first under the policy and the
//! opaque origin alone, then in the worker as it is, sealed.

use e2e::{World, scenario};

use super::hostile::{Under, try_all};

#[tokio::test]
async fn the_policy_and_the_origin_leave_a_script_nothing() {
    scenario(async |world: &World| {
        let doors = include_str!("javascript/doors.js");
        try_all(world, doors, Under::Nothing, 40).await
    })
    .await;
}

#[tokio::test]
async fn the_seal_leaves_a_script_nothing() {
    scenario(async |world: &World| {
        let sealed = include_str!("javascript/sealed.js");
        try_all(world, sealed, Under::TheSeal, 15).await
    })
    .await;
}
