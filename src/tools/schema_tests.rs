//! Checks of arguments, by their messages.

use serde_json::{Value, json};

use super::check_arguments;

fn schema() -> Value {
    json!({
        "type": "object",
        "properties": {
            "location": {"type": "string", "minLength": 1, "maxLength": 5},
            "days": {"type": "integer", "minimum": 1, "maximum": 16},
            "ratio": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
            "urls": {"anyOf": [
                {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2},
                {"type": "string", "minLength": 1},
            ]},
            "unit": {"$ref": "#/$defs/Unit"},
            "note": {"type": ["string", "null"]},
            "options": {"$ref": "#/$defs/Options"},
            "pair": {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}]},
            "scores": {"type": "object", "additionalProperties": {"type": "integer"}},
            "tree": {"$ref": "#/$defs/Tree"},
            "never": false,
            "both": {"allOf": [{"type": "integer"}, {"minimum": 3}]},
            "either": {"oneOf": [{"type": "integer"}, {"minimum": 3}]},
        },
        "additionalProperties": false,
        "required": ["location"],
        "$defs": {
            "Unit": {"oneOf": [{"const": "celsius"}, {"type": "string", "enum": ["kelvin", "rankine"]}]},
            "Options": {
                "type": "object",
                "properties": {"deep": {"type": "boolean"}, "from": {}, "to": {}},
                "required": ["from", "to"],
                "additionalProperties": false,
            },
            "Tree": {"type": "array", "items": {"$ref": "#/$defs/Tree"}},
        }
    })
}

fn problem_with(mut arguments: Value) -> String {
    if let Some(arguments) = arguments.as_object_mut() {
        arguments.entry("location").or_insert("Paris".into());
    }
    match check_arguments(&schema(), &arguments) {
        Ok(()) => "fits".into(),
        Err(problem) => problem,
    }
}

#[test]
fn accepts_what_fits() {
    for arguments in [
        json!({}),
        json!({"days": 16, "ratio": 0.5, "note": null}),
        json!({"note": "x", "unit": "kelvin"}),
        json!({"unit": "celsius", "urls": "a"}),
        json!({"urls": ["a", "b"], "pair": ["a", 1, "more"]}),
        json!({"options": {"from": 1, "to": null, "deep": true}}),
        json!({"scores": {"a": 1}, "tree": [[], [[]]]}),
        json!({"both": 3, "either": 1}),
    ] {
        assert_eq!(problem_with(arguments.clone()), "fits", "{arguments}");
    }
}

#[test]
fn names_the_place_what_is_expected_and_what_was_given() {
    for (arguments, expected) in [
        (json!({"location": 3}), "location must be str, got int"),
        (json!({"location": null}), "location must be str, got None"),
        (json!({"location": ""}), "location must not be empty"),
        (
            json!({"location": "Ytterbyö"}),
            "location must have at most 5 characters, got 8",
        ),
        (json!({"days": 40}), "days must be at most 16, got 40"),
        (json!({"days": 0}), "days must be at least 1, got 0"),
        (json!({"days": "3"}), "days must be int, got str"),
        (json!({"days": 3.0}), "days must be int, got float"),
        (json!({"days": true}), "days must be int, got bool"),
        (json!({"ratio": 1}), "ratio must be less than 1, got 1"),
        (json!({"ratio": 0.0}), "ratio must be more than 0, got 0.0"),
        (json!({"urls": 7}), "urls must be list[str] | str, got int"),
        (json!({"urls": []}), "urls must have at least 1 item, got 0"),
        (
            json!({"urls": ["a", "b", "c"]}),
            "urls must have at most 2 items, got 3",
        ),
        (
            json!({"unit": "c"}),
            "unit must be Literal['celsius', 'kelvin', 'rankine'], got 'c'",
        ),
        (json!({"note": []}), "note must be str | None, got list"),
        (json!({"options": {"from": 1}}), "options['to'] is required"),
        (
            json!({"options": {}}),
            "options['from'], options['to'] are required",
        ),
        (
            json!({"options": {"from": 1, "to": 2, "deep": "yes"}}),
            "options['deep'] must be bool, got str",
        ),
        (
            json!({"options": {"from": 1, "to": 2, "at": 3}}),
            "options has the unknown key 'at'; the keys are deep, from, to",
        ),
        (json!({"pair": [1, 1]}), "pair[0] must be str, got int"),
        (
            json!({"scores": {"a": "b"}}),
            "scores['a'] must be int, got str",
        ),
        (json!({"never": 1}), "never must not be given"),
        (json!({"both": 2}), "both must be at least 3, got 2"),
        (json!({"either": 4}), "either fits several alternatives"),
    ] {
        assert_eq!(problem_with(arguments), expected);
    }
}

#[test]
fn an_element_of_the_wrong_type_inside_the_meant_alternative_is_named() {
    assert_eq!(
        problem_with(json!({"urls": ["a", 2]})),
        "urls[1] must be str, got int"
    );
}

#[test]
fn unknown_arguments_are_named_together_with_the_known_ones() {
    assert_eq!(
        problem_with(json!({"dayz": 1, "loc": 2})),
        "unknown argument 'dayz', 'loc'; the arguments are location, days, ratio, urls, unit, \
         note, options, pair, scores, tree, never, both, either"
    );
    let nothing = json!({"type": "object", "additionalProperties": false});
    assert_eq!(
        check_arguments(&nothing, &json!({"x": 1})),
        Err("unknown argument 'x'; it takes no arguments".into())
    );
}

#[test]
fn a_missing_argument_is_required() {
    assert_eq!(
        check_arguments(&schema(), &json!({"days": 1})),
        Err("location is required".into())
    );
}

#[test]
fn values_nested_without_end_are_refused() {
    let mut tree = json!([]);
    for _ in 0..200 {
        tree = json!([tree]);
    }
    assert!(problem_with(json!({"tree": tree})).ends_with("is nested too deeply"));
}

#[test]
fn a_schema_that_multiplies_without_end_comes_to_an_end() {
    let schema = json!({"anyOf": [{"$ref": "#"}, {"$ref": "#"}]});
    assert!(check_arguments(&schema, &json!({})).is_err());
}

#[test]
fn long_values_are_cut_in_messages() {
    let problem = problem_with(json!({"unit": "x".repeat(10_000)}));
    assert!(problem.len() < 200, "{}", problem.len());
}
