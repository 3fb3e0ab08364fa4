//! What the built page does in a browser, one file for each part of its behaviour. Needs a built
//! site: `cargo xtask test e2e` builds it first.

mod accessibility;
mod answering;
mod approval;
mod artifacts;
mod attacks;
mod care;
mod conversations;
mod diagrams;
mod displays;
mod drawer;
mod embedding;
mod exchange;
mod failing_provider;
mod folder;
mod formats;
mod hosting;
mod javascript;
mod keeping_the_key;
mod keyboard;
mod languages;
mod limits;
mod living;
mod misbehaving;
mod names;
mod opening;
mod past;
mod python;
mod resuming;
mod screens;
mod sealed;
mod stopping;
mod tabs;
mod tools;
mod updating;
mod working;
