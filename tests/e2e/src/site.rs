//! A plain static file server: the built site in a folder of a host that knows nothing of it and
//! sends no special headers.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::Result;
use crate::log::lock;

/// The folder on the host that the site lies in.
pub(crate) const SUB_PATH: &str = "/some/sub/path/";

/// Files of the site that are served with other contents than the built ones: a host that has been
/// taken over, or a worker that has. Clones are the same.
#[derive(Clone, Default)]
pub struct Replaced {
    files: Arc<Mutex<HashMap<String, String>>>,
}

impl Replaced {
    /// Serves this text for a file from now on.
    pub fn file(&self, name: &str, contents: impl Into<String>) {
        lock(&self.files).insert(name.into(), contents.into());
    }

    /// Serves a file as it was built again.
    pub fn restore(&self, name: &str) {
        lock(&self.files).remove(name);
    }

    fn contents(&self, path: &Path) -> Option<Vec<u8>> {
        let files = lock(&self.files);
        Some(files.get(path.to_str()?)?.clone().into_bytes())
    }
}

/// A text file of the built site.
///
/// # Errors
/// When it is not there.
pub fn built_file(name: &str) -> Result<String> {
    Ok(std::fs::read_to_string(built_site()?.join(name))?)
}

/// The folder of the built site: `E2E_DIST`, or dist/ in the repository.
///
/// # Errors
/// When there is no site; the text says how to build it.
pub fn built_site() -> Result<PathBuf> {
    let folder = std::env::var_os("E2E_DIST")
        .map_or_else(|| package_folder().join("../../dist"), PathBuf::from);
    let folder = folder.canonicalize().unwrap_or(folder);
    if folder.join("index.html").is_file() {
        Ok(folder)
    } else {
        Err(format!(
            "there is no built site in {}: run `cargo xtask dist` first, or `cargo xtask test e2e`, which does",
            folder.display()
        )
        .into())
    }
}

/// The folder of this package, as cargo says it now: with a target folder shared by several
/// clones, the one that this was compiled in may be another.
pub(crate) fn package_folder() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
}

pub(crate) fn routes(folder: PathBuf, replaced: Replaced) -> Router {
    Router::new().fallback(file).with_state((folder, replaced))
}

async fn file(State((folder, replaced)): State<(PathBuf, Replaced)>, request: Request) -> Response {
    let Some(path) = request.uri().path().strip_prefix(SUB_PATH) else {
        return not_found();
    };
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    if !path
        .components()
        .all(|component| matches!(component, Component::Normal(_)))
    {
        return not_found();
    }
    let contents = match replaced.contents(path) {
        Some(contents) => Ok(contents),
        None => tokio::fs::read(folder.join(path)).await,
    };
    match contents {
        Ok(contents) => ([(header::CONTENT_TYPE, content_type(path))], contents).into_response(),
        Err(_) => not_found(),
    }
}

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, "not found").into_response()
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
