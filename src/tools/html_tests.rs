//! HTML to Markdown, tags that lie included.

use proptest::prelude::*;

use super::{markdown, plain};

fn text(html: &str) -> String {
    markdown(html, "https://example.org/guide/page.html?x=1").text
}

#[test]
fn keeps_title_headings_paragraphs_lists_links_and_code() {
    let html = r##"<!DOCTYPE html><html><head><title> A &amp; B </title>
        <style>p { color: red }</style><script>if (a < b) document.write("<p>no</p>")</script></head>
        <body><nav><a href="/">Home</a></nav>
        <h1>Tea</h1><p>Brew <b>hot</b>,
          then   <em>wait</em>.<br>Serve.</p>
        <!-- <p>hidden</p> -->
        <h2 class="a>b">Kinds</h2>
        <ul><li>Green<ul><li><p>Sencha</p></li></ul></li><li>See <a href="../black tea.html">black</a></li></ul>
        <ol><li>One<li>Two</ol>
        <blockquote><p>So &quot;nice&quot;</p></blockquote>
        <p>Call <code>brew()</code>:</p><pre><code>def brew():
    return "```"
</code></pre>
        <table><tr><th>Leaf</th><th>Min</th></tr><tr><td>Green</td><td>2</td></tr></table>
        <p><img src="x.png" alt="A cup"><img src="y.png"></p>
        <footer>Imprint</footer></body></html>"##;
    let document = markdown(html, "https://example.org/guide/page.html");
    assert_eq!(document.title, "A & B");
    assert_eq!(
        document.text,
        r#"# Tea

Brew hot, then wait.
Serve.

## Kinds

- Green
  - Sencha
- See [black](https://example.org/black%20tea.html)

1. One
2. Two

> So "nice"

Call `brew()`:

````
def brew():
    return "```"
````

Leaf | Min
--- | ---
Green | 2

(image: A cup)"#
    );
}

#[test]
fn links_are_made_absolute_and_only_web_addresses_stay() {
    for (href, expected) in [
        ("https://a.example/x", "[t](https://a.example/x)"),
        ("//a.example/x", "[t](https://a.example/x)"),
        ("/root?q=1#f", "[t](https://example.org/root?q=1#f)"),
        ("sibling", "[t](https://example.org/guide/sibling)"),
        ("./a/../b/", "[t](https://example.org/guide/b/)"),
        ("../../../up", "[t](https://example.org/up)"),
        ("?page=2", "[t](https://example.org/guide/page.html?page=2)"),
        ("/a_(b)", "[t](https://example.org/a_%28b%29)"),
        ("#part", "t"),
        ("", "t"),
        ("javascript:alert(1)", "t"),
        ("JAVASCRIPT:alert(1)", "t"),
        ("mailto:a@example.org", "t"),
        ("https://user:secret@example.org/", "t"),
        ("data:text/html,x", "t"),
    ] {
        assert_eq!(
            text(&format!("<a href=\"{href}\">t</a>")),
            expected,
            "{href}"
        );
    }
}

#[test]
fn a_link_around_blocks_keeps_its_text_readable() {
    assert_eq!(
        text("<a href=/x><h3>Head</h3><p>Body</p></a><p>After</p>"),
        "### Head\n\nBody (https://example.org/x)\n\nAfter"
    );
}

#[test]
fn empty_elements_leave_no_trace() {
    assert_eq!(
        text(
            "<p>a</p><p></p><h2></h2><ul><li></li></ul><code></code><a href=/x></a><pre> </pre><p>b</p>"
        ),
        "a\n\nb"
    );
}

#[test]
fn what_is_never_closed_does_not_swallow_the_page() {
    assert_eq!(text("<nav><p>text"), "text");
    assert_eq!(text("<p>before<script>alert('<p>x')"), "before");
    assert_eq!(text("<ul><li>a<p>b"), "- a\n  b");
    assert_eq!(text("a < b <p"), "a < b");
    assert_eq!(text("a <!-- b"), "a");
}

#[test]
fn entities_are_decoded_and_unknown_ones_stay() {
    assert_eq!(
        plain(
            "&lt;b&gt; caf&eacute; &#8364;&#x20AC;&nbsp;&hellip; &bogus; &#xFFFFFFF; &#0; AT&T &amp"
        ),
        "<b> café €€ … &bogus; \u{fffd} \u{fffd} AT&T &amp"
    );
}

#[test]
fn search_snippets_lose_their_tags() {
    assert_eq!(
        plain("The <span class=\"searchmatch\">Eiffel</span> Tower&#039;s\n  height"),
        "The Eiffel Tower's height"
    );
}

#[test]
fn a_large_hostile_page_takes_linear_time() {
    // Each of these would take hours if any step were quadratic.
    for piece in [
        "<nav>",
        "<a href=",
        "<p",
        "&",
        "</",
        "<li><ul>",
        "<a href=/x>t",
        "<!--",
        "<pre>`",
    ] {
        text(&piece.repeat(1_000_000 / piece.len()));
    }
}

proptest! {
    #[test]
    fn no_tag_soup_breaks_it(pieces in proptest::collection::vec(
        prop_oneof![
            Just("<p>"), Just("</p>"), Just("<li>"), Just("<ol>"), Just("</ul>"), Just("<pre>"),
            Just("</pre>"), Just("<code>"), Just("</code>"), Just("<a href='/ü?x'>"), Just("</a>"),
            Just("<script>"), Just("</script>"), Just("<nav>"), Just("</nav>"), Just("<title>"),
            Just("<h3>"), Just("</h3>"), Just("<td>"), Just("<tr>"), Just("<"), Just("&eacute;"),
            Just("&#x1F600;"), Just("<!--"), Just("-->"), Just("\""), Just("'"), Just(">"),
            Just("é\u{1F600}"), Just("\n "), Just("<blockquote>"), Just("</blockquote>"), Just("="),
        ],
        0..60,
    )) {
        let page = text(&pieces.concat());
        prop_assert!(!page.contains("\n\n\n"), "{page:?}");
    }
}
