//! Lowering: CPython source in, MicroPython source out. Line numbers never move. Knows nothing of
//! the rest of the agent.
