//! Python finds no way out, and neither would JavaScript.

use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::page;

#[wasm_bindgen_test]
async fn python_finds_no_javascript() {
    let mut page = page().await;
    for name in [
        "fetch",
        "globalThis",
        "constructor",
        "self",
        "postMessage",
        "eval",
    ] {
        let source = format!("import js\njs.{name}");
        assert_eq!(
            page.raised(&source).await,
            format!("AttributeError: module 'js' has no attribute '{name}'")
        );
    }
    for name in ["constructor", "__globals__", "apply", "bind"] {
        let source = format!("double.{name}");
        assert!(page.raised(&source).await.starts_with("AttributeError: "));
    }
    for name in ["constructor", "fetch", "then", "__proto__", "call2"] {
        let source = format!("import _host\n_host.{name}");
        assert!(
            page.raised(&source).await.starts_with("AttributeError: "),
            "{name}"
        );
    }
    for name in ["constructor", "call", "apply", "bind", "prototype"] {
        let source = format!("import _host\n_host.call.{name}");
        assert!(
            page.raised(&source).await.starts_with("AttributeError: "),
            "{name}"
        );
    }
}

#[wasm_bindgen_test]
async fn the_host_survives_what_python_makes_of_it() {
    let mut page = page().await;
    for source in [
        "import _host\n_host.call()",
        "import _host\n_host.call(1)",
        "import _host\n_host.call(1, 2)",
        "import _host\n_host.call('start', b'x')",
        "import _host\n_host.call('start', object())",
        "import _host\n_host.call('start', '{')",
        "import _host\n_host.call('wait', '7')",
        "import _host\n_host.call('wait', '-1')",
        "import _host\n_host.call('job', '')",
        "import _host\n_host.call('end', '{}')",
        "import _host\n_host.call('nonsense' * 100, '')",
        "import _host\n_host.call('a', 'b', c=1)",
        "import _host\n_host.x = 1",
        "import _host\n_host.call.new('a')",
        "import _host\nlist(_host.call)",
        "import _host\n_host.call[0]",
        "import jsffi\njsffi.create_proxy(print)",
        "import jsffi\njsffi.to_js([1, {}])",
        "import jsffi\njsffi.async_timeout_ms(1)",
        "open('/etc/passwd')",
        "import os\nos.listdir('/')",
    ] {
        page.run(source).await;
    }
    assert_eq!(page.value("double(21)").await, "42");
}

/// The worker's own doors are closed for all tests after this one, which need none of them.
#[wasm_bindgen_test]
fn the_workers_own_doors_are_closed() {
    let global = js_sys::global();
    let had = Reflect::get(&global, &"fetch".into())
        .unwrap()
        .is_function();
    assert!(had, "the browser gives fetch to a worker");
    let post_message = Reflect::get(&global, &"postMessage".into()).unwrap();
    crate::seal::close().map_err(JsValue::from).unwrap();
    for door in [
        "fetch",
        "XMLHttpRequest",
        "WebSocket",
        "EventSource",
        "importScripts",
        "Worker",
        "indexedDB",
        "caches",
        "navigator",
        "BroadcastChannel",
        "WebTransport",
    ] {
        let left = Reflect::get(&global, &door.into()).unwrap();
        assert!(left.is_undefined(), "{door}");
    }
    // The test runner's own way to report.
    Reflect::set(&global, &"postMessage".into(), &post_message).unwrap();
}

/// The policy in the frame's file allows its inline script by hash; an edit of the one without the
/// other would leave a frame that never speaks.
#[wasm_bindgen_test]
async fn the_frames_policy_allows_its_script() {
    let frame = include_str!("../sandbox.html");
    let script = frame.split_once("<script>").unwrap().1;
    let script = script.split_once("</script>").unwrap().0;
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into()).unwrap();
    let subtle = Reflect::get(&crypto, &"subtle".into()).unwrap();
    let digest: js_sys::Function = Reflect::get(&subtle, &"digest".into())
        .unwrap()
        .unchecked_into();
    let bytes = Uint8Array::from(script.as_bytes());
    let hash = digest.call2(&subtle, &"SHA-256".into(), &bytes).unwrap();
    let hash = JsFuture::from(Promise::from(hash)).await.unwrap();
    let binary: String = Uint8Array::new(&hash)
        .to_vec()
        .into_iter()
        .map(char::from)
        .collect();
    let encode: js_sys::Function = Reflect::get(&js_sys::global(), &"btoa".into())
        .unwrap()
        .unchecked_into();
    let encoded = encode
        .call1(&JsValue::NULL, &binary.into())
        .unwrap()
        .as_string()
        .unwrap();
    let expected = format!("script-src 'sha256-{encoded}'");
    assert!(frame.contains(&expected), "{expected}");
}
