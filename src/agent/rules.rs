//! What an answer must be, as people can say it in a form. The model is told beforehand, and why an
//! answer does not stand.

use serde_json::Value;

use super::event::Answer;
use crate::tools;

/// Rules for the answer. By default there are none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnswerRules {
    /// Fewest characters of its text.
    pub min_chars: u32,
    /// Words that must be in its text, in any case.
    pub contains: Vec<String>,
    /// The JSON schema of its value. A text that is JSON is taken for what it says.
    pub schema: Option<Value>,
}

impl AnswerRules {
    /// Whether the answer keeps to all rules.
    ///
    /// # Errors
    /// What is wrong with it, in words for the model.
    pub fn check(&self, answer: &Answer) -> Result<(), String> {
        let length = answer.text.trim().chars().count();
        if length < self.min_chars as usize {
            return Err(format!(
                "it has {length} characters, and must have at least {}.",
                self.min_chars
            ));
        }
        let text = answer.text.to_lowercase();
        let missing = self.contains.iter();
        let missing: Vec<_> = missing
            .filter(|words| !text.contains(&words.to_lowercase()))
            .map(|words| format!("{words:?}"))
            .collect();
        if !missing.is_empty() {
            return Err(format!("it does not contain {}.", missing.join(", ")));
        }
        match &self.schema {
            Some(schema) => fits(schema, &answer.value),
            None => Ok(()),
        }
    }

    /// The rules in words for the model; nothing where there are none.
    pub(super) fn described(&self) -> Option<String> {
        let mut rules = Vec::new();
        if self.min_chars > 0 {
            rules.push(format!("- It has at least {} characters.", self.min_chars));
        }
        if !self.contains.is_empty() {
            let words: Vec<_> = self.contains.iter().map(|it| format!("{it:?}")).collect();
            rules.push(format!("- It contains {}.", words.join(", ")));
        }
        if let Some(schema) = &self.schema {
            rules.push(format!(
                "- It is data, not text, that matches the JSON schema `{schema}`."
            ));
        }
        (!rules.is_empty()).then(|| rules.join("\n"))
    }
}

fn fits(schema: &Value, value: &Value) -> Result<(), String> {
    let problem = match tools::check_value(schema, value) {
        Ok(()) => return Ok(()),
        Err(problem) => problem,
    };
    let text = value.as_str();
    let said: Option<Value> = text.and_then(|text| serde_json::from_str(text).ok());
    match said {
        Some(said) => tools::check_value(schema, &said),
        None => Err(problem),
    }
    .map_err(|problem| format!("it does not match the JSON schema: {problem}."))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    fn rules() -> AnswerRules {
        AnswerRules {
            min_chars: 5,
            contains: vec!["EUR".into(), "Straße".into()],
            schema: None,
        }
    }

    fn checked(rules: &AnswerRules, value: Value) -> String {
        match rules.check(&Answer::from_value(value)) {
            Ok(()) => "stands".into(),
            Err(reason) => reason,
        }
    }

    #[test]
    fn says_what_is_wrong_with_an_answer() {
        let rules = rules();
        for (value, outcome) in [
            (
                json!("12"),
                "it has 2 characters, and must have at least 5.",
            ),
            (json!("a dozen"), r#"it does not contain "EUR", "Straße"."#),
            (json!("12 eur, STRASSE"), r#"it does not contain "Straße"."#),
            (json!("12 eur, STRAßE 1"), "stands"),
        ] {
            assert_eq!(checked(&rules, value), outcome);
        }
        assert_eq!(checked(&AnswerRules::default(), json!(null)), "stands");
    }

    #[test]
    fn data_must_match_the_schema_also_where_it_comes_as_text() {
        let rules = AnswerRules {
            schema: Some(json!({
                "type": "object",
                "properties": {"sum": {"type": "integer"}},
                "required": ["sum"],
            })),
            ..AnswerRules::default()
        };
        assert_eq!(checked(&rules, json!({"sum": 3})), "stands");
        assert_eq!(checked(&rules, json!("{\"sum\": 3}")), "stands");
        for (value, problem) in [
            (json!("three"), "answer must be"),
            (json!({"sum": "3"}), "answer['sum'] must be int"),
            (json!("{\"sum\": null}"), "answer['sum'] must be int"),
        ] {
            let said = checked(&rules, value);
            assert!(said.contains(problem), "{said}");
        }
    }

    #[test]
    fn the_model_is_told_beforehand() {
        assert_eq!(AnswerRules::default().described(), None);
        let rules = AnswerRules {
            schema: Some(json!({"type": "array"})),
            ..rules()
        };
        assert_eq!(
            rules.described().unwrap(),
            "- It has at least 5 characters.\n- It contains \"EUR\", \"Straße\".\n- It is data, not text, that matches the JSON schema `{\"type\":\"array\"}`."
        );
    }
}
