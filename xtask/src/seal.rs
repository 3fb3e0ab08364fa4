//! Finishes the page that trunk built. Trunk writes inline scripts into index.html: their hashes
//! go into the page's Content-Security-Policy, so that it needs no 'unsafe-inline'; that of the
//! sandbox's frame as well, which is made from text and takes the page's policy beside its own. Trunk does not
//! hash the names of the sandbox's files: a hash of their contents goes into the page, which asks
//! for them by it, so that a cached old worker never meets a new page.

use std::env;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::minify::minify;
use crate::offline;
use crate::process::{Context, Failure};
use crate::split::{RELEASE, profile, split};
use crate::styles;

/// In index.html's policy, where the hashes belong.
const HASHES: &str = "{inline-script-hashes}";

/// In index.html's `<meta name="assets-version">`, where the version belongs.
const VERSION: &str = "{assets-version}";

/// The sandbox's frame, whose own policy names its script's hash too.
const FRAME: &str = "sandbox.html";

/// The module for pages of others, and where the name of the page's script belongs in it.
const MODULE: &str = "agent.js";
const APP: &str = "{app}";

/// The files that the page asks for by version.
const VERSIONED: [&str; 10] = [
    "diagrams.js",
    "diagrams_bg.wasm",
    "worker.js",
    "worker_bg.wasm",
    "micropython.wasm",
    "licences.json",
    "o200k.bin",
    "de.txt",
    styles::FILE,
    FRAME,
];

/// Seals the site in trunk's staging folder, as trunk's post-build hook.
///
/// # Errors
/// When there is no site, or it is not the one expected.
pub fn seal_staged_site() -> Result<(), Failure> {
    let folder = env::var("TRUNK_STAGING_DIR")
        .context("reading TRUNK_STAGING_DIR (seal is run by trunk, see Trunk.toml)")?;
    let folder = Path::new(&folder);
    let page_file = folder.join("index.html");
    let page =
        fs::read_to_string(&page_file).context(format!("reading {}", page_file.display()))?;
    let frame_file = folder.join(FRAME);
    let frame = fs::read_to_string(&frame_file).context(format!("reading {FRAME}"))?;
    check_frame(&frame)?;
    styles::join(folder)?;
    let is_release = profile()? == RELEASE;
    let app = app_name(folder)?;
    let page = split(folder, &app, page)?;
    let page = match is_release {
        true => minify(folder, page)?,
        false => page,
    };
    let version = assets_version(folder)?;
    let module_file = folder.join(MODULE);
    let module = fs::read_to_string(&module_file).context(format!("reading {MODULE}"))?;
    let module = fill_module(&module, &app, &version)?;
    fs::write(&module_file, module).context(format!("writing {MODULE}"))?;
    fs::write(&page_file, seal(&page, &frame, &version)?)
        .context(format!("writing {}", page_file.display()))?;
    offline::fill_in(folder, &VERSIONED, &version, is_release)
}

/// The module for pages of others, with the names of this build.
fn fill_module(module: &str, app: &str, version: &str) -> Result<String, Failure> {
    if !module.contains(APP) {
        return Err(Failure::new(format!("{MODULE} does not hold {APP}")));
    }
    Ok(replace_once(module, VERSION, version)?.replace(APP, app))
}

/// What trunk has called the page's script, without its ending.
fn app_name(folder: &Path) -> Result<String, Failure> {
    let files = fs::read_dir(folder).context(format!("listing {}", folder.display()))?;
    let mut names = Vec::new();
    for file in files {
        let name = file.context("listing the site")?.file_name();
        let name = name.to_string_lossy();
        let app = name
            .strip_suffix(".js")
            .filter(|app| app.starts_with("app-"));
        names.extend(app.map(str::to_string));
    }
    match &names[..] {
        [name] => Ok(name.clone()),
        others => Err(Failure::new(format!(
            "the site should have one app-*.js, and has {others:?}"
        ))),
    }
}

