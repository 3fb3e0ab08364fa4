//! The drawer: a console on the session that the agent uses, its variables and its files.

use e2e::{Page, Reply, Result, Settings, World, ensure, scenario, unpacked};
use thirtyfour::Key;

async fn run(page: &Page, code: &str, part: &str) -> Result {
    page.type_into("console-input", code).await?;
    page.keys(Key::Enter).await?;
    page.wait_text("console-run", part).await?;
    Ok(())
}

#[tokio::test]
async fn the_console_shares_the_agents_session_and_the_model_is_told() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let first = "rates = {'a': 1}\ndef __hidden(): pass\nopen('notes.txt', 'w').write('kept')\nfinal_answer('made')";
        server.provider.replies(Reply::code("", first));
        let second = "final_answer(f\"{rates['a']} {sorted(n for n in globals() if n == 'mine')}\")";
        server.provider.replies(Reply::code("", second));
        world.set_up().await?;
        page.ask("Make rates").await?;
        page.wait_answer("made").await?;
        page.wait_idle().await?;

        page.click("console-open").await?;
        run(page, "rates['a'] += 41; rates", "{'a': 42}").await?;
        run(page, "1/0", "ZeroDivisionError").await?;
        // Lines are broken with Shift, and the history is above.
        page.type_into("console-input", "mine = [").await?;
        page.keys(Key::Shift + Key::Enter).await?;
        page.keys("1, 2, 3]").await?;
        page.keys(Key::Enter).await?;
        page.until("it to have run", async || {
            Ok((page.texts("console-run").await?.len() == 3).then_some(()))
        })
        .await?;
        page.click("console-input").await?;
        // The first goes up in the lines of what was recalled.
        page.keys(Key::Up + Key::Up + Key::Up).await?;
        assert_eq!(page.value("console-input").await?, "1/0");

        // What runs for ever is stopped, and the session is as it was.
        page.paste_into("console-input", "print('in ' + 'the loop')\nwhile True: mine = None").await?;
        page.keys(Key::Enter).await?;
        // Stopped before, it would not have begun.
        page.wait_text("console-run", "in the loop").await?;
        page.click("console-stop").await?;
        let stopped = "stopped by the user; what it did in Python is taken back";
        page.wait_text("console-run", stopped).await?;
        page.wait_visible("console-run-code").await?;

        page.click("tab-variables").await?;
        let variables = page.wait_text("variables", "mine").await?;
        for part in ["rates", "dict", "{'a': 42}", "[1, 2, 3]"] {
            ensure(variables.contains(part), format!("{part} is not in {variables}"))?;
        }

        page.ask("Use them").await?;
        page.wait_answer("42 ['mine']").await?;
        page.wait_idle().await?;
        let told = server.provider.requests()[1].to_string();
        ensure(
            told.contains("The user ran code in the console") && told.contains("rates['a'] += 41"),
            "the model is not told",
        )?;
        ensure(
            told.contains("stopped by the user; nothing of it holds"),
            "the model is not told what was stopped",
        )?;

        // All of it is there after a reload.
        page.reload().await?;
        page.wait_answer("42 ['mine']").await?;
        page.click("console-open").await?;
        run(page, "sum(mine)", "6").await?;
        ensure(page.texts("console-run").await?.len() == 5, "the history is gone")
    })
    .await;
}

