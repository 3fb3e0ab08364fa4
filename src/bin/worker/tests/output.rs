//! What is printed arrives whole and in order.

use micropython_agent::sandbox::limits::Limits;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{page, page_with};

#[wasm_bindgen_test]
async fn output_keeps_its_order_and_its_streams() {
    let mut page = page().await;
    let ran = page
        .run("import sys\nfor i in range(3): print(i, end=' ')\nprint()\nprint('oh', file=sys.stderr)\nprint('end')")
        .await;
    assert_eq!(
        (ran.stdout.as_str(), ran.stderr.as_str()),
        ("0 1 2 \nend\n", "oh\n")
    );
}

#[wasm_bindgen_test]
async fn characters_of_any_width_arrive() {
    let mut page = page().await;
    let ran = page.run("print('é中😀' * 5000)\nprint('ü')").await;
    assert_eq!(ran.stdout, "é中😀".repeat(5000) + "\nü\n");
}

#[wasm_bindgen_test]
async fn characters_written_in_parts_arrive_whole() {
    let mut page = page().await;
    let ran = page
        .run("import sys\nfor byte in '中😀'.encode(): sys.stdout.buffer.write(bytes([byte]))")
        .await;
    assert_eq!(ran.stdout, "中😀", "{:?}", ran.outcome);
}

#[wasm_bindgen_test]
async fn unicode_in_source_arguments_and_results() {
    let mut page = page().await;
    assert_eq!(
        page.run("ä = weather('Zürich 😀\\n\"\\\\')['city']\nprint(ä)")
            .await
            .stdout,
        "Zürich 😀\n\"\\\n"
    );
}

#[wasm_bindgen_test]
async fn output_past_the_limit_is_dropped_with_one_notice() {
    let limits = Limits {
        output_bytes: 1000,
        ..Limits::default()
    };
    let mut page = page_with(limits).await;
    let ran = page.run("for i in range(100000): print('x' * 99)").await;
    assert_eq!(ran.stderr.matches("output stopped").count(), 1);
    assert_eq!(ran.stdout.len() + ran.stderr.len(), 1000);
    assert_eq!(page.run("print(1)").await.stdout, "1\n");
}
