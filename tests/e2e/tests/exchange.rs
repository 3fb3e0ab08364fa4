//! Conversations as files, and a device that takes no more.

use e2e::{KEY, Page, REDIS_TOKEN, Reply, Result, Service, Settings, World, ensure, scenario};
use serde_json::{Value, json};

/// Keeps the text of what the page has the browser save.
pub const KEEP_SAVED: &str = "
const make = URL.createObjectURL;
URL.createObjectURL = blob => { window.saved = blob.text(); return make.call(URL, blob); };";

/// What the page has had the browser save last.
pub async fn saved(page: &Page) -> Result<String> {
    page.until("a saved file", async || {
        let text = page
            .script("return window.saved ?? null", Vec::new())
            .await?;
        Ok(text.as_str().map(str::to_string))
    })
    .await
}

/// Chooses a file with this text in the settings, which are open.
async fn import(page: &Page, text: &str) -> Result {
    let script = "
        const files = new DataTransfer();
        files.items.add(new File([arguments[0]], 'conversations.json'));
        const field = document.querySelector('[data-testid=import-file]');
        field.files = files.files;
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    page.script(script, vec![json!(text)]).await?;
    Ok(())
}

#[tokio::test]
async fn a_conversation_travels_as_a_file_with_all_that_python_knows() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "x = 41\nfinal_answer(\"forty-one\")"))
            .replies(Reply::code("", "final_answer(f\"now {x + 1}\")"));
        page.open_after(KEEP_SAVED).await?;
        page.configure(&Settings::for_server(server)).await?;
        page.ask("Remember a number").await?;
        page.wait_answer("forty-one").await?;
        page.wait_idle().await?;
        page.click("export").await?;
        page.click("export-json").await?;
        let file = saved(page).await?;
        ensure(!file.contains(KEY), "the key is in the file")?;

        page.delete_first_conversation().await?;
        page.click("settings-open").await?;
        page.wait_text("storage-quota", " used. The browser ").await?;
        import(page, "{\"version\": 1}").await?;
        page.wait_text(
            "import-result",
            "Nothing was imported: this is not a file of exported conversations: missing field `format`",
        )
        .await?;
        import(page, &file).await?;
        page.wait_text("import-result", "Imported 1 conversation.").await?;
        page.keys(thirtyfour::Key::Escape).await?;
        page.click("conversation").await?;
        page.wait_answer("forty-one").await?;
        page.ask("And one more?").await?;
        page.wait_answer("now 42").await?;
        page.wait_idle().await?;

        // A step that was cut off while a tool was at work that changes something.
        let mut file: Value = serde_json::from_str(&file)?;
        let events = file["conversations"][0]["events"].as_array_mut().ok_or("no events")?;
        events.extend([
            json!({"type": "asked", "question": "Pay", "at": 1}),
            json!({"type": "step_started", "number": 1, "at": 1, "source": "live"}),
            json!({"type": "code_started", "code": "pay(5)"}),
            json!({"type": "tool_called", "call": 1, "name": "pay", "arguments": {"sum": 5}, "at": 1, "side_effects": true}),
        ]);
        page.click("settings-open").await?;
        import(page, &file.to_string()).await?;
        page.wait_text("import-result", "Imported 1 conversation.").await?;
        page.keys(thirtyfour::Key::Escape).await?;
        page.click_nth("conversation", 1).await?;
        page.wait_text("in-flight", "pay(sum=5) was under way and may have been done.").await?;
        page.wait_text("call", "cut off").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn two_devices_merge_their_conversations_by_a_store_that_both_reach() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "x = 41\nfinal_answer(\"forty-one\")"))
            .replies(Reply::code("", "final_answer(f\"now {x + 1}\")"));
        world.set_up().await?;
        page.ask("Remember a number").await?;
        page.wait_answer("forty-one").await?;
        page.wait_idle().await?;
        merge(world, "not the token").await?;
        page.wait_text(
            "sync-result",
            "Not merged: the Redis server rejected the token.",
        )
        .await?;
        page.keys(thirtyfour::Key::Escape).await?;
        merge(world, REDIS_TOKEN).await?;
        page.wait_text(
            "sync-result",
            "0 conversations taken, 0 went on, 0 deleted, 1 told to the others.",
        )
        .await?;
        let stored = page.stored().await?;
        ensure(
            !stored.contains(REDIS_TOKEN),
            "the token was not to be remembered",
        )?;

        page.forget().await?;
        page.open_with("#").await?;
        page.reload().await?;
        page.configure(&Settings::for_server(server)).await?;
        merge(world, REDIS_TOKEN).await?;
        page.wait_text("sync-result", "1 conversation taken")
            .await?;
        page.keys(thirtyfour::Key::Escape).await?;
        page.click("conversation").await?;
        page.wait_answer("forty-one").await?;
        page.ask("And one more?").await?;
        page.wait_answer("now 42").await?;
        page.wait_idle().await?;
        // Nobody presses anything for it.
        page.until("a merge by itself", async || {
            let told = server.log.to(Service::Tools).into_iter().any(|request| {
                request.path.starts_with("/redis") && request.body.contains("now 42")
            });
            Ok(told.then_some(()))
        })
        .await?;
        merge(world, REDIS_TOKEN).await?;
        page.wait_text("sync-result", "All devices have the same.")
            .await?;
        Ok(())
    })
    .await;
}

/// Merges from the settings, which stay open.
async fn merge(world: &World, token: &str) -> Result {
    let page = &world.page;
    page.click("settings-open").await?;
    page.script(
        "document.querySelector('[data-testid=sync]').open = true",
        Vec::new(),
    )
    .await?;
    page.type_into("sync-address", &world.server.services.other_url("redis"))
        .await?;
    page.type_into("sync-token", token).await?;
    page.click("sync-now").await
}

/// A browser whose storage is full for what `window.full` says.
const FULL: &str = "
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (value, key) {
    const full = window.full === 'all' || (window.full === 'bytes' && value instanceof Uint8Array);
    if (full) throw new DOMException('no room', 'QuotaExceededError');
    return put.call(this, value, key);
};";

#[tokio::test]
async fn a_full_device_is_told_of_and_nothing_is_lost_once_there_is_room() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "x = 1\nfinal_answer(f\"one {x}\")"))
            .replies(Reply::code("", "x += 1\nfinal_answer(f\"two {x}\")"))
            .replies(Reply::code("", "x += 1\nfinal_answer(f\"three {x}\")"));
        page.open_after(FULL).await?;
        page.configure(&Settings::for_server(server)).await?;
        page.script("window.full = 'bytes'", Vec::new()).await?;
        page.ask("One?").await?;
        page.wait_text("session-problem", "storage on this device is full")
            .await?;
        page.wait_answer("one 1").await?;
        ensure(
            !page.is_visible("storage-problem").await?,
            "the events are stored",
        )?;

        page.script("window.full = 'all'", Vec::new()).await?;
        page.ask("Two?").await?;
        page.wait_text("storage-problem", "storage on this device is full")
            .await?;
        page.wait_answer("two 2").await?;

        page.script("window.full = null", Vec::new()).await?;
        page.ask("Three?").await?;
        page.wait_answer("three 3").await?;
        page.wait_idle().await?;
        for banner in ["storage-problem", "session-problem"] {
            ensure(!page.is_visible(banner).await?, "all is stored again")?;
        }
        page.reload().await?;
        page.wait_answer("three 3").await?;
        assert_eq!(page.answers().await?, ["one 1", "two 2", "three 3"]);
        Ok(())
    })
    .await;
}
