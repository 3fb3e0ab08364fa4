//! Conversations in a folder on this computer. The folder is one of the origin's own file system, which
//! is the same to a page; the picker, which nobody can click here, and the browser's question are
//! stood in for.

use e2e::{KEY, Page, Reply, Result, Settings, World, ensure, scenario};
use serde_json::Value;

/// A browser whose picker gives a folder at once, and which asks again while the folder `ask` is there.
const PICKER: &str = "
const own = () => navigator.storage.getDirectory();
window.showDirectoryPicker = async () => (await own()).getDirectoryHandle('notes', { create: true });
const query = FileSystemHandle.prototype.queryPermission;
FileSystemHandle.prototype.queryPermission = async function (options) {
    const asks = (await own()).getDirectoryHandle('ask');
    return asks.then(() => 'prompt', () => query.call(this, options));
};
FileSystemHandle.prototype.requestPermission = async () => {
    await (await own()).removeEntry('ask');
    return 'granted';
};";

/// All files of the folder, by their paths.
const FILES: &str = "
return (async () => {
    const files = {};
    const walk = async (folder, path) => {
        for await (const [name, handle] of folder.entries()) {
            if (handle.kind === 'directory') await walk(handle, `${path}${name}/`);
            else files[path + name] = await (await handle.getFile()).text();
        }
    };
    const own = await navigator.storage.getDirectory();
    await walk(await own.getDirectoryHandle('notes', { create: true }), '');
    return files;
})()";

async fn files(page: &Page) -> Result<Vec<(String, String)>> {
    let files = page.script(FILES, Vec::new()).await?;
    let files = files.as_object().ok_or("no files")?.iter();
    let text = |content: &Value| content.as_str().unwrap_or_default().to_string();
    Ok(files
        .map(|(path, content)| (path.clone(), text(content)))
        .collect())
}

/// Waits until a file whose path has this part has this content somewhere.
async fn wait_file(page: &Page, path: &str, content: &str) -> Result<String> {
    page.until(&format!("{content:?} in {path:?}"), async || {
        let all = files(page).await?.into_iter();
        let mut found = all.filter(|(at, text)| at.contains(path) && text.contains(content));
        Ok(found.next().map(|(path, _)| path))
    })
    .await
}

async fn choose(page: &Page) -> Result<String> {
    page.click("settings-open").await?;
    let open = "document.querySelector('[data-testid=sync]').open = true";
    page.script(open, Vec::new()).await?;
    page.click("folder-choose").await?;
    let result = page.wait_text("folder-result", ".").await?;
    page.keys(thirtyfour::Key::Escape).await?;
    Ok(result)
}

#[tokio::test]
async fn conversations_are_kept_in_a_folder_and_read_from_it() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "x = 41\nfinal_answer(\"forty-one\")"))
            .replies(Reply::code("", "final_answer(f\"now {x + 1}\")"))
            .replies(Reply::code("", "final_answer(f\"then {x + 2}\")"))
            .replies(Reply::code("", "final_answer(\"elsewhere\")"));
        page.open_after(PICKER).await?;
        page.configure(&Settings {
            remember_key: true,
            ..Settings::for_server(server)
        })
        .await?;
        page.ask("Remember a number").await?;
        page.wait_answer("forty-one").await?;
        page.wait_idle().await?;
        assert_eq!(
            choose(page).await?,
            "0 conversations taken, 0 went on, 0 deleted, 1 told to the others."
        );
        let log = wait_file(page, " Remember a number/", "forty-one").await?;
        ensure(log.ends_with(".jsonl"), log)?;
        ensure(
            files(page).await?.iter().all(|(_, text)| !text.contains(KEY)),
            "the key is in the folder",
        )?;
        wait_file(page, "read me.txt", "Keys are never stored here").await?;

        // After a reload it goes on by itself, unless the browser asks again.
        page.reload().await?;
        page.ask("And one more?").await?;
        page.wait_answer("now 42").await?;
        wait_file(page, " Remember a number/", "now 42").await?;
        let ask = "return navigator.storage.getDirectory().then(own => own.getDirectoryHandle('ask', { create: true })).then(() => true)";
        page.script(ask, Vec::new()).await?;
        page.reload().await?;
        page.wait_text("folder-asks", "folder “notes” until you allow it").await?;
        page.ask("And then?").await?;
        page.wait_answer("then 43").await?;
        page.wait_idle().await?;
        page.click("folder-allow").await?;
        wait_file(page, " Remember a number/", "then 43").await?;
        ensure(!page.is_visible("folder-asks").await?, "it was allowed")?;

        // Another device, which then deletes what it found.
        page.forget().await?;
        page.open_with("#").await?;
        page.reload().await?;
        page.configure(&Settings::for_server(server)).await?;
        assert_eq!(
            choose(page).await?,
            "1 conversation taken, 0 went on, 0 deleted, 1 told to the others."
        );
        page.click("conversation").await?;
        page.wait_answer("then 43").await?;
        page.delete_first_conversation().await?;
        page.reload().await?;
        wait_file(page, "/deleted/", "chain").await?;

        // What goes wrong is said once, and nothing is lost.
        let full = "FileSystemFileHandle.prototype.createWritable = async () => { throw new DOMException('no', 'QuotaExceededError'); }";
        page.script(full, Vec::new()).await?;
        page.configure(&Settings::for_server(server)).await?;
        page.ask("Anything?").await?;
        page.wait_answer("elsewhere").await?;
        page.wait_text("merge-problem", "there is no more room").await?;
        page.click("merge-problem-read").await?;
        let gone = "return navigator.storage.getDirectory().then(own => own.removeEntry('notes', { recursive: true })).then(() => true)";
        page.script(gone, Vec::new()).await?;
        page.click("settings-open").await?;
        page.script("document.querySelector('[data-testid=sync]').open = true", Vec::new())
            .await?;
        page.click("folder-merge").await?;
        page.wait_text("folder-result", "Not merged: the folder is not there any more.")
            .await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_browser_without_folders_says_so() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        page.open_after("delete window.showDirectoryPicker").await?;
        page.wait_visible("composer").await?;
        page.open_settings().await?;
        page.script(
            "document.querySelector('[data-testid=sync]').open = true",
            Vec::new(),
        )
        .await?;
        page.wait_text(
            "folder",
            "This browser does not let pages write to a folder",
        )
        .await?;
        ensure(
            !page.is_visible("folder-choose").await?,
            "it cannot be chosen",
        )
    })
    .await;
}
