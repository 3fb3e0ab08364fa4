//! Filling in the placeholders of a template that was inserted: the next one is selected, so that
//! typing takes its place.

use leptos::{html, prelude::*};

use crate::session::templates::placeholder;
use crate::ui::screen::Screen;

/// Selects the placeholder that is to be filled in next, once the field shows it.
pub fn select_placeholder(screen: Screen, field: NodeRef<html::Textarea>) {
    Effect::new(move |_| {
        let Some((start, end)) = screen.filling.get() else {
            return;
        };
        request_animation_frame(move || {
            let Some(field) = field.get_untracked() else {
                return;
            };
            let units = |at: usize| {
                let draft = screen.draft.get_untracked();
                draft.get(..at).unwrap_or(&draft).encode_utf16().count() as u32
            };
            // It is shown, so it takes the focus.
            let _ = field.focus();
            if field.set_selection_range(units(start), units(end)).is_err() {
                tracing::debug!("a placeholder could not be selected");
            }
        });
    });
}

/// Goes to the placeholder after the selection, while a template is being filled in. False when there
/// is none: then the key that asked for it does what it always does.
pub fn fill_next(screen: Screen, field: NodeRef<html::Textarea>) -> bool {
    if screen.filling.get_untracked().is_none() {
        return false;
    }
    let end = field.get_untracked().and_then(|it| it.selection_end().ok());
    let units = end.flatten().unwrap_or_default() as usize;
    let draft = screen.draft.get_untracked();
    let next = placeholder(&draft, bytes_of(&draft, units));
    screen
        .filling
        .set(next.map(|range| (range.start, range.end)));
    screen.filling.with_untracked(Option::is_some)
}

/// The place in bytes of so many UTF-16 units.
fn bytes_of(text: &str, units: usize) -> usize {
    let mut passed = 0;
    for (at, character) in text.char_indices() {
        if passed >= units {
            return at;
        }
        passed += character.len_utf16();
    }
    text.len()
}