#[tokio::test]
async fn the_code_of_a_step_is_edited_and_run_with_tools_and_shows_things() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let code = "city = ask_user('Which city?', ['Oslo', 'Bergen'])\nfinal_answer(city)";
        server.provider.replies(Reply::code("", code));
        for _ in 0..2 {
            server
                .provider
                .replies(Reply::code("", "final_answer(city)"));
        }
        world.set_up().await?;
        page.ask("Choose").await?;
        page.click_nth("asked-choice", 0).await?;
        page.wait_answer("Oslo").await?;
        page.wait_idle().await?;

        page.script(
            "document.querySelector('[data-testid=run] summary').click()",
            Vec::new(),
        )
        .await?;
        page.click("step-menu").await?;
        page.click("edit-code").await?;
        assert_eq!(page.value("console-input").await?, code);
        let edited = code.replace(
            "final_answer(city)",
            "display([{'city': city}], title='Chosen')\ncity",
        );
        page.paste_into("console-input", &edited).await?;
        page.click("console-run-code").await?;
        page.wait_text("asked", "Which city?").await?;
        page.click_nth("asked-choice", 1).await?;
        let run = page.wait_text("console-run", "'Bergen'").await?;
        ensure(
            run.contains("ask_user"),
            format!("the call is not shown: {run}"),
        )?;
        page.wait_text("display", "Chosen").await?;

        page.ask("Which one now?").await?;
        page.wait_answer("Bergen").await?;
        page.wait_idle().await?;
        let told = server.provider.requests()[1].to_string();
        ensure(
            told.contains("Displayed to the user"),
            "the model is not told what was shown",
        )?;
        page.reload().await?;
        page.wait_answer("Bergen").await?;
        page.click("console-open").await?;
        page.wait_text("display", "Chosen").await?;
        let run = page.wait_text("console-run", "'Bergen'").await?;
        ensure(run.contains("ask_user"), format!("the call is gone: {run}"))?;

        // The page is left in the middle: what has happened is there, and nothing waits.
        page.paste_into(
            "console-input",
            "city = 'Rome'\nprint('asks')\nask_user('Sure?')",
        )
        .await?;
        page.click("console-run-code").await?;
        page.wait_text("asked", "Sure?").await?;
        page.reload().await?;
        page.wait_answer("Bergen").await?;
        page.click("console-open").await?;
        let run = page
            .wait_text("console-run", "cut off before its end")
            .await?;
        for part in ["asks", "ask_user", "Sure?"] {
            ensure(run.contains(part), format!("{part} is not in {run}"))?;
        }
        ensure(
            page.texts("asked").await?.is_empty(),
            "a dead form is shown",
        )?;
        ensure(
            page.is_visible("console-run-code").await?,
            "it is said to run",
        )?;
        page.click("drawer-close").await?;
        page.configure(&Settings::for_server(server)).await?;
        page.ask("And now?").await?;
        page.until("the third answer", async || {
            let answers = page.answers().await?;
            Ok((answers.len() == 3 && answers[2].contains("Bergen")).then_some(()))
        })
        .await?;
        let told = server.provider.requests()[2].to_string();
        ensure(
            told.contains("the page was closed before it ended; nothing of it holds"),
            "the model is not told what was cut off",
        )
    })
    .await;
}

#[tokio::test]
async fn variables_are_read_whatever_their_reprs_do_and_files_can_be_viewed_and_deleted() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        world.set_up().await?;
        page.click("console-open").await?;
        page.paste_into("console-input", HOSTILE).await?;
        page.keys(Key::Enter).await?;
        page.wait_visible("console-run").await?;
        run(page, "open('data/a.txt', 'w').write('content of a') if __import__('os').mkdir('data') is None else 0", "12").await?;
        run(page, "open('b.bin', 'wb').write(bytes(range(128, 256)))", "128").await?;

        page.click("tab-variables").await?;
        let variables = page.wait_text("variables", "raising").await?;
        for part in ["its repr raised ValueError", "printing", "<fine>", "100,000", "len"] {
            ensure(variables.contains(part), format!("{part} is not in {variables}"))?;
        }
        ensure(variables.len() < 4_000, "a value is not cut")?;
        ensure(!variables.contains("_row"), "reading leaves names behind")?;
        let opened = page.script(OPEN_LONGEST, Vec::new()).await?;
        ensure(opened == true, "a long value is not shown whole when it is opened")?;

        page.click("tab-files").await?;
        page.wait_text("file", "/data/a.txt").await?;
        page.click_nth("file-view", 1).await?;
        page.wait_text("artifact-content", "content of a").await?;
        page.keys(Key::Escape).await?;
        page.click_nth("file-view", 0).await?;
        page.wait_text("files-problem", "/b.bin is no text").await?;
        page.click_nth("file-download", 0).await?;
        let bytes: Vec<u8> = (128..=255).collect();
        assert_eq!(page.downloaded("b.bin").await?, bytes);
        page.click("files-zip").await?;
        let archive = page.downloaded("files.zip").await?;
        let expected = [("b.bin", bytes), ("data/a.txt", b"content of a".to_vec())];
        let expected = expected.map(|(name, content)| (name.to_string(), content));
        assert_eq!(unpacked(&archive).await?, expected);

        page.click_nth("file-delete", 0).await?;
        page.until("the file to be gone", async || {
            Ok((page.texts("file").await?.len() == 1).then_some(()))
        })
        .await?;
        page.click("tab-console").await?;
        run(page, "[name for name in __import__('os').listdir('/') if name[0] in 'bd']", "['data']").await
    })
    .await;
}

