//! WCAG 2.2 AA on every screen, in both themes, on a desk and on a telephone.

use e2e::{Gate, NARROW, Page, Reply, Result, Settings, WIDE, World, ensure, longer_scenario};
use std::time::Duration;
use thirtyfour::Key;

/// What makes a step with all there is: a thought, code, calls, output, a document.
const RICH: &str = "print('looking')\n\
     warm = fetch_weather('Paris')\n\
     artifacts['notes.md'] = '# Notes\\n\\n| city | degrees |\\n|---|---|\\n| Paris | 18 |'\n\
     warm['temperature']";

/// Collects what is wrong, so that one run tells of all screens.
#[derive(Default)]
struct Walk(Vec<String>);

impl Walk {
    async fn see(&mut self, page: &Page, screen: &str, themes: &[&str]) {
        if let Err(problem) = page.check_accessibility(screen, themes).await {
            self.0.push(problem.to_string());
        }
    }

    /// On a desk and on a telephone, in both themes, and where there is hardly any room.
    async fn see_both(&mut self, page: &Page, screen: &str) -> Result {
        self.see(page, screen, &["light", "dark"]).await;
        page.resize(NARROW).await?;
        self.see(page, &format!("{screen} 390"), &["light", "dark"])
            .await;
        if let Err(problem) = page.check_reflow(screen).await {
            self.0.push(problem.to_string());
        }
        page.resize(WIDE).await
    }
}

/// Unfolds everything that is folded in the conversation.
async fn unfold(page: &Page) -> Result {
    let script = "for (const run of document.querySelectorAll('main .question details')) {
        if (!run.open) run.querySelector('summary').click();
    }";
    page.script(script, Vec::new()).await?;
    Ok(())
}

#[tokio::test]
async fn every_screen_keeps_to_wcag_in_both_themes() {
    longer_scenario(Duration::from_secs(120), async |world: &World| {
        let mut walk = Walk::default();
        let went = walk_through(world, &mut walk).await;
        ensure(walk.0.is_empty(), walk.0.join("\n"))?;
        went
    })
    .await;
}

/// Goes through all screens as a person would.
async fn walk_through(world: &World, walk: &mut Walk) -> Result {
    let World { server, page, .. } = world;
    page.open().await?;
    page.resize(WIDE).await?;
    walk.see_both(page, "first").await?;
    page.resize(NARROW).await?;
    page.script("document.querySelector('.burger').click()", Vec::new())
        .await?;
    page.wait_visible("settings-open").await?;
    walk.see(page, "rail 390", &["light", "dark"]).await;
    page.script("document.querySelector('.scrim').click()", Vec::new())
        .await?;
    page.resize(WIDE).await?;

    page.open_settings().await?;
    walk.see_both(page, "settings").await?;
    page.script("document.querySelector('dialog').close()", Vec::new())
        .await?;

    page.configure(&Settings {
        choices: vec![("permission-search_web", "ask")],
        ..Settings::for_server(server)
    })
    .await?;
    server
        .provider
        .replies(Reply::code("First I look.", RICH))
        .replies(Reply::code("", "undefined_name"))
        .replies(Reply::code(
            "",
            "final_answer('It is **warm**: see `notes.md`.')",
        ));
    page.ask("How warm is it?").await?;
    page.wait_answer("It is warm").await?;
    page.wait_idle().await?;
    unfold(page).await?;
    walk.see_both(page, "answered").await?;
    page.click("context").await?;
    walk.see_both(page, "context").await?;
    page.click("context").await?;

    page.click("artifact").await?;
    page.wait_visible("artifact-content").await?;
    walk.see_both(page, "preview").await?;
    page.keys(Key::Escape).await?;

    page.click("request").await?;
    page.wait_visible("exchange").await?;
    walk.see_both(page, "requests").await?;
    page.click("request-close").await?;

    page.open_settings().await?;
    page.click("forget-everything").await?;
    page.click("reset-settings-page").await?;
    walk.see_both(page, "settings changed").await?;
    page.click("about-open").await?;
    page.wait_visible("licence-count").await?;
    walk.see_both(page, "about").await?;
    page.click("about-close").await?;
    page.script("document.querySelector('dialog[open]').close()", Vec::new())
        .await?;

    let gate = Gate::new();
    server.provider.replies(
        Reply::begins_code("Now I wait.", "import time")
            .then_waits(&gate)
            .finishes(),
    );
    page.ask("And tomorrow?").await?;
    page.wait_text("step", "Now I wait.").await?;
    page.type_into("composer", "And the day after?").await?;
    page.wait_visible("ask-after").await?;
    walk.see_both(page, "running").await?;
    page.type_into("composer", "").await?;
    page.stop().await?;
    gate.open();

    server
        .provider
        .replies(Reply::code("", "search_web('rain in Paris')"));
    page.ask("Search").await?;
    page.wait_visible("approval").await?;
    walk.see_both(page, "tool asks").await?;
    page.stop().await?;

    server.provider.replies(Reply::error(401, "No such key."));
    page.ask("Fail").await?;
    page.wait_error("rejected the API key").await?;
    walk.see_both(page, "failed").await?;

    page.click("log-open").await?;
    page.wait_visible("log-panel").await?;
    walk.see_both(page, "log").await?;
    Ok(())
}

