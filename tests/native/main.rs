//! The portable agent through its public interface.

mod tools;
mod tour;
