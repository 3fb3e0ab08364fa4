//! Files: in memory, part of the session, bounded.

use micropython_agent::sandbox::limits::Limits;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{page, page_with};

#[wasm_bindgen_test]
async fn what_is_written_is_read_in_a_later_step() {
    let mut page = page().await;
    let source = "with open('a.txt', 'w', encoding='utf-8') as f:\n  f.write('eins\\nzwei é\\n')\n  print('drei', file=f)";
    assert_eq!(page.value(source).await, "no value");
    for (source, value) in [
        ("open('a.txt').read()", r"'eins\nzwei é\ndrei\n'"),
        (
            "[line.strip() for line in open('/a.txt')]",
            r"['eins', 'zwei é', 'drei']",
        ),
        ("open('a.txt', 'rb').read()[:6]", "b'eins\\nz'"),
        (
            "f = open('a.txt')\n[f.read(4), f.readline(), f.read(6), f.tell(), f.readlines()]",
            r"['eins', '\n', 'zwei é', 12, ['\n', 'drei\n']]",
        ),
        (
            "open('a.txt', 'a').write('vier')\nopen('a.txt').readlines()[-1]",
            "'vier'",
        ),
        (
            "f = open('b', 'wb+')\nf.write(b'0123456789')\nf.seek(2)\nf.write(b'xy')\nf.seek(-3, 2)\n[f.read(), open('b', 'rb').read()]",
            "[b'789', b'01xy456789']",
        ),
        (
            "f = open('b', 'r+')\nf.truncate(3)\nf.seek(5)\nf.write('z')\nopen('b', 'rb').read()",
            r"b'01x\x00\x00z'",
        ),
        (
            "open('c', 'w').write('a\\r\\nb\\r\\n')\n[open('c').readlines(), open('c', newline='').read()]",
            r"[['a\n', 'b\n'], 'a\r\nb\r\n']",
        ),
        (
            "import json\nwith open('d.json', 'w') as f: json.dump({'a': [1, 2]}, f)\njson.load(open('d.json'))",
            "{'a': [1, 2]}",
        ),
        (
            "with open('helper.py', 'w') as f: f.write('def twice(n): return 2 * n')\nimport helper\nhelper.twice(21)",
            "42",
        ),
        (
            "from pathlib import Path\nPath('e.txt').write_text('hi')\n[Path('e.txt').read_text(), Path('e.txt').exists(), Path('no').exists()]",
            "['hi', True, False]",
        ),
    ] {
        assert_eq!(page.value(source).await, value, "{source}");
    }
}

#[wasm_bindgen_test]
async fn directories_work() {
    let mut page = page().await;
    for (source, value) in [
        (
            "import os\nos.makedirs('data/raw', exist_ok=True)\nos.makedirs('data/raw', exist_ok=True)\nopen('data/raw/x', 'w').write('123')\nopen('data/y', 'w')\nos.listdir('data')",
            "['raw', 'y']",
        ),
        ("os.rename('data', 'kept')\nos.listdir()", "['kept', 'tmp']"),
        (
            "os.chdir('kept/raw')\n[os.getcwd(), os.listdir(), open('x').read(), open('../raw/./x').read()]",
            "['/kept/raw', ['x'], '123', '123']",
        ),
        (
            "os.chdir('/')\n[os.stat('kept/raw/x')[6], os.path.getsize('kept/raw/x'), bool(os.path.isdir('kept')), bool(os.path.isfile('kept')), os.path.exists('x')]",
            "[3, 3, True, False, False]",
        ),
        (
            "os.remove('kept/raw/x')\nos.rmdir('kept/raw')\nos.listdir('kept')",
            "['y']",
        ),
    ] {
        assert_eq!(page.value(source).await, value, "{source}");
    }
}

#[wasm_bindgen_test]
async fn what_cannot_be_done_is_an_error_as_in_cpython() {
    let mut page = page().await;
    page.run("import os\nos.mkdir('d')\nopen('d/f', 'w')").await;
    for (source, error) in [
        (
            "open('no')",
            "FileNotFoundError: [Errno 2] No such file or directory: 'no'",
        ),
        (
            "open('no/no', 'w')",
            "FileNotFoundError: [Errno 2] No such file or directory: 'no/no'",
        ),
        (
            "open('d')",
            "IsADirectoryError: [Errno 21] Is a directory: 'd'",
        ),
        (
            "open('d/f', 'x')",
            "FileExistsError: [Errno 17] File exists: 'd/f'",
        ),
        (
            "open('d/f/g', 'w')",
            "NotADirectoryError: [Errno 20] Not a directory: 'd/f/g'",
        ),
        (
            "os.mkdir('d')",
            "FileExistsError: [Errno 17] File exists: 'd'",
        ),
        ("open('d/f', 'q')", "ValueError: invalid mode: 'q'"),
        (
            "open('d/f').write('x')",
            "UnsupportedOperation: not writable",
        ),
        (
            "open('d/f', 'wb').write('x')",
            "TypeError: a bytes-like object is required, not 'str'",
        ),
        (
            "f = open('d/f')\nf.close()\nf.read()",
            "ValueError: I/O operation on closed file.",
        ),
    ] {
        assert_eq!(page.raised(source).await, error, "{source}");
    }
    let caught =
        "try: open('no')\nexcept OSError as e: x = (e.errno, isinstance(e, FileNotFoundError))\nx";
    assert_eq!(page.value(caught).await, "(2, True)");
}

#[wasm_bindgen_test]
async fn files_have_a_limit_and_give_back_what_they_took() {
    let limits = Limits {
        file_bytes: 1000,
        ..Limits::default()
    };
    let mut page = page_with(limits).await;
    assert_eq!(page.value("open('a', 'w').write('x' * 900)").await, "900");
    let full = "OSError: [Errno 28] No space left: all files together may take 1000 bytes: 'b'";
    assert_eq!(page.raised("open('b', 'w').write('x' * 101)").await, full);
    assert_eq!(page.raised("open('b', 'wb').truncate(10**9)").await, full);
    let again = "import os\nf = open('a', 'a')\nos.remove('a')\nf.write('x' * 5000)\nopen('b', 'w').write('x' * 1000)";
    assert_eq!(page.value(again).await, "1000");
    assert_eq!(page.value("open('b', 'w').write('y' * 1000)").await, "1000");
}

/// A file that grows by lines is not copied with each of them.
#[wasm_bindgen_test]
async fn many_small_writes_are_quick_enough() {
    let mut page = page().await;
    let source = "with open('log', 'w') as f:\n  for n in range(50_000): f.write('line %d\\n' % n)\nsum(1 for line in open('log'))";
    assert_eq!(page.value(source).await, "50000");
}
