//! The types of `agent.js` against the code that they describe: the same classes, methods, parameters
//! and fields, and promises where there are promises.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};

const TYPES: &str = include_str!("../../src/bin/app/embedding/agent.d.ts");

/// How a method is called, or a property read.
#[derive(Debug, PartialEq)]
struct Method {
    is_static: bool,
    is_property: bool,
    parameters: usize,
    is_promised: bool,
}

type Methods = BTreeMap<String, Method>;

/// What stands between the `{` that follows `start` and the line of its `}`.
fn block<'a>(text: &'a str, start: &str) -> &'a str {
    let (_, rest) = text.split_once(start).expect(start);
    let (_, rest) = rest.split_once('{').expect(start);
    rest.split_once("\n}").expect(start).0
}

/// The parts of a list, whose commas may stand in brackets too.
fn parts(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (place, character) in list.char_indices() {
        match character {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            // Not that of an arrow.
            '>' if !list[..place].ends_with('=') => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[start..place]);
                start = place + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    let parts = parts.into_iter().map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// What an exported class of Rust has.
fn exported(source: &str, class: &str) -> Methods {
    let body = block(source, &format!("#[wasm_bindgen]\nimpl {class} "));
    let mut methods = Methods::new();
    let mut before = "";
    for piece in body.split("    pub ").skip(1) {
        let attributes = match methods.len() {
            0 => body.split("    pub ").next().unwrap(),
            _ => before,
        };
        let (head, _) = piece.split_once(" {\n").expect("a body");
        let (name, rest) = head.rsplit_once("fn ").unwrap().1.split_once('(').unwrap();
        let (parameters, result) = rest
            .rsplit_once(") ")
            .unwrap_or((rest.trim_end_matches(')'), ""));
        let parameters = parts(parameters);
        let is_static = !parameters.contains(&"&self");
        let renamed = attributes.rsplit_once("js_name = ").map(|(_, name)| name);
        let name = renamed.map_or(name, |renamed| renamed.split(')').next().unwrap());
        methods.insert(
            name.into(),
            Method {
                is_static,
                is_property: attributes.contains("(getter)"),
                parameters: parameters.len() - usize::from(!is_static),
                is_promised: head.starts_with("async") || result.contains("Promise"),
            },
        );
        // What comes behind the method's end belongs to the next one.
        before = piece.split_once("\n    }\n").map_or("", |(_, rest)| rest);
    }
    methods
}

/// What the types say of a class.
fn described(class: &str) -> Methods {
    let lines = block(TYPES, &format!("export class {class} ")).lines();
    let lines = lines.map(str::trim).filter(|line| !line.is_empty());
    let methods = lines.filter(|line| {
        let others = ["private ", "/**", "free(): void;"];
        !others.iter().any(|other| line.starts_with(other))
    });
    methods
        .map(|line| {
            if let Some(property) = line.strip_prefix("readonly ") {
                let (name, _) = property.split_once(':').expect("a property");
                let method = Method {
                    is_static: false,
                    is_property: true,
                    parameters: 0,
                    is_promised: false,
                };
                return (name.to_string(), method);
            }
            let is_static = line.starts_with("static ");
            let line = line.trim_start_matches("static ");
            let (name, rest) = line.split_once('(').expect("a method");
            let (parameters, result) = rest.rsplit_once("): ").expect("a result");
            let method = Method {
                is_static,
                is_property: false,
                parameters: parts(parameters).len(),
                is_promised: result.starts_with("Promise<"),
            };
            (name.to_string(), method)
        })
        .collect()
}

#[test]
fn classes_have_the_methods_that_their_types_say() {
    for (class, source, count) in [
        ("Agent", include_str!("../../src/bin/app/embedding.rs"), 17),
        (
            "Store",
            include_str!("../../src/bin/app/embedding/store.rs"),
            6,
        ),
        (
            "PythonSandbox",
            include_str!("../../src/bin/app/python_sandbox.rs"),
            10,
        ),
    ] {
        let exported = exported(source, class);
        assert_eq!(exported, described(class), "{class}");
        assert_eq!(exported.len(), count, "{class}");
    }
}

/// The fields of an interface of the types, without those of objects in it.
fn fields(interface: &str) -> BTreeSet<String> {
    let body = block(TYPES, &format!("export interface {interface} "));
    let lines = body.lines().filter_map(|line| line.strip_prefix("  "));
    let own = lines.filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
    own.map(|line| {
        let end = line.find(|it: char| !it.is_ascii_alphanumeric());
        line[..end.expect("a type")].to_string()
    })
    .collect()
}

/// The fields of a struct of Rust as JavaScript has them.
fn serialized(source: &str, name: &str) -> BTreeSet<String> {
    let body = block(source, &format!("struct {name}"));
    let lines = body.lines().map(str::trim);
    let fields = lines.filter(|line| !line.starts_with('/') && !line.starts_with('#'));
    let names = fields.filter_map(|line| line.split_once(": "));
    names
        .map(|(name, _)| {
            let mut words = name.trim_start_matches("pub ").split('_');
            let first = words.next().unwrap().to_string();
            words.fold(first, |name, word| {
                let (initial, rest) = word.split_at(1);
                name + &initial.to_uppercase() + rest
            })
        })
        .collect()
}

/// The names in a list of Rust.
fn listed(source: &str) -> BTreeSet<String> {
    let (_, rest) = source.split_once("const FIELDS: [&str;").expect("a list");
    let (list, _) = rest.split_once("];").expect("its end");
    let names = list.split('"').skip(1).step_by(2);
    names.map(str::to_string).collect()
}

#[test]
fn what_crosses_has_the_fields_that_its_types_say() {
    let steps = include_str!("../../src/bin/app/embedding/steps.rs");
    assert_eq!(serialized(steps, "StepData"), fields("Step"));
    assert_eq!(serialized(steps, "CallData"), fields("Call"));
    let options = include_str!("../../src/bin/app/embedding/options.rs");
    assert_eq!(listed(options), fields("AgentOptions"));
    let kept = include_str!("../../src/bin/app/embedding/store/kept.rs");
    assert_eq!(
        serialized(kept, "SummaryData"),
        fields("ConversationSummary")
    );
    assert_eq!(serialized(kept, "SyncedData"), fields("Synced"));
    let tools = include_str!("../../src/bin/app/embedding/tools.rs");
    let described = &fields("Tool") | &fields("ToolDescription");
    assert_eq!(listed(tools), described);
    let session = include_str!("../../src/bin/app/python_sandbox/session.rs");
    assert_eq!(serialized(session, "RunResult"), fields("CodeResult"));
    assert!(fields("Step").contains("executingMs"));
}

#[test]
fn the_ways_a_run_ends_are_those_that_the_types_say() {
    let (_, ends) = TYPES.split_once("export type RunEnd =").expect("the type");
    let (ends, _) = ends.split_once("\n\n").expect("its end");
    let described: BTreeSet<&str> = ends
        .lines()
        .filter_map(|line| line.split_once("type: "))
        .flat_map(|(_, rest)| {
            rest.split([';', '}'])
                .next()
                .unwrap()
                .split('"')
                .skip(1)
                .step_by(2)
        })
        .collect();
    let event = include_str!("../../src/agent/event.rs");
    let body = block(event, "pub enum RunEnd ");
    let variants = body.lines().filter_map(|line| line.strip_prefix("    "));
    let variants = variants.filter(|line| line.starts_with(|it: char| it.is_ascii_uppercase()));
    let given: BTreeSet<String> = variants
        .map(|line| {
            let name = line.split([' ', '{']).next().unwrap();
            let words =
                name.char_indices()
                    .map(|(place, it)| match it.is_uppercase() && place > 0 {
                        true => format!("_{}", it.to_lowercase()),
                        false => it.to_lowercase().to_string(),
                    });
            words.collect()
        })
        .collect();
    assert_eq!(
        given.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        described
    );
}
