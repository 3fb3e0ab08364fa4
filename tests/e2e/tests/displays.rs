//! What Python shows: tables, charts, trees and pictures, beside the answer and in their steps, to be
//! sorted and saved; and Markdown with footnotes and formulas.

use e2e::{Page, Reply, Result, Service, World, ensure, scenario};
use serde_json::{Value, json};

/// All displays, as `[kind, title, text]`; those beside the answer, or those in the steps.
const SHOWN: &str = r#"
const [inSteps] = arguments;
return [...document.querySelectorAll('[data-testid=display]')]
    .filter((display) => Boolean(display.closest('[data-testid=step]')) === inSteps)
    .map((display) => [display.dataset.kind, display.querySelector('figcaption')?.textContent ?? '',
        display.textContent])"#;

/// The first column of the table beside the answer, and how it is sorted.
const SORTED: &str = r#"
const table = document.querySelector('.question > [data-kind=table] table');
return [[...table.querySelectorAll('tbody tr')].map((row) => row.cells[0].textContent),
    [...table.querySelectorAll('th')].map((head) => head.getAttribute('aria-sort'))]"#;

/// Presses a button in a display beside the answer, by its kind and its words.
const PRESS: &str = r#"
const [kind, words] = arguments;
const buttons = document.querySelectorAll(`.question > [data-kind=${kind}] button`);
[...buttons].find((button) => button.textContent.includes(words)).click()"#;

/// Presses a button that saves, and gives the file's name and content.
const SAVE: &str = r#"
const [kind, words] = arguments;
const make = URL.createObjectURL;
let saved;
URL.createObjectURL = (blob) => (saved = blob, make.call(URL, blob));
const click = HTMLAnchorElement.prototype.click;
let name;
HTMLAnchorElement.prototype.click = function () { name = this.download; };
const buttons = document.querySelectorAll(`.question > [data-kind=${kind}] [data-testid=display-save]`);
[...buttons].find((button) => button.textContent.includes(words)).click();
URL.createObjectURL = make;
HTMLAnchorElement.prototype.click = click;
return saved.text().then((text) => [name, saved.type, text])"#;

/// Waits until so many are shown, and their content is there.
async fn shown(page: &Page, in_steps: bool, count: usize) -> Result<Vec<[String; 3]>> {
    page.until(&format!("{count} displays"), async || {
        let shown = page.script(SHOWN, vec![json!(in_steps)]).await?;
        let shown: Vec<[String; 3]> = serde_json::from_value(shown)?;
        let is_there = |it: &[String; 3]| it[2].len() > it[1].len() || it[0] == "image";
        Ok((shown.len() == count && shown.iter().all(is_there)).then_some(shown))
    })
    .await
}

const SHOW: &str = r#"
rows = [{"city": "Oslo", "sold": 3}, {"city": "Bergen", "sold": 10}, {"city": "Ålesund", "sold": None}]
display(rows, title="Sold")
plot.bar(rows, x="city", y="sold", title="Sold by city")
plot.line(["2024-01-01", "2024-02-01", "2024-03-01"], {"Oslo": [1, 2, 4], "Bergen": [3, 1, None]}, title="By month")
display({"total": 13, "parts": [{"city": "Oslo"}]}, title="All of it")
print("shown")"#;

const ANSWER: &str = r#"
final_answer("""Euler[^euler] wrote $e^{i\\pi} + 1 = 0$, and \\(\\frac{1}{2}\\) costs $5 or $6.

\\[ \\sum_{i=1}^n i \\]

[^euler]: Leonhard, of Basel.
""")"#;

#[tokio::test]
async fn tables_and_charts_are_shown_beside_the_answer_sorted_saved_and_kept() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        world.set_up().await?;
        server
            .provider
            .replies(Reply::code("I show it.", SHOW))
            .replies(Reply::code("", ANSWER));
        page.ask("What was sold?").await?;
        page.wait_answer("Euler").await?;

        let beside = shown(page, false, 4).await?;
        let kinds: Vec<[&str; 2]> = beside.iter().map(|it| [it[0].as_str(), it[1].as_str()]).collect();
        assert_eq!(
            kinds,
            [["table", "Sold"], ["chart", "Sold by city"], ["chart", "By month"], ["json", "All of it"]]
        );
        assert_eq!(shown(page, true, 4).await?, beside);
        let asked = server.provider.requests()[1]["messages"].to_string();
        ensure(
            asked.contains("Displayed to the user: a table of 3 rows and 2 columns; a bar chart of 3 bars; a line chart of 2 series and 6 points; a tree of data."),
            &asked,
        )?;

        // The table is sorted by a click, and the other way by another one.
        let cities = |names: [&str; 3], city: Value, sold: Value| json!([names, [city, sold]]);
        let order = async |words: &str| -> Result<Value> {
            page.script(PRESS, vec![json!("table"), json!(words)]).await?;
            page.script(SORTED, Vec::new()).await
        };
        let no = Value::Null;
        let up = json!("ascending");
        let down = json!("descending");
        assert_eq!(order("sold").await?, cities(["Oslo", "Bergen", "Ålesund"], no.clone(), up.clone()));
        assert_eq!(order("sold").await?, cities(["Bergen", "Oslo", "Ålesund"], no.clone(), down));
        assert_eq!(order("city").await?, cities(["Bergen", "Oslo", "Ålesund"], up, no));

        // What is saved is the file.
        page.click_nth("display-save", 0).await?;
        let csv = String::from_utf8(page.downloaded("Sold.csv").await?)?;
        assert_eq!(csv, "city,sold\r\nOslo,3\r\nBergen,10\r\nÅlesund,\r\n");
        page.click_nth("display-save", 1).await?;
        let svg = String::from_utf8(page.downloaded("Sold-by-city.svg").await?)?;
        ensure(svg.starts_with("<svg xmlns=") && svg.contains("<title>Bergen: 10</title>"), svg)?;

        // The chart says what it is, and has its data for reading.
        let chart = "
            const chart = document.querySelector('.question > [data-kind=chart]');
            chart.querySelector('details').open = true;
            const svg = chart.querySelector('svg');
            return [svg.getAttribute('role'), svg.getAttribute('aria-label'), svg.clientWidth > 200,
                svg.clientWidth <= chart.clientWidth]";
        let seen = page.script(chart, Vec::new()).await?;
        assert_eq!(seen, json!(["img", "Sold by city: a bar chart of 3 bars.", true, true]));
        page.until("the chart's data", async || {
            let data = "return document.querySelector('.question > [data-kind=chart] table')?.textContent";
            let data = page.script(data, Vec::new()).await?;
            Ok(data.as_str().is_some_and(|it| it.contains("Bergen10")).then_some(()))
        })
        .await?;

        // The answer's formulas and notes.
        let answer = "
            const answer = document.querySelector('[data-testid=answer]');
            return [[...answer.querySelectorAll('math')].map((math) => [math.getAttribute('display'), math.namespaceURI, math.textContent]),
                answer.querySelector('[role=doc-noteref]').textContent,
                answer.querySelector('[role=doc-endnotes] li').textContent,
                answer.textContent.includes('costs $5 or $6')]";
        let namespace = "http://www.w3.org/1998/Math/MathML";
        let seen = page.script(answer, Vec::new()).await?;
        let math = json!([
            [null, namespace, "eiπ+1=0"], [null, namespace, "12"], ["block", namespace, "∑i=1ni"]
        ]);
        assert_eq!(seen, json!([math, "1", "Leonhard, of Basel.↩", true]));

        page.reload().await?;
        page.wait_answer("Euler").await?;
        assert_eq!(shown(page, false, 4).await?, beside);
        Ok(())
    })
    .await;
}

