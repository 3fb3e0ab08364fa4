//! Diagrams of answers. What became of a source is remembered for a while: a text that grows is
//! shown again and again, and what took too long once does so again.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;

use micropython_agent::diagram::{DiagramError, Drawing};

use super::Session;
use crate::browser::diagrams::{self, Failure};
use crate::texts;

/// How many are remembered.
const REMEMBERED: usize = 30;

/// A drawing, or why there is none, for the user.
pub type Drawn = Result<Arc<Drawing>, String>;

thread_local! {
    static DRAWN: RefCell<VecDeque<(String, Drawn)>> = const { RefCell::new(VecDeque::new()) };
}

impl Session {
    /// What became of a source before, if that is remembered.
    pub fn drawn(&self, source: &str) -> Option<Drawn> {
        DRAWN.with_borrow(|drawn| {
            let found = drawn.iter().find(|(of, _)| of == source);
            found.map(|(_, drawn)| drawn.clone())
        })
    }

    /// Has a diagram drawn.
    pub async fn draw(&self, source: &str) -> Drawn {
        let drawn = match diagrams::draw(source).await {
            Ok(drawing) => Ok(Arc::new(drawing)),
            Err(failure) => {
                tracing::info!(%failure, "a diagram is not drawn");
                let said = Err(said(&failure));
                if matches!(failure, Failure::NotStarted(_)) {
                    // That may be otherwise the next time.
                    return said;
                }
                said
            }
        };
        DRAWN.with_borrow_mut(|all| {
            all.truncate(REMEMBERED - 1);
            all.push_front((source.into(), drawn.clone()));
        });
        drawn
    }
}

/// Why there is no drawing, in the page's language, as far as it is the page's to say.
fn said(failure: &Failure) -> String {
    match failure {
        Failure::NotStarted(_) => texts::session::not_loaded().into(),
        Failure::TooSlow => texts::diagram::too_slow().into(),
        Failure::Failed(_) | Failure::Refused(DiagramError::Damaged(_)) => {
            texts::diagram::failed().into()
        }
        Failure::Refused(DiagramError::SourceTooLong) => texts::diagram::too_long().into(),
        Failure::Refused(DiagramError::TooLarge) => texts::diagram::too_large().into(),
        // In the words of what draws, which are English.
        Failure::Refused(DiagramError::Refused(reason)) => texts::diagram::refused(reason),
    }
}
