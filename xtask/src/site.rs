//! `cargo xtask dist`: the release site.

use crate::process::{Failure, program, root, run, say};
use crate::{assets, tools};

/// Writes the release site to dist/.
///
/// # Errors
/// When the set-up or the build fails; dist/ may then hold an earlier build. When the sandbox has
/// grown past its budget.
pub fn dist() -> Result<(), Failure> {
    tools::set_up()?;
    assets::install()?;
    say("Building the release site (about 6 minutes the first time, then half a minute)");
    run(program("trunk")?.args(["build", "--release"]))?;
    run(program("node")?.args(["bench/budget.mjs", "dist"]))?;
    say(format!(
        "The site is in {}: copy it to any folder of any static host.",
        root().join("dist").display()
    ));
    Ok(())
}
