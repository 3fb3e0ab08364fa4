//! scrape_pages.

use std::cell::Cell;
use std::rc::Rc;

use async_trait::async_trait;
use futures::{FutureExt, StreamExt, future, stream, task::Poll};
use micropython_agent::platform::http::{
    HttpClient, HttpError, HttpRequest, HttpResponse, ScriptedHttp, Source, origin,
};
use micropython_agent::tools::{ServiceSettings, default_toolbox};
use serde_json::{Value, json};

use super::{Lines, call, resources, tool};

const READ: &str = "Title: Tea - A Guide\n\nURL Source: https://a.test/tea\n\n\
    Published Time: 2026-11-01\n\nMarkdown Content:\n# Tea\n\nBrew hot.\n";

fn unreachable(url: &str) -> HttpError {
    HttpError::Unreachable {
        origin: origin(url).unwrap(),
    }
}

fn html(http: ScriptedHttp, content_type: &str, body: &str) -> ScriptedHttp {
    http.respond_in_chunks(
        200,
        &[("content-type", content_type)],
        vec![Ok(body.as_bytes().to_vec())],
    )
}

/// What a page that allows no reading answers, and then the reader.
fn by_reader(answer: &str) -> ScriptedHttp {
    ScriptedHttp::default()
        .fail(unreachable("https://a.test"))
        .respond(200, answer)
}

#[test]
fn the_page_itself_is_read_where_it_allows_that() {
    let http = html(
        ScriptedHttp::default(),
        "text/html; charset=utf-8",
        "<title>Tea</title><nav>Menu</nav><h1>Tea</h1><p>Brew <a href='hot'>hot</a>.</p>",
    );
    let called = call(
        &tool("scrape_pages"),
        json!({"urls": ["https://a.test/tea/"]}),
        http,
    );
    assert_eq!(called.urls, ["https://a.test/tea/"]);
    let value = called.value();
    assert_eq!(value[0]["title"], "Tea");
    assert_eq!(
        value[0]["text"],
        "# Tea\n\nBrew [hot](https://a.test/tea/hot)."
    );
}

#[test]
fn the_reader_gives_title_and_markdown_of_a_page_that_may_not_be_read() {
    let called = call(
        &tool("scrape_pages"),
        json!({"urls": "https://a.test/tea?kind=green&x=%20#part"}),
        by_reader(READ),
    );
    assert_eq!(
        called.urls,
        [
            "https://a.test/tea?kind=green&x=%20",
            "https://reader.test/https://a.test/tea?kind=green&x=%20"
        ]
    );
    assert_eq!(
        called.log,
        [
            "https://a.test could not be reached (network down, wrong address, or it does not \
          allow calls from browsers); trying https://reader.test",
            "read 1 of 1 pages",
        ]
    );
    assert_eq!(
        called.value(),
        json!([{
            "url": "https://a.test/tea?kind=green&x=%20#part",
            "title": "Tea - A Guide",
            "text": "# Tea\n\nBrew hot.",
            "error": null
        }])
    );
}

#[test]
fn a_page_that_answers_with_an_error_or_without_text_is_asked_of_the_reader() {
    for page in [
        ScriptedHttp::default().respond(403, "robots"),
        html(
            ScriptedHttp::default(),
            "text/html",
            "<script>app()</script>",
        ),
    ] {
        let called = call(
            &tool("scrape_pages"),
            json!({"urls": "https://a.test/"}),
            page.respond(200, READ),
        );
        assert_eq!(called.value()[0]["title"], "Tea - A Guide");
    }
}

#[test]
fn a_page_that_is_gone_or_no_text_is_not_asked_of_the_reader() {
    for (page, expected) in [
        (
            ScriptedHttp::default().respond(404, "gone"),
            "https://a.test answered with HTTP status 404: gone",
        ),
        (
            html(ScriptedHttp::default(), "application/pdf", "%PDF-1.7"),
            "https://a.test answered with something unexpected: this is a PDF, which cannot be \
             read here; find a web page that says the same",
        ),
    ] {
        let called = call(
            &tool("scrape_pages"),
            json!({"urls": "https://a.test/"}),
            page,
        );
        assert_eq!(called.urls, ["https://a.test/"]);
        assert_eq!(called.error(), expected);
    }
}