const HOSTILE: &str = r#"
bad = "<img src={attacker}?cell onerror='window.taken = 1'><script>window.taken = 1</script>"
display([{bad: bad, "=1+1": "=HYPERLINK(1)"}], title=bad)
display({bad: [bad]})
display(bad)
plot.bar({bad: 1}, title=bad, y_label=bad)
display(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="parent.taken = 1"><script>parent.taken = 1</script><image href="{attacker}?svg" width="9" height="9"/><style>@import "{attacker}?style";</style><foreignObject><iframe src="{attacker}?frame"/></foreignObject></svg>', title="Drawn")
display([{"n": n} for n in range(1000000)], title="Many")
for refused in [b"<html><script>", "x" * 300000]:
    try:
        display(refused)
    except ValueError as error:
        print(error)
final_answer("done $\\href{javascript:window.taken=1}{x}$")"#;

#[tokio::test]
async fn what_is_hostile_or_far_too_much_is_shown_as_data() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        world.set_up().await?;
        let attacker = server.services.other_url("stolen");
        let code = HOSTILE.replace("{attacker}", &attacker);
        server.provider.replies(Reply::code("", &code));
        page.ask("Show it").await?;
        page.wait_answer("done").await?;
        let beside = shown(page, false, 6).await?;
        for (display, kind) in beside.iter().zip(["table", "json", "markdown", "chart", "image", "table"]) {
            assert_eq!(display[0], kind);
            ensure(
                matches!(kind, "image") || display[1] == "Many" || display[2].contains("onerror"),
                format!("{kind} is not shown as what it is: {}", display[2]),
            )?;
        }
        ensure(beside[5][2].contains("50 of the first 5,000 of 1,000,000 rows shown"), &beside[5][2])?;
        page.script(PRESS, vec![json!("table"), json!("Show more")]).await?;
        page.until("550 rows", async || {
            let rows = "return document.querySelectorAll('.question > [data-kind=table]:last-of-type tbody tr').length";
            Ok((page.script(rows, Vec::new()).await? == 550).then_some(()))
        })
        .await?;
        page.until("the picture to be drawn", async || {
            let picture = "
                const picture = document.querySelector('.question > [data-kind=image] img');
                return Boolean(picture?.complete && picture.naturalWidth === 9 && picture.src.startsWith('data:image/svg+xml;base64,'))";
            Ok((page.script(picture, Vec::new()).await? == true).then_some(()))
        })
        .await?;
        let live = "
            const forbidden = 'script, style, link, image, iframe, object, embed, foreignObject, [style]:not([data-testid=composer]), a[href^=javascript]';
            return [document.querySelectorAll(`main :is(${forbidden})`).length,
                document.querySelectorAll('main img:not([src^=\"data:image/\"])').length, window.taken ?? null]";
        assert_eq!(page.script(live, Vec::new()).await?, json!([0, 0, null]));
        let steps = page.steps().await?;
        ensure(steps[0].output.contains("these bytes are no picture"), &steps[0].output)?;
        ensure(steps[0].output.contains("a text of 300000 bytes is too much"), &steps[0].output)?;
        let saved = page.script(SAVE, vec![json!("table"), json!("CSV")]).await?;
        assert_eq!(saved[1], "application/octet-stream");
        let csv = saved[2].as_str().unwrap_or_default();
        ensure(csv.ends_with("'=HYPERLINK(1)\r\n"), csv)?;
        if let Some(request) = server.log.to(Service::Tools).first() {
            return Err(format!("{} was asked for", request.path).into());
        }
        Ok(())
    })
    .await;
}
