//! What Python may ask of its host. It asks by an operation and a text, and gets a JSON text
//! `[true, value]` or `[false, reason]`:
//!
//! | operation | text | answer |
//! |---|---|---|
//! | `job` | | what to run: a [`Job`](super::run::Job) |
//! | `call` | `{"name", "arguments"}` | how that tool call ended, as `wait` answers |
//! | `start` | `{"name", "arguments"}` | the id of a tool call that is now under way |
//! | `wait` | a call's id | the call's result, or its failure |
//! | `call_ended` | a call's id | whether its end is there, so that `wait` takes no time |
//! | `wait_any` | milliseconds, or nothing | `true` when a call has ended meanwhile, `false` when they have passed |
//! | `sleep` | milliseconds | `null` when they have passed |
//! | `lower` | `{"source", "file_name", "mode"}`, mode `exec` or `eval` | the source rewritten; refused with a [`PythonError`](crate::sandbox::PythonError) |
//! | `module` | a dotted name | the library's module `{"source", "package"}`, or `null` |
//! | `native` | a function's name, a line break, its request | its answer; asked by a subscript, which cannot suspend Python |
//! | `answer` | the final answer | `null`, or why the run cannot be finished |
//! | `artifact` | `{"name", "address", "length"}`, or `{"name"}` of one that is gone | `null` when the page was told |
//! | `display` | a [`Display`](crate::display::Display) | `null` when the page was told |
//! | `picture` | `{"title", "alternative", "address", "length"}` of one that is shown | the same |
//! | `end` | a [`RunOutcome`] | `null` |

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::bare_error::too_long;
use super::run::{Asleep, Awaited};
use super::{Child, Reply, SourceKind};
use crate::sandbox::RunOutcome;
use crate::sandbox::protocol::FromWorker;

#[derive(Deserialize)]
struct LowerRequest {
    source: String,
    file_name: String,
    mode: SourceKind,
}

#[derive(Deserialize)]
struct CallRequest {
    name: String,
    arguments: Map<String, Value>,
}

impl Child {
    /// Python asks something of its host.
    pub fn asked(&mut self, operation: &str, text: &str) -> Reply {
        if let Some(filing) = &mut self.filing {
            return filing.asked(operation, text);
        }
        let Some(run) = &mut self.run else {
            return Reply::refusal("no code is running");
        };
        match operation {
            "job" => match run.job.take() {
                Some(job) => Reply::Now(job),
                None => Reply::refusal("the job was taken"),
            },
            "call" => self.call(text),
            "start" => match self.begin_call(text, false) {
                Ok(call) => Reply::value(call),
                Err(reason) => Reply::refusal(&reason),
            },
            "wait" => self.wait_for_call(text),
            "call_ended" => {
                let end = text
                    .parse()
                    .ok()
                    .and_then(|call: u32| run.unseen.get(&call));
                Reply::value(end.is_some_and(Option::is_some))
            }
            "wait_any" if text.is_empty() => self.wait_for_any(),
            "wait_any" => self.sleep(text, true),
            "sleep" => self.sleep(text, false),
            "lower" => self.lower(text),
            "module" => match self.language.module(text) {
                Ok(module) => Reply::value(module),
                Err(error) => Reply::refused(error),
            },
            "native" => {
                let (function, request) = text.split_once('\n').unwrap_or((text, "null"));
                Reply::native(self.language.native(function, request))
            }
            "answer" if !run.can_stop => Reply::refusal(
                "final_answer: the run cannot be finished in this step; go on, and call it in a later one",
            ),
            "answer" => match serde_json::from_str(text) {
                Ok(value) => {
                    run.answer = Some(value);
                    Reply::value(())
                }
                Err(error) => Reply::refusal(&format!("final_answer: not plain data: {error}")),
            },
            "artifact" => self.changed_artifact(text),
            "display" => self.display(text),
            "picture" => self.picture(text),
            "end" => match serde_json::from_str(text) {
                Ok(RunOutcome::Answered { .. }) | Err(_) => Reply::refusal("not an end"),
                Ok(outcome) => {
                    run.outcome = Some(outcome);
                    Reply::value(())
                }
            },
            _ => Reply::refusal("no such operation"),
        }
    }

    /// Python asks with a text that is too long to be read.
    pub fn asked_too_much(&self, bytes: usize) -> Reply {
        Reply::refusal(&format!(
            "{bytes} bytes are too many, at most {} can be sent at once",
            self.limits.message_bytes
        ))
    }

