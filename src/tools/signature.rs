//! Python signatures and docstrings from JSON schemas.
