//! Has a session hold the artifacts that code is to find: they are added before it runs, as files
//! are, so that a rollback has them. Those that are there already are left alone.

use super::replacement::Replacement;
use crate::sandbox::RunError;
use crate::sandbox::artifact::{Artifact, ArtifactChange, Artifacts};
use crate::sandbox::files::{FileReply, FileRequest};

impl Replacement<'_> {
    /// Adds what is missing, or is there with another text.
    pub(super) async fn bring(&mut self, wanted: &Artifacts) -> Result<(), RunError> {
        for artifact in wanted {
            if !self.has(artifact).await? {
                let path = artifact.name.path().map_err(unreachable)?;
                let content = artifact.text.as_bytes().to_vec();
                self.change(FileRequest::Add(path, content)).await?;
            }
        }
        // What else is in the folder is code's own doing.
        self.supervisor.artifacts = Some(wanted.clone());
        Ok(())
    }

    /// Takes in what a run did, which has come to its end.
    pub(super) fn take_in(&mut self, changes: &[ArtifactChange]) {
        let Some(known) = &mut self.supervisor.artifacts else {
            return;
        };
        if changes.iter().any(|change| known.apply(change).is_err()) {
            self.supervisor.artifacts = None;
        }
    }

    async fn has(&mut self, artifact: &Artifact) -> Result<bool, RunError> {
        if let Some(known) = &self.supervisor.artifacts {
            return Ok(known.get(artifact.name.as_str()) == Some(artifact));
        }
        let path = artifact.name.path().map_err(unreachable)?;
        let (reply, _) = self.file(FileRequest::Read(path)).await?;
        // Refused is one that is not there.
        Ok(reply == Ok(FileReply::Content(artifact.text.as_bytes().to_vec())))
    }

    /// Changes files; the session goes on from there, also if the run after it is rolled back.
    async fn change(&mut self, request: FileRequest) -> Result<(), RunError> {
        let (reply, rest) = self.file(request).await?;
        if let Some(rest) = rest {
            self.supervisor.rest = rest;
        }
        reply.map(|_| ()).map_err(|reason| {
            RunError::LimitExceeded(format!("the artifacts could not be given to it: {reason}"))
        })
    }
}

fn unreachable(error: impl std::fmt::Display) -> RunError {
    RunError::LimitExceeded(error.to_string())
}
