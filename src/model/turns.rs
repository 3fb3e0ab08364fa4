//! The messages as a wire format sends them: with the tool, replies that ran code become calls and
//! their observations the calls' results; without it, all is text.

use super::{Act, CarriedOver, Message, Role, tool};

/// One turn of the conversation, the system message left out.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Turn<'a> {
    /// The person, and with code blocks the observations.
    User(&'a str),
    /// The model's reply as text.
    Reply {
        text: &'a str,
        carried_over: Option<&'a str>,
    },
    /// The model's reply as a call of the tool. A [`Turn::Result`] follows.
    Call {
        id: String,
        thought: &'a str,
        code: &'a str,
        carried_over: Option<&'a str>,
    },
    /// What came of the call before.
    Result { id: String, output: &'a str },
}

/// The system message's text: the first, should there be several.
pub(super) fn system(messages: &[Message], act: Act) -> String {
    let mut all = messages.iter();
    let Some(system) = all.find(|message| message.role == Role::System) else {
        return match act {
            Act::CodeBlock => String::new(),
            Act::Tool => tool::instructions(""),
        };
    };
    match (act, &system.for_tool) {
        (Act::CodeBlock, _) => system.content.clone(),
        (Act::Tool, Some(for_tool)) => for_tool.clone(),
        (Act::Tool, None) => tool::instructions(&system.content),
    }
}

/// The turns. What was carried over from another model than `model` is left out.
pub(super) fn turns<'a>(messages: &'a [Message], act: Act, model: &str) -> Vec<Turn<'a>> {
    let mut turns = Vec::new();
    let mut call = None;
    for (index, message) in messages.iter().enumerate() {
        match message.role {
            Role::System => {}
            Role::User => {
                let mut text = message.content.as_str();
                let observed = text.split_at_checked(message.observed);
                if let Some((id, (output, rest))) = call.take().zip(observed) {
                    turns.push(Turn::Result { id, output });
                    text = rest.trim_start();
                }
                if !text.is_empty() {
                    turns.push(Turn::User(text));
                }
            }
            Role::Assistant => {
                let carried_over = carried_over(message.carried_over.as_ref(), model);
                let is_observed = messages.get(index + 1).is_some_and(Message::is_observation);
                let parts =
                    tool::parts_of(&message.content).filter(|_| act == Act::Tool && is_observed);
                turns.push(match parts {
                    Some((thought, code)) => {
                        // Nine letters and digits: what every provider takes.
                        let id = format!("call{index:05}");
                        call = Some(id.clone());
                        Turn::Call {
                            id,
                            thought,
                            code,
                            carried_over,
                        }
                    }
                    None => Turn::Reply {
                        text: &message.content,
                        carried_over,
                    },
                });
            }
        }
    }
    turns
}

impl Message {
    fn is_observation(&self) -> bool {
        self.role == Role::User && self.observed > 0 && self.content.is_char_boundary(self.observed)
    }
}

fn carried_over<'a>(carried_over: Option<&'a CarriedOver>, model: &str) -> Option<&'a str> {
    carried_over
        .filter(|carried_over| carried_over.from == model)
        .map(|carried_over| carried_over.data.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPLY: &str = "I add.\n\n```python\nprint(1)\n```";

    fn conversation() -> Vec<Message> {
        let mut observation = Message::observation("Printed: 1");
        observation.content.push_str("\n\nAnd now?");
        vec![
            Message::system("Be brief."),
            Message::user("Hi"),
            Message::assistant(REPLY),
            observation,
        ]
    }

    #[test]
    fn a_reply_that_ran_code_is_a_call_and_the_person_s_words_are_no_result() {
        let id = || "call00002".to_string();
        assert_eq!(
            turns(&conversation(), Act::Tool, ""),
            [
                Turn::User("Hi"),
                Turn::Call {
                    id: id(),
                    thought: "I add.",
                    code: "print(1)",
                    carried_over: None,
                },
                Turn::Result {
                    id: id(),
                    output: "Printed: 1",
                },
                Turn::User("And now?"),
            ]
        );
    }

    #[test]
    fn without_the_tool_all_is_text() {
        let text = [
            Turn::User("Hi"),
            Turn::Reply {
                text: REPLY,
                carried_over: None,
            },
            Turn::User("Printed: 1\n\nAnd now?"),
        ];
        assert_eq!(turns(&conversation(), Act::CodeBlock, ""), text);
        // Nothing was run that there could be a result of.
        let mut unobserved = conversation();
        unobserved[3].observed = 0;
        assert_eq!(turns(&unobserved, Act::Tool, ""), text);
    }

    #[test]
    fn what_another_model_gave_is_not_carried_over() {
        let mut messages = conversation();
        messages[2].carried_over = Some(CarriedOver {
            from: "model a".into(),
            data: "[1]".into(),
        });
        let carried = |model: &str| match &turns(&messages, Act::CodeBlock, model)[1] {
            Turn::Reply { carried_over, .. } => carried_over.map(str::to_string),
            other => panic!("{other:?}"),
        };
        assert_eq!(carried("model a").as_deref(), Some("[1]"));
        assert_eq!(carried("model b"), None);
    }
}
