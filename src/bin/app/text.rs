//! How things read on the page, worked out without a browser: highlighting, excerpts and
//! figures. Pure functions; tested natively.

pub mod blocks;
pub mod excerpt;
pub mod figures;
pub mod growing_code;
pub mod highlight;
pub mod languages;
pub mod python;
pub mod zip;