/// Runs what is typed in the console and stops it as soon as there is the button for it: an observer is
/// called before anything else can arrive in the page.
const RUN_AND_STOP: &str = "
const button = (hook) => document.querySelector(`[data-testid=${hook}]`);
return new Promise((done) => {
    new MutationObserver((_, observer) => {
        if (!button('console-stop')) return;
        observer.disconnect();
        button('console-stop').click();
        done();
    }).observe(document.body, { childList: true, subtree: true });
    button('console-run-code').click();
})";

#[tokio::test]
async fn code_that_is_stopped_before_it_begins_is_not_lost() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        page.open().await?;
        page.click("console-open").await?;
        page.type_into("console-input", "40 + 2").await?;
        // What runs code is not even fetched.
        page.script(RUN_AND_STOP, Vec::new()).await?;
        page.wait_text("console-problem", "stopped before it began")
            .await?;
        assert_eq!(page.value("console-input").await?, "40 + 2");
        page.click("console-run-code").await?;
        page.wait_text("console-run", "42").await?;
        assert_eq!(page.value("console-input").await?, "");
        ensure(
            !page.is_visible("console-problem").await?,
            "the problem stays",
        )
    })
    .await;
}

/// Opens the longest value, and tells whether it is shown whole then and was not before.
const OPEN_LONGEST: &str = "
const all = [...document.querySelectorAll('[data-testid=variable]')];
const longest = all.sort((one, other) => other.textContent.length - one.textContent.length)[0];
const summary = longest.querySelector('summary');
const isCut = () => summary.scrollWidth > summary.clientWidth;
const before = isCut();
summary.click();
return before && !isCut()";

/// Values that do as they like when they are looked at, and a name of ours that is taken.
const HOSTILE: &str = "\
class Raising:
    def __repr__(self): raise ValueError(1)
class Printing:
    def __repr__(self):
        print('[[\\'forged\\']]')
        return '<fine>'
raising, printing, large, len = Raising(), Printing(), list(range(100000)), 3
";

#[tokio::test]
async fn code_that_is_not_at_its_end_goes_on_in_the_console() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        page.open().await?;
        page.click("console-open").await?;
        page.type_into("console-input", "for n in (1, 2):").await?;
        page.keys(Key::Enter).await?;
        page.keys("print(n * 7)").await?;
        page.keys(Key::Enter).await?;
        assert_eq!(
            page.value("console-input").await?,
            "for n in (1, 2):\n    print(n * 7)\n    "
        );
        ensure(
            !page.is_visible("console-run").await?,
            "half of a block is run",
        )?;
        page.keys(Key::Enter).await?;
        page.wait_text("console-run", "14").await?;
        assert_eq!(page.value("console-input").await?, "");

        page.type_into("console-input", "sum([").await?;
        page.keys(Key::Enter).await?;
        page.keys("1, 2").await?;
        assert_eq!(page.value("console-input").await?, "sum([\n1, 2");
        page.keys(Key::Control + Key::Enter).await?;
        page.wait_text("console-run", "SyntaxError").await?;
        Ok(())
    })
    .await;
}
