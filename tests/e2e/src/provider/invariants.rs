//! What must hold of every completion request, whatever the test is about.

use axum::http::{HeaderMap, header};
use serde_json::Value;

/// Checks a request's headers. `authorization` is the header it must carry, or none.
pub(super) fn check_headers(
    headers: &HeaderMap,
    authorization: Option<&str>,
) -> Result<(), String> {
    let found = headers
        .get(header::AUTHORIZATION)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    if found.as_deref() != authorization {
        return Err(format!(
            "authorization is {found:?} where {authorization:?} is expected"
        ));
    }
    for name in [header::COOKIE, header::REFERER] {
        if let Some(value) = headers.get(&name) {
            return Err(format!("it carries {name}: {value:?}"));
        }
    }
    Ok(())
}

/// Reads a request's body and checks it.
pub(super) fn parse_request(body: &[u8]) -> Result<Value, String> {
    let request: Value =
        serde_json::from_slice(body).map_err(|error| format!("not JSON: {error}"))?;
    if request["stream"] != true {
        return Err("stream is not true".into());
    }
    if request.get("stop").is_some() {
        return Err("it has a stop parameter, which newer models refuse".into());
    }
    if request["model"].as_str().is_none_or(str::is_empty) {
        return Err("it names no model".into());
    }
    if request
        .as_object()
        .is_some_and(|fields| fields.values().any(Value::is_null))
    {
        return Err("it has a field that is null instead of absent".into());
    }
    match request.get("tools") {
        Some(_) => check_calls(&request)?,
        None => check_messages(&request)?,
    }
    Ok(request)
}

/// With tools, each call is followed by its result and nothing else stands between.
fn check_calls(request: &Value) -> Result<(), String> {
    let messages = request["messages"].as_array().ok_or("it has no messages")?;
    let mut open = None;
    for message in messages {
        let role = message["role"].as_str().unwrap_or_default();
        if !message["content"].is_string() {
            return Err(format!("a message of role {role:?} without text"));
        }
        if let Some(id) = open.take() {
            if role != "tool" || message["tool_call_id"] != id {
                return Err(format!("the call {id} has no result after it"));
            }
            continue;
        }
        if !["system", "user", "assistant"].contains(&role) {
            return Err(format!("a message of role {role:?}"));
        }
        if let Some(calls) = message["tool_calls"].as_array() {
            let [call] = &calls[..] else {
                return Err("not one call in a message".into());
            };
            let arguments = call["function"]["arguments"].as_str().unwrap_or_default();
            if call["type"] != "function" || serde_json::from_str::<Value>(arguments).is_err() {
                return Err(format!("a malformed call: {call}"));
            }
            open = Some(call["id"].clone());
        }
    }
    match open {
        None => Ok(()),
        Some(id) => Err(format!("the call {id} has no result")),
    }
}

fn check_messages(request: &Value) -> Result<(), String> {
    let Some(messages) = request["messages"].as_array() else {
        return Err("it has no messages".into());
    };
    let mut roles = Vec::new();
    for message in messages {
        let role = message["role"].as_str().unwrap_or_default();
        if !["system", "user", "assistant"].contains(&role) {
            return Err(format!("a message of role {role:?}"));
        }
        if message["content"]
            .as_str()
            .is_none_or(|content| content.trim().is_empty())
        {
            return Err(format!("an empty message of role {role:?}"));
        }
        roles.push(role);
    }
    // A connection that is tried out: one word to the model, and one token back.
    if roles == ["user"] && request["max_tokens"] == 1 {
        return Ok(());
    }
    if roles.first() != Some(&"system")
        || roles.iter().filter(|role| **role == "system").count() > 1
    {
        return Err(format!("not one system message at the start: {roles:?}"));
    }
    if roles.last() != Some(&"user") {
        return Err(format!("the last message is not the user's: {roles:?}"));
    }
    // Several servers refuse two messages of one role in a row.
    if roles.windows(2).any(|pair| pair[0] == pair[1]) || roles.get(1) != Some(&"user") {
        return Err(format!("user and assistant do not take turns: {roles:?}"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn with_roles(roles: &[&str]) -> Value {
        let messages: Vec<Value> = roles
            .iter()
            .map(|role| json!({"role": role, "content": "text"}))
            .collect();
        json!({"model": "m", "stream": true, "messages": messages})
    }

    fn accepts(request: &Value) -> bool {
        parse_request(request.to_string().as_bytes()).is_ok()
    }

    #[test]
    fn accepts_a_conversation_that_takes_turns() {
        assert!(accepts(&with_roles(&["system", "user"])));
        assert!(accepts(&with_roles(&[
            "system",
            "user",
            "assistant",
            "user"
        ])));
    }

    #[test]
    fn refuses_messages_out_of_order() {
        for roles in [
            &[][..],
            &["user"][..],
            &["system", "assistant", "user"][..],
            &["system", "user", "assistant"][..],
            &["system", "user", "user"][..],
            &["system", "user", "system", "user"][..],
            &["system", "user", "tool", "user"][..],
        ] {
            assert!(!accepts(&with_roles(roles)), "{roles:?}");
        }
    }

    #[test]
    fn refuses_fields_that_providers_refuse() {
        let good = with_roles(&["system", "user"]);
        for (field, value) in [
            ("stream", json!(false)),
            ("stop", json!(["```"])),
            ("model", json!("")),
            ("temperature", Value::Null),
        ] {
            let mut request = good.clone();
            request[field] = value;
            assert!(!accepts(&request), "{field}");
        }
    }
}
