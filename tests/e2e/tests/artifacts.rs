//! Documents: attached by the user, read and made by code, viewed and downloaded.

use std::time::Duration;

use e2e::{Page, Reply, Result, Settings, World, ensure, longer_scenario, scenario};
use serde_json::{Value, json};
use thirtyfour::Key;

/// Hands files over as a person does: `[name, bytes]` each.
async fn hand_over(page: &Page, how: &str, files: Value) -> Result {
    let script = r#"
        const [how, files] = arguments;
        const data = new DataTransfer();
        for (const [name, bytes] of files) {
            data.items.add(new File([new Uint8Array(bytes)], name));
        }
        const find = (hook) => document.querySelector(`[data-testid="${hook}"]`);
        if (how === "choose") {
            const input = find("attach-file");
            input.files = data.files;
            input.dispatchEvent(new Event("change", { bubbles: true }));
        } else if (how === "drop") {
            const options = { bubbles: true, cancelable: true, dataTransfer: data };
            find("composer").dispatchEvent(new DragEvent("dragover", options));
            find("composer").dispatchEvent(new DragEvent("drop", options));
        } else {
            const text = new DataTransfer();
            text.setData("text/plain", how);
            const options = { bubbles: true, cancelable: true, clipboardData: text };
            find("composer").dispatchEvent(new ClipboardEvent("paste", options));
        }
    "#;
    page.script(script, vec![json!(how), files]).await?;
    Ok(())
}

fn bytes(text: &str) -> Value {
    json!(text.as_bytes())
}

