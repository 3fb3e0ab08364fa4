//! JavaScript in the frame's own document, which is further than the worker can get: a
//! `sandbox.html` of the attacker's with the policy of the real one.

use e2e::{Page, World, built_file, ensure, scenario};
use serde_json::{Value, json};

use super::case::{cases, compare, words};

/// Plays the cases and tells the page what came of each.
const PLAY: &str = "
const element = (name, properties) => new Promise((resolve) => {
    const made = Object.assign(document.createElement(name), properties);
    made.onload = made.onloadeddata = () => resolve('open');
    made.onerror = () => resolve('refused');
    document.body.append(made);
});
document.body ?? document.documentElement.append(document.createElement('body'));
(async () => {
    for (const [name, attack] of Object.entries(CASES)) {
        let error = null, value = null;
        try {
            const patience = new Promise((resolve) => setTimeout(resolve, 5000, 'no answer'));
            value = String(await Promise.race([attack(), patience]));
        } catch ({ name, message }) {
            error = { type: name, message, traceback: 'x' };
        }
        parent.postMessage({ played: name, value, error }, '*');
    }
})();";

#[tokio::test]
async fn the_frames_policy_leaves_its_own_document_nothing() {
    scenario(async |world: &World| {
        world.tries_the_policy();
        let World { server, page, .. } = world;
        let attacker = server.services.other_url("stolen");
        let cases = cases(
            &include_str!("javascript/frame.js").replace("{attacker}", &attacker),
            "//",
        );
        server.replaced.file("sandbox.html", hostile_frame(&cases)?);
        server.replaced.file("index.html", page_that_allows_it()?);
        page.open().await?;
        page.exports().await?;
        let played = page
            .script(
                "return (async () => {
                    const played = {};
                    const all = new Promise((resolve) => addEventListener('message', ({ data }) => {
                        if (!data.played) return;
                        played[data.played] = data;
                        if (Object.keys(played).length === arguments[0]) resolve();
                    }));
                    const sandbox = await wasmBindings.PythonSandbox.create();
                    await all;
                    sandbox.free();
                    return played;
                })()",
                vec![json!(cases.len())],
            )
            .await?;
        let problems: Vec<String> = cases
            .iter()
            .filter_map(|case| {
                let found = words(&played[&case.name]);
                compare(case, "its outcome", &found, &case.outcome)
            })
            .collect();
        ensure(problems.is_empty(), problems.join("\n"))?;
        // The page is where it was, and alone.
        let place = page.script(
            "return [location.pathname, window.taken ?? null]",
            Vec::new(),
        );
        assert_eq!(place.await?, json!(["/some/sub/path/", Value::Null]));
        server
            .log
            .to(e2e::Service::Tools)
            .iter()
            .try_for_each(|request| ensure(false, format!("it asked for {}", request.path)))
    })
    .await;
}

/// The one door that no policy closes: the frame's script takes it away, and all others that it
/// can, before it is spoken to.
#[tokio::test]
async fn the_frames_script_leaves_its_document_no_connections() {
    scenario(async |world: &World| {
        let World { server, page, .. } = world;
        let real = built_file("sandbox.html")?;
        let script = real
            .split_once("<script>")
            .and_then(|(_, rest)| rest.split_once("</script>"))
            .map(|(script, _)| script)
            .ok_or("the frame has no script")?;
        let names = "const CONNECTS = ['RTCPeerConnection', 'webkitRTCPeerConnection', \
            'RTCDataChannel', 'RTCIceTransport', 'WebSocket', 'WebSocketStream', 'WebTransport', \
            'EventSource'];\n";
        let open = "CONNECTS.filter((name) => name in self || Object.hasOwn(self, name)).join()";
        let case = super::case::Case {
            name: "connections".into(),
            source: "return before.length > 30 ? after : 'nothing was there';".into(),
            ..super::case::Case::default()
        };
        let frame = hostile_frame(&[case])?.replace(
            "const CASES",
            &format!("{names}const before = {open};\n{script}\nconst after = {open};\nconst CASES"),
        );
        server.replaced.file("sandbox.html", frame);
        server.replaced.file("index.html", page_that_allows_it()?);
        page.open().await?;
        page.exports().await?;
        let left = page
            .script(
                "return (async () => {
                    const played = new Promise((resolve) => addEventListener('message', ({ data }) => {
                        if (data.played) resolve(data);
                    }));
                    const sandbox = await wasmBindings.PythonSandbox.create();
                    const { value, error } = await played;
                    sandbox.free();
                    return [value, error];
                })()",
                Vec::new(),
            )
            .await?;
        assert_eq!(left, json!(["", Value::Null]));
        Ok(())
    })
    .await;
}

/// The page's policy holds in the frame as well.
#[tokio::test]
async fn another_script_does_not_run_in_the_frame_of_the_real_page() {
    scenario(async |world: &World| {
        world.tries_the_policy();
        let World { server, page, .. } = world;
        let case = super::case::Case {
            name: "run".into(),
            source: "return 'ran';".into(),
            ..super::case::Case::default()
        };
        let played = async |page: &Page| {
            page.open().await?;
            page.exports().await?;
            // What the frame's script says, or that it has said nothing a second after it could.
            page.script(
                "return (async () => {
                    const played = new Promise((resolve) => addEventListener('message', ({ data }) => {
                        if (data.played) resolve(true);
                    }));
                    const silent = new Promise((resolve) => {
                        const all = new MutationObserver(() => {
                            const frame = document.body.lastElementChild;
                            frame.addEventListener('load', () => {
                                if (frame.srcdoc) setTimeout(resolve, 1000, false);
                            });
                        });
                        all.observe(document.body, { childList: true });
                    });
                    const sandbox = await wasmBindings.PythonSandbox.create();
                    const outcome = await Promise.race([played, silent]);
                    sandbox.free();
                    return outcome;
                })()",
                Vec::new(),
            )
            .await
        };
        server
            .replaced
            .file("sandbox.html", hostile_frame(&[case])?);
        assert_eq!(played(page).await?, json!(false));
        server.replaced.file("index.html", page_that_allows_it()?);
        assert_eq!(played(page).await?, json!(true));
        Ok(())
    })
    .await;
}

/// The page with a policy that allows the attacker's script, as it holds in the frame too.
fn page_that_allows_it() -> e2e::Result<String> {
    let page = built_file("index.html")?;
    ensure(page.contains(SCRIPTS), "the page's policy is another")?;
    Ok(page.replacen(SCRIPTS, &format!("{SCRIPTS} 'nonce-attack'"), 1))
}

/// In the page's policy.
const SCRIPTS: &str = "script-src 'self'";

/// The real frame's policy, with the attacker's script in place of ours.
fn hostile_frame(cases: &[super::case::Case]) -> e2e::Result<String> {
    let real = built_file("sandbox.html")?;
    let policy = real
        .split_once("content=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(policy, _)| policy)
        .ok_or("the frame has no policy")?;
    let (before, hash) = policy
        .split_once("'sha256-")
        .ok_or("the frame's policy allows no script by its hash")?;
    let (_, after) = hash.split_once('\'').ok_or("the hash has no end")?;
    let functions: String = cases
        .iter()
        .map(|case| format!("{}: async () => {{\n{}}},\n", json!(case.name), case.source))
        .collect();
    Ok(format!(
        "<!doctype html><meta charset=\"utf-8\">
         <meta http-equiv=\"Content-Security-Policy\" content=\"{before}'nonce-attack'{after}\">
         <body><script nonce=\"attack\">const CASES = {{\n{functions}}};{PLAY}</script>"
    ))
}
