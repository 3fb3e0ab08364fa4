//! Conversations as logs of events.