#[tokio::test]
async fn documents_are_attached_read_made_and_kept() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        page.open().await?;
        page.configure(&Settings {
            execution_seconds: Some(3),
            remember_key: true,
            ..Settings::for_server(server)
        })
        .await?;

        hand_over(page, "choose", json!([["sales.csv", bytes("city,sold\nOslo,3\nBergen,4\n")]])).await?;
        hand_over(page, "drop", json!([["notes.md", bytes("# Notes")]])).await?;
        hand_over(page, &"long ".repeat(1_000), json!([])).await?;
        page.wait_text("attached", "pasted 1.txt").await?;
        hand_over(page, "choose", json!([["latin.txt", [99, 97, 102, 233]]])).await?;
        page.wait_text("attach-problem", "latin.txt is not text in UTF-8").await?;
        assert_eq!(page.texts("artifact").await?.len(), 3);
        page.click_nth("detach", 2).await?;

        // What is not sent yet outlives a reload, and belongs to its conversation.
        page.type_into("composer", "How many").await?;
        page.until("the draft to be stored", async || {
            Ok(page.stored().await?.contains("How many").then_some(()))
        })
        .await?;
        page.reload().await?;
        page.wait_text("attached", "sales.csv").await?;
        assert_eq!(page.texts("artifact").await?.len(), 2);
        assert_eq!(page.value("composer").await?, "How many");

        server.provider.replies(Reply::code(
            "I count.",
            "import csv\n\
             sold = sum(int(row[\"sold\"]) for row in csv.DictReader(open(\"/artifacts/sales.csv\")))\n\
             artifacts[\"report.md\"] = f\"# Report\\n\\n**{sold}** sold <img src=x onerror=alert(1)>\\n\"\n\
             final_answer(f\"{sold} sold, see report.md\")",
        ));
        page.ask("How many were sold?").await?;
        page.wait_answer("7 sold").await?;
        let asked = server.provider.requests()[0]["messages"][1]["content"].to_string();
        ensure(asked.contains("sales.csv: CSV, 26 characters, 3 lines. All of it:"), &asked)?;
        ensure(!asked.contains("pasted"), "what was removed is sent")?;
        assert_eq!(page.value("composer").await?, "");
        ensure(!page.is_visible("attached").await?, "what was sent is still attached")?;

        let view = async || -> Result {
            let shown = page.texts("artifact").await?;
            let place = shown.iter().position(|text| text.contains("report.md"));
            page.click_nth("artifact", place.ok_or("the report is not listed")?).await?;
            let content = page.wait_text("artifact-content", "7 sold").await?;
            ensure(content.contains("<img"), "markup is no text")?;
            let heading = "return document.querySelector('.preview h3, .preview h4')?.textContent";
            let heading = page.script(heading, Vec::new()).await?;
            ensure(heading == "Report", "Markdown is not rendered")?;
            page.click("artifact-download").await?;
            let whole = "# Report\n\n**7** sold <img src=x onerror=alert(1)>\n";
            assert_eq!(String::from_utf8(page.downloaded("report.md").await?)?, whole);
            page.keys(Key::Escape).await
        };
        view().await?;

        // They outlive a reload, and a worker that is ended; what killed code made is not there.
        page.reload().await?;
        page.wait_answer("7 sold").await?;
        view().await?;
        server
            .provider
            .replies(Reply::code("", "artifacts[\"never.txt\"] = \"x\"\nwhile True: pass"))
            .replies(Reply::code(
                "",
                "final_answer(str(sorted(artifacts)) + artifacts[\"report.md\"][:8])",
            ));
        page.ask("What is there?").await?;
        page.wait_answer("['notes.md', 'report.md', 'sales.csv']# Report").await?;

        // Back at the first step nothing else is there; a fork has the same.
        page.exports().await?;
        let fork = "return wasmBindings.forkConversation(1).then(() => 'done', error => error.message)";
        let forked = page.script(fork, Vec::new()).await?;
        assert_eq!(forked, "done");
        page.wait_answer("7 sold").await?;
        server.provider.replies(Reply::code(
            "",
            "artifacts[\"more.txt\"] = \"x\"\nfinal_answer(str(sorted(artifacts)))",
        ));
        page.ask("And here?").await?;
        page.wait_answer("['more.txt', 'notes.md', 'report.md', 'sales.csv']").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_long_document_is_read_by_the_model_in_parts_whose_answers_are_put_together() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let line = "One of very many lines, all of them alike, in a long report on towers.\n";
        let report = line.repeat(2_400);
        server
            .provider
            .replies(Reply::code(
                "",
                "found = extract_from_text(artifacts[\"report.txt\"], \"towers\")\n\
                 final_answer(found[\"answer\"] + str([part[\"index\"] for part in found[\"chunks\"]]))",
            ))
            .replies(Reply::says("There are 12 towers."))
            .replies(Reply::says("The towers are 31 metres tall."))
            .replies(Reply::says("12 towers of 31 metres."));
        world.set_up().await?;
        hand_over(page, "choose", json!([["report.txt", bytes(&report)]])).await?;
        page.wait_text("attached", "report.txt").await?;
        page.ask("What does the report say?").await?;
        page.wait_answer("12 towers of 31 metres.[0, 1]").await?;

        let requests = server.provider.requests();
        assert_eq!(requests.len(), 4);
        let first = requests[0].to_string();
        ensure(first.len() < 30_000, "the model was sent the document")?;
        let merging = requests[3]["messages"][1]["content"].to_string();
        for part in ["There are 12 towers.", "The towers are 31 metres tall."] {
            ensure(merging.contains(part), format!("{part} is not merged: {merging}"))?;
        }
        Ok(())
    })
    .await;
}

/// Hands over four texts of 5,000,000 characters each that no compression makes smaller by much.
const LARGE: &str = "
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const data = new DataTransfer();
let state = 1;
for (let number = 0; number < 4; number++) {
    const bytes = new Uint8Array(5_000_000);
    for (let at = 0; at < bytes.length; at++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        bytes[at] = letters.charCodeAt(state >>> 26);
    }
    data.items.add(new File([bytes], `large ${number}.txt`));
}
const input = document.querySelector('[data-testid=attach-file]');
input.files = data.files;
input.dispatchEvent(new Event('change', { bubbles: true }));";

