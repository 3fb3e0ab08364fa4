//! Stop works at any moment, and the page is usable again at once.

use std::time::{Duration, Instant};

use e2e::{Behaviour, Endpoint, Gate, Page, Reply, Result, World, ensure, scenario};

/// How long Stop may take until the next question can be sent. It takes less than a tenth of a
/// second, and several times that on a machine that has other work.
const AT_ONCE: Duration = Duration::from_secs(3);

#[tokio::test]
async fn stops_while_the_reply_streams() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server.provider.replies(
            Reply::begins("Let me think about this")
                .then_waits(&Gate::new())
                .finishes(),
        );
        world.set_up().await?;
        page.ask("Think").await?;
        page.wait_text("step", "think about this").await?;
        page.type_into("composer", "What I type meanwhile").await?;
        stop_at_once(page).await?;
        // One goes on typing.
        page.keys(", and after").await?;
        assert_eq!(
            page.value("composer").await?,
            "What I type meanwhile, and after"
        );
        ask_again(world).await?;
        page.until("the stream to be cancelled", async || {
            Ok((server.provider.aborted() == 1).then_some(()))
        })
        .await
    })
    .await;
}

#[tokio::test]
async fn stops_before_the_provider_has_answered_at_all() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::says("never").only_after(&Gate::new()));
        world.set_up().await?;
        page.ask("Hang").await?;
        world.wait_asked(1).await?;
        stop_and_ask_again(world).await
    })
    .await;
}

#[tokio::test]
async fn stops_while_python_loops_for_ever() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server.provider.replies(Reply::code(
            "",
            "fetch_weather(\"Paris\")\nwhile True:\n    pass",
        ));
        world.set_up().await?;
        page.ask("Loop").await?;
        // Once the call has its answer, the code is in its loop.
        page.wait_text("call", "Paris").await?;
        page.until("the forecast", async || {
            Ok((server.services.arrived(Endpoint::Forecast) == 1).then_some(()))
        })
        .await?;
        stop_and_ask_again(world).await
    })
    .await;
}

#[tokio::test]
async fn stops_while_a_tool_call_waits() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .services
            .behaves(Endpoint::Forecast, Behaviour::Waits(Gate::new()));
        server
            .provider
            .replies(Reply::code("", "print(fetch_weather(\"Paris\"))"));
        world.set_up().await?;
        page.ask("Wait").await?;
        page.until("the forecast to be asked for", async || {
            Ok((server.services.arrived(Endpoint::Forecast) == 1).then_some(()))
        })
        .await?;
        stop_and_ask_again(world).await
    })
    .await;
}

async fn stop_and_ask_again(world: &World) -> Result {
    stop_at_once(&world.page).await?;
    ask_again(world).await
}

async fn stop_at_once(page: &Page) -> Result {
    let took = page.stop().await?;
    ensure(took < AT_ONCE, format!("stopping took {took:?}"))
}

async fn ask_again(world: &World) -> Result {
    world
        .server
        .provider
        .replies(Reply::code("", "final_answer(6 * 7)"));
    world.page.ask("What is six times seven?").await?;
    world.page.wait_answer("42").await?;
    Ok(())
}

#[tokio::test]
async fn the_time_between_a_stop_and_going_on_is_not_counted_as_work() {
    const IDLE: Duration = Duration::from_secs(2);
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::begins("Let me think").then_waits(&Gate::new()))
            .replies(Reply::code("", "final_answer(6 * 7)"));
        world.set_up().await?;
        let asked = Instant::now();
        page.ask("What is six times seven?").await?;
        page.wait_text("step", "Let me think").await?;
        stop_at_once(page).await?;
        tokio::time::sleep(IDLE).await;
        page.click("continue").await?;
        page.wait_answer("42").await?;
        page.wait_idle().await?;
        let at_most = asked.elapsed().saturating_sub(IDLE).as_secs_f64();
        let worked = "const [time] = document.querySelector('[data-testid=run] > summary > span')
                .textContent.split(' · ');
            return time.endsWith(' ms') ? parseFloat(time) / 1000 : parseFloat(time)";
        let worked = page.script(worked, Vec::new()).await?;
        let worked = worked.as_f64().ok_or("there is no time")?;
        // Tenths of seconds are shown.
        ensure(
            worked <= at_most + 0.1,
            format!("{worked} s were work, which can have been {at_most} s at most"),
        )
    })
    .await;
}
