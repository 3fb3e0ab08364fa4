//! The portable agent through its public interface.

mod agent_loop;
mod storage;
mod tools;
mod tour;
