//! What scrape_pages makes of a page that it reads itself, and which it refuses.

use std::rc::Rc;

use async_trait::async_trait;
use futures::stream::{self, StreamExt};
use micropython_agent::platform::http::{
    HttpClient, HttpError, HttpRequest, HttpResponse, ScriptedHttp, Source,
};
use micropython_agent::tools::{ServiceSettings, Tool, default_toolbox};
use serde_json::json;

use super::{Called, call, call_with, resources, services};

fn directly(private_pages: bool) -> Tool {
    let services = ServiceSettings {
        reader: String::new(),
        private_pages,
        ..services()
    };
    default_toolbox(&services)
        .get("scrape_pages")
        .unwrap()
        .clone()
}

fn read(content_type: &str, body: &[u8]) -> Called {
    let http = ScriptedHttp::default().respond_in_chunks(
        200,
        &[("content-type", content_type)],
        vec![Ok(body.to_vec())],
    );
    call(
        &directly(false),
        json!({"urls": "https://a.test/dir/page"}),
        http,
    )
}

fn text(called: Called) -> String {
    called.value()[0]["text"].as_str().unwrap().to_string()
}

/// A page as magazines make them.
const ARTICLE: &str = r##"<!doctype html><html><head><title>Tea, a guide</title><style>p{}</style></head>
<body class="page"><div id="top-nav"><ul><li><a href="/">Home</a></li></ul></div>
<div class="cookie-banner"><p>We value your privacy, and 312 partners, who value it too, more than you.</p></div>
<div class="layout"><div class="post-body"><h1>Tea</h1>
<p>Tea is a drink, made of leaves, that people have had for thousands of years, hot or cold.</p>
<p>It is brewed with <code>water</code>, which should be <a href="hot">hot</a>, but not too hot, for some kinds.</p>
<div class="share"><p>Share this, with friends, with family, and with strangers, on all networks.</p></div>
<table><thead><tr><th>Kind</th><th>°C</th></tr></thead><tbody><tr><td><p>Green</p></td><td>70</td></tr><tr><td>Black</td><td>95</td></tr></tbody></table>
<pre><code class="hljs language-python">def brew():
    return "tea"</code></pre>
<ul><li>Milk, if you like, after the tea</li><li>Sugar</li></ul>
<p>Whoever drinks it, at whatever time, in whatever company, should take the time that it takes.</p>
</div><div class="col"><p>Subscribe to our paper.</p></div></div>
<div class="footer-wrap"><p>Imprint</p></div></body></html>"##;

#[test]
fn the_main_content_of_a_page_is_kept_with_its_tables_code_and_links() {
    let called = read("text/html", ARTICLE.as_bytes());
    let value = called.value();
    assert_eq!(value[0]["title"], "Tea, a guide");
    assert_eq!(
        value[0]["text"],
        "# Tea\n\n\
         Tea is a drink, made of leaves, that people have had for thousands of years, hot or cold.\n\n\
         It is brewed with `water`, which should be [hot](https://a.test/dir/hot), but not too hot, for some kinds.\n\n\
         Kind | °C\n--- | ---\nGreen | 70\nBlack | 95\n\n\
         ```python\ndef brew():\n    return \"tea\"\n```\n\n\
         - Milk, if you like, after the tea\n- Sugar\n\n\
         Whoever drinks it, at whatever time, in whatever company, should take the time that it takes."
    );
}

#[test]
fn a_page_of_little_text_is_kept_whole() {
    assert_eq!(
        text(read(
            "text/html",
            b"<div>One</div><div><div>Two</div></div><p>Three"
        )),
        "One\n\nTwo\n\nThree"
    );
}

#[test]
fn a_part_with_most_of_the_text_is_kept_whatever_it_is_called() {
    let prose = "<p>Words, words, words, and then some more words, until there are enough.</p>";
    let page = format!("<div class='comments'>{}</div>", prose.repeat(5));
    assert_eq!(
        text(read("text/html", page.as_bytes()))
            .matches("Words")
            .count(),
        5
    );
}

#[test]
fn hostile_nesting_is_read_in_time() {
    let page = format!(
        "{}deep, very deep, indeed{}",
        "<div><p><table><tr><td>".repeat(20_000),
        "</div>".repeat(50_000)
    );
    assert_eq!(
        text(read("text/html", page.as_bytes())),
        "deep, very deep, indeed"
    );
}

