//! The main screens look as they did, in both themes, on a wide window and on a phone.

use e2e::{NARROW, Page, Reply, Result, Settings, WIDE, World, ensure, scenario, screen};

/// Compares what is on the screen in both themes and sizes.
async fn looks_as_before(page: &Page, name: &str) -> Result {
    let mut problems = Vec::new();
    for theme in ["light", "dark"] {
        for size in [WIDE, NARROW] {
            let picture = page.picture(theme, size).await?;
            let name = format!("{name}-{}-{theme}", size.0);
            problems.extend(screen::compare(&name, &picture).err());
        }
    }
    let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
    ensure(problems.is_empty(), problems.join("\n"))
}

#[tokio::test]
async fn the_first_screen_looks_as_before() {
    scenario(async |world: &World| {
        world.page.open().await?;
        looks_as_before(&world.page, "first").await
    })
    .await;
}

#[tokio::test]
async fn settings_look_as_before() {
    scenario(async |world: &World| {
        world.page.open().await?;
        world.page.open_settings().await?;
        looks_as_before(&world.page, "settings").await
    })
    .await;
}

#[tokio::test]
async fn an_answer_and_its_steps_look_as_before() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code(
                "I add the numbers up, and look at what comes of it.",
                "numbers = [3, 4, 5]\nprint(sum(numbers))\nnumbers[7]",
            ))
            .replies(Reply::code(
                "The sum is there.",
                "final_answer(\"The sum is **12**.\\n\\n| number | share |\\n|---|---|\\n| 3 | 25 % |\")",
            ));
        world.set_up().await?;
        page.ask("What is the sum of 3, 4 and 5?").await?;
        page.wait_answer("12").await?;
        looks_as_before(page, "answered").await?;
        page.click("run").await?;
        looks_as_before(page, "steps").await
    })
    .await;
}

#[tokio::test]
async fn a_failure_looks_as_before() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::error(401, "Incorrect API key provided."));
        page.open().await?;
        page.configure(&Settings::for_server(server)).await?;
        page.ask("What is the sum of 3, 4 and 5?").await?;
        page.wait_error("rejected").await?;
        looks_as_before(page, "failed").await
    })
    .await;
}
