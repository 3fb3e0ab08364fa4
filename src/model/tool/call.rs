//! Writes tool calls as the text that a reply with code is, while they arrive. What cannot be run
//! becomes a remark in the reply, so that the model reads what was wrong with it.

use serde_json::Value;

use super::code_argument::CodeArgument;
use super::{CLOSING, NAME, OPENING};
use crate::model::wire::CallPart;

/// Calls of one reply that are looked at.
const MAX_CALLS: usize = 16;

/// The most characters of an unknown tool's name that are repeated.
const SHOWN_NAME: usize = 64;

/// Writes the calls of one reply.
#[derive(Default)]
pub struct CallWriter {
    /// The reply so far, until its first call has been written.
    text: String,
    /// The end of what was written, to know which line breaks are missing.
    end: String,
    call: Option<Call>,
    calls: usize,
    has_written: bool,
    is_broken: bool,
}

/// A call under way.
struct Call {
    index: u64,
    name: String,
    arguments: String,
    code: CodeArgument,
    /// Whether its block has been opened.
    is_open: bool,
}

impl CallWriter {
    /// Notes the reply's own text.
    pub(in crate::model) fn note(&mut self, text: &str) {
        if !self.has_written {
            self.text.push_str(text);
        }
        self.keep_end(text);
    }

    /// More of a call: gives more of the reply's text.
    pub(in crate::model) fn push(&mut self, part: CallPart) -> String {
        let mut written = String::new();
        if self.is_another(&part) {
            written = self.close();
            self.calls += 1;
            self.call = Some(Call {
                index: part.index,
                name: part.name.unwrap_or_default(),
                arguments: String::new(),
                code: CodeArgument::default(),
                is_open: false,
            });
        }
        let is_taken = self.is_taken();
        if let Some(call) = self.call.as_mut() {
            call.arguments.push_str(&part.arguments);
            let code = call.code.push(&part.arguments);
            if is_taken && call.name == NAME && call.code.has_begun() {
                let opens = !std::mem::replace(&mut call.is_open, true);
                if opens {
                    written += &self.open();
                }
                self.keep_end(&code);
                written += &code;
            }
        }
        written
    }

    /// The reply is over: gives the end of its text.
    pub(in crate::model) fn finish(&mut self) -> String {
        self.close()
    }

    /// Whether a call ended in the middle of its code, which must not run.
    pub(in crate::model) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// Some providers count all calls as the first, and send each in one piece.
    fn is_another(&self, part: &CallPart) -> bool {
        self.call.as_ref().is_none_or(|call| {
            let is_complete = || serde_json::from_str::<Value>(&call.arguments).is_ok();
            part.index != call.index || (part.name.is_some() && is_complete())
        })
    }

    /// Whether calls are written at all: not beside a block of code in the reply's own text, which
    /// is what runs.
    fn is_taken(&self) -> bool {
        self.calls <= MAX_CALLS && (self.has_written || !self.text.contains("```py"))
    }

    /// The start of a block.
    fn open(&mut self) -> String {
        let remark = match self.has_written {
            true => "(One more call in the same reply: they run as one.)\n\n",
            false => "",
        };
        let opening = format!("{}{remark}{OPENING}", self.line_breaks());
        self.has_written = true;
        self.keep_end(&opening);
        opening
    }

    /// The end of the call under way.
    fn close(&mut self) -> String {
        let Some(call) = self.call.take() else {
            return String::new();
        };
        if !self.is_taken() {
            return String::new();
        }
        let closing = if call.is_open {
            if !call.code.is_closed() {
                self.is_broken = true;
                return String::new();
            }
            self.closing()
        } else if call.name != NAME {
            let name = shown(&call.name);
            self.remark(&format!(
                "There is no function \"{name}\" to call like this; only {NAME}. Nothing was run."
            ))
        } else {
            match code_of(&call.arguments) {
                Some(code) => {
                    let opening = self.open();
                    self.keep_end(&code);
                    format!("{opening}{code}{}", self.closing())
                }
                None => self.remark(&format!(
                    "The arguments of {NAME} were no JSON object with a text \"code\". Nothing was run."
                )),
            }
        };
        self.keep_end(&closing);
        closing
    }

    fn closing(&self) -> String {
        let line_break = if self.end.ends_with('\n') { "" } else { "\n" };
        format!("{line_break}{CLOSING}\n")
    }

    fn remark(&self, text: &str) -> String {
        format!("{}({text})\n", self.line_breaks())
    }

    /// What makes an empty line before what follows.
    fn line_breaks(&self) -> &'static str {
        match self.end.as_str() {
            "" => "",
            end if end.ends_with("\n\n") => "",
            end if end.ends_with('\n') => "\n",
            _ => "\n\n",
        }
    }

    fn keep_end(&mut self, text: &str) {
        self.end.push_str(text);
        let before_last_two = self.end.char_indices().rev().nth(1);
        self.end.drain(..before_last_two.map_or(0, |(at, _)| at));
    }
}

