//! Conversations as Markdown and as a page: whole, and with nothing in them that acts.

mod words;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use micropython_agent::agent::{Event, StepEnd, Transcript};
use micropython_agent::display::Display;
use micropython_agent::sandbox::{Artifact, ArtifactChange, PythonError};
use micropython_agent::storage::document::{Document, Words, html, markdown};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::events::{answered, asked, code, replied, step};

const HOSTILE: &str = "<script>alert(1)</script><img src=x onerror=alert(1)> [go](javascript:alert(1)) \
                       ![pixel](https://evil.example/p.png) <!-- open\n\n[go](javascript:alert(1)) [fine](https://good.example/a?b&c)";

fn document(events: &[Event], title: &str, write: fn(Document<'_>) -> String) -> String {
    document_in(&Words::default(), events, title, write)
}

fn document_in(
    words: &Words,
    events: &[Event],
    title: &str,
    write: fn(Document<'_>) -> String,
) -> String {
    let transcript = Transcript::of(events);
    write(Document {
        title,
        date: "29 November 2026",
        transcript: &transcript,
        words,
    })
}

fn artifact(name: &str, text: &str) -> Artifact {
    Artifact::new(name, text).expect("an artifact")
}

/// A conversation in which all that a document has happens.
fn worked() -> Vec<Event> {
    vec![
        Event::Asked {
            question: "How *warm* is it?".into(),
            at: 1,
            artifacts: vec![artifact("places.csv", "name\nOslo\n")],
        },
        step(1),
        replied("I look it up.\n```python\nprint(weather('Oslo'))\n```"),
        code("print(weather('Oslo'))"),
        Event::ToolCalled {
            call: 1,
            name: "weather".into(),
            arguments: Map::from_iter([("place".to_string(), json!("Oslo"))]),
            at: 2,
            side_effects: false,
            repeats: None,
        },
        Event::ToolReturned {
            call: 1,
            result: Ok(json!({"degrees": -3})),
            duration_ms: 1,
            source: Default::default(),
        },
        Event::StepEnded {
            end: StepEnd::Raised {
                error: PythonError {
                    kind: "KeyError".into(),
                    message: "'x'".into(),
                    traceback: "Traceback\nKeyError: 'x'".into(),
                },
            },
            stdout: "```\n-3\n".into(),
            stderr: String::new(),
            observation: String::new(),
            executing_ms: 1,
            artifacts: vec![ArtifactChange::Written {
                artifact: artifact("made.txt", "made"),
            }],
        },
        answered("It is **cold**.\n\n```\nopen", 3),
        asked("Two\nlines", 4),
    ]
}

#[test]
fn markdown_tells_the_whole_story_with_fences_that_hold() {
    let expected = "\
# Weather \\#1

Exported 29 November 2026.

## How \\*warm\\* is it?

Attached: places.csv

```
name
Oslo
```

### Step 1

I look it up.

```python
print(weather('Oslo'))
```

Tool call:

```
weather(place=\"Oslo\")
→ {\"degrees\":-3}
```

Output:

````
```
-3
````

Error:

```
Traceback
KeyError: 'x'
```

### Answer

It is **cold**.

```
open
```

Document: made.txt

```
made
```

## Question 2

> Two
> lines

### Answer

*It is not finished.*
";
    assert_eq!(document(&worked(), "Weather #1", markdown), expected);
}

#[test]
fn html_pictures_and_scripts_in_markdown_stay_text() {
    let hidden = [
        HOSTILE,
        "<div>\n![pixel](https://evil.example/p.png)\n```\n[go](javascript:x)\n</div>",
        "![pixel][p] [go][j] ![go][j] <javascript:alert(1)>\n\n[p]: https://evil.example/p.png\n[j]: javascript:alert(1)",
        "[![pixel](https://evil.example/p.png)](javascript:alert(1)) ![[go](javascript:x)](data:x)",
    ];
    for hostile in hidden {
        let events = [asked(hostile, 1), answered(hostile, 2)];
        let text = document(&events, hostile, markdown);
        assert_eq!(active(&text), [""; 0], "{text}");
    }
    let text = document(
        &[
            asked("One", 1),
            answered("![A cat](https://x.org/cat.png)", 2),
        ],
        "x",
        markdown,
    );
    assert!(text.contains("\\![A cat](https://x.org/cat.png)"), "{text}");
    // And what follows a comment that was left open is still there.
    let events = [asked("One", 1), answered("<!-- open", 2), asked("Two", 3)];
    let text = document(&events, "x", markdown);
    assert!(text.contains("\\<!-- open\n\n## Two"), "{text}");
}

/// What a reader of Markdown would take over as it is, fetch, or run when it is clicked.
fn active(text: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Parser, Tag};
    let is_web = |address: &str| address.starts_with("https://");
    Parser::new(text)
        .filter_map(|event| match event {
            Event::Html(html) | Event::InlineHtml(html) => Some(html.to_string()),
            Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
            Event::Start(Tag::Link { dest_url, .. }) => {
                (!is_web(&dest_url)).then(|| dest_url.to_string())
            }
            _ => None,
        })
        .collect()
}