/// The version of the files that the page asks for: a hash of their contents.
fn assets_version(folder: &Path) -> Result<String, Failure> {
    let mut hash = Sha256::new();
    for name in VERSIONED {
        let contents = fs::read(folder.join(name)).context(format!(
            "reading {name}, which index.html should bring along"
        ))?;
        hash.update(contents.len().to_le_bytes());
        hash.update(&contents);
    }
    Ok(hash.finalize()[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// Checks that the frame's policy allows its script: without it the sandbox would never start.
fn check_frame(frame: &str) -> Result<(), Failure> {
    for script in inline_scripts(frame)? {
        let source = hash_source(script);
        if !frame.contains(&source) {
            return Err(Failure::new(format!(
                "{FRAME} has a script that its Content-Security-Policy does not name: {source}"
            )));
        }
    }
    Ok(())
}

/// How a policy names an inline script.
fn hash_source(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

fn seal(page: &str, frame: &str, assets_version: &str) -> Result<String, Failure> {
    let page = settle_reload_script(page);
    let scripts = [inline_scripts(&page)?, inline_scripts(frame)?].concat();
    let hashes: Vec<String> = scripts.into_iter().map(hash_source).collect();
    let page = replace_once(&page, HASHES, &hashes.join(" "))?;
    replace_once(&page, VERSION, assets_version)
}

/// `trunk serve` fills its reload script's address in with every response, which would change the
/// script's hash. The address is the page's own, so it can be written in now.
fn settle_reload_script(page: &str) -> String {
    page.replace("'{{__TRUNK_ADDRESS__}}'", "window.location.host")
        .replace("{{__TRUNK_WS_BASE__}}", "/")
}

/// The text of each `<script>` without a `src`, exactly as the browser hashes it.
fn inline_scripts(page: &str) -> Result<Vec<&str>, Failure> {
    let mut scripts = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find("<script") {
        let unclosed = || Failure::new("index.html has a <script> that is not closed");
        let (tag, after) = rest[start..].split_once('>').ok_or_else(unclosed)?;
        let (script, after) = after.split_once("</script>").ok_or_else(unclosed)?;
        if !tag.contains(" src=") {
            scripts.push(script);
        }
        rest = after;
    }
    Ok(scripts)
}

fn replace_once(page: &str, placeholder: &str, value: &str) -> Result<String, Failure> {
    match page.matches(placeholder).count() {
        1 => Ok(page.replace(placeholder, value)),
        count => Err(Failure::new(format!(
            "it must hold {placeholder} exactly once, and holds it {count} times"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta content=\"script-src 'self' {inline-script-hashes}\">\
                        <meta name=\"assets-version\" content=\"{assets-version}\">";

    #[test]
    fn allows_the_inline_scripts_by_hash_and_names_the_version() -> Result<(), Failure> {
        let page = format!(
            "{PAGE}<script type=\"module\">alert(1)</script><script src=\"a.js\"></script>"
        );
        assert_eq!(
            seal(&page, "<script>alert(2)</script>", "abc")?,
            "<meta content=\"script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' 'sha256-4axlHpxgDbFzJObpXPFZgZhULrEGgJiud3OwxN9unHg='\">\
             <meta name=\"assets-version\" content=\"abc\">\
             <script type=\"module\">alert(1)</script><script src=\"a.js\"></script>"
        );
        Ok(())
    }

    #[test]
    fn leaves_nothing_in_the_reload_script_that_trunk_would_change_when_serving()
    -> Result<(), Failure> {
        let page = format!(
            "{PAGE}<script>const a = '{{{{__TRUNK_ADDRESS__}}}}'; const b = '{{{{__TRUNK_WS_BASE__}}}}';</script>"
        );
        let sealed = seal(&page, "", "abc")?;
        assert_eq!(
            inline_scripts(&sealed)?,
            ["const a = window.location.host; const b = '/';"]
        );
        Ok(())
    }

    #[test]
    fn the_module_names_the_script_of_the_build() -> Result<(), Failure> {
        let module = "import './{app}.js'; const v = '{assets-version}'; load('{app}_bg.wasm')";
        assert_eq!(
            fill_module(module, "app-1a", "abc")?,
            "import './app-1a.js'; const v = 'abc'; load('app-1a_bg.wasm')"
        );
        assert!(fill_module("const v = '{assets-version}'", "app-1a", "abc").is_err());
        Ok(())
    }

    #[test]
    fn refuses_a_page_without_its_placeholders_or_with_an_open_script() {
        assert!(seal("<p>no placeholders</p>", "", "abc").is_err());
        assert!(seal(&format!("{PAGE}<script>alert(1)"), "", "abc").is_err());
    }

    #[test]
    fn the_frame_s_policy_must_name_its_script() {
        let script = "<script>alert(1)</script>";
        let hash = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
        assert!(check_frame(&format!("<meta content=\"{hash}\">{script}")).is_ok());
        assert!(check_frame(&format!("<meta content=\"'sha256-other'\">{script}")).is_err());
    }
}