#[test]
fn a_pdf_that_may_not_be_read_is_refused_by_its_name() {
    let called = call(
        &tool("scrape_pages"),
        json!({"urls": "https://a.test/report.PDF?page=2"}),
        ScriptedHttp::default().fail(unreachable("https://a.test")),
    );
    assert_eq!(called.urls, ["https://a.test/report.PDF?page=2"]);
    assert!(called.error().contains("this is a PDF"));
}

#[test]
fn a_reader_of_another_make_is_taken_as_plain_text() {
    let value = call(
        &tool("scrape_pages"),
        json!({"urls": ["https://a.test/"]}),
        by_reader("Just text\nMarkdown Content: no"),
    )
    .value();
    assert_eq!(value[0]["title"], "");
    assert_eq!(value[0]["text"], "Just text\nMarkdown Content: no");
}

#[test]
fn without_a_reader_pages_are_read_directly() {
    let addresses = ServiceSettings {
        reader: " ".into(),
        ..ServiceSettings::default()
    };
    let toolbox = default_toolbox(&addresses);
    let http = html(ScriptedHttp::default(), "text/plain", "a < b");
    let called = call(
        toolbox.get("scrape_pages").unwrap(),
        json!({"urls": ["https://a.test/x.txt"]}),
        http,
    );
    assert_eq!(called.urls, ["https://a.test/x.txt"]);
    assert_eq!(called.value()[0]["text"], "a < b");
}

#[test]
fn one_failing_page_does_not_fail_the_others() {
    // Pages are asked beside one another, and then the reader of those that may not be read.
    let http = ScriptedHttp::default()
        .fail(unreachable("https://a.test"))
        .respond(403, "robots")
        .respond(500, "broken")
        .respond(200, READ);
    let value = call(
        &tool("scrape_pages"),
        json!({"urls": ["https://a.test/1", "ftp://a.test/2", "https://a.test/3"]}),
        http,
    )
    .value();
    assert_eq!(
        value[0],
        json!({
            "url": "https://a.test/1", "title": "", "text": "",
            "error": "https://a.test could not be reached (network down, wrong address, or it does \
                not allow calls from browsers); and by the reader service: https://reader.test \
                answered with HTTP status 403: robots"
        })
    );
    assert_eq!(
        value[1]["error"],
        "\"ftp://a.test/2\" is not an address that can be read; it must start with http:// or \
         https:// and have no user name or password"
    );
    assert_eq!(value[2]["text"], "# Tea\n\nBrew hot.");
    assert_eq!(value[2]["error"], Value::Null);
}

#[test]
fn addresses_that_are_not_plain_web_addresses_are_never_requested() {
    for url in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://user:secret@a.test/",
        "data:text/html,x",
        "a.test",
        "",
    ] {
        let called = call(
            &tool("scrape_pages"),
            json!({"urls": [url]}),
            ScriptedHttp::default(),
        );
        assert_eq!(called.urls, [""; 0], "{url}");
        assert!(
            called
                .error()
                .contains("is not an address that can be read"),
            "{url}"
        );
    }
}

#[test]
fn when_no_page_can_be_read_the_call_fails() {
    let called = call(
        &tool("scrape_pages"),
        json!({"urls": ["x", "y"]}),
        ScriptedHttp::default(),
    );
    let refused = "is not an address that can be read; it must start with http:// or https:// and \
        have no user name or password";
    assert_eq!(
        called.error(),
        format!("none of the pages could be read. x: \"x\" {refused}; y: \"y\" {refused}")
    );
}

#[test]
fn the_readers_warning_about_a_missing_page_is_an_error() {
    let answer = "Title: Not Found\n\nURL Source: https://a.test/\n\n\
        Warning: Target URL returned error 404: Not Found\n\nMarkdown Content:\n# Not Found\n";
    let error = call(
        &tool("scrape_pages"),
        json!({"urls": "https://a.test/"}),
        by_reader(answer),
    )
    .error();
    assert_eq!(
        error,
        "https://a.test could not be reached (network down, wrong address, or it does not allow \
         calls from browsers); and by the reader service: the page answered with error 404: Not \
         Found"
    );
}

#[test]
fn what_is_not_text_is_refused_by_its_type() {
    let addresses = ServiceSettings {
        reader: String::new(),
        ..ServiceSettings::default()
    };
    let toolbox = default_toolbox(&addresses);
    let http = html(ScriptedHttp::default(), "image/png", "\u{89}PNG");
    let called = call(
        toolbox.get("scrape_pages").unwrap(),
        json!({"urls": "https://a.test/x.png"}),
        http,
    );
    assert_eq!(
        called.error(),
        "https://a.test answered with something unexpected: this is image/png, which cannot be read here; find a web page that says the same"
    );
}

