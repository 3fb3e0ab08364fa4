//! A Redis server, for the tests of the store that is one: found, or installed where that is
//! possible.

use crate::browser::named_or_found;
use crate::process::{Failure, output_of, program, run, say};

/// Finds the server: `REDIS_SERVER` if set, else from PATH, else installed by apt.
///
/// # Errors
/// When there is none and none can be installed; the text says what to install.
pub fn find() -> Result<String, Failure> {
    if let Some(server) = installed() {
        return Ok(server);
    }
    let is_root = output_of("id", &["-u"]).as_deref() == Some("0");
    if is_root && output_of("apt-get", &["--version"]).is_some() {
        say("Installing Redis for the tests (a few seconds)");
        run(program("apt-get")?.args(["update", "--quiet"]))?;
        run(program("apt-get")?
            .args(["install", "--yes", "--quiet", "--no-install-recommends"])
            .arg("redis-server")
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
        if let Some(server) = installed() {
            return Ok(server);
        }
    }
    Err(Failure::new(
        "the tests of the Redis store need redis-server. Install it (Debian: apt install \
         redis-server) or set REDIS_SERVER to its path.",
    ))
}

fn installed() -> Option<String> {
    named_or_found("REDIS_SERVER", &["redis-server"])
}
