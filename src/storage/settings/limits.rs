//! The limits of the sandbox as settings: in the units that the user types.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::check::Check;
use crate::sandbox::limits::Limits;

const KILO: usize = 1 << 10;
const MEGA: usize = 1 << 20;

/// One table for all: name, bounds and meaning of each limit.
macro_rules! limit_settings {
    ($($(#[$doc:meta])+ $name:ident: $least:literal to $most:literal;)+) => {
        /// Limits on one step's code, in whole units.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct LimitSettings {
            $($(#[$doc])+ pub $name: u64,)+
        }

        /// [`LimitSettings`] as stored and typed.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct StoredLimitSettings {
            $($(#[$doc])+ pub $name: Option<u64>,)+
        }

        impl StoredLimitSettings {
            /// The default for what is missing; each that is out of its bounds is an error.
            pub(super) fn check(self, check: &mut Check) -> LimitSettings {
                let default = LimitSettings::default();
                LimitSettings {
                    $($name: check.between(
                        concat!("limits.", stringify!($name)),
                        self.$name.unwrap_or(default.$name),
                        ($least, $most),
                    ),)+
                }
            }
        }

        impl From<&LimitSettings> for StoredLimitSettings {
            fn from(settings: &LimitSettings) -> Self {
                Self { $($name: Some(settings.$name),)+ }
            }
        }
    };
}

limit_settings! {
    /// Seconds that `time.sleep` may take, all of a step's together.
    sleep_seconds: 1 to 86_400;
    /// Tool calls of one step.
    tool_calls: 1 to 100_000;
    /// Megabytes that the interpreter may use.
    memory_mb: 32 to 2_048;
    /// Megabytes that all files may take.
    files_mb: 1 to 1_024;
    /// Kilobytes that one step may print.
    output_kb: 1 to 65_536;
    /// Kilobytes of one step's code.
    source_kb: 1 to 16_384;
    /// Megabytes of one tool call's arguments, of its result, and of an answer.
    data_mb: 1 to 128;
}

impl Default for LimitSettings {
    fn default() -> Self {
        let limits = Limits::default();
        Self {
            sleep_seconds: limits.sleeping.as_secs(),
            tool_calls: limits.tool_calls.into(),
            memory_mb: (limits.memory_bytes / MEGA) as u64,
            files_mb: (limits.file_bytes / MEGA) as u64,
            output_kb: (limits.output_bytes / KILO) as u64,
            source_kb: (limits.source_bytes / KILO) as u64,
            data_mb: (limits.message_bytes / MEGA) as u64,
        }
    }
}

impl LimitSettings {
    /// The limits of the sandbox. The time of execution is a setting of its own.
    pub(super) fn limits(&self) -> Limits {
        // Checked settings are far from the ends of these types.
        let bytes = |amount: u64, unit: usize| (amount as usize).saturating_mul(unit);
        Limits {
            sleeping: Duration::from_secs(self.sleep_seconds),
            tool_calls: u32::try_from(self.tool_calls).unwrap_or(u32::MAX),
            memory_bytes: bytes(self.memory_mb, MEGA),
            file_bytes: bytes(self.files_mb, MEGA),
            output_bytes: bytes(self.output_kb, KILO),
            source_bytes: bytes(self.source_kb, KILO),
            message_bytes: bytes(self.data_mb, MEGA),
            ..Limits::default()
        }
    }
}
