//! The page's components. They read signals and send operations to the session; they fetch and
//! store nothing.

mod about;
mod answer;
mod app;
mod artifacts;
mod attachments;
mod calls;
mod code;
mod commands;
mod composer;
mod context_meter;
mod conversation;
mod dialog;
mod displays;
mod drawer;
mod guide;
mod keys;
mod lazy;
mod markdown;
mod menu;
mod output;
mod palette;
mod past;
mod questions;
mod rail;
mod requests;
mod run;
mod screen;
mod settings;
mod step;
mod templates;
mod toast;
mod top_bar;
mod unsupported;
mod waiting;
mod welcome;

pub use app::open;
pub use unsupported::Unsupported;
