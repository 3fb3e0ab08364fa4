//! Files that the page looks at and changes, while no code runs.

use micropython_agent::sandbox::files::FilePath;
use micropython_agent::sandbox::limits::Limits;
use micropython_agent::sandbox::protocol::{FileAnswer, FileOperation, FromWorker};
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Filed, Page, page, page_with};

fn path(text: &str) -> FilePath {
    FilePath::new(text).unwrap()
}

async fn add(page: &mut Page, at: &str, content: &[u8]) -> Filed {
    let operation = FileOperation::Add { path: path(at) };
    page.files(operation, content).await
}

async fn read(page: &mut Page, at: &str) -> Filed {
    let operation = FileOperation::Read { path: path(at) };
    page.files(operation, &[]).await
}

async fn remove(page: &mut Page, at: &str) -> Filed {
    let operation = FileOperation::Remove { path: path(at) };
    page.files(operation, &[]).await
}

async fn listed(page: &mut Page) -> Vec<(String, usize)> {
    let filed = page.files(FileOperation::List {}, &[]).await;
    let Ok(FileAnswer::Listed { files }) = filed.result else {
        panic!("not a list: {filed:?}");
    };
    assert!(!filed.changed);
    let files = files.into_iter();
    let mut listed: Vec<_> = files.map(|file| (file.path.into(), file.bytes)).collect();
    listed.sort();
    listed
}

fn refused(reason: &str, changed: bool) -> Filed {
    Filed {
        result: Err(reason.into()),
        content: None,
        changed,
    }
}

fn changed() -> Filed {
    Filed {
        result: Ok(FileAnswer::Changed {}),
        content: None,
        changed: true,
    }
}

#[wasm_bindgen_test]
async fn python_opens_what_the_page_has_added() {
    let mut page = page().await;
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    assert_eq!(
        add(&mut page, "/data/raw/all bytes", &bytes).await,
        changed()
    );
    assert_eq!(
        add(&mut page, "/é.txt", "zwei é".as_bytes()).await,
        changed()
    );
    assert_eq!(
        page.value("data = open('data/raw/all bytes', 'rb').read()\nlen(data), data[:100000] == bytes(range(256)) * 390 + bytes(range(160))")
            .await,
        "(100000, True)"
    );
    assert_eq!(page.value("open('é.txt').read()[:4]").await, "'zwei'");
    assert_eq!(
        listed(&mut page).await,
        [
            ("/data/raw/all bytes".into(), 100_000),
            ("/é.txt".into(), 7)
        ]
    );
}

#[wasm_bindgen_test]
async fn the_page_reads_what_python_has_written() {
    let mut page = page().await;
    page.run("f = open('out.bin', 'wb')\nfor n in range(300): f.write(bytes([n % 256]))\nopen('empty', 'w')")
        .await;
    let content = Some((0..300).map(|n| (n % 256) as u8).collect());
    let content = Filed {
        result: Ok(FileAnswer::Content {}),
        content,
        changed: false,
    };
    assert_eq!(read(&mut page, "/out.bin").await, content);
    let empty = Filed {
        content: Some(Vec::new()),
        ..content
    };
    assert_eq!(read(&mut page, "/empty").await, empty);
}

#[wasm_bindgen_test]
async fn a_file_takes_the_place_of_the_one_that_is_there_and_goes_for_good() {
    let mut page = page().await;
    add(&mut page, "/a", b"the first one").await;
    page.run("held = open('a')").await;
    add(&mut page, "/a", b"second").await;
    assert_eq!(
        page.value("open('a').read(), held.read()").await,
        "('second', 'the first one')"
    );
    assert_eq!(remove(&mut page, "/a").await, changed());
    assert_eq!(
        page.raised("open('a')").await,
        "FileNotFoundError: [Errno 2] No such file or directory: 'a'"
    );
    assert_eq!(listed(&mut page).await, []);
}

