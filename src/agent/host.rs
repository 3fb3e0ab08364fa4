//! Answers the running code: takes in what it prints and dispatches its tool calls.

use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;

use futures::StreamExt;
use futures::channel::mpsc::{self, UnboundedSender};
use futures::future::{self, LocalBoxFuture};
use serde_json::{Map, Value};

use super::earlier::{EarlierCalls, Ruling};
use super::event::{Event, PersonAnswer};
use super::options::AgentOptions;
use super::recorder::Recorder;
use super::remembered::Remembered;
use super::run::Parts;
use super::spending::Spending;
use crate::display::Display;
use crate::model::Usage;
use crate::platform::clock::Clock;
use crate::platform::http::Source;
use crate::sandbox::{OutputStream, RunHost, StubParameter, ToolCall, ToolFailure, ToolStub};
use crate::tools::{
    ApprovalRequest, NobodyThere, Permission, Person, ResponseCache, Tool, ToolDefinition, ToolLog,
    ToolResources, ToolReturn, Toolbox, signature,
};

/// The host of one run of code.
pub struct Host<'a, 'r> {
    /// Where everything is recorded.
    pub recorder: &'a Recorder<'r>,
    /// The tools that may be called.
    pub tools: &'a Toolbox,
    /// What they may use.
    pub resources: ToolResources,
    /// Who says whether a call may be made; never in the place of what tools ask.
    pub person: Rc<dyn Person>,
    /// The calls of steps that were cut off.
    pub earlier: EarlierCalls,
    /// What the person has said already.
    pub remembered: Rc<Remembered>,
    /// The id of the step whose code it is.
    pub step: u32,
    /// Tells the time.
    pub clock: &'a dyn Clock,
}

impl RunHost for Host<'_, '_> {
    fn printed(&self, stream: OutputStream, text: &str) {
        self.recorder.note(Event::Printed {
            stream,
            text: text.into(),
        });
    }

    fn displayed(&self, display: Display) {
        let display = Arc::new(display);
        self.recorder.note(Event::Displayed { display });
    }

    fn call_tool(&self, call: ToolCall) -> LocalBoxFuture<'_, Result<Value, ToolFailure>> {
        Box::pin(self.record_call(call))
    }
}

impl Host<'_, '_> {
    async fn record_call(&self, call: ToolCall) -> Result<Value, ToolFailure> {
        let ToolCall {
            id,
            name,
            arguments,
        } = call;
        let side_effects = self.tools.get(&name).is_ok_and(Tool::has_side_effects);
        let earlier = self
            .earlier
            .take(&name, &arguments)
            .filter(|_| side_effects);
        let ruling = match &earlier {
            Some(earlier) => earlier.rule(&arguments, &*self.person).await,
            None => Ruling::Make,
        };
        self.recorder
            .record(Event::ToolCalled {
                call: id,
                name: name.clone(),
                arguments: arguments.clone(),
                at: self.clock.unix_ms(),
                side_effects,
                repeats: earlier.as_ref().map(|earlier| earlier.call),
            })
            .await;
        // Of a call that is made once more the person has just said so, if they saw all of it.
        let has_said_so = earlier.is_some_and(|earlier| earlier.shows_all_of(&arguments));
        let ruling = match ruling {
            Ruling::Make if !has_said_so => self.ask_approval(id, &name, &arguments).await,
            ruling => ruling,
        };
        // The wait for the person is not the tool's time.
        let called_at = self.clock.now();
        let (result, source) = match ruling {
            Ruling::Known(result, source) => (result, source),
            Ruling::Make => {
                let ToolReturn { result, source } = self.dispatch(id, &name, arguments).await;
                let result = result.map_err(|error| ToolFailure {
                    message: error.to_string(),
                });
                (result, source)
            }
        };
        let duration = self.clock.now().saturating_sub(called_at);
        tracing::debug!(
            call = id,
            tool = name,
            ?duration,
            ok = result.is_ok(),
            "tool call over"
        );
        self.recorder
            .record(Event::ToolReturned {
                call: id,
                result: result.clone(),
                duration_ms: duration.as_millis() as u64,
                source,
            })
            .await;
        result
    }