/// Bytes that are kept of Python sessions.
const KEPT: &str = "
return new Promise((resolve, reject) => {
    const opening = indexedDB.open('micropython-agent');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const range = IDBKeyRange.bound('snapshot/', 'snapshot/\\uffff');
        const read = opening.result.transaction('records').objectStore('records').getAll(range);
        read.onsuccess = () => {
            opening.result.close();
            resolve(read.result.reduce((sum, bytes) => sum + bytes.length, 0));
        };
    };
})";

#[tokio::test]
async fn twenty_megabytes_of_documents_are_kept_once_for_all_steps() {
    let patience = Duration::from_secs(60);
    longer_scenario(2 * patience, async |world: &World| {
        let World { server, page, .. } = world;
        let page = &page.with_patience(patience);
        world.set_up_for_reloads().await?;
        page.script(LARGE, Vec::new()).await?;
        page.wait_text("attached", "large 3.txt").await?;
        server
            .provider
            .replies(Reply::code(
                "",
                "print(sum(len(text) for text in artifacts.values()))",
            ))
            .replies(Reply::code(
                "",
                "end = artifacts['large 0.txt'][-3:]\nprint('second')",
            ))
            .replies(Reply::code("", "print('third')"))
            .replies(Reply::code("", "final_answer(f\"read, {len(end)}\")"));
        page.ask("Read them").await?;
        page.wait_text("step-output", "20000000").await?;
        page.wait_answer("read, 3").await?;
        page.wait_idle().await?;
        let kept = page.script(KEPT, Vec::new()).await?;
        let kept = kept.as_f64().ok_or("no number")?;
        ensure(
            kept > 10e6 && kept < 30e6,
            format!("{kept} bytes are kept for four steps"),
        )?;

        page.reload().await?;
        page.wait_answer("read, 3").await?;
        let code =
            "same = end == artifacts['large 0.txt'][-3:]\nfinal_answer(f\"{same} {len(artifacts['large 3.txt'])}\")";
        server.provider.replies(Reply::code("", code));
        page.ask("And again?").await?;
        page.wait_answer("5000000").await?;
        ensure(!page.is_visible("session-problem").await?, "all is stored")
    })
    .await;
}

/// Makes a table and a picture of one dot.
const MAKE: &str = r#"
artifacts["sold.csv"] = "city,sold\nOslo,3\nBergen,10\n"
dot = "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
open("dot.png", "wb").write(bytes.fromhex(dot))
final_answer("made")"#;

#[tokio::test]
async fn a_table_is_shown_as_one_and_a_picture_as_a_picture() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server.provider.replies(Reply::code("", MAKE));
        world.set_up().await?;
        page.ask("Make them").await?;
        page.wait_answer("made").await?;
        page.wait_idle().await?;
        page.click("artifact").await?;
        page.wait_text("artifact-content", "Bergen").await?;
        // The greatest number first.
        let sold = "const content = document.querySelector('[data-testid=artifact-content]');
            const sort = content.querySelectorAll('th button')[1];
            const frame = () => new Promise((done) => setTimeout(done, 50));
            return (async () => {
                for (const _ of [1, 2]) { sort.click(); await frame(); }
                return [...content.querySelectorAll('tbody tr')].map((it) => it.textContent);
            })()";
        assert_eq!(
            page.found_by(sold, Vec::new()).await?,
            ["Bergen10", "Oslo3"]
        );
        page.click("artifact-as-text").await?;
        page.wait_text("artifact-content", "Oslo,3").await?;
        page.keys(Key::Escape).await?;

        page.click("console-open").await?;
        page.click("tab-files").await?;
        page.wait_text("file", "/dot.png").await?;
        let files = page.texts("file").await?;
        let place = files.iter().position(|file| file.contains("/dot.png"));
        page.click_nth("file-view", place.ok_or("the picture is not listed")?)
            .await?;
        page.until("the picture", async || {
            let picture = "const it = document.querySelector('[data-testid=artifact-content] img');
                return it?.naturalWidth === 1 ? it.alt : ''";
            let alternative = page.script(picture, Vec::new()).await?;
            Ok((alternative == "dot.png").then_some(()))
        })
        .await
    })
    .await;
}