#[wasm_bindgen_test]
async fn what_cannot_be_done_is_refused_with_the_reason() {
    let limits = Limits {
        file_bytes: 1000,
        ..Limits::default()
    };
    let mut page = page_with(limits).await;
    add(&mut page, "/d/f", &[1; 600]).await;
    let missing = refused("No such file or directory: /no", false);
    assert_eq!(read(&mut page, "/no").await, missing);
    let missing = refused("No such file or directory: /no", true);
    assert_eq!(remove(&mut page, "/no").await, missing);
    assert_eq!(
        read(&mut page, "/d").await,
        refused("Is a directory: /d", false)
    );
    assert_eq!(
        remove(&mut page, "/d").await,
        refused("Is a directory: /d", true)
    );
    assert_eq!(
        add(&mut page, "/d", b"").await,
        refused("Is a directory: /d", true)
    );
    assert_eq!(
        add(&mut page, "/d/f/g", b"").await,
        refused("Not a directory: /d/f/g", true)
    );
    let full = "No space left: all files together may take 1000 bytes: /more";
    assert_eq!(
        add(&mut page, "/more", &[2; 401]).await,
        refused(full, true)
    );
    // In the place of the one that is there it fits.
    assert_eq!(add(&mut page, "/d/f", &[3; 1000]).await, changed());
    assert_eq!(listed(&mut page).await, [("/d/f".into(), 1000)]);
}

#[wasm_bindgen_test]
async fn the_snapshot_of_a_change_has_the_file_and_the_names() {
    let mut first = page().await;
    first.run("a = 41").await;
    add(&mut first, "/a.txt", b"kept").await;
    let snapshot = first.snapshot.take().expect("a snapshot");
    let mut second = page().await;
    assert_eq!(second.restore(snapshot).await, FromWorker::Restored {});
    assert_eq!(
        second.value("open('a.txt').read(), a").await,
        "('kept', 41)"
    );
}

/// What a program has made of the file system is its own loss.
#[wasm_bindgen_test]
async fn a_program_that_forges_its_files_is_refused_with_the_reason() {
    let unclear = "Python tells of its files what cannot be understood";
    let limits = Limits {
        message_bytes: 4096,
        ..Limits::default()
    };
    let mut page = page_with(limits).await;
    for (forgery, reason) in [
        (
            "m._files._nodes['/../../etc'] = m._Node(bytearray(1), 0)",
            unclear,
        ),
        (
            "m._listed = lambda: [{'path': '/a', 'bytes': -1, 'modified': 0}]",
            unclear,
        ),
        (
            "m._listed = lambda: [{'path': '/a', 'bytes': 1, 'modified': 0, 'more': 1}]",
            unclear,
        ),
        (
            "m._listed = lambda: 'x' * 5000",
            "Python has lost its files",
        ),
        ("m._listed = lambda: m._ask('job')", unclear),
        ("del m._serve", "the files cannot be reached: NameError"),
        // Nothing runs after this one.
        ("m._run = lambda: None", "Python has lost its files"),
    ] {
        page.run(&format!("import __main__ as m\n{forgery}")).await;
        let filed = page.files(FileOperation::List {}, &[]).await;
        assert_eq!(filed, refused(reason, false), "{forgery}");
    }
}

/// The address that Python names is checked; the length is bounded before anything is read.
#[wasm_bindgen_test]
async fn a_program_that_forges_addresses_is_refused() {
    let mut page = page().await;
    for (forgery, reason) in [
        (
            "'give', '4294967290 100'",
            "100 bytes at 4294967290 are not in the interpreter's memory",
        ),
        ("'give', '0 999999999'", "not an address and a length"),
        ("'give', '-1 5'", "not an address and a length"),
        ("'give', 'x'", "not an address and a length"),
        (
            "'take', '4294967295'",
            "9 bytes at 4294967295 are not in the interpreter's memory",
        ),
        ("'take', 'x'", "not an address"),
        ("'start', '{}'", "no such operation"),
        ("'wait', '1'", "no such operation"),
    ] {
        let source = format!(
            "import __main__ as m\ndef add(path, size): raise m._FileError(0, m._ask({forgery})[1], path)\nm._add = add"
        );
        page.run(&source).await;
        let filed = add(&mut page, "/a", b"some text").await;
        assert_eq!(filed, refused(&format!("{reason}: /a"), true), "{forgery}");
    }
}
