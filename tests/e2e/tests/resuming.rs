//! Going on from wherever a page was cut off, from what an earlier version has left, and without any
//! storage at all.

use e2e::{Behaviour, Endpoint, Gate, Page, Reply, Result, Settings, World, ensure, scenario};
use serde_json::{Value, json};
use thirtyfour::Key;

/// As one comes there with the Tab key.
const FOCUS_REPEAT_CODE: &str = "document.querySelector('[data-testid=repeat-code]').focus()";

#[tokio::test]
async fn work_that_a_reload_cut_off_goes_on_from_every_state() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        world.set_up_for_reloads().await?;

        // Code running: it is rolled back to where it stood before, and runs again.
        server
            .provider
            .replies(Reply::code("", "basket = [\"apple\"]\nprint(\"packed\")"))
            .replies(Reply::code(
                "",
                "basket.append(\"worm\")\nprint(\"looping\")\nwhile True: pass",
            ));
        page.ask("Pack").await?;
        page.wait_text("step-output", "looping").await?;
        page.reload().await?;
        page.wait_text("run-state", "Interrupted at step 2").await?;
        server
            .provider
            .replies(Reply::code("", "final_answer(f\"first {basket}\")"));
        page.click("continue").await?;
        page.wait_answer("first ['apple']").await?;

        // A tool call in flight, which changes nothing: it is made again, by running the code again.
        // The model is not asked for that.
        let gate = Gate::new();
        server
            .services
            .behaves(Endpoint::Forecast, Behaviour::Waits(gate.clone()));
        let weather = "final_answer(f\"second {fetch_weather('Oslo')['temperature']}\")";
        server.provider.replies(Reply::code("", weather));
        page.ask("How warm?").await?;
        page.until("the call", async || {
            Ok((server.services.arrived(Endpoint::Forecast) == 1).then_some(()))
        })
        .await?;
        page.reload().await?;
        page.wait_text("run-state", "Interrupted").await?;
        gate.open();
        let asked = server.provider.requests().len();
        page.script(FOCUS_REPEAT_CODE, Vec::new()).await?;
        page.keys(Key::Enter).await?;
        page.wait_answer("second 7.2").await?;
        assert_eq!(server.provider.requests().len(), asked);

        // Waiting until the provider may be asked again.
        server
            .provider
            .replies(Reply::error(429, "slow down").retry_after(50));
        page.ask("And then?").await?;
        page.wait_text("retrying", "limiting requests").await?;
        page.reload().await?;
        page.wait_text("run-state", "Interrupted").await?;
        server
            .provider
            .replies(Reply::code("", "final_answer(f\"third {basket}\")"));
        page.click("continue").await?;
        page.wait_answer("third ['apple']").await?;
        assert_eq!(
            page.answers().await?,
            ["first ['apple']", "second 7.2", "third ['apple']"]
        );
        Ok(())
    })
    .await;
}

/// What earlier versions have left on a device. The fourth has rules for answers, which none here keeps
/// to: it is read natively.
const FIXTURES: [(&str, &str); 3] = [
    (
        "the first",
        include_str!("../../native/storage/fixtures/1-conversations.json"),
    ),
    (
        "the second",
        include_str!("../../native/storage/fixtures/2-rewound.json"),
    ),
    (
        "the third",
        include_str!("../../native/storage/fixtures/3-plans.json"),
    ),
];

/// Makes the database hold these records and no others, and a Python session of an older form.
const LEAVE: &str = "
return new Promise((resolve, reject) => {
    const opening = indexedDB.open('micropython-agent', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('records');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const change = opening.result.transaction('records', 'readwrite');
        const records = change.objectStore('records');
        records.clear();
        for (const [key, record] of Object.entries(arguments[0])) {
            records.put(JSON.stringify(record), key);
        }
        const id = '1700000000000-0';
        const old = new Uint8Array(400);
        old.set(new TextEncoder().encode('MPYSNAP1'));
        records.put(old, `snapshot/${id}/0000000001`);
        records.put(JSON.stringify({ version: 1, content: [{ step: 1, bytes: 400 }] }), `snapshots/${id}`);
        change.oncomplete = () => { opening.result.close(); resolve(true); };
        change.onerror = () => reject(change.error);
    };
})";

async fn leave(page: &Page, records: &str) -> Result {
    let mut records: Value = serde_json::from_str(records)?;
    // The key is remembered by then.
    records["settings"]["content"]["remember_key"] = json!(false);
    page.script(LEAVE, vec![records]).await?;
    Ok(())
}

#[tokio::test]
async fn what_every_earlier_version_has_left_is_opened_and_goes_on() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        page.open().await?;
        for (name, records) in FIXTURES {
            leave(page, records).await?;
            page.open_with("#").await?;
            page.reload().await?;
            page.configure(&Settings::for_server(server)).await?;
            page.until(&format!("what {name} has left"), async || {
                let listed = page.texts("conversation").await?;
                Ok((listed == ["What is twice four?"]).then_some(()))
            })
            .await?;
            page.click("conversation").await?;
            page.wait_text("question", "And thrice?").await?;
            let code = format!("final_answer(f\"{name}: {{'x' in globals()}}\")");
            server.provider.replies(Reply::code("", &code));
            page.click("continue").await?;
            page.wait_answer("False").await?;
            page.wait_idle().await?;
            ensure(
                !page.is_visible("storage-problem").await?,
                format!("{name}: nothing is wrong with storage"),
            )?;
        }
        Ok(())
    })
    .await;
}

/// A browser that refuses storage, as it does to a page that may not keep anything.
const REFUSED: &str = "
IDBFactory.prototype.open = () => {
    throw new DOMException('access to the Indexed Database API is denied in this context.', 'SecurityError');
};";

#[tokio::test]
async fn a_browser_that_refuses_storage_works_in_memory_and_says_so() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server
            .provider
            .replies(Reply::code("", "x = 41\nfinal_answer(\"forty-one\")"))
            .replies(Reply::code("", "final_answer(f\"now {x + 1}\")"));
        page.open_after(REFUSED).await?;
        page.wait_text("storage-problem", "They are kept until this tab is closed.")
            .await?;
        page.configure(&Settings::for_server(server)).await?;
        page.ask("Remember a number").await?;
        page.wait_answer("forty-one").await?;
        page.ask("And one more?").await?;
        page.wait_answer("now 42").await?;
        page.wait_idle().await?;
        // It stays said, and conversations can be changed between.
        page.wait_text("storage-problem", "SecurityError").await?;
        page.click("new-conversation").await?;
        page.click("conversation").await?;
        page.wait_answer("now 42").await?;
        page.open_settings().await?;
        page.wait_text("storage-quota", "Nothing is being stored")
            .await?;
        page.reload().await?;
        page.wait_visible("storage-problem").await?;
        ensure(
            page.texts("conversation").await?.is_empty(),
            "nothing was to be kept",
        )
    })
    .await;
}
