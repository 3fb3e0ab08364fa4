//! Tools that are JavaScript functions: `{name, description, input, output, sideEffects, permission,
//! run}`.

use js_sys::{Array, JSON};
use micropython_agent::tools::{Permission, Tool, ToolContext, ToolDefinition, ToolError, Toolbox};
use serde_json::{Map, Value, json};
use wasm_bindgen::prelude::*;

use super::errors::{plain, thrown};
use super::options::{flag, function, known_fields, value};
use crate::python_sandbox::exposed_tool;

const FIELDS: [&str; 7] = [
    "name",
    "description",
    "input",
    "output",
    "sideEffects",
    "permission",
    "run",
];

/// These tools and those in a list, if there is one.
///
/// # Errors
/// An `Error` with a code, for the first that cannot be offered.
pub fn with_tools(standard: &Toolbox, tools: &JsValue) -> Result<Toolbox, JsValue> {
    let mut all = standard.clone();
    if tools.is_undefined() || tools.is_null() {
        return Ok(all);
    }
    if !Array::is_array(tools) {
        return Err(plain("the tools are no list"));
    }
    for tool in Array::from(tools).iter() {
        let permission = permission_of(&tool)?;
        let tool = tool_of(&tool)?;
        let name = tool.definition().name.clone();
        all = all.with(tool).permit(&name, permission);
    }
    Ok(all)
}

fn permission_of(tool: &JsValue) -> Result<Permission, JsValue> {
    let Some(given) = value(tool, "permission")? else {
        return Ok(Permission::Always);
    };
    let named = given.as_string().and_then(|name| Permission::named(&name));
    named.ok_or_else(|| plain("permission: this is neither \"always\", \"ask\" nor \"never\""))
}

fn tool_of(tool: &JsValue) -> Result<Tool, JsValue> {
    known_fields(tool, &FIELDS)?;
    let name = value(tool, "name")?.and_then(|name| name.as_string());
    let name = name.ok_or_else(|| plain("a tool has no name"))?;
    let definition = definition_of(&name, tool)?;
    let run = value(tool, "run")?.unwrap_or(JsValue::UNDEFINED);
    let run = function("run", run)?;
    let side_effects = flag(tool, "sideEffects", true)?;
    let body = move |arguments: Map<String, Value>, _: ToolContext| {
        let run = run.clone();
        async move {
            let called = exposed_tool::call(run, arguments).await;
            called.map_err(|failure| ToolError::Refused(failure.message))
        }
    };
    let tool = Tool::dynamic(definition, body);
    Ok(if side_effects {
        tool
    } else {
        tool.without_side_effects()
    })
}

/// What an object says of a tool of this name: its `description`, and its `input` and `output` as
/// JSON schemas. Without an input there are no parameters; without an output anything is.
///
/// # Errors
/// An `Error` with a code, when that is no tool.
pub fn definition_of(name: &str, tool: &JsValue) -> Result<ToolDefinition, JsValue> {
    let description = value(tool, "description")?.and_then(|text| text.as_string());
    let input = schema(tool, "input")?.unwrap_or_else(|| json!({"type": "object"}));
    let output = schema(tool, "output")?.unwrap_or_else(|| json!({}));
    let description = description.unwrap_or_default();
    ToolDefinition::checked(name, &description, input, output).map_err(thrown)
}

fn schema(tool: &JsValue, field: &str) -> Result<Option<Value>, JsValue> {
    let Some(schema) = value(tool, field)? else {
        return Ok(None);
    };
    let text = JSON::stringify(&schema)?.as_string().unwrap_or_default();
    serde_json::from_str(&text)
        .map(Some)
        .map_err(|_| plain(&format!("{field}: this is no JSON schema")))
}
