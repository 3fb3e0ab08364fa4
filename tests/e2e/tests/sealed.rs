//! What model-written Python and model-written text cannot do.

use e2e::{Reply, Service, World, ensure, scenario};
use serde_json::Value;

#[tokio::test]
async fn python_has_no_way_to_javascript_or_the_network() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        server.provider.replies(Reply::code(
            "",
            "def attempt(source):\n\
             \x20   try:\n\
             \x20       exec(source, {})\n\
             \x20       return \"it worked\"\n\
             \x20   except Exception as error:\n\
             \x20       return type(error).__name__\n\
             attempts = [\n\
             \x20   \"import js\\njs.fetch\",\n\
             \x20   \"import js\\njs.document\",\n\
             \x20   \"import js\\njs.eval('1')\",\n\
             \x20   \"import js\\njs.constructor\",\n\
             \x20   \"import jsffi\\njsffi.create_proxy(print).constructor\",\n\
             \x20   \"import jsffi\\njsffi.to_js([1]).constructor\",\n\
             \x20   \"import socket\",\n\
             \x20   \"open('/etc/passwd').read()\",\n\
             ]\n\
             final_answer(\"tried: \" + \", \".join(attempt(source) for source in attempts))",
        ));
        world.set_up().await?;
        page.ask("Get out").await?;
        let answer = page.wait_answer("tried:").await?;
        ensure(!answer.contains("it worked"), answer)
    })
    .await;
}

#[tokio::test]
async fn the_sandbox_has_no_origin_and_the_page_allows_no_inline_script() {
    scenario(async |world: &World| {
        let World { page, .. } = world;
        page.open().await?;
        page.until("the sandbox's frame", async || {
            let sandbox = page
                .script(
                    "return document.querySelector('iframe[srcdoc]')?.getAttribute('sandbox') ?? null",
                    Vec::new(),
                )
                .await?;
            Ok((sandbox == "allow-scripts").then_some(()))
        })
        .await?;
        let policy = page
            .script(
                "return document.querySelector('meta[http-equiv=\"Content-Security-Policy\"]').content",
                Vec::new(),
            )
            .await?;
        let policy = policy.as_str().ok_or("the page has no policy")?;
        for part in ["unsafe-inline", "'unsafe-eval'", "{"] {
            ensure(!policy.contains(part), format!("{part} is in {policy}"))?;
        }
        ensure(policy.starts_with("default-src 'none'"), policy)
    })
    .await;
}

#[tokio::test]
async fn html_and_images_from_the_model_are_inert() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let picture = server.services.other_url("picture.png");
        let hostile = format!(
            "<script>window.taken = 1</script> <img src='{picture}?html' onerror='window.taken = 1'> \
             ![a picture]({picture}?markdown) [click](javascript:window.taken=1) \
             <iframe src='{picture}?frame'></iframe> <style>body {{ display: none }}</style>"
        );
        server
            .provider
            .replies(Reply::code(
                &format!("Thinking. {hostile}"),
                &format!("print(\"\"\"{hostile}\"\"\")"),
            ))
            .replies(Reply::code(
                "",
                &format!("final_answer(\"\"\"{hostile}\n\nThe end.\"\"\")"),
            ));
        world.set_up().await?;
        page.ask("Say something hostile").await?;
        page.wait_answer("The end.").await?;
        assert_eq!(
            page.script("return window.taken ?? null", Vec::new()).await?,
            Value::Null
        );
        let live = page
            .script(
                "return document.querySelectorAll(
                    'main img, main script, main style, main iframe:not([sandbox]), a[href^=\"javascript:\"], [onerror]'
                ).length",
                Vec::new(),
            )
            .await?;
        assert_eq!(live, 0);
        for request in server.log.to(Service::Tools) {
            ensure(
                !request.path.contains("picture.png"),
                format!("{} was fetched", request.path),
            )?;
        }
        Ok(())
    })
    .await;
}
