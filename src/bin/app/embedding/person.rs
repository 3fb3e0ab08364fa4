//! A JavaScript function that answers the questions of tools, as the person at the page would.

use std::rc::Rc;

use async_trait::async_trait;
use js_sys::{Function, Promise};
use micropython_agent::tools::{Nobody, NobodyThere, Person, Question};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::steps::to_js;

/// Gets the question and the list of choices; returns the answer as text, or a promise of it.
/// Anything else means that nobody is there.
pub struct FunctionPerson(Function);

impl FunctionPerson {
    /// Whom tools may ask: whoever this function speaks for, or nobody.
    pub fn of(function: Option<Function>) -> Rc<dyn Person> {
        match function {
            Some(function) => Rc::new(Self(function)),
            None => Rc::new(Nobody),
        }
    }
}

#[async_trait(?Send)]
impl Person for FunctionPerson {
    async fn ask(&self, question: Question) -> Result<String, NobodyThere> {
        let choices = to_js(&question.choices).map_err(|_| NobodyThere)?;
        let text = question.text.into();
        let asked = self.0.call2(&JsValue::UNDEFINED, &text, &choices);
        let answer = JsFuture::from(Promise::resolve(&asked.map_err(|_| NobodyThere)?)).await;
        let answer = answer.map_err(|_| NobodyThere)?;
        answer.as_string().ok_or(NobodyThere)
    }
}
