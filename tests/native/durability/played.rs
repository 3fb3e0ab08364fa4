//! A model, a Python, a tool and a person that are told what to do by the conversation alone, so
//! that a new page finds them as the old one left them.

use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;
use futures::future::join;
use futures::{StreamExt, stream};
use micropython_agent::model::{
    ChatModel, ChatRequest, CompletionStream, FinishReason, ModelError, ModelEvent, Role,
};
use micropython_agent::sandbox::snapshot::{Block, Image, PAGE_BYTES};
use micropython_agent::sandbox::{
    CARRIED_OVER, CodeRun, CodeRunner, FileError, FileReply, FileRequest, OutputStream,
    PythonError, RunError, RunHost, RunOutcome, RunReport, Snapshot, ToolCall,
};
use micropython_agent::storage::snapshots::Snapshots;
use micropython_agent::tools::{
    Approval, ApprovalRequest, NobodyThere, Person, Question, Tool, ToolContext,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::world::{WaitsFor, World, instant};

const INTERPRETER: u64 = 7;

/// Writes the next piece of work: which one it is follows from how many replies there are.
pub struct Model(pub Rc<World>);

#[async_trait(?Send)]
impl ChatModel for Model {
    async fn complete(&self, request: ChatRequest) -> Result<CompletionStream, ModelError> {
        instant().await;
        self.0.retried.set(false);
        let messages = request.messages.iter();
        let work = messages.filter(|message| message.role == Role::Assistant);
        let text = reply(work.count());
        let retrying = ModelEvent::Retrying {
            reason: "busy".into(),
            delay_ms: 1,
        };
        let characters: Vec<char> = text.chars().collect();
        let pieces = characters.chunks(12).map(|piece| piece.iter().collect());
        let mut events = vec![ModelEvent::Reasoning("Hm.".into()), retrying];
        events.extend(pieces.map(ModelEvent::Delta));
        events.push(ModelEvent::Finished(FinishReason::Stop));
        let world = self.0.clone();
        let events = stream::iter(events).then(move |event| {
            let world = world.clone();
            let follows_retrying =
                matches!(event, ModelEvent::Delta(_)) && !world.retried.replace(true);
            async move {
                if follows_retrying {
                    world.wait_for(WaitsFor::Retry).await;
                }
                instant().await;
                Ok(event)
            }
        });
        Ok(events.boxed_local())
    }
}

fn reply(work: usize) -> String {
    let code = match work % 5 {
        0 => format!("charge {work}\nlearn {work}"),
        1 => return "Let me think.".into(),
        2 => format!("charge {work}\ncharge {work}\nlearn {work}"),
        3 => format!("learn {work}\nboth {work}"),
        _ => format!("final_answer {work}"),
    };
    format!("Work {work}.\n```python\n{code}\n```")
}

/// What a finished piece of work has taught Python.
pub fn learned(code: &str) -> Option<u32> {
    let mut lines = code.lines();
    lines.find_map(|line| line.strip_prefix("learn ")?.parse().ok())
}

/// How often a piece of work charges each number.
pub fn charges(code: &str) -> Vec<i64> {
    let mut charges = Vec::new();
    for line in code.lines() {
        if let Some(number) = line.strip_prefix("charge ") {
            charges.push(number.parse().unwrap());
        } else if let Some(number) = line.strip_prefix("both ") {
            let number: i64 = number.parse().unwrap();
            charges.extend([number + 1_000, number + 2_000]);
        }
    }
    charges
}

#[derive(Deserialize, JsonSchema)]
struct Charge {
    number: i64,
}

/// The tool: what it does is done, whatever becomes of the page.
pub fn charge(world: &Rc<World>) -> Tool {
    let world = world.clone();
    Tool::new(
        "charge",
        "Charges.",
        move |input: Charge, _: ToolContext| {
            let world = world.clone();
            async move {
                instant().await;
                world.charged.borrow_mut().push(input.number);
                instant().await;
                Ok(input.number)
            }
        },
    )
}

/// Knows what was done and what was not.
pub struct Witness(pub Rc<World>);

#[async_trait(?Send)]
impl Person for Witness {
    async fn ask(&self, question: Question) -> Result<String, NobodyThere> {
        instant().await;
        self.0.questions.set(self.0.questions.get() + 1);
        let (call, rest) = question.text.split_once(") ").expect("a call");
        assert!(
            rest.starts_with("was under way when the work was interrupted."),
            "asks only of what nobody knows: {}",
            question.text
        );
        let number: i64 = call
            .strip_prefix("charge(number=")
            .unwrap()
            .parse()
            .unwrap();
        let wanted = self.0.wanted.borrow()[&number];
        let [do_it, do_not] = &question.choices[..] else {
            panic!("two choices");
        };
        Ok(if self.0.times_charged(number) < wanted {
            do_it.clone()
        } else {
            do_not.clone()
        })
    }

    async fn approve(&self, request: ApprovalRequest) -> Result<Approval, NobodyThere> {
        assert!(self.0.asks(), "asks only where it is to: {request:?}");
        self.0.approvals.set(self.0.approvals.get() + 1);
        self.0.wait_for(WaitsFor::Approval).await;
        Ok(Approval::Once {})
    }
}

/// A session whose names are the pieces of work that it has learned, kept as the page's are.
pub struct Python {
    pub world: Rc<World>,
    pub snapshots: Snapshots,
    /// The step whose session is to be gone on with, until that is done.
    pub standing: Option<u32>,
    pub names: Vec<u32>,
    /// Those before the last run.
    pub names_before: Vec<u32>,
    /// The step whose session it is kept as; 0 before the first.
    pub kept: u32,
    pub session: u32,
}

impl Python {
    async fn carry_over(&mut self) {
        let Some(step) = self.standing else { return };
        if let Some(snapshot) = self.snapshots.of_step(step).await.expect("a store") {
            self.names = unpacked(&snapshot);
            self.session = CARRIED_OVER;
            self.kept = step;
        }
        self.standing = None;
    }

    async fn charge(&self, host: &dyn RunHost, id: u32, number: i64) -> bool {
        *self.world.wanted.borrow_mut().entry(number).or_default() += 1;
        let arguments = json!({"number": number}).as_object().cloned();
        let call = ToolCall {
            id,
            name: "charge".into(),
            arguments: arguments.unwrap(),
        };
        host.call_tool(call).await.is_ok()
    }
}

#[async_trait(?Send)]
impl CodeRunner for Python {
    async fn run(&mut self, code: CodeRun, host: &dyn RunHost) -> Result<RunReport, RunError> {
        self.carry_over().await;
        {
            let mut ran = self.world.ran.borrow_mut();
            assert!(!ran.contains(&code.file_name), "{} again", code.file_name);
            ran.push(code.file_name.clone());
        }
        self.world.wanted.borrow_mut().clear();
        let mut names = self.names.clone();
        let mut stdout = String::new();
        let mut outcome = RunOutcome::Completed { repr: None };
        let mut calls = 0;
        for line in code.source.lines() {
            instant().await;
            let (what, number) = line.split_once(' ').expect("two words");
            let number: i64 = number.parse().unwrap();
            let failed = match what {
                "learn" => {
                    names.push(number as u32);
                    false
                }
                "charge" => {
                    calls += 1;
                    !self.charge(host, calls, number).await
                }
                "both" => {
                    calls += 2;
                    let first = self.charge(host, calls - 1, number + 1_000);
                    let second = self.charge(host, calls, number + 2_000);
                    let (first, second) = join(first, second).await;
                    !(first && second)
                }
                _ => {
                    let value = json!(number);
                    outcome = RunOutcome::Answered { value };
                    false
                }
            };
            if failed {
                outcome = RunOutcome::Raised {
                    error: PythonError {
                        kind: "ToolError".into(),
                        message: "not done".into(),
                        traceback: "ToolError: not done".into(),
                    },
                };
                break;
            }
            host.printed(OutputStream::Stdout, "done\n");
            stdout.push_str("done\n");
        }
        instant().await;
        self.names_before = std::mem::replace(&mut self.names, names);
        Ok(RunReport {
            stdout,
            stderr: String::new(),
            outcome,
            executing: Duration::from_millis(1),
            waiting: Duration::ZERO,
            artifacts: Vec::new(),
        })
    }

    fn take_back(&mut self) {
        self.names.clone_from(&self.names_before);
    }

    async fn session(&mut self) -> u32 {
        self.carry_over().await;
        self.session
    }

    async fn files(&mut self, _: FileRequest) -> Result<FileReply, FileError> {
        Err(FileError::Refused("this Python is only played".into()))
    }

    fn snapshot(&self) -> Option<Snapshot> {
        Some(packed(&self.names))
    }

    async fn restore(&mut self, _: Snapshot) -> Result<(), RunError> {
        Err(RunError::NotRestored("this Python is only played".into()))
    }

    async fn keep_between_steps(&mut self) {
        self.keep(self.kept).await;
    }

    async fn keep(&mut self, step: u32) {
        self.kept = step;
        let snapshot = packed(&self.names);
        let kept = self.snapshots.keep(step, &snapshot).await;
        kept.expect("a store");
    }
}

fn packed(names: &[u32]) -> Snapshot {
    let mut content: Vec<u8> = names.iter().flat_map(|name| name.to_le_bytes()).collect();
    content.extend(u32::MAX.to_le_bytes());
    content.resize(PAGE_BYTES as usize, 0);
    let block = Block {
        number: 0,
        present: 1,
        content,
    };
    let image = Image {
        interpreter: INTERPRETER,
        run: 1,
        memory_bytes: 1 << 20,
        blocks: vec![block.pack()],
    };
    image.pack()
}

pub fn unpacked(snapshot: &Snapshot) -> Vec<u32> {
    let image = snapshot.unpack(INTERPRETER, 1 << 20).expect("a snapshot");
    let words = image.blocks[0].content.chunks(4);
    words
        .map(|word| u32::from_le_bytes(word.try_into().unwrap()))
        .take_while(|word| *word != u32::MAX)
        .collect()
}
