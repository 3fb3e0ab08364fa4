//! The English texts, by the areas of the page.

mod chat;
mod page;
mod places;
mod preferences;
mod work;

pub use self::chat::*;
pub use self::page::*;
pub use self::places::*;
pub use self::preferences::*;
pub use self::work::*;

/// Names and texts of all areas.
#[cfg(test)]
pub const AREAS: [&[(&str, &str, Option<&str>)]; 37] = [
    about::ALL,
    answer::ALL,
    artifacts::ALL,
    calls::ALL,
    code::ALL,
    commands::ALL,
    common::ALL,
    composer::ALL,
    context::ALL,
    conversation::ALL,
    device::ALL,
    diagram::ALL,
    displays::ALL,
    documents::ALL,
    drawer::ALL,
    figures::ALL,
    guide::ALL,
    keys::ALL,
    markdown::ALL,
    menu::ALL,
    notices::ALL,
    output::ALL,
    palette::ALL,
    past::ALL,
    provider::ALL,
    questions::ALL,
    rail::ALL,
    requests::ALL,
    run::ALL,
    services::ALL,
    session::ALL,
    settings::ALL,
    step::ALL,
    templates::ALL,
    unsupported::ALL,
    waiting::ALL,
    welcome::ALL,
];
