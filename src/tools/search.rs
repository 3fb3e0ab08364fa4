//! search_web: Wikipedia by default.
