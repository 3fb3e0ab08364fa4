//! JavaScript functions that answer for the person at the page: the questions of tools, and whether a
//! call may be made.

use async_trait::async_trait;
use js_sys::{Function, Promise};
use micropython_agent::tools::{Approval, ApprovalRequest, NobodyThere, Person, Question};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::browser::json::to_js;

/// What `approve` answers to allow all calls of the tool in this conversation.
const ALWAYS: &str = "always";

/// Whoever these functions speak for. Without one, nobody is there.
pub struct FunctionPerson {
    /// Gets the question and the list of choices; returns the answer as text, or a promise of it.
    /// Anything else means that nobody is there.
    pub ask: Option<Function>,
    /// Gets the tool's name and the arguments; returns `true`, `"always"`, `false` or, as another
    /// text, why not, or a promise of it. Anything else means that nobody is there.
    pub approve: Option<Function>,
}

#[async_trait(?Send)]
impl Person for FunctionPerson {
    async fn ask(&self, question: Question) -> Result<String, NobodyThere> {
        let choices = to_js(&question.choices).map_err(|_| NobodyThere)?;
        let answer = call(self.ask.as_ref(), &question.text, &choices).await?;
        answer.as_string().ok_or(NobodyThere)
    }

    async fn approve(&self, request: ApprovalRequest) -> Result<Approval, NobodyThere> {
        let arguments = to_js(&request.arguments).map_err(|_| NobodyThere)?;
        let answer = call(self.approve.as_ref(), &request.tool, &arguments).await?;
        match (answer.as_bool(), answer.as_string()) {
            (Some(true), _) => Ok(Approval::Once {}),
            (Some(false), _) => Ok(Approval::Refused {
                reason: String::new(),
            }),
            (None, Some(text)) if text == ALWAYS => Ok(Approval::Always {}),
            (None, Some(reason)) => Ok(Approval::Refused { reason }),
            (None, None) => Err(NobodyThere),
        }
    }
}

async fn call(
    function: Option<&Function>,
    text: &str,
    more: &JsValue,
) -> Result<JsValue, NobodyThere> {
    let function = function.ok_or(NobodyThere)?;
    let called = function.call2(&JsValue::UNDEFINED, &text.into(), more);
    let promise = Promise::resolve(&called.map_err(|_| NobodyThere)?);
    JsFuture::from(promise).await.map_err(|_| NobodyThere)
}
