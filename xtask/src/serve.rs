//! `cargo xtask serve`: the page on this machine, rebuilt as its source changes.

use crate::process::{Failure, program, run, say};
use crate::{assets, tools};

const DEFAULT_PORT: &str = "8080";

/// Serves the page until it is interrupted. `options` go to `trunk serve` as they are.
///
/// # Errors
/// When the set-up or trunk fails.
pub fn serve(options: &[String]) -> Result<(), Failure> {
    tools::set_up()?;
    assets::install()?;
    say("The first build takes 2 to 6 minutes; a rebuild takes seconds.");
    say(format!(
        "Once trunk says \"success\", the page is at http://127.0.0.1:{}/",
        port(options)
    ));
    run(program("trunk")?.arg("serve").args(options))
}

fn port(options: &[String]) -> &str {
    let mut options = options.iter();
    while let Some(option) = options.next() {
        if option == "--port" || option == "-p" {
            return options.next().map_or(DEFAULT_PORT, String::as_str);
        }
        if let Some(port) = option.strip_prefix("--port=") {
            return port;
        }
    }
    DEFAULT_PORT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_port_that_trunk_is_told_to_use() {
        for (options, expected) in [
            (&[][..], "8080"),
            (&["--open", "--port", "9000"][..], "9000"),
            (&["--port=9001"][..], "9001"),
            (&["-p", "9002"][..], "9002"),
        ] {
            let options: Vec<String> = options.iter().map(|text| text.to_string()).collect();
            assert_eq!(port(&options), expected);
        }
    }
}
