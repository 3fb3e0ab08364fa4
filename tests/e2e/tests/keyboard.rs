//! The page without a mouse.

use e2e::{Gate, Reply, World, ensure, scenario};
use thirtyfour::Key;

#[tokio::test]
async fn enter_sends_and_shift_enter_is_a_new_line() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "final_answer(\"sent\")"));
        world.set_up().await?;
        page.type_into("composer", "two").await?;
        page.keys(Key::Shift + Key::Enter).await?;
        page.keys("lines").await?;
        assert_eq!(page.value("composer").await?, "two\nlines");
        ensure(server.provider.requests().is_empty(), "sent too early")?;
        page.keys(Key::Enter).await?;
        page.wait_answer("sent").await?;
        ensure(
            server.provider.last_message().contains("two\nlines"),
            "the question is not the one typed",
        )
    })
    .await;
}

#[tokio::test]
async fn escape_stops() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server.provider.replies(
            Reply::begins("Let me think")
                .then_waits(&Gate::new())
                .finishes(),
        );
        world.set_up().await?;
        page.ask("Think").await?;
        page.wait_text("step", "Let me think").await?;
        page.keys(Key::Escape).await?;
        page.wait_idle().await
    })
    .await;
}

#[tokio::test]
async fn control_shift_o_starts_a_new_conversation_ready_to_type() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "final_answer(\"first\")"));
        world.set_up().await?;
        page.ask("One").await?;
        page.wait_answer("first").await?;
        page.keys(Key::Control + Key::Shift + "o").await?;
        page.until("an empty conversation", async || {
            Ok(page.answers().await?.is_empty().then_some(()))
        })
        .await?;
        page.keys("typed at once").await?;
        assert_eq!(page.value("composer").await?, "typed at once");
        Ok(())
    })
    .await;
}
