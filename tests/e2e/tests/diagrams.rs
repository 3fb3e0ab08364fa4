//! Mermaid's diagrams in answers: drawn when they are there, shown as their source where that cannot
//! be, and unable to take the page down.

use e2e::{NARROW, Page, Reply, Result, WIDE, World, ensure, scenario};
use serde_json::{Value, json};

/// What was fetched of what draws diagrams.
const FETCHED: &str = "return performance.getEntriesByType('resource')
    .map((entry) => new URL(entry.name).pathname.split('/').pop())
    .filter((name) => name.startsWith('diagrams')).sort()";

/// The pictures: role and name of each, whether it is drawn in the page's colours, and whether the
/// page is no wider for it.
const PICTURES: &str = "
return [...document.querySelectorAll('[data-testid=answer] [data-testid=diagram] svg')].map((svg) => [
    svg.getAttribute('role'), svg.getAttribute('aria-label'),
    getComputedStyle(svg.querySelector('text')).fill === getComputedStyle(document.body).color,
    document.documentElement.scrollWidth <= innerWidth])";

const ANSWER: &str = r#"
final_answer("""All of it:

```mermaid
flowchart LR
    A([Start]) --> B{Größe?}
    B -->|large| C[A thing with a long name] --> D[Another thing with a long name] --> E[The end]
```

Then

```mermaid
sequenceDiagram
    Alice->>Bob: Hello
```

and

```mermaid
pie title Pets
    "Dogs" : 3
    "Cats" : 1
```

and

```mermaid
flowchart TD
    A[open --> B
```

That was all.""")"#;

/// Far more lines than anybody draws.
const HOSTILE: &str = r#"
many = " & ".join(f"a{n}" for n in range(900)) + " --> " + " & ".join(f"b{n}" for n in range(900))
fence = "`" * 3
sources = [f"flowchart TD\n{many}\n"]
final_answer("Hostile\n\n" + "\n\n".join(f"{fence}mermaid\n{source}{fence}" for source in sources)
    + f"\n\n{fence}mermaid\npie\n\"after\" : 1\n{fence}\n\nThe end.")"#;

async fn pictures(page: &Page, count: usize) -> Result<Vec<Value>> {
    page.until(&format!("{count} pictures"), async || {
        let seen = page.script(PICTURES, Vec::new()).await?;
        let seen = seen.as_array().cloned().unwrap_or_default();
        Ok((seen.len() == count).then_some(seen))
    })
    .await
}

#[tokio::test]
async fn diagrams_are_drawn_when_shown_and_cannot_take_the_page_down() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        world.set_up().await?;
        page.resize(WIDE).await?;
        server
            .provider
            .replies(Reply::code("", "final_answer('No diagram: ```x```')"))
            .replies(Reply::code("", ANSWER))
            .replies(Reply::code("", HOSTILE))
            .replies(Reply::code("", "final_answer('still here')"));
        page.ask("What is there?").await?;
        page.wait_answer("No diagram").await?;
        assert_eq!(page.script(FETCHED, Vec::new()).await?, json!([]));

        page.ask("Draw it").await?;
        page.wait_answer("That was all").await?;
        let is_legible = |name: &str| json!(["img", name, true, true]);
        let drawn = [
            is_legible("Flowchart: large, Start, Größe?, A thing with a long name, Another thing with a long name, The end"),
            is_legible("Sequence diagram: Alice, Bob, Hello"),
            is_legible("Pie chart: Pets, 75%, 25%, Dogs, Cats"),
        ];
        assert_eq!(pictures(page, 3).await?, drawn);
        assert_eq!(
            page.script(FETCHED, Vec::new()).await?,
            json!(["diagrams.js", "diagrams_bg.wasm"])
        );
        assert_eq!(
            page.texts("not-drawn").await?,
            ["Shown as its source. The source is not understood: Line 2: missing closing ']' for node 'A'"]
        );
        page.check_accessibility("diagrams", &["light", "dark"]).await?;
        page.resize(NARROW).await?;
        assert_eq!(pictures(page, 3).await?, drawn);
        let scrolls = "const canvas = document.querySelector('[data-testid=diagram] .canvas');
            return canvas.scrollWidth > canvas.clientWidth";
        assert_eq!(page.script(scrolls, Vec::new()).await?, true);
        page.check_accessibility("diagrams 390", &["light"]).await?;
        page.resize(WIDE).await?;

        // The source stays within reach.
        page.click("diagram-source").await?;
        pictures(page, 2).await?;
        let source = "return document.querySelector('[data-testid=diagram] pre').textContent";
        let source = page.script(source, Vec::new()).await?;
        ensure(source.as_str().is_some_and(|it| it.starts_with("flowchart LR\n")), source.to_string())?;
        page.click("diagram-source").await?;
        pictures(page, 3).await?;

        // What is hostile is given up, and the next one is drawn.
        page.ask("Take it down").await?;
        page.wait_answer("The end").await?;
        pictures(page, 4).await?;
        // Time or memory: how fast the machine is decides which of the two ends first.
        let refused = page.texts("not-drawn").await?;
        let ends = ["Drawing it took too long.", "Drawing it failed."];
        ensure(
            refused.len() == 2 && ends.iter().any(|end| refused[1].ends_with(end)),
            format!("{refused:?}"),
        )?;
        page.ask("Are you there?").await?;
        page.wait_answer("still here").await?;
        Ok(())
    })
    .await;
}
