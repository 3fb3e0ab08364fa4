//! Programs that tests need beside the browser: found, or installed where that is possible.

use std::env;

use crate::process::{Failure, output_of, program, run, say};

/// A program.
pub struct Wanted {
    /// Names its path, if set.
    variable: &'static str,
    /// What it is called on PATH.
    name: &'static str,
    /// Debian's package.
    package: &'static str,
    /// Which tests need it.
    purpose: &'static str,
}

/// The store of the user's own.
pub const REDIS: Wanted = Wanted {
    variable: "REDIS_SERVER",
    name: "redis-server",
    package: "redis-server",
    purpose: "the tests of the Redis store",
};

/// A host for the site.
pub const NGINX: Wanted = Wanted {
    // Nginx takes `NGINX` for a list of sockets.
    variable: "NGINX_SERVER",
    name: "nginx",
    package: "nginx-light",
    purpose: "the tests of hosting",
};

/// The other browser that the site is tried in.
pub const FIREFOX: Wanted = Wanted {
    variable: "FIREFOX",
    name: "firefox-esr",
    package: "firefox-esr",
    purpose: "the tests of hosting",
};

/// Finds a program: the variable if it is set, else on PATH, else installed by apt.
///
/// # Errors
/// When there is none and none can be installed; the text says what to install.
pub fn find(wanted: &Wanted) -> Result<String, Failure> {
    let Wanted {
        variable,
        name,
        package,
        purpose,
    } = wanted;
    if let Some(path) = found(wanted) {
        return Ok(path);
    }
    let is_root = output_of("id", &["-u"]).as_deref() == Some("0");
    if is_root && output_of("apt-get", &["--version"]).is_some() {
        say(format!("Installing {name} for {purpose}"));
        run(program("apt-get")?.args(["update", "--quiet"]))?;
        run(program("apt-get")?
            .args(["install", "--yes", "--quiet", "--no-install-recommends"])
            .arg(package)
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
        if let Some(path) = found(wanted) {
            return Ok(path);
        }
    }
    Err(Failure::new(format!(
        "{purpose} need {name}. Install it (Debian: apt install {package}) or set {variable} to \
         its path."
    )))
}

/// The program, if it is there.
pub fn found(wanted: &Wanted) -> Option<String> {
    if let Ok(path) = env::var(wanted.variable) {
        return Some(path);
    }
    env::split_paths(&env::var_os("PATH")?)
        // Where Debian has servers, which is not on everybody's PATH.
        .chain(["/usr/sbin".into()])
        .map(|directory| directory.join(wanted.name))
        .find(|path| path.is_file())
        .and_then(|path| path.to_str().map(str::to_string))
}