    fn lower(&self, text: &str) -> Reply {
        let request: LowerRequest = match serde_json::from_str(text) {
            Ok(request) => request,
            Err(error) => return Reply::refusal(&format!("no source: {error}")),
        };
        let (bytes, limit) = (request.source.len(), self.limits.source_bytes);
        let lowered = if bytes > limit {
            Err(too_long(bytes, limit))
        } else {
            self.language
                .lower(&request.source, &request.file_name, request.mode)
        };
        match lowered {
            Ok(lowered) => Reply::value(lowered),
            Err(error) => Reply::refused(error),
        }
    }

    fn call(&mut self, text: &str) -> Reply {
        let call = match self.begin_call(text, true) {
            Ok(call) => call,
            Err(reason) => return Reply::refusal(&reason),
        };
        if let Some(run) = &mut self.run {
            run.awaited = Some(Awaited::Call(call));
            run.in_call = true;
        }
        Reply::Later
    }

    /// Has the page make a call, of which the code waits for the end or not: its id, or why there is
    /// none.
    fn begin_call(&mut self, text: &str, waits: bool) -> Result<u32, String> {
        let limit = self.limits.tool_calls;
        let Some(run) = &mut self.run else {
            return Err("no code is running".into());
        };
        let request: CallRequest = serde_json::from_str(text)
            .map_err(|error| format!("the arguments are not plain data: {error}"))?;
        if !run.tools.contains(&request.name) {
            return Err(format!("{} is not a tool of this step", request.name));
        }
        if run.calls >= limit {
            return Err(format!("a step may make {limit} tool calls"));
        }
        run.calls += 1;
        run.unseen.insert(run.calls, None);
        let (number, call) = (run.number, run.calls);
        self.flush();
        self.send(FromWorker::CallTool {
            run: number,
            call,
            name: request.name,
            arguments: request.arguments,
            waits,
        });
        Ok(call)
    }

    fn wait_for_call(&mut self, text: &str) -> Reply {
        let Some(run) = &mut self.run else {
            return Reply::refusal("no code is running");
        };
        let Some((call, end)) = text
            .parse()
            .ok()
            .and_then(|call| Some((call, run.unseen.get_mut(&call)?)))
        else {
            return Reply::refusal("no such tool call is under way");
        };
        if let Some(end) = end.take() {
            run.unseen.remove(&call);
            return Reply::Now(end);
        }
        run.awaited = Some(Awaited::Call(call));
        self.wait()
    }

    /// Waits for the end of whichever call under way comes first.
    fn wait_for_any(&mut self) -> Reply {
        let Some(run) = &mut self.run else {
            return Reply::refusal("no code is running");
        };
        if run.unseen.values().all(Option::is_some) {
            return Reply::refusal("no tool call is under way");
        }
        run.awaited = Some(Awaited::Any);
        self.wait()
    }

    fn wait(&mut self) -> Reply {
        let number = self.run.as_ref().map_or(0, |run| run.number);
        self.flush();
        self.send(FromWorker::Waiting { run: number });
        Reply::Later
    }

    fn sleep(&mut self, text: &str, until_call: bool) -> Reply {
        let limit = self.limits.sleeping;
        let Some(run) = &mut self.run else {
            return Reply::refusal("no code is running");
        };
        let Ok(milliseconds) = text.parse::<u64>() else {
            return Reply::refusal("sleep length is not a number of milliseconds that fits");
        };
        let mut time = Duration::from_millis(milliseconds.max(1));
        if until_call {
            // A wait for calls may be given a limit that is never reached.
            let left = limit.saturating_sub(run.slept);
            time = time.min(left.max(Duration::from_millis(1)));
        }
        let slept = run.slept.saturating_add(time);
        if slept > limit {
            return Reply::refusal(&format!(
                "a step may sleep {} s in all; sleep less, or go on in another step",
                limit.as_secs()
            ));
        }
        run.slept = slept;
        let until_call = until_call.then_some(run.ended);
        run.asleep = Some(Asleep { time, until_call });
        let number = run.number;
        self.flush();
        self.send(FromWorker::Sleeping {
            run: number,
            milliseconds: u64::try_from(time.as_millis()).unwrap_or(u64::MAX),
            until_call,
        });
        Reply::Later
    }
}
