//! Prompt templates: what is kept, and what is refused.

use micropython_agent::storage::templates::{
    MAX_TEMPLATES, MAX_TEXT_CHARS, Template, TemplateError, load, placeholder, put, save,
    typed_name,
};

use super::store::{memory, now, put as put_record, records};

fn template(name: &str, text: &str) -> Template {
    Template::new(name, text).expect("a template")
}

#[test]
fn what_is_kept_is_read_again_and_nothing_is_left_of_none() {
    let store = memory();
    assert_eq!(now(load(&*store)), Ok(vec![]));
    let all = [template("sum", "Sum {numbers}"), template("täglich", "x")];
    now(save(&*store, &all)).expect("kept");
    assert_eq!(now(load(&*store)).as_deref(), Ok(&all[..]));
    now(save(&*store, &[])).expect("kept");
    assert_eq!(records(&*store, ""), []);
    put_record(&*store, "templates", "{}");
    assert!(now(load(&*store)).is_err(), "what is damaged is said");
}

#[test]
fn a_template_has_a_name_that_can_be_typed_and_a_text() {
    assert_eq!(template(" /sum-up_2 ", " x\n"), template("sum-up_2", "x"));
    for name in ["", "two words", "a/b", "a{b}", &"x".repeat(41)] {
        assert_eq!(Template::new(name, "x"), Err(TemplateError::Name), "{name}");
    }
    assert_eq!(Template::new("x", " \n"), Err(TemplateError::Empty));
    let long = "x".repeat(MAX_TEXT_CHARS + 1);
    assert_eq!(Template::new("x", &long), Err(TemplateError::TooLong));
}

#[test]
fn names_are_there_once_and_sorted_and_there_is_an_end_to_them() {
    let mut all = Vec::new();
    for name in ["b", "A", "c"] {
        put(&mut all, None, template(name, "x")).expect("there is room");
    }
    let names: Vec<&str> = all.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["A", "b", "c"]);
    assert_eq!(
        put(&mut all, None, template("B", "y")),
        Err(TemplateError::Taken)
    );
    put(&mut all, Some("b"), template("B", "y")).expect("it is the same");
    assert_eq!(all[1], template("B", "y"));
    while all.len() < MAX_TEMPLATES {
        let name = format!("n{}", all.len());
        put(&mut all, None, template(&name, "x")).expect("there is room");
    }
    assert_eq!(
        put(&mut all, None, template("more", "x")),
        Err(TemplateError::TooMany)
    );
}

#[test]
fn placeholders_are_found_one_after_another_and_braces_of_code_are_none() {
    let text = "In {Stadt 1}: {1, 2} {} {a: 1} {open\n} {{zwei}} f";
    let first = placeholder(text, 0).expect("one");
    assert_eq!(&text[first.clone()], "{Stadt 1}");
    let second = placeholder(text, first.end).expect("another");
    assert_eq!(&text[second.clone()], "{zwei}");
    assert_eq!(placeholder(text, second.end), None);
    assert_eq!(placeholder("{never closed", 0), None);
    assert_eq!(placeholder("", 0), None);
}

#[test]
fn a_name_is_being_typed_while_nothing_else_is_there() {
    assert_eq!(typed_name("/"), Some(""));
    assert_eq!(typed_name("/su"), Some("su"));
    assert_eq!(typed_name("/su "), None);
    assert_eq!(typed_name("a/su"), None);
    assert_eq!(typed_name(""), None);
}
