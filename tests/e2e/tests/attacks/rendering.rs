//! Text that would like to be a page: each in every place where text of the model, of Python, of a
//! tool or of a provider is shown. None of it runs, loads, sends or styles anything.

use e2e::{KEY, Page, Reply, Result, Service, World, ensure, scenario};
use serde_json::{Value, json};

/// Texts, and the addresses that may be links in the answer made of each: an address in what is no
/// element but text is one of those. `{attacker}` is an address of the test server.
const TEXTS: [(&str, &[&str]); 31] = [
    ("<script>window.taken = 1</script>", &[]),
    ("<scr<script>ipt>window.taken = 1</scr</script>ipt>", &[]),
    ("<img src={attacker}?img onerror='window.taken = 1'>", &[]),
    ("<img src=x onerror=window.taken=1//", &[]),
    (
        "<svg onload=window.taken=1><image href={attacker}?svg /></svg>",
        &[],
    ),
    (
        "<svg><style>@import '{attacker}?svg-style'</style></svg>",
        &["{attacker}?svg-style"],
    ),
    (
        "<style>body { display: none; background: url({attacker}?css) }</style>",
        &[],
    ),
    ("<link rel=stylesheet href={attacker}?link>", &[]),
    ("<iframe src={attacker}?iframe></iframe>", &[]),
    (
        "<iframe srcdoc='<script>parent.taken = 1</script>'></iframe>",
        &[],
    ),
    (
        "<object data={attacker}?object></object><embed src={attacker}?embed>",
        &[],
    ),
    (
        "<form action={attacker}?form><button autofocus onfocus=window.taken=1>Send</button></form>",
        &[],
    ),
    (
        "<meta http-equiv=refresh content='0; url={attacker}?refresh'>",
        &[],
    ),
    ("<base href={attacker}?base><a href=x>x</a>", &[]),
    (
        "<video src={attacker}?video autoplay onplay=window.taken=1></video>",
        &["{attacker}?video"],
    ),
    (
        "<details open ontoggle=window.taken=1><summary>x</summary></details>",
        &[],
    ),
    (
        "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=window.taken=1>'>",
        &[],
    ),
    (
        "<noscript><p title='</noscript><img src=x onerror=window.taken=1>'>",
        &[],
    ),
    (
        "<template><img src=x onerror=window.taken=1></template></textarea></title></xmp>",
        &[],
    ),
    ("]]><!-- --!><img src=x onerror=window.taken=1> -->", &[]),
    (
        "[click](javascript:window.taken=1) <javascript:window.taken=1>",
        &[],
    ),
    (
        "[click](JaVa&#x53;cript&colon;window.taken=1) [x](vbscript:x)",
        &[],
    ),
    (
        "[click](data:text/html;base64,PHNjcmlwdD4=) [x](blob:null/1) [y](file:///etc/passwd)",
        &[],
    ),
    (
        "[click](//example.org/x) [y](/some/sub/path/) [z](#top) [q](?q=forged)",
        &[],
    ),
    (
        "[own](http:?q=forged) [own](https:path) [other](http:/\\evil.example/://good.example/) [none](https://)",
        &[],
    ),
    (
        "![picture]({attacker}?markdown) ![x](data:image/svg+xml,<svg/onload=window.taken=1>)",
        &[],
    ),
    (
        "[![nested]({attacker}?nested)](https://example.org/a)",
        &["https://example.org/a"],
    ),
    (
        "[two]( https://example.org/b 'title\" onclick=\"window.taken=1' ) [r]\n\n[r]: https://example.org/c",
        &["https://example.org/b", "https://example.org/c"],
    ),
    (
        "| a | b |\n| - | - |\n| <img src=x onerror=window.taken=1> | [j](javascript:window.taken=1) |",
        &[],
    ),
    (
        "```html\n<script>window.taken = 1</script>\n``` \n`<img src=x onerror=window.taken=1>`",
        &[],
    ),
    (
        "\u{202e}txt.exe\u{202c} \u{1b}[2J\u{7} \u{200b}&lt;script&gt; &#60;img src=x onerror=window.taken=1&#62; {{window.taken=1}} ${window.taken=1}",
        &[],
    ),
];