/// What shows one of each kind.
const SHOW: &str = r#"
which = ask_user("Which size?", ["small", "large"])
rows = [{"city": "Oslo", "sold": 3}, {"city": "Bergen", "sold": 10}]
display(rows, title="Sold")
plot.bar(rows, x="city", y="sold", title="Sold by city")
plot.line([1, 2, 3], {"Oslo": [1, 2, 4], "Bergen": [3, 1, 5]})
plot.scatter([1, 2, 3], [3, 1, 5])
plot.histogram([1, 2, 2, 3, 3, 3], bins=3)
plot.pie({"tea": 3, "coffee": 1})
display({"total": 13, "parts": [{"city": "Oslo"}]}, title="All of it")
display(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", title="A picture")"#;

#[tokio::test]
async fn what_python_shows_and_what_opens_over_the_page_keep_to_wcag_in_both_themes() {
    longer_scenario(Duration::from_secs(180), async |world: &World| {
        let mut walk = Walk::default();
        let went = open_everything(world, &mut walk).await;
        ensure(walk.0.is_empty(), walk.0.join("\n"))?;
        went
    })
    .await;
}

async fn open_everything(world: &World, walk: &mut Walk) -> Result {
    let World { server, page, .. } = world;
    world.set_up().await?;
    page.resize(WIDE).await?;
    server
        .provider
        .replies(Reply::code("I show it.", SHOW))
        .replies(Reply::code("", "final_answer('Shown, ' + which)"));
    page.ask("Show me").await?;
    page.wait_text("asked", "Which size?").await?;
    walk.see_both(page, "the user is asked").await?;
    page.click_nth("asked-choice", 0).await?;
    page.wait_answer("Shown, small").await?;
    page.wait_idle().await?;
    unfold(page).await?;
    walk.see_both(page, "displays").await?;

    page.click("console-open").await?;
    page.wait_visible("console-input").await?;
    page.type_into("console-input", "total = 6 * 7\ntotal")
        .await?;
    page.click("console-run-code").await?;
    page.wait_visible("console-run").await?;
    walk.see_both(page, "console").await?;
    page.click("tab-variables").await?;
    page.wait_visible("variables").await?;
    walk.see_both(page, "variables").await?;
    page.click("tab-files").await?;
    page.wait_visible("drawer").await?;
    walk.see_both(page, "files").await?;
    page.click("drawer-close").await?;

    page.click("palette-open").await?;
    page.wait_visible("palette-entry").await?;
    walk.see_both(page, "palette").await?;
    page.keys(Key::Escape).await?;

    page.click("export").await?;
    page.wait_visible("menu").await?;
    walk.see(page, "menu", &["light", "dark"]).await;
    page.keys(Key::Escape).await?;

    page.script("document.activeElement.blur()", Vec::new())
        .await?;
    page.keys("?").await?;
    page.wait_visible("keys").await?;
    walk.see_both(page, "keys").await?;
    page.keys(Key::Escape).await?;
    Ok(())
}

/// What has the focus, and what is wrong with it: nothing for the page itself, `again` for what had it
/// before.
const FOCUS: &str = "
    const it = document.activeElement;
    if (it === document.body) return [];
    window.passed ??= new Set();
    if (window.passed.has(it)) return ['again'];
    window.passed.add(it);
    const name = it.dataset.testid ?? it.getAttribute('aria-label') ?? it.outerHTML.slice(0, 80);
    const shown = [it, it.closest('.box') ?? it].some((element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== 'none' && style.outlineWidth !== '0px'
            || element !== it && style.boxShadow !== 'none';
    });
    const box = it.getBoundingClientRect();
    const seen = box.width > 0 && box.height > 0;
    return shown && seen ? [name] : [name, `the focus on ${name} cannot be seen`];";

/// Targets on the screen that are less than 44 pixels high.
const SMALL: &str = "
    if (!matchMedia('(pointer: coarse)').matches) return ['the screen is not one that is touched'];
    return [...document.querySelectorAll('button, select, summary, input:not([type=checkbox])')]
        .filter((it) => it.checkVisibility({ visibilityProperty: true }) && it.tabIndex >= 0)
        .filter((it) => it.getBoundingClientRect().height < 44)
        .map((it) => `${it.outerHTML.slice(0, 120)} is ${it.getBoundingClientRect().height} high`);";

#[tokio::test]
async fn the_keyboard_reaches_everything_and_comes_back_and_fingers_meet_what_they_aim_at() {
    longer_scenario(Duration::from_secs(120), async |world: &World| {
        let World { server, page, .. } = world;
        world.set_up().await?;
        server
            .provider
            .replies(Reply::code("First I look.", RICH))
            .replies(Reply::code("", "final_answer('Done')"));
        page.ask("How warm is it?").await?;
        page.wait_answer("Done").await?;
        page.wait_idle().await?;
        unfold(page).await?;

        // Once around: the focus is never lost, and always to be seen.
        let (mut passed, mut problems, mut beyond) = (Vec::new(), Vec::new(), 0);
        while beyond < 4 {
            page.keys(Key::Tab + "").await?;
            let told = page.found_by(FOCUS, Vec::new()).await?;
            match &told[..] {
                // From the last one it goes by the browser's own to the first.
                [] => beyond += 1,
                [again] if again == "again" => break,
                [name] => passed.push(name.clone()),
                [name, problem, ..] => {
                    passed.push(name.clone());
                    problems.push(problem.clone());
                }
            }
        }
        ensure(problems.is_empty(), problems.join("\n"))?;
        for hook in [
            "new-conversation",
            "settings-open",
            "log-open",
            "artifact",
            "request",
            "composer",
        ] {
            ensure(
                passed.iter().any(|it| it == hook),
                format!("the keyboard does not reach {hook}: {passed:?}"),
            )?;
        }

        // Each dialog takes Esc for itself, and gives the focus back.
        for (opens, dialog) in [
            ("settings-open", "settings-save"),
            ("request", "request-close"),
        ] {
            page.click(opens).await?;
            page.wait_visible(dialog).await?;
            page.keys(Key::Escape + "").await?;
            page.until(&format!("{opens} to close"), async || {
                let focused = page.focused().await?;
                let closed = !page.is_visible(dialog).await?;
                Ok((closed && focused != "BODY").then_some(()))
            })
            .await?;
        }

        page.prefer_reduced_motion(true).await?;
        let gate = Gate::new();
        server.provider.replies(
            Reply::begins_code("Now I wait.", "import time")
                .then_waits(&gate)
                .finishes(),
        );
        page.ask("And tomorrow?").await?;
        page.wait_text("step", "Now I wait.").await?;
        let moving =
            "return document.getAnimations().map((it) => String(it.effect?.target?.outerHTML))";
        assert_eq!(
            page.found_by(moving, Vec::new()).await?,
            Vec::<String>::new()
        );
        page.stop().await?;
        gate.open();

        page.touch(NARROW).await?;
        let mut small = page.found_by(SMALL, Vec::new()).await?;
        page.script(
            "document.querySelector('[data-testid=settings-open]').click()",
            Vec::new(),
        )
        .await?;
        page.wait_visible("settings-save").await?;
        small.extend(page.found_by(SMALL, Vec::new()).await?);
        ensure(small.is_empty(), small.join("\n"))
    })
    .await;
}
