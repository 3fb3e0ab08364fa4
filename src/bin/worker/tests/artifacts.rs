//! Artifacts: texts in `/artifacts`, which the page is told of when code has changed them.

use micropython_agent::sandbox::artifact::{Artifact, ArtifactChange, ArtifactName};
use micropython_agent::sandbox::files::FilePath;
use micropython_agent::sandbox::protocol::{FileOperation, FromWorker};
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, page};

async fn attach(page: &mut Page, name: &str, text: &str) {
    let path = FilePath::new(&format!("/artifacts/{name}")).unwrap();
    let filed = page
        .files(FileOperation::Add { path }, text.as_bytes())
        .await;
    assert!(filed.result.is_ok(), "{filed:?}");
}

fn written(name: &str, text: &str) -> ArtifactChange {
    ArtifactChange::Written {
        artifact: Artifact::new(name, text).unwrap(),
    }
}

fn removed(name: &str) -> ArtifactChange {
    ArtifactChange::Removed {
        name: ArtifactName::new(name).unwrap(),
    }
}

#[wasm_bindgen_test]
async fn what_the_user_gave_is_there_as_texts_and_as_files() {
    let mut page = page().await;
    let long = "é,1\n".repeat(500_000);
    attach(&mut page, "sales.csv", &long).await;
    attach(&mut page, "a b.md", "# A").await;
    for (source, value) in [
        (
            "len(artifacts['sales.csv']), artifacts['a b.md']",
            "(2000000, '# A')",
        ),
        ("open('/artifacts/a b.md').read()", "'# A'"),
        (
            "import csv\nsum(int(row[1]) for row in csv.reader(open('/artifacts/sales.csv')))",
            "500000",
        ),
        (
            "import os\nos.listdir('/artifacts')",
            "['a b.md', 'sales.csv']",
        ),
        (
            "sorted(artifacts), len(artifacts), 'x' in artifacts, artifacts.get('x', 7)",
            "(['a b.md', 'sales.csv'], 2, False, 7)",
        ),
        (
            "artifacts",
            "{'sales.csv': <2500000 bytes of text>, 'a b.md': <3 bytes of text>}",
        ),
        (
            "[(name, len(text)) for name, text in artifacts.items()]",
            "[('sales.csv', 2000000), ('a b.md', 3)]",
        ),
    ] {
        assert_eq!(page.value(source).await, value, "{source}");
        assert_eq!(page.artifacts, [], "{source}");
    }
    assert_eq!(page.raised("artifacts['x']").await, "KeyError: 'x'");
}

#[wasm_bindgen_test]
async fn the_page_is_told_what_code_has_changed_once() {
    let mut page = page().await;
    attach(&mut page, "given.txt", "given").await;
    page.value("artifacts['report.md'] = '# Bericht é'\nartifacts['e'] = ''")
        .await;
    assert_eq!(
        page.artifacts,
        [written("report.md", "# Bericht é"), written("e", "")]
    );
    page.value("artifacts['report.md']").await;
    assert_eq!(page.artifacts, []);
    // Files are the same, in whatever way they are written.
    page.value("with open('/artifacts/report.md', 'a') as f: f.write('!')\ndel artifacts['e']")
        .await;
    assert_eq!(
        page.artifacts,
        [removed("e"), written("report.md", "# Bericht é!")]
    );
    page.value("import os\nos.rename('/artifacts/given.txt', '/artifacts/g.txt')\nos.mkdir('/artifacts/sub')\nopen('/artifacts/sub/x', 'w').write('y')").await;
    assert_eq!(
        page.artifacts,
        [removed("given.txt"), written("g.txt", "given")]
    );
    // Also by a step that raises, or answers.
    page.can_stop = true;
    assert_eq!(
        page.raised("artifacts['a'] = '1'\n1/0").await,
        "ZeroDivisionError: division by zero"
    );
    assert_eq!(page.artifacts, [written("a", "1")]);
    page.value("artifacts['a'] = '2'\nfinal_answer('see a')")
        .await;
    assert_eq!(page.artifacts, [written("a", "2")]);
}

#[wasm_bindgen_test]
async fn they_are_in_the_snapshot_and_the_page_is_not_told_again() {
    let mut page = page().await;
    page.value("artifacts['a'] = 'one'").await;
    let snapshot = page.snapshot.clone().unwrap();
    page.value("artifacts['a'] = 'two'").await;
    assert_eq!(page.restore(snapshot).await, FromWorker::Restored {});
    assert_eq!(page.value("artifacts['a']").await, "'one'");
    assert_eq!(page.artifacts, []);
}

#[wasm_bindgen_test]
async fn what_cannot_be_one_is_refused_with_the_reason() {
    let mut page = page().await;
    for (source, error) in [
        (
            "artifacts['a'] = b'x'",
            "TypeError: an artifact must be text (str), not bytes; convert it first, as in json.dumps(data) or data.decode()",
        ),
        (
            "artifacts['a'] = {'x': 1}",
            "TypeError: an artifact must be text (str), not dict; convert it first, as in json.dumps(data) or data.decode()",
        ),
        (
            "artifacts[1] = 'x'",
            "TypeError: the name of an artifact must be str, not int",
        ),
        (
            "artifacts['../a'] = 'x'",
            "ValueError: '../a' cannot be the name of an artifact: one line of up to 100 characters without a slash",
        ),
        (
            "artifacts['a'] = 'x' * 21000000",
            "ValueError: artifacts may take 20971520 bytes in all, this would make it 21000000",
        ),
        ("del artifacts['a']", "KeyError: 'a'"),
    ] {
        assert_eq!(page.raised(source).await, error, "{source}");
        assert_eq!(page.artifacts, [], "{source}");
    }
    for (source, reason) in [
        (
            "open('/artifacts/p.png', 'wb').write(b'\\xff\\xd8')",
            "/artifacts/p.png is a file, but no artifact: p.png is not text in UTF-8: save it as UTF-8 text (txt, md, csv, json, html, py)\n",
        ),
        (
            "open('/artifacts/big', 'w').write('x' * 21000000)",
            "/artifacts/big is a file, but no artifact: artifacts may take 20971520 bytes in all\n",
        ),
    ] {
        page.value("import os\nos.path.exists('/artifacts') or os.mkdir('/artifacts')")
            .await;
        assert_eq!(page.run(source).await.stderr, reason, "{source}");
        assert_eq!(page.artifacts, [], "{source}");
        // Said once.
        assert_eq!(page.run("1").await.stderr, "", "{source}");
    }
    assert_eq!(
        page.raised("artifacts['p.png']").await,
        "ValueError: p.png holds bytes that are no text; read it with open('/artifacts/p.png', 'rb')"
    );
}

#[wasm_bindgen_test]
async fn one_that_becomes_bytes_is_an_artifact_no_more() {
    let mut page = page().await;
    attach(&mut page, "a", "text").await;
    page.value("open('/artifacts/a', 'wb').write(b'\\xff')")
        .await;
    assert_eq!(page.artifacts, [removed("a")]);
}