/// What is live in the page and should not be, and where the newest answer's links lead.
const LOOK: &str = "
const forbidden = 'script, style, link, img, image, svg, math, iframe, object, embed, form, meta, base, video, audio,'
    + 'template, noscript, [style], [srcdoc], [autofocus]';
const places = document.querySelectorAll('main, nav, aside, [role=alert], [data-testid=error]');
const live = [];
for (const place of places) {
    for (const element of place.querySelectorAll('*:not([data-testid=composer])')) {
        const attributes = element.getAttributeNames();
        if (element.matches(forbidden) || attributes.some((name) => name.startsWith('on'))) live.push(element.outerHTML);
        if (element.matches('a[href]') && !(['http:', 'https:', 'mailto:'].includes(element.protocol)
            && element.rel === 'noopener noreferrer' && element.target === '_blank')) live.push(element.outerHTML);
    }
}
const answers = document.querySelectorAll('[data-testid=answer]');
const links = [...(answers[answers.length - 1]?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'));
return { live, links, taken: window.taken ?? null, path: location.pathname,
    frames: [...document.querySelectorAll('iframe')].filter((frame) => frame.getAttribute('sandbox') !== 'allow-scripts').length };";

async fn look(page: &Page, text: &str, links: &[String]) -> Result {
    let seen = page.script(LOOK, Vec::new()).await?;
    let expected = json!({
        "live": [], "links": links, "taken": null, "path": "/some/sub/path/", "frames": 0,
    });
    ensure(seen == expected, format!("{text}\n  became: {seen}"))
}

// In three parts: each has two steps for each of its texts, and a deadline for all of them.

#[tokio::test]
async fn no_markup_becomes_a_page_wherever_it_is_shown() {
    scenario(async |world: &World| show_all(world, &TEXTS[..10]).await).await;
}

#[tokio::test]
async fn no_mangled_markup_becomes_a_page_wherever_it_is_shown() {
    scenario(async |world: &World| show_all(world, &TEXTS[10..20]).await).await;
}

#[tokio::test]
async fn no_markdown_becomes_a_page_wherever_it_is_shown() {
    scenario(async |world: &World| show_all(world, &TEXTS[20..]).await).await;
}

async fn show_all(world: &World, texts: &[(&str, &[&str])]) -> Result {
    let World { server, page, .. } = world;
    let attacker = server.services.other_url("stolen");
    page.open_with("?log=trace").await?;
    page.configure(&e2e::Settings::for_server(server)).await?;
    page.click("log-open").await?;
    page.wait_visible("log-panel").await?;
    for (index, (text, links)) in texts.iter().enumerate() {
        let of_attacker = |text: &str| text.replace("{attacker}", &attacker);
        let text = of_attacker(text);
        let links: Vec<String> = links.iter().map(|link| of_attacker(link)).collect();
        let literal = json!(text);
        // As a thought, as output, as a tool's argument and failure, as an exception.
        server
            .provider
            .replies(Reply::code(
                &text,
                &format!(
                    "text = {literal}\nprint(text)\ntry:\n    fetch_weather(text)\n\
                         except ToolError as error:\n    print(error)\nraise ValueError(text)"
                ),
            ))
            .replies(Reply::code(
                "",
                &format!("final_answer({literal} + \"\\n\\nThe end of {index}.\")"),
            ));
        // As a question, and so as a title.
        let question: String = text.chars().filter(|c| (' '..='~').contains(c)).collect();
        page.click("new-conversation").await?;
        page.ask(&question).await?;
        page.wait_answer(&format!("The end of {index}.")).await?;
        page.wait_idle().await?;
        look(page, &text, &links).await?;
        let steps = page
            .until("its steps", async || {
                let steps = page.steps().await?;
                Ok((steps.len() == 2).then_some(steps))
            })
            .await?;
        let first = text.split_whitespace().next().unwrap_or_default();
        ensure(
            steps[0].output.contains(first),
            format!("{text}: it is not shown as what it is: {}", steps[0].output),
        )?;
    }
    for request in server.log.to(Service::Tools) {
        ensure(
            request.path.starts_with("/geocoding/"),
            format!("{} was asked for", request.path),
        )?;
    }
    the_key_is_nowhere(world).await
}

/// Not on the page, not in storage, not in the console, and with the provider alone.
async fn the_key_is_nowhere(world: &World) -> Result {
    let World { server, page, .. } = world;
    let html = page
        .script("return document.documentElement.outerHTML", Vec::new())
        .await?;
    let html = html.as_str().ok_or("the page has no HTML")?;
    ensure(!html.contains(KEY), "the key is in the document")?;
    ensure(!page.stored().await?.contains(KEY), "the key is stored")?;
    for entry in world.console().await? {
        ensure(!entry.message.contains(KEY), "the key is in the console")?;
    }
    for request in server.log.requests() {
        ensure(
            request.service == Service::Provider || !request.mentions(KEY),
            format!("the key went to {:?}: {}", request.service, request.path),
        )?;
    }
    Ok(())
}

/// What a provider says in an error is a stranger's text too.
#[tokio::test]
async fn a_providers_error_is_text() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let attacker = server.services.other_url("stolen");
        world.set_up().await?;
        for (index, text) in [
            format!("<img src={attacker}?error onerror='window.taken = 1'>"),
            format!("<script>window.taken = 1</script><iframe src={attacker}?error></iframe>"),
            format!("[click](javascript:window.taken=1) ![x]({attacker}?error)"),
        ]
        .iter()
        .enumerate()
        {
            server
                .provider
                .replies(Reply::error(400, &format!("No: {text} end {index}")));
            page.click("new-conversation").await?;
            page.ask("Hello?").await?;
            page.wait_error(&format!("end {index}")).await?;
            look(page, text, &[]).await?;
        }
        assert_eq!(server.log.to(Service::Tools).len(), 0);
        the_key_is_nowhere(world).await
    })
    .await;
}

