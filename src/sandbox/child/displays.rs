//! What Python shows the person: checked here, so that Python is told what is wrong with it, and
//! again by the page. The bytes of a picture go straight out of the interpreter's memory.

use serde::Deserialize;

use super::{Child, Reply};
use crate::display::{Content, Display, Image, image};
use crate::sandbox::protocol::FromWorker;

/// A picture that is shown, without its bytes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Picture {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    alternative: Option<String>,
    /// Where its bytes are.
    address: u32,
    length: u32,
}

impl Child {
    /// Python shows something.
    pub(super) fn display(&mut self, text: &str) -> Reply {
        match serde_json::from_str(text) {
            Ok(display) => self.show(display),
            Err(error) => Reply::refusal(&without_place(&error)),
        }
    }

    /// Python shows a picture.
    pub(super) fn picture(&mut self, text: &str) -> Reply {
        let Some(run) = &mut self.run else {
            return Reply::refusal("no code is running");
        };
        let picture: Picture = match serde_json::from_str(text) {
            Ok(picture) => picture,
            Err(error) => return Reply::refusal(&without_place(&error)),
        };
        let (address, length) = (picture.address, picture.length);
        if let Err(error) = image::check_size(length as usize) {
            return Reply::refusal(&error.to_string());
        }
        run.picture = Some(picture);
        Reply::Read { address, length }
    }

    /// The bytes of a picture that is shown.
    pub(super) fn read_picture(&mut self, picture: Picture, bytes: &[u8]) -> Reply {
        let image = Image::new(bytes, picture.alternative);
        match Display::new(picture.title, Content::Image { image }) {
            Ok(display) => self.show(display),
            Err(error) => Reply::refusal(&error.to_string()),
        }
    }

    fn show(&mut self, display: Display) -> Reply {
        let Some(run) = &mut self.run else {
            return Reply::refusal("no code is running");
        };
        if let Err(error) = run.shown.add(&display) {
            return Reply::refusal(&error.to_string());
        }
        let number = run.number;
        // What was printed before it comes before it.
        self.flush();
        self.send(FromWorker::Displayed {
            run: number,
            display,
        });
        Reply::value(())
    }
}

/// The error without where in the JSON it is, which Python has not seen.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((reason, _)) => reason.into(),
        None => text,
    }
}
