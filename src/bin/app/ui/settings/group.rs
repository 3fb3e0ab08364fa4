//! Groups of settings as they are typed: one table for each says which fields it has.

use leptos::prelude::*;
use micropython_agent::storage::settings::{
    SettingsError, StoredAnswerSettings, StoredLimitSettings, StoredWorkSettings,
};

use super::draft::{number, optional};

/// The draft of a group of settings, whose fields are named as those of its stored form.
macro_rules! draft {
    ($(#[$doc:meta])+ $name:ident of $stored:ident in $group:literal {
        $($field:ident: $kind:ident,)+
    }) => {
        $(#[$doc])+
        #[derive(Clone, Copy)]
        pub struct $name {
            $(
                #[doc = concat!("See [`", stringify!($stored), "::", stringify!($field), "`].")]
                pub $field: RwSignal<String>,
            )+
        }

        impl $name {
            /// The settings in force, as text.
            pub fn of(stored: $stored) -> Self {
                Self { $($field: RwSignal::new(optional(stored.$field)),)+ }
            }

            /// All fields.
            #[allow(dead_code, reason = "not all groups are taken whole")]
            pub fn signals(&self) -> Vec<RwSignal<String>> {
                vec![$(self.$field),+]
            }

            /// The fields as settings that are still to be checked; what is no number where one is
            /// needed is an error.
            pub fn read(&self, errors: &mut Vec<SettingsError>) -> $stored {
                $stored {
                    $($field: $kind(concat!($group, ".", stringify!($field)), self.$field, errors),)+
                }
            }
        }
    };
}

draft! {
    /// The limits of the sandbox.
    LimitDraft of StoredLimitSettings in "limits" {
        sleep_seconds: number,
        tool_calls: number,
        memory_mb: number,
        files_mb: number,
        output_kb: number,
        source_kb: number,
        data_mb: number,
    }
}

draft! {
    /// How the agent works.
    WorkDraft of StoredWorkSettings in "work" {
        max_tokens: number,
        max_cost: number,
        input_price: number,
        cached_price: number,
        output_price: number,
        context_tokens: number,
        compact_percent: number,
        planning_interval: number,
        final_summary: text,
        summary_prompt: text,
    }
}

draft! {
    /// What an answer must be.
    AnswerDraft of StoredAnswerSettings in "answer" {
        after_steps: number,
        min_chars: number,
        contains: text,
        schema: text,
    }
}

fn text(_: &str, signal: RwSignal<String>, _: &mut Vec<SettingsError>) -> Option<String> {
    Some(signal.get_untracked())
}