/// A worker of the attacker's in a conversation, with the key entered and real tools at hand.
#[tokio::test]
async fn a_lying_worker_gets_no_tool_and_no_key_and_is_replaced() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let attacker = server.services.other_url("stolen");
        let hostile = include_str!("javascript/conversation.js").replace("{attacker}", &attacker);
        server.replaced.file("worker.js", hostile);
        // The worker's first word is what it does with the first run, and so on.
        for attempt in ["unknown tool", "unknown argument", "own outcome", "answer"] {
            server
                .provider
                .replies(Reply::code("", &format!("# {attempt}\n1")));
        }
        world.set_up().await?;
        page.ask("Do your worst").await?;
        let answer = page.wait_answer("heard").await?;
        // What it was told: the code and the tools, and nothing else of the page.
        assert_eq!(answer.trim(), "heard no secret");
        let steps = page.steps().await?;
        for (step, reason) in steps.iter().zip([
            "it called a tool that is not there",
            "an argument that fetch_weather does not have",
            "<b>Forged</b>: <img src=x onerror=window.taken=1>",
        ]) {
            ensure(
                step.output.contains(reason),
                format!("{reason}: {}", step.output),
            )?;
        }
        look(page, "a lying worker", &[]).await?;
        assert_eq!(server.log.to(Service::Tools).len(), 0);
        the_key_is_nowhere(world).await?;
        assert_eq!(
            page.script("return window.taken ?? null", Vec::new())
                .await?,
            Value::Null
        );
        Ok(())
    })
    .await;
}
