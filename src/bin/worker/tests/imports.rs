//! Imports of what is not there.

use wasm_bindgen_test::wasm_bindgen_test;

use super::page::page;

const PAGE_ON_PYTHON: &str = include_str!("../../../../docs/python.md");

#[wasm_bindgen_test]
async fn every_absent_module_says_in_one_line_what_to_use_instead() {
    let mut page = page().await;
    let (_, rows) = PAGE_ON_PYTHON
        .split_once("| --- | --- |\n")
        .expect("a table");
    let (rows, _) = rows.split_once("\n\n").expect("the table's end");
    let (mut said, mut told) = (Vec::new(), Vec::new());
    for row in rows.lines() {
        let (names, hint) = row
            .trim_matches(['|', ' '])
            .split_once(" | ")
            .expect("a row");
        for name in names.split('`').skip(1).step_by(2) {
            told.push(format!(
                "ModuleNotFoundError: {name} is not available here: {hint}"
            ));
            said.push(page.raised(&format!("import {name}")).await);
        }
    }
    assert!(told.len() > 50, "{told:?}");
    assert_eq!(said, told);
}
