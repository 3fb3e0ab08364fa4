//! A reader that gives a page's text as Markdown (the page's address is the path), and a few pages
//! that can be read without it.

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

pub(super) fn routes() -> Router {
    Router::new().route("/{*address}", get(read))
}

pub(super) fn pages() -> Router {
    Router::new().route("/article", get(async || Html(ARTICLE)))
}

async fn read(Path(address): Path<String>) -> Response {
    if !address.starts_with("http") {
        return (StatusCode::BAD_REQUEST, "not a web address").into_response();
    }
    let text = format!(
        "Title: The lighthouse\n\nURL Source: {address}\n\nMarkdown Content:\n# The lighthouse\n\nIt was built in 1823 and is 31 metres tall.\n"
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

const ARTICLE: &str = "<!doctype html><html><head><title>The harbour</title>\
<script>document.title = 'changed'</script><style>p { color: red }</style></head>\
<body><nav>Home</nav><h1>The harbour</h1><p>It has 12 berths.</p></body></html>";