    /// Asks the person where they want to be asked, once for each call.
    async fn ask_approval(&self, call: u32, tool: &str, arguments: &Map<String, Value>) -> Ruling {
        let refused = |message| Ruling::Known(Err(ToolFailure { message }), Source::Live);
        if self.tools.permission(tool) != Permission::Ask
            || self.recorder.read(|all| all.allows_always(tool))
        {
            return Ruling::Make;
        }
        let approval = match self.remembered.take_approval(tool, arguments) {
            Some(approval) => approval,
            None => {
                self.recorder.record(Event::ApprovalAsked { call }).await;
                let request = ApprovalRequest {
                    tool: tool.into(),
                    arguments: arguments.clone(),
                };
                match self.person.approve(request).await {
                    Ok(approval) => approval,
                    Err(NobodyThere) => {
                        return refused(format!(
                            "{tool} needs the user's permission, and there is nobody to give it; go on without it"
                        ));
                    }
                }
            }
        };
        let refusal = approval.refusal(tool);
        self.recorder
            .record(Event::PersonAnswered {
                step: self.step,
                call,
                answer: PersonAnswer::Approval { approval },
                later: false,
                at: self.clock.unix_ms(),
            })
            .await;
        refusal.map_or(Ruling::Make, refused)
    }

    async fn dispatch(&self, id: u32, name: &str, arguments: Map<String, Value>) -> ToolReturn {
        let failed = |error| ToolReturn {
            result: Err(error),
            source: Source::Live,
        };
        let tool = match self.tools.get(name) {
            Ok(tool) => tool,
            Err(error) => return failed(error),
        };
        let (sender, mut lines) = mpsc::unbounded();
        let log = Rc::new(LineSender(sender));
        let mut work = pin!(tool.call(arguments, &self.resources, log));
        future::poll_fn(|context| {
            let polled = work.as_mut().poll(context);
            // After the work, so that a line it has just written comes before its result.
            while let Poll::Ready(Some(said)) = lines.poll_next_unpin(context) {
                self.recorder.note(match said {
                    Said::Line(line) => Event::ToolLogged { call: id, line },
                    Said::Spent(usage) => Event::ToolSpent { call: id, usage },
                });
            }
            polled
        })
        .await
    }
}

/// What tools may use in a run that has spent this much, with nothing fetched yet.
pub fn resources(parts: &Parts, options: &AgentOptions, spent: Spending) -> ToolResources {
    ToolResources {
        http: parts.http.clone(),
        clock: parts.clock.clone(),
        model: parts.model.clone(),
        person: parts.person.clone(),
        charsets: parts.charsets.clone(),
        timeout: options.tool_timeout,
        responses: ResponseCache::default(),
        tokens_left: Rc::new(Cell::new(spent.tokens_left(options))),
    }
}

/// The tools as Python sees them.
pub fn stubs(tools: &Toolbox) -> Vec<ToolStub> {
    tools.iter().map(|tool| stub(tool.definition())).collect()
}

/// A tool as Python sees it.
pub fn stub(definition: &ToolDefinition) -> ToolStub {
    ToolStub {
        name: definition.name.clone(),
        parameters: signature::parameters(definition)
            .into_iter()
            .map(|parameter| StubParameter {
                name: parameter.name,
                required: parameter.required,
            })
            .collect(),
        doc: signature::docstring(definition),
    }
}

/// A tool's log outlives the borrow of the recorder, so its lines come through a channel.
struct LineSender(UnboundedSender<Said>);

/// What a tool says while it works.
enum Said {
    Line(String),
    Spent(Usage),
}

impl ToolLog for LineSender {
    fn line(&self, text: &str) {
        // Fails only when the call is over, and then nobody waits for the line.
        let _ = self.0.unbounded_send(Said::Line(text.into()));
    }

    fn spent(&self, usage: Usage) {
        // As above: then nothing more is counted.
        let _ = self.0.unbounded_send(Said::Spent(usage));
    }
}