#[test]
fn a_long_page_is_cut_with_an_exact_count() {
    let body = "é".repeat(200_007);
    let value = call(
        &tool("scrape_pages"),
        json!({"urls": "https://a.test/"}),
        ScriptedHttp::default().respond(200, &body),
    )
    .value();
    let text = value[0]["text"].as_str().unwrap();
    assert_eq!(
        text.strip_prefix(&"é".repeat(200_000)),
        Some("\n\n[cut here: 7 more characters]")
    );
}

#[test]
fn an_endless_page_is_read_no_further_than_its_limit() {
    let pieces_read = Rc::new(Cell::new(0));
    let counter = Rc::clone(&pieces_read);
    let http = Endless {
        pieces_read: counter,
    };
    let tool = tool("scrape_pages");
    let arguments = json!({"urls": "https://a.test/"});
    let returned = tool
        .call(
            arguments.as_object().unwrap().clone(),
            &resources(Rc::new(http)),
            Rc::new(Lines::default()),
        )
        .now_or_never()
        .unwrap();
    let value = returned.result.unwrap();
    assert!(
        value[0]["text"]
            .as_str()
            .unwrap()
            .ends_with("\n\n[cut here: more than 1897152 more characters]")
    );
    // 2 MiB in pieces of 64 KiB, and the one that goes over.
    assert_eq!(pieces_read.get(), 33);
}

struct Endless {
    pieces_read: Rc<Cell<u32>>,
}

#[async_trait(?Send)]
impl HttpClient for Endless {
    async fn send(&self, _request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let pieces_read = Rc::clone(&self.pieces_read);
        Ok(HttpResponse {
            status: 200,
            url: String::new(),
            headers: Vec::new(),
            body: stream::repeat_with(move || {
                pieces_read.set(pieces_read.get() + 1);
                Ok(vec![b'x'; 64 << 10])
            })
            .boxed_local(),
            source: Source::Live,
        })
    }
}

/// Answers no request before a number of them are under way.
struct Together {
    expected: u32,
    under_way: Cell<u32>,
}

#[async_trait(?Send)]
impl HttpClient for Together {
    async fn send(&self, _request: HttpRequest) -> Result<HttpResponse, HttpError> {
        self.under_way.set(self.under_way.get() + 1);
        future::poll_fn(|_| match self.under_way.get() {
            all if all == self.expected => Poll::Ready(()),
            _ => Poll::Pending,
        })
        .await;
        Ok(HttpResponse {
            status: 200,
            url: String::new(),
            headers: Vec::new(),
            body: stream::iter([Ok(READ.into())]).boxed_local(),
            source: Source::Live,
        })
    }
}

#[test]
fn several_pages_are_read_at_the_same_time() {
    let http = Together {
        expected: 3,
        under_way: Cell::new(0),
    };
    let tool = tool("scrape_pages");
    let arguments = json!({"urls": ["https://a.test/1", "https://a.test/2", "https://a.test/3"]});
    let resources = resources(Rc::new(http));
    let mut running = Box::pin(tool.call(
        arguments.as_object().unwrap().clone(),
        &resources,
        Rc::new(Lines::default()),
    ));
    assert!(running.as_mut().now_or_never().is_none());
    let returned = running
        .as_mut()
        .now_or_never()
        .expect("all three are answered");
    assert_eq!(returned.result.unwrap().as_array().unwrap().len(), 3);
}

#[test]
fn wrong_arguments_are_refused() {
    let eleven: Vec<_> = (0..11).map(|n| format!("https://a.test/{n}")).collect();
    for (arguments, expected) in [
        (
            json!({"urls": eleven}),
            "scrape_pages: urls must have at most 10 items, got 11",
        ),
        (
            json!({"urls": []}),
            "scrape_pages: urls must have at least 1 item, got 0",
        ),
        (
            json!({"urls": ["https://a.test/", 2]}),
            "scrape_pages: urls[1] must be str, got int",
        ),
        (
            json!({"urls": {"a": 1}}),
            "scrape_pages: urls must be list[str] | str, got dict",
        ),
    ] {
        let called = call(&tool("scrape_pages"), arguments, ScriptedHttp::default());
        assert_eq!(called.error(), expected);
    }
}
