//! The vocabulary of OpenAI's models, fetched when one of them is first asked. Until it is there,
//! and when it cannot be had, tokens are estimated.

use std::cell::RefCell;
use std::rc::Rc;

use micropython_agent::model::Tokenizer;
use micropython_agent::model::tokenizer::Vocabulary;
use wasm_bindgen_futures::spawn_local;

use crate::browser::site;

/// A tokenizer that is fetched once.
#[derive(Clone, Default)]
pub struct LazyTokenizer {
    /// Nothing as long as nobody has asked for it.
    tokenizer: Rc<RefCell<Option<Tokenizer>>>,
}

impl LazyTokenizer {
    /// The best one that is there. The first call begins to fetch the vocabulary.
    pub fn get(&self) -> Tokenizer {
        if let Some(tokenizer) = self.tokenizer.borrow().as_ref() {
            return tokenizer.clone();
        }
        self.tokenizer.replace(Some(Tokenizer::Estimate));
        let place = self.tokenizer.clone();
        spawn_local(async move {
            match fetch().await {
                Ok(vocabulary) => {
                    place.replace(Some(Tokenizer::exact(vocabulary)));
                }
                Err(problem) => {
                    tracing::warn!(problem, "tokens are estimated");
                }
            }
        });
        Tokenizer::Estimate
    }
}

async fn fetch() -> Result<Vocabulary, String> {
    let file = site::bytes("o200k.bin").await?;
    Vocabulary::read(&file).map_err(|error| error.to_string())
}
