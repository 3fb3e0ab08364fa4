//! The site as docs/hosting.md has it: served by a real nginx, in a folder, with and without the
//! stricter headers, in both browsers; and without any host, once it was there.

use e2e::{Configuration, Nginx, Page, Result, Visitor, ensure, visit};
use serde_json::json;
use thirtyfour::Key;

/// Takes the tour: its replies are recorded, its Python runs.
async fn take_the_tour(page: &Page) -> Result {
    page.open().await?;
    page.click("tour-welcome").await?;
    page.follow_the_tour().await
}

async fn the_tour_works(configuration: Configuration, visitor: Visitor) -> Result {
    let host = Nginx::start(configuration).await?;
    visit(visitor, &host.page_url(), async |page: &Page| {
        take_the_tour(page).await?;
        let header = "return fetch('./')
            .then((page) => page.headers.get('x-content-type-options'))";
        let header = page.script(header, Vec::new()).await?;
        let expected = match configuration {
            Configuration::Plain => json!(null),
            Configuration::Documented => json!("nosniff"),
        };
        ensure(header == expected, "the headers are others")
    })
    .await
}

#[tokio::test]
async fn the_site_works_on_a_host_without_headers_in_chromium() -> Result {
    the_tour_works(Configuration::Plain, Visitor::Chromium).await
}

#[tokio::test]
async fn the_site_works_on_a_host_with_strict_headers_in_chromium() -> Result {
    the_tour_works(Configuration::Documented, Visitor::Chromium).await
}

#[tokio::test]
async fn the_site_works_on_a_host_without_headers_in_firefox() -> Result {
    the_tour_works(Configuration::Plain, Visitor::Firefox).await
}

#[tokio::test]
async fn the_site_works_on_a_host_with_strict_headers_in_firefox() -> Result {
    the_tour_works(Configuration::Documented, Visitor::Firefox).await
}

/// What is wrong with what the manifest names: pictures that are not there or of another size than it
/// says, and addresses that are no page of the site.
const NAMED: &str = "
const place = document.querySelector('link[rel=manifest]').href;
const manifest = await (await fetch(place)).json();
const problems = [];
const shortcuts = manifest.shortcuts ?? [];
for (const { src, sizes } of [manifest, ...shortcuts].flatMap((it) => it.icons ?? [])) {
    const picture = new Image();
    picture.src = new URL(src, place);
    await picture.decode().catch((error) => problems.push(`${src}: ${error}`));
    const size = `${picture.naturalWidth}x${picture.naturalHeight}`;
    if (sizes !== 'any' && sizes !== size) problems.push(`${src} is ${size}, not ${sizes}`);
}
const scope = new URL(manifest.scope, place).href;
for (const url of [manifest.start_url, ...shortcuts.map((it) => it.url)]) {
    const page = new URL(url, place);
    const there = await fetch(page);
    if (!there.ok || !page.href.startsWith(scope) || scope !== location.href) problems.push(page.href);
}
return problems";

#[tokio::test]
async fn the_site_can_be_installed_as_an_application_with_its_icons() -> Result {
    let host = Nginx::start(Configuration::Plain).await?;
    visit(Visitor::Chromium, &host.page_url(), async |page: &Page| {
        page.open().await?;
        let manifest = page.devtools("Page.getAppManifest", json!({})).await?;
        assert_eq!(manifest["errors"], json!([]));
        assert_eq!(
            manifest["url"],
            format!("{}manifest.webmanifest", host.page_url())
        );
        let errors = page
            .devtools("Page.getInstallabilityErrors", json!({}))
            .await?;
        assert_eq!(errors, json!({ "installabilityErrors": [] }));
        let problems = page.found_by(NAMED, Vec::new()).await?;
        assert_eq!(problems, Vec::<String>::new());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_a_network_conversations_are_read_and_python_runs() -> Result {
    let host = Nginx::start(Configuration::Plain).await?;
    visit(Visitor::Chromium, &host.page_url(), async |page: &Page| {
        take_the_tour(page).await?;
        page.wait_kept().await?;
        let answers = page.answers().await?;
        drop(host);
        page.reload().await?;
        page.until("the conversation to be read", async || {
            Ok((page.answers().await? == answers).then_some(()))
        })
        .await?;
        page.click("console-open").await?;
        page.type_into("console-input", "sum(range(10))").await?;
        page.keys(Key::Enter).await?;
        page.wait_text("console-run", "45").await?;
        Ok(())
    })
    .await
}
