//! Trying out a connection as it is being entered.

use std::time::Duration;

use futures::future::{Either, select};
use leptos::prelude::*;
use micropython_agent::model::connection::{Finding, Reach, Standing, try_out};
use micropython_agent::model::{Act, ApiKey, ModelConfig, PATIENCE, WireFormat};
use micropython_agent::platform::http::origin;

use super::Session;
use super::inspecting::TRIAL;
use crate::browser::reach::reach;

/// How long it may take to find out why a provider does not answer.
const REACH_PATIENCE: Duration = Duration::from_secs(6);

/// What is entered about a provider.
pub struct Entered {
    /// Where its API is.
    pub base_url: String,
    /// What it speaks.
    pub format: WireFormat,
    /// A new key, if one is typed.
    pub key: Option<ApiKey>,
    /// Whether the key in force is to be forgotten.
    pub forget_key: bool,
    /// The model's name; empty if none is chosen.
    pub model: String,
}

impl Session {
    /// Tries out what is entered, not what is in force. The key in force is used where none is typed,
    /// for its own origin only.
    pub async fn test_connection(self, entered: Entered) -> Finding {
        let settings = self.settings.get_untracked();
        let address = entered.base_url.trim().to_string();
        let same_origin = origin(&address) == origin(&settings.base_url);
        let kept = self.key.get_untracked();
        let kept = kept.filter(|_| same_origin && !entered.forget_key);
        let config = ModelConfig {
            format: entered.format,
            base_url: address.clone(),
            api_key: entered.key.or(kept),
            model: entered.model,
            temperature: None,
            max_tokens: None,
            act: Act::default(),
            patience: PATIENCE,
        };
        let adapters = self.adapters.get_value();
        let clock = adapters.clock.clone();
        let http = adapters.inspected(config.api_key.clone(), TRIAL);
        match try_out(http, clock.clone(), config).await {
            Ok(trial) if trial.is_unanswered() => {
                let patience = clock.sleep(REACH_PATIENCE);
                let found = match select(Box::pin(reach(&address)), patience).await {
                    Either::Left((found, _)) => found,
                    Either::Right(_) => Reach::Nothing,
                };
                trial.finding(found)
            }
            Ok(trial) => trial.finding(Reach::Nothing),
            Err(error) => Finding {
                standing: Standing::WrongAddress,
                found: error.to_string(),
                advice: String::new(),
            },
        }
    }
}
