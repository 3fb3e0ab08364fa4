//! The page's business with files, seen from inside the worker. Python does it, asked by a job of
//! its own; a file's content goes straight into the interpreter's memory and out of it.
//!
//! | operation | text | answer |
//! |---|---|---|
//! | `job` | | what to do: a [`Job`] |
//! | `take` | an address | `null` when the content to be added is there |
//! | `give` | an address and a length | `null` when the content there was read |
//! | `end` | `{"Ok": answer}` or `{"Err": reason}` | `null` |

use serde::Serialize;

use super::{Child, Executed, Received, Reply, reply};
use crate::sandbox::protocol::{FileAnswer, FileOperation, FromWorker};

/// What is to be done with files, and how far it has come.
pub(super) struct Filing {
    number: u32,
    operation: FileOperation,
    job: Option<String>,
    /// What is to be added, or was read.
    content: Vec<u8>,
    limit: usize,
    end: Option<Result<FileAnswer, String>>,
}

/// What Python is to do.
#[derive(Serialize)]
struct Job<'filing> {
    files: &'filing FileOperation,
    /// Bytes to be added.
    bytes: usize,
    /// Bytes that files may take.
    file_limit: usize,
}

impl Filing {
    /// What Python asks meanwhile.
    pub(super) fn asked(&mut self, operation: &str, text: &str) -> Reply {
        match operation {
            "job" => match self.job.take() {
                Some(job) => Reply::Now(job),
                None => Reply::refusal("the job was taken"),
            },
            "take" => match text.parse() {
                Ok(address) => Reply::Write {
                    address,
                    bytes: std::mem::take(&mut self.content),
                },
                Err(_) => Reply::refusal("not an address"),
            },
            "give" => {
                let (address, length) = text.split_once(' ').unwrap_or_default();
                match (address.parse(), length.parse::<u32>()) {
                    (Ok(address), Ok(length)) if length as usize <= self.limit => {
                        Reply::Read { address, length }
                    }
                    _ => Reply::refusal("not an address and a length"),
                }
            }
            "end" => {
                self.end = Some(serde_json::from_str(text).unwrap_or_else(|_| {
                    Err("Python tells of its files what cannot be understood".into())
                }));
                Reply::value(())
            }
            _ => Reply::refusal("no such operation"),
        }
    }

    fn changes(&self) -> bool {
        match self.operation {
            FileOperation::List {} | FileOperation::Read { .. } => false,
            FileOperation::Add { .. } | FileOperation::Remove { .. } => true,
        }
    }
}

impl Child {
    /// The page wants something of the files.
    pub(super) fn begin_filing(
        &mut self,
        number: u32,
        operation: FileOperation,
        content: Option<Vec<u8>>,
    ) -> Received {
        let content = content.unwrap_or_default();
        let job = reply::text(
            true,
            &Job {
                files: &operation,
                bytes: content.len(),
                file_limit: self.limits.file_bytes,
            },
        );
        self.filing = Some(Filing {
            number,
            operation,
            job: Some(job),
            content,
            limit: self.limits.file_bytes,
            end: None,
        });
        Received::Execute
    }

    /// What [`Reply::Read`] asked for.
    pub fn read(&mut self, bytes: Vec<u8>) -> Reply {
        match &mut self.filing {
            Some(filing) => {
                filing.content = bytes;
                Reply::value(())
            }
            None => match self.run.as_mut().and_then(|run| run.picture.take()) {
                Some(picture) => self.read_picture(picture, &bytes),
                None => self.read_artifact(bytes),
            },
        }
    }

    /// The number of the change of files that is under way.
    pub(super) fn changing_files(&self) -> Option<u32> {
        let filing = self.filing.as_ref().filter(|filing| filing.changes());
        filing.map(|filing| filing.number)
    }

    /// The interpreter is through with it.
    pub(super) fn filed(&mut self, filing: Filing, executed: Executed) {
        let run = filing.number;
        let result = match executed {
            Executed::Trapped(reason) => {
                self.send(FromWorker::Trapped { run, reason });
                self.broken = true;
                return;
            }
            Executed::Exhausted(resource) => {
                self.send(FromWorker::Exhausted { run, resource });
                self.broken = true;
                return;
            }
            Executed::Raised { kind, .. } => Err(format!("the files cannot be reached: {kind}")),
            Executed::Returned => filing
                .end
                .unwrap_or_else(|| Err("Python has lost its files".into())),
        };
        let is_content = result == Ok(FileAnswer::Content {});
        self.send_beside(
            FromWorker::FilesDone { run, result },
            is_content.then_some(filing.content),
        );
    }
}