#[test]
fn the_encoding_is_the_headers_or_the_pages_own() {
    assert_eq!(
        text(read("text/plain; charset=ISO-8859-1", b"caf\xe9")),
        "café"
    );
    assert_eq!(
        text(read("text/html", b"<meta charset='latin1'><p>caf\xe9")),
        "café"
    );
    assert_eq!(
        text(read(
            "text/html",
            b"<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\"><p>caf\xe9"
        )),
        "café"
    );
    assert_eq!(
        text(read("text/html", b"\xef\xbb\xbf<p>caf\xc3\xa9")),
        "café"
    );
    assert_eq!(
        read("text/plain; charset=klingon", b"x").error(),
        "https://a.test answered with something unexpected: its text is in an unknown encoding, \"klingon\""
    );
}

#[test]
fn a_pdf_and_other_files_are_refused_by_type_and_by_their_first_bytes() {
    let refused = |what: &str| {
        format!(
            "https://a.test answered with something unexpected: this is {what}, which cannot be \
             read here; find a web page that says the same"
        )
    };
    assert_eq!(read("application/pdf", b"").error(), refused("a PDF"));
    assert_eq!(read("text/plain", b"%PDF-1.7").error(), refused("a PDF"));
    assert_eq!(read("", b"%PDF-1.7").error(), refused("a PDF"));
    assert_eq!(
        read("application/octet-stream", b"\0").error(),
        refused("application/octet-stream")
    );
    assert_eq!(
        read("", b"PK\x03\x04").error(),
        refused("an archive or office document")
    );
}

#[test]
fn private_addresses_are_never_requested_unless_allowed() {
    for host in [
        "localhost",
        "LOCALHOST:8080",
        "a.localhost",
        "localhost.",
        "printer",
        "nas.local",
        "router.home.arpa",
        "wiki.internal",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "%31%32%37.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.168.257",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "0",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fd00::1]",
        "[::ffff:10.0.0.1]",
        "[::ffff:7f00:1]",
        "[::7f00:1]",
        "[64:ff9b::10.0.0.1]",
    ] {
        let called = call(
            &directly(false),
            json!({"urls": format!("http://{host}/")}),
            ScriptedHttp::default(),
        );
        assert_eq!(called.urls, [""; 0], "{host}");
        called.error();
    }
    let called = call(
        &directly(true),
        json!({"urls": "http://192.168.1.1/"}),
        ScriptedHttp::default().respond(200, "status"),
    );
    assert_eq!(text(called), "status");
}

#[test]
fn public_addresses_are_not_taken_for_private() {
    for host in [
        "a.test",
        "8.8.8.8",
        "172.32.0.1",
        "100.128.0.1",
        "local.test",
        "mylocalhost.test",
        "[2606:4700::1111]",
    ] {
        let called = call(
            &directly(false),
            json!({"urls": format!("http://{host}/")}),
            ScriptedHttp::default().respond(200, "public"),
        );
        assert_eq!(text(called), "public", "{host}");
    }
}

#[test]
fn a_private_page_is_not_told_to_the_reader() {
    let services = ServiceSettings {
        private_pages: true,
        ..services()
    };
    let toolbox = default_toolbox(&services);
    let called = call(
        toolbox.get("scrape_pages").unwrap(),
        json!({"urls": "http://nas.local/"}),
        ScriptedHttp::default().respond(200, "mine"),
    );
    assert_eq!(called.urls, ["http://nas.local/"]);
}

/// Follows a redirect, as a browser does by itself. Its body must not be read.
struct Redirected(&'static str);

#[async_trait(?Send)]
impl HttpClient for Redirected {
    async fn send(&self, _request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let body = stream::poll_fn(|_| panic!("the body is read"));
        Ok(HttpResponse {
            status: 200,
            url: self.0.into(),
            headers: Vec::new(),
            body: body.boxed_local(),
            source: Source::Live,
        })
    }
}

#[test]
fn a_redirect_to_a_private_address_is_not_read() {
    let http = Rc::new(Redirected("http://169.254.169.254/latest/meta-data"));
    let called = call_with(
        &directly(false),
        json!({"urls": "https://a.test/"}),
        &resources(http),
    );
    assert_eq!(
        called.error(),
        "http://169.254.169.254 is a private address (this computer or its network); the settings \
         do not allow reading those"
    );
}
