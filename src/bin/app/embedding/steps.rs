//! Steps as JavaScript sees them: plain data, named as JavaScript names things.

use micropython_agent::agent::{Answer, CallRecord, Request, Step, StepEnd, StepState, Transcript};
use micropython_agent::display::Display;
use micropython_agent::model::Usage;
use serde::Serialize;
use serde_json::{Map, Value};

/// A step.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StepData<'a> {
    number: u32,
    id: u32,
    request: Request,
    /// `replying`, `running`, `abandoned`, or how it ended.
    state: &'static str,
    reply: &'a str,
    reasoning: &'a str,
    code: Option<&'a str>,
    calls: Vec<CallData<'a>>,
    stdout: &'a str,
    stderr: &'a str,
    /// What the code has shown.
    displays: Vec<&'a Display>,
    /// The `repr` of the trailing expression.
    value: Option<&'a str>,
    /// The exception's traceback, or why the code was ended.
    error: Option<&'a str>,
    answer: Option<&'a Answer>,
    /// What the model is shown of it.
    observation: &'a str,
    /// The tokens of the model's reply, once the provider has told them.
    usage: Option<UsageData>,
    /// Milliseconds from asking to the end of the reply.
    reply_ms: u64,
    /// Milliseconds the code executed, waiting for tools not counted.
    executing_ms: u64,
}

/// Tokens that a provider counted.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UsageData {
    input_tokens: u64,
    cached_input_tokens: u64,
    output_tokens: u64,
}

/// A tool call of a step.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CallData<'a> {
    id: u32,
    name: &'a str,
    arguments: &'a Map<String, Value>,
    result: Option<&'a Value>,
    error: Option<&'a str>,
    duration_ms: u64,
}

/// The steps of the last run.
pub fn of(transcript: &Transcript) -> Vec<StepData<'_>> {
    let steps = transcript.runs.last().map_or(&[][..], |run| &run.steps);
    steps.iter().map(StepData::of).collect()
}

impl<'a> StepData<'a> {
    fn of(step: &'a Step) -> Self {
        let (mut value, mut error, mut answer) = (None, None, None);
        let state = match &step.state {
            StepState::Replying => "replying",
            StepState::Running => "running",
            StepState::Abandoned => "abandoned",
            StepState::Ended(end) => match end {
                StepEnd::Completed { repr } => {
                    value = repr.as_deref();
                    "completed"
                }
                StepEnd::Answered { answer: given } => {
                    answer = Some(given);
                    "answered"
                }
                StepEnd::Refused {
                    answer: given,
                    reason,
                } => {
                    answer = Some(given);
                    error = Some(reason.as_str());
                    "refused"
                }
                StepEnd::Written {} => "written",
                StepEnd::Raised { error: raised } => {
                    error = Some(raised.traceback.as_str());
                    "raised"
                }
                StepEnd::Killed { reason, .. } => {
                    error = Some(reason.as_str());
                    "killed"
                }
                StepEnd::NoCode {} => "no_code",
            },
        };
        Self {
            number: step.number,
            id: step.id,
            request: step.request,
            state,
            reply: &step.reply.text,
            reasoning: &step.reply.reasoning,
            code: step.code.as_deref(),
            calls: step.calls.iter().map(CallData::of).collect(),
            stdout: &step.stdout,
            stderr: &step.stderr,
            displays: step.displays.iter().map(AsRef::as_ref).collect(),
            value,
            error,
            answer,
            observation: &step.observation,
            usage: step.reply.usage.map(UsageData::of),
            reply_ms: step.reply.duration_ms,
            executing_ms: step.executing_ms,
        }
    }
}

impl UsageData {
    fn of(usage: Usage) -> Self {
        Self {
            input_tokens: usage.input_tokens,
            cached_input_tokens: usage.cached_input_tokens,
            output_tokens: usage.output_tokens,
        }
    }
}

impl<'a> CallData<'a> {
    fn of(call: &'a CallRecord) -> Self {
        let (result, error) = match &call.result {
            None => (None, None),
            Some(Ok(value)) => (Some(value), None),
            Some(Err(failure)) => (None, Some(failure.message.as_str())),
        };
        Self {
            id: call.id,
            name: &call.name,
            arguments: &call.arguments,
            result,
            error,
            duration_ms: call.duration_ms,
        }
    }
}
