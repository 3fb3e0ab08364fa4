//! The text that was searched last. Code goes through one text again and again, by one pattern
//! after the other or from one match to the next: it need not send it each time. Nothing depends
//! on it but time: when the text is not here, Python sends it again.

use std::cell::RefCell;
use std::rc::Rc;

use super::text::Text;

/// Larger texts are not kept: beside the bytes there are words for each character.
const LARGEST: usize = 4 << 20;

thread_local! {
    static LAST: RefCell<Option<(String, Rc<Text>)>> = const { RefCell::new(None) };
}

/// The text of this key, unless another one was searched since.
pub fn kept(key: &str) -> Option<Rc<Text>> {
    LAST.with_borrow(|last| {
        let (_, text) = last.as_ref().filter(|(name, _)| name == key)?;
        Some(text.clone())
    })
}

/// Keeps a text by a key.
pub fn keep(key: String, text: &Rc<Text>) {
    if text.characters().len() <= LARGEST {
        LAST.with_borrow_mut(|last| *last = Some((key, text.clone())));
    }
}
