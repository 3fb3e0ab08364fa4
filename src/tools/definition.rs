//! What a tool is, and the set of tools that a step may use.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;

use futures::future::LocalBoxFuture;
use schemars::JsonSchema;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::error::ToolError;
use crate::platform::http::{HttpClient, HttpError, HttpRequest, HttpResponse, Source};

/// What the model and the user are told of a tool.
#[derive(Clone, Debug, PartialEq)]
pub struct ToolDefinition {
    /// The function's name in Python: an identifier.
    pub name: String,
    /// What it does, for the model: first line short, more lines as needed.
    pub description: String,
    /// JSON Schema (draft 2020-12) of the arguments object; property order is parameter order.
    pub input: Value,
    /// JSON Schema of the result.
    pub output: Value,
}

/// The body of a tool, its types erased.
type Body =
    dyn Fn(Map<String, Value>, ToolContext) -> LocalBoxFuture<'static, Result<Value, ToolError>>;

/// A tool: a definition and an async body.
#[derive(Clone)]
pub struct Tool {
    definition: Rc<ToolDefinition>,
    body: Rc<Body>,
}

/// A finished call, as the caller sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct ToolReturn {
    /// Result or failure.
    pub result: Result<Value, ToolError>,
    /// [`Source::Recorded`] when any response that the tool used was a recording.
    pub source: Source,
}

/// Receives a tool's log lines as it works.
pub trait ToolLog {
    /// One line for the user, without keys or page contents.
    fn line(&self, text: &str);
}

/// What a tool's body may use of the world.
#[derive(Clone)]
pub struct ToolContext {
    http: Rc<dyn HttpClient>,
    log: Rc<dyn ToolLog>,
    source: Rc<Cell<Source>>,
}

/// The tools of a run, in the order they are shown to the model.
#[derive(Clone, Default)]
pub struct Toolbox {
    tools: Vec<Tool>,
}

impl Tool {
    /// Makes a tool of a typed async function. `Input`'s fields are the parameters, in order;
    /// their doc comments, defaults and optionality show in the signature.
    pub fn new<Input, Output, Function, Running>(
        name: &str,
        description: &str,
        function: Function,
    ) -> Self
    where
        Input: DeserializeOwned + JsonSchema + 'static,
        Output: Serialize + JsonSchema + 'static,
        Function: Fn(Input, ToolContext) -> Running + 'static,
        Running: Future<Output = Result<Output, ToolError>> + 'static,
    {
        let _ = (name, description, function, RefCell::new(()));
        unimplemented!()
    }

    /// Its description and schemas.
    pub fn definition(&self) -> &ToolDefinition {
        &self.definition
    }

    /// Checks the arguments against the input schema and runs the body.
    pub async fn call(
        &self,
        arguments: Map<String, Value>,
        http: Rc<dyn HttpClient>,
        log: Rc<dyn ToolLog>,
    ) -> ToolReturn {
        let context = ToolContext {
            http,
            log,
            source: Rc::default(),
        };
        let result = (self.body)(arguments, context.clone()).await;
        ToolReturn {
            result,
            source: context.source.get(),
        }
    }
}

impl ToolContext {
    /// Sends a request. Failures come back as the [`ToolError`] that names the service.
    ///
    /// # Errors
    /// [`ToolError::Unreachable`], [`ToolError::BadResponse`], [`ToolError::Refused`].
    pub async fn send(&self, request: HttpRequest) -> Result<HttpResponse, ToolError> {
        let _: Option<HttpError> = None;
        let response = self.http.send(request).await;
        let _ = response;
        unimplemented!()
    }

    /// Adds a line to the call's log, for the user.
    pub fn log(&self, text: &str) {
        self.log.line(text);
    }
}

impl Toolbox {
    /// The same tools and one more. A tool of the same name is replaced.
    pub fn with(mut self, tool: Tool) -> Self {
        self.tools
            .retain(|old| old.definition.name != tool.definition.name);
        self.tools.push(tool);
        self
    }

    /// All tools in order.
    pub fn iter(&self) -> impl Iterator<Item = &Tool> {
        self.tools.iter()
    }

    /// The tool of this name.
    ///
    /// # Errors
    /// [`ToolError::Unknown`], which lists the names there are.
    pub fn get(&self, name: &str) -> Result<&Tool, ToolError> {
        self.tools
            .iter()
            .find(|tool| tool.definition.name == name)
            .ok_or_else(|| ToolError::Unknown {
                name: name.into(),
                known: self
                    .tools
                    .iter()
                    .map(|tool| tool.definition.name.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
            })
    }
}
