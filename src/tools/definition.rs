//! What a tool is, and the set of tools that a step may use.

use std::collections::BTreeMap;
use std::future::Future;
use std::rc::Rc;

use futures::future::{Either, LocalBoxFuture, select};
use schemars::JsonSchema;
use schemars::generate::{Contract, SchemaSettings};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::approval::Permission;
use super::ask_user;
use super::context::{ToolContext, ToolLog};
use super::error::{ToolError, cut};
use super::resources::ToolResources;
use super::schema::check_arguments;
use crate::platform::http::Source;

/// Longest account of what does not fit, in characters.
const MAX_PROBLEM_CHARS: usize = 300;

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
    /// Whether a call is ended when its time is over.
    timed: bool,
    /// Whether a call changes something beyond its result.
    side_effects: bool,
}

/// A finished call, as the caller sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct ToolReturn {
    /// Result or failure.
    pub result: Result<Value, ToolError>,
    /// [`Source::Recorded`] when any response that the tool used was a recording.
    pub source: Source,
}

/// The tools of a run, in the order they are shown to the model.
#[derive(Clone, Default)]
pub struct Toolbox {
    tools: Vec<Tool>,
    /// Of the tools that may not be called always.
    permissions: BTreeMap<String, Permission>,
}

impl Tool {
    /// Makes a tool of a typed async function. `Input`'s fields are the parameters, in order;
    /// their doc comments, defaults and optionality show in the signature.
    ///
    /// ```
    /// use micropython_agent::tools::{Tool, ToolContext, signature};
    /// use schemars::JsonSchema;
    /// use serde::Deserialize;
    ///
    /// #[derive(Deserialize, JsonSchema)]
    /// struct Length {
    ///     /// In metres.
    ///     metres: f64,
    /// }
    ///
    /// let feet = Tool::new("feet", "Metres in feet.", |input: Length, _: ToolContext| async move {
    ///     Ok(input.metres / 0.3048)
    /// });
    /// let shown = signature::function(feet.definition());
    /// assert!(shown.starts_with("def feet(metres: float) -> float:"), "{shown}");
    /// ```
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
        let definition = Rc::new(ToolDefinition {
            name: name.into(),
            description: description.into(),
            input: closed(schema_of::<Input>(Contract::Deserialize)),
            output: schema_of::<Output>(Contract::Serialize),
        });
        let called = Rc::clone(&definition);
        let body = move |arguments: Map<String, Value>, context: ToolContext| {
            let definition = Rc::clone(&called);
            let running =
                typed(&definition, arguments).map(|input: Input| function(input, context));
            let finish = async move {
                let output = running?.await?;
                serde_json::to_value(output).map_err(|error| ToolError::BadResponse {
                    service: definition.name.clone(),
                    problem: cut(&error.to_string(), MAX_PROBLEM_CHARS),
                })
            };
            Box::pin(finish) as LocalBoxFuture<'static, _>
        };
        Self::of(definition, body)
    }

    /// A tool whose body looks after its own types.
    pub(super) fn of(
        definition: Rc<ToolDefinition>,
        body: impl Fn(
            Map<String, Value>,
            ToolContext,
        ) -> LocalBoxFuture<'static, Result<Value, ToolError>>
        + 'static,
    ) -> Self {
        Self {
            definition,
            body: Rc::new(body),
            timed: true,
            side_effects: true,
        }
    }

    /// The same tool, its calls without a limit of time: for what waits for a person.
    pub fn untimed(self) -> Self {
        Self {
            timed: false,
            ..self
        }
    }

    /// The same tool, which changes nothing: it may be called again when work is taken up after an
    /// interruption. Of any other, the person is asked first.
    pub fn without_side_effects(self) -> Self {
        Self {
            side_effects: false,
            ..self
        }
    }

    /// Whether a call may change something beyond its result. True unless it was declared otherwise.
    pub fn has_side_effects(&self) -> bool {
        self.side_effects
    }

    /// Its description and schemas.
    pub fn definition(&self) -> &ToolDefinition {
        &self.definition
    }

    /// Checks the arguments against the input schema and runs the body, for as long as the
    /// resources allow. Dropping the future cancels the call.
    pub async fn call(
        &self,
        arguments: Map<String, Value>,
        resources: &ToolResources,
        log: Rc<dyn ToolLog>,
    ) -> ToolReturn {
        let context = ToolContext::new(resources, log);
        let work = (self.body)(arguments, context.clone());
        let result = if self.timed {
            match select(work, resources.clock.sleep(resources.timeout)).await {
                Either::Left((result, _)) => result,
                Either::Right(_) => Err(ToolError::TimedOut {
                    tool: self.definition.name.clone(),
                    seconds: resources.timeout.as_secs(),
                }),
            }
        } else {
            work.await
        };
        ToolReturn {
            result,
            source: context.source(),
        }
    }
}

/// The arguments as the tool's own type.
fn typed<Input: DeserializeOwned>(
    definition: &ToolDefinition,
    arguments: Map<String, Value>,
) -> Result<Input, ToolError> {
    let arguments = Value::Object(arguments);
    check_arguments(&definition.input, &arguments)
        .and_then(|()| {
            serde_json::from_value(arguments)
                .map_err(|error| cut(&error.to_string(), MAX_PROBLEM_CHARS))
        })
        .map_err(|problem| ToolError::InvalidArguments {
            tool: definition.name.clone(),
            problem,
        })
}

fn schema_of<T: JsonSchema>(contract: Contract) -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.contract = contract;
    settings.into_generator().into_root_schema_for::<T>().into()
}

/// Python refuses a keyword argument that a function does not name: so does the schema, unless
/// the input type says otherwise.
pub(super) fn closed(mut schema: Value) -> Value {
    if let Some(keywords) = schema.as_object_mut() {
        keywords
            .entry("additionalProperties")
            .or_insert(Value::Bool(false));
    }
    schema
}

impl Toolbox {
    /// The same tools and one more. A tool of the same name is replaced.
    pub fn with(mut self, tool: Tool) -> Self {
        self.tools
            .retain(|old| old.definition.name != tool.definition.name);
        self.tools.push(tool);
        self
    }

    /// The same tools, of which this one, now or once it is added, may be called as said here. A
    /// question to the person is not asked about: it is one.
    pub fn permit(mut self, tool: &str, permission: Permission) -> Self {
        self.permissions.insert(tool.into(), permission);
        self
    }

    /// Whether a tool may be called.
    pub fn permission(&self, tool: &str) -> Permission {
        match self.permissions.get(tool).copied().unwrap_or_default() {
            Permission::Ask if tool == ask_user::NAME => Permission::Always,
            permission => permission,
        }
    }

    /// All tools that may be called, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Tool> {
        self.tools
            .iter()
            .filter(|tool| self.permission(&tool.definition.name) != Permission::Never)
    }

    /// The tool of this name.
    ///
    /// # Errors
    /// [`ToolError::Unknown`], which lists the names there are.
    pub fn get(&self, name: &str) -> Result<&Tool, ToolError> {
        self.iter()
            .find(|tool| tool.definition.name == name)
            .ok_or_else(|| ToolError::Unknown {
                name: name.into(),
                known: self
                    .iter()
                    .map(|tool| tool.definition.name.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
            })
    }
}
