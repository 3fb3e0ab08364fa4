//! Checks JSON values against the JSON schemas that schemars derives.
