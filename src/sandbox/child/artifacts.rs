//! What code did to artifacts, as Python tells it when the code is through. The text goes straight
//! out of the interpreter's memory.

use serde::Deserialize;

use super::{Child, Reply};
use crate::sandbox::artifact::{self, Artifact, ArtifactName};
use crate::sandbox::protocol::FromWorker;

#[derive(Deserialize)]
struct Changed {
    name: ArtifactName,
    /// Where its text is, unless it is gone.
    address: Option<u32>,
    #[serde(default)]
    length: u32,
}

impl Child {
    /// Python says that an artifact was written or removed.
    pub(super) fn changed_artifact(&mut self, text: &str) -> Reply {
        let Some(run) = &mut self.run else {
            return Reply::refusal("no code is running");
        };
        let Changed {
            name,
            address,
            length,
        } = match serde_json::from_str(text) {
            Ok(changed) => changed,
            Err(error) => return Reply::refusal(&error.to_string()),
        };
        let Some(address) = address else {
            let run = run.number;
            self.send(FromWorker::ArtifactRemoved { run, name });
            return Reply::value(());
        };
        if length as usize > artifact::MAX_BYTES {
            return Reply::refusal("it is too large");
        }
        run.artifact = Some(name);
        // One whose bytes could not be read.
        run.picture = None;
        Reply::Read { address, length }
    }

    /// The text of an artifact that was written.
    pub(super) fn read_artifact(&mut self, bytes: Vec<u8>) -> Reply {
        let Some((run, name)) = self
            .run
            .as_mut()
            .and_then(|run| Some((run.number, run.artifact.take()?)))
        else {
            return Reply::refusal("nothing is being read");
        };
        match Artifact::from_bytes(name.as_str(), bytes) {
            Ok(artifact) => {
                let bytes = artifact.text.as_bytes().to_vec();
                self.send_beside(FromWorker::ArtifactWritten { run, name }, Some(bytes));
                Reply::value(())
            }
            Err(error) => Reply::refusal(&error.to_string()),
        }
    }
}