/// The code in arguments of any other form than the usual.
fn code_of(arguments: &str) -> Option<String> {
    let arguments: Value = serde_json::from_str(arguments).ok()?;
    Some(arguments.get("code")?.as_str()?.to_string())
}

/// A foreign name fit to be repeated.
fn shown(name: &str) -> String {
    name.chars()
        .filter(|character| character.is_alphanumeric() || "_-.".contains(*character))
        .take(SHOWN_NAME)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(index: u64, name: Option<&str>, arguments: &str) -> CallPart {
        CallPart {
            index,
            name: name.map(str::to_string),
            arguments: arguments.into(),
        }
    }

    /// The reply that this text and these parts make, and whether it is broken.
    fn written(text: &str, parts: Vec<CallPart>) -> (String, bool) {
        let mut writer = CallWriter::default();
        writer.note(text);
        let mut reply = text.to_string();
        for part in parts {
            reply += &writer.push(part);
        }
        reply += &writer.finish();
        (reply, writer.is_broken())
    }

    fn whole(text: &str, calls: &[(&str, &str)]) -> String {
        let parts = calls.iter().enumerate();
        let parts = parts.map(|(at, (name, json))| part(at as u64, Some(name), json));
        let (reply, is_broken) = written(text, parts.collect());
        assert!(!is_broken);
        reply
    }

    #[test]
    fn a_call_is_a_thought_and_a_block() {
        let expected = "I add.\n\n```python\na = 1\nprint(a)\n```\n";
        let json = r#"{"code": "a = 1\nprint(a)"}"#;
        for text in ["I add.", "I add.\n", "I add.\n\n"] {
            assert_eq!(whole(text, &[(NAME, json)]), expected);
        }
        let in_pieces = [part(0, Some(NAME), "")]
            .into_iter()
            .chain(json.chars().map(|c| part(0, None, &c.to_string())));
        assert_eq!(
            written("I add.", in_pieces.collect()),
            (expected.into(), false)
        );
        assert_eq!(
            whole("", &[(NAME, r#"{"code":"x\n"}"#)]),
            "```python\nx\n```\n"
        );
    }

    #[test]
    fn the_code_is_written_while_it_arrives() {
        let mut writer = CallWriter::default();
        assert_eq!(writer.push(part(0, Some(NAME), "")), "");
        assert_eq!(
            writer.push(part(0, None, "{\"code\": \"pri")),
            "```python\npri"
        );
        assert_eq!(writer.push(part(0, None, "nt(1)")), "nt(1)");
        assert_eq!(writer.push(part(0, None, "\"}")), "");
        assert_eq!(writer.finish(), "\n```\n");
    }

    #[test]
    fn takes_the_code_behind_other_arguments() {
        let json = r#"{"title": "t", "code": "x"}"#;
        assert_eq!(whole("", &[(NAME, json)]), "```python\nx\n```\n");
    }

    #[test]
    fn several_calls_run_as_one_and_the_model_is_told() {
        let calls = [(NAME, r#"{"code":"a"}"#), (NAME, r#"{"code":"b"}"#)];
        let expected = "```python\na\n```\n\n(One more call in the same reply: they run as one.)\n\n```python\nb\n```\n";
        assert_eq!(whole("", &calls), expected);
        // Counted as the same call, each in one piece.
        let parts = calls.map(|(name, json)| part(0, Some(name), json));
        assert_eq!(written("", parts.into()), (expected.into(), false));
    }

    #[test]
    fn arguments_that_are_no_code_become_a_remark() {
        for json in ["", "print(1)", "[1]", "{}", r#"{"code": 7}"#, "\"x\""] {
            assert_eq!(
                whole("Now.", &[(NAME, json)]),
                "Now.\n\n(The arguments of run_python were no JSON object with a text \"code\". Nothing was run.)\n",
                "{json}"
            );
        }
    }

    #[test]
    fn an_unknown_tool_becomes_a_remark_without_its_markup() {
        let name = format!("```python\n<b>{}", "x".repeat(500));
        let shown = format!("pythonb{}", "x".repeat(57));
        assert_eq!(
            whole("", &[(&name, r#"{"code":"x"}"#)]),
            format!(
                "(There is no function \"{shown}\" to call like this; only run_python. Nothing was run.)\n"
            )
        );
    }

    #[test]
    fn code_that_breaks_off_is_broken() {
        let parts = vec![part(0, Some(NAME), "{\"code\": \"print(1")];
        assert_eq!(written("", parts), ("```python\nprint(1".into(), true));
    }

    #[test]
    fn a_call_beside_a_block_of_code_is_not_run_as_well() {
        let text = "```python\nx\n```\n";
        assert_eq!(whole(text, &[(NAME, r#"{"code":"x"}"#)]), text);
    }

    #[test]
    fn calls_without_end_are_bounded() {
        let parts = (0..10_000).map(|index| part(index, Some(NAME), r#"{"code":"x"}"#));
        let (reply, _) = written("", parts.collect());
        assert!(reply.len() < 2_000, "{}", reply.len());
    }
}