#[test]
fn a_page_tells_the_whole_story() {
    let page = document(&worked(), "Weather", html);
    let body = page.split_once("<main>\n").expect("a body").1;
    let expected = "\
<h1>Weather</h1>
<p class=\"aside\">Exported 29 November 2026</p>
<article>
<h2 class=\"question\">How *warm* is it?</h2>
<details class=\"document\">
<summary>Attached: places.csv</summary>
<pre>
name
Oslo
</pre>
</details>
<details class=\"work\">
<summary>1 step, 1 tool call</summary>
<section class=\"step\">
<h3>Step 1</h3>
<p>I look it up.</p>
<pre class=\"code\">
print(weather(&#39;Oslo&#39;))</pre>
<details class=\"call\">
<summary>weather(place=&quot;Oslo&quot;)</summary>
<pre>
{&quot;degrees&quot;:-3}</pre>
</details>
<p class=\"aside\">Output</p>
<pre class=\"output\">
```
-3
</pre>
<p class=\"aside\">Error</p>
<pre class=\"output\">
Traceback
KeyError: &#39;x&#39;</pre>
</section>
</details>
<section class=\"answer\">
<p>It is <strong>cold</strong>.</p>
<pre><code>open</code></pre>
</section>
<details class=\"document\">
<summary>Document: made.txt</summary>
<pre>
made</pre>
</details>
</article>
<article>
<h2 class=\"question\">Two
lines</h2>
<p class=\"notice\">It is not finished.</p>
</article>
</main>
</body>
</html>
";
    assert_eq!(body, expected);
}

#[test]
fn a_page_has_nothing_that_runs_or_is_fetched() {
    let mut events = vec![asked(HOSTILE, 1), step(1), replied(HOSTILE), code(HOSTILE)];
    events.push(Event::ToolCalled {
        call: 1,
        name: HOSTILE.into(),
        arguments: Map::from_iter([(HOSTILE.to_string(), json!(HOSTILE))]),
        at: 2,
        side_effects: false,
        repeats: None,
    });
    events.push(Event::StepEnded {
        end: StepEnd::Killed {
            reason: HOSTILE.into(),
            rolled_back: true,
        },
        stdout: HOSTILE.into(),
        stderr: HOSTILE.into(),
        observation: String::new(),
        executing_ms: 1,
        artifacts: vec![ArtifactChange::Written {
            artifact: artifact("a.html", HOSTILE),
        }],
    });
    events.push(answered(HOSTILE, 3));
    let page = document(&events, HOSTILE, html);
    let body = page.split_once("</style>").expect("a head").1;
    for tag in ["<script", "<img", "<!--", "<a href=\"javascript"] {
        assert!(!body.contains(tag), "{tag} in {body}");
    }
    let links: Vec<&str> = body
        .match_indices("href=")
        .map(|(at, _)| &body[at..at + 36])
        .collect();
    let safe = "href=\"https://good.example/a?b&amp;c\"";
    assert!(links.iter().all(|link| *link == &safe[..36]), "{links:?}");
    assert!(!links.is_empty());
    assert!(page.contains(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">"
    ));
}

/// A step that has shown these and ended well.
fn showed(displays: Value) -> Vec<Event> {
    let mut events = vec![
        asked("Show", 1),
        step(1),
        replied("I show."),
        code("show()"),
    ];
    for display in displays.as_array().expect("displays") {
        let display = Display::deserialize(display).expect("a display");
        events.push(Event::Displayed {
            display: display.into(),
        });
    }
    events.push(Event::StepEnded {
        end: StepEnd::Completed { repr: None },
        stdout: String::new(),
        stderr: String::new(),
        observation: String::new(),
        executing_ms: 1,
        artifacts: Vec::new(),
    });
    events.push(answered("Shown.", 2));
    events
}

fn chart() -> Value {
    json!({"title": "Sales", "content": {"kind": "chart", "chart": {"chart": "bar",
        "x": ["May", "June"], "series": [{"name": "", "values": [3, 4]}]}}})
}

#[test]
fn markdown_has_what_was_shown_behind_the_answer() {
    let rows: Vec<Value> = (0..502).map(|n| json!([n, "a|b"])).collect();
    let events = showed(json!([
        {"content": {"kind": "table", "table": {"columns": ["n", "text"], "rows": rows}}},
        chart(),
        {"content": {"kind": "json", "value": {"a": [1]}}},
        {"content": {"kind": "markdown", "text": "*so*"}},
        {"content": {"kind": "text", "text": "so"}},
    ]));
    let text = document(&events, "x", markdown);
    let shown = text.split_once("Shown.\n\n").expect("an answer").1;
    let (table, others) = shown.split_once("*… 2 more rows*\n\n").expect("a table");
    assert!(
        table.starts_with("| n | text |\n| --: | --- |\n| 0 | a\\|b |\n"),
        "{table}"
    );
    assert!(table.ends_with("| 499 | a\\|b |\n\n"), "{table}");
    assert_eq!(
        others,
        "**Sales**\n\n*Chart: a bar chart of 2 bars*\n\n| name | value |\n| --- | --: |\n| May | 3 |\n\
         | June | 4 |\n\n```json\n{\n  \"a\": [\n    1\n  ]\n}\n```\n\n*so*\n\n```\nso\n```\n"
    );
}

#[test]
fn a_page_has_what_was_shown_as_tables_and_pictures() {
    let events = showed(json!([chart(), {"content": {"kind": "image", "image": {
        "base64": "iVBORw0KGgo=", "alternative": "a \"dot\""}}}]));
    let page = document(&events, "x", html);
    let (_, shown) = page.split_once("</section>\n<figure>\n").expect("figures");
    let (chart, image) = shown.split_once("</figure>\n<figure>\n").expect("two");
    let (before, rest) = chart.split_once("base64,").expect("a picture");
    assert_eq!(
        before,
        "<figcaption>Sales</figcaption>\n<img src=\"data:image/svg+xml;"
    );
    let (svg, rest) = rest.split_once('"').expect("its end");
    let svg = STANDARD.decode(svg).expect("Base64");
    assert!(svg.starts_with(b"<svg xmlns="));
    assert_eq!(
        rest,
        " alt=\"a bar chart of 2 bars\">\n<details>\n<summary>Data</summary>\n<div class=\"rows\">\n\
         <table>\n<tr>\n<th>name</th>\n<th class=\"number\">value</th>\n</tr>\n<tr>\n<td>May</td>\n\
         <td class=\"number\">3</td>\n</tr>\n<tr>\n<td>June</td>\n<td class=\"number\">4</td>\n</tr>\n\
         </table>\n</div>\n</details>\n"
    );
    assert!(
        image.starts_with(
            "<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"a &quot;dot&quot;\">\n</figure>\n"
        ),
        "{image}"
    );
}

#[test]
fn nothing_shown_becomes_markup_of_its_own() {
    let events = showed(json!([
        {"title": "<script>", "content": {"kind": "table", "table": {
            "columns": ["<img src=x>"], "rows": [[HOSTILE]]}}},
        {"content": {"kind": "markdown", "text": HOSTILE}},
        {"content": {"kind": "text", "text": HOSTILE}},
        {"content": {"kind": "json", "value": {HOSTILE: HOSTILE}}},
        {"title": "<script>", "content": {"kind": "chart", "chart": {"chart": "bar",
            "x": ["</svg><script>"], "series": [{"name": "\"><script>", "values": [3]}]}}},
    ]));
    let page = document(&events, "x", html);
    let body = page.split_once("</style>").expect("a head").1;
    for tag in ["<script", "<!--", "<a href=\"javascript", "<img src=x"] {
        assert!(!body.contains(tag), "{tag} in {body}");
    }
    let text = document(&events, "x", markdown);
    assert_eq!(active(&text), [""; 0], "{text}");
}

#[test]
fn what_is_very_long_is_cut_and_says_so() {
    let events = [Event::Asked {
        question: "x".into(),
        at: 1,
        artifacts: vec![artifact("long.txt", &"é".repeat(50_003))],
    }];
    for write in [markdown, html] {
        let text = document(&events, "x", write);
        assert!(text.contains("é\n… 3 more characters"));
    }
}

#[test]
fn addresses_in_an_answer_are_links_of_the_page() {
    let answer = "Sources: https://en.wikipedia.org/wiki/Climate_of_Rome, (https://x.org/?a=1&b). \
                  Not `https://code.example`, https://good.example@evil.example or http:/\\evil.example";
    let page = document(&[asked("One", 1), answered(answer, 2)], "x", html);
    let links: Vec<&str> = page.split("<a href=\"").skip(1).collect();
    assert_eq!(links.len(), 2, "{page}");
    let rome = "https://en.wikipedia.org/wiki/Climate_of_Rome";
    assert!(links[0].starts_with(&format!("{rome}\">{rome}</a>, (")));
    let other = "https://x.org/?a=1&amp;b";
    assert!(links[1].starts_with(&format!("{other}\">{other}</a>). Not")));
}
