//! HTTP by the browser's `fetch`: no cookies, no referrer, and a request nobody waits for any more
//! is aborted. Knows no service and follows no policy.

use async_trait::async_trait;
use futures::stream::{self, StreamExt};
use js_sys::{Array, JsString, Uint8Array};
use micropython_agent::platform::http::{
    ByteStream, HttpClient, HttpError, HttpRequest, HttpResponse, Source, origin,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_streams::ReadableStream;
use web_sys::{
    AbortController, Headers, ReferrerPolicy, Request, RequestCredentials, RequestInit,
    RequestRedirect, Response, ResponseType,
};

/// The page's way to the network.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserHttp;

#[async_trait(?Send)]
impl HttpClient for BrowserHttp {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let origin = origin(&request.url)?;
        // Browsers give no reason for a rejection on purpose, so there is none to pass on.
        let Ok((response, abort)) = fetch(&request).await else {
            tracing::debug!(origin, "the browser could not fetch");
            return Err(HttpError::Unreachable { origin });
        };
        if response.type_() == ResponseType::Opaqueredirect {
            tracing::debug!(origin, "a redirect, which is not followed");
            return Err(HttpError::Redirected { origin });
        }
        Ok(HttpResponse {
            status: response.status(),
            url: response.url(),
            headers: headers_of(&response),
            body: body_of(&response, abort, origin),
            source: Source::Live,
        })
    }
}

/// Aborts its request when dropped. A request that is over by then is not touched.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn fetch(request: &HttpRequest) -> Result<(Response, AbortOnDrop), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let abort = AbortOnDrop(AbortController::new()?);
    let headers = Headers::new()?;
    for (name, value) in &request.headers {
        headers.append(name, value)?;
    }
    let init = RequestInit::new();
    init.set_method(request.method.as_str());
    init.set_headers_headers(&headers);
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    // Browsers take only the header `Authorization` off a request that they send on.
    init.set_redirect(match request.carries_nothing() {
        true => RequestRedirect::Follow,
        false => RequestRedirect::Manual,
    });
    init.set_signal(Some(&abort.0.signal()));
    if let Some(body) = &request.body {
        init.set_body_opt_str(Some(body));
    }
    let request = Request::new_with_str_and_init(&request.url, &init)?;
    let response = JsFuture::from(window.fetch_with_request(&request)).await?;
    Ok((response.dyn_into()?, abort))
}

/// The headers that the browser lets us see; it gives their names in lower case.
fn headers_of(response: &Response) -> Vec<(String, String)> {
    let text = |value: JsValue| value.dyn_into::<JsString>().ok().map(String::from);
    response
        .headers()
        .entries()
        .into_iter()
        .filter_map(|entry| {
            let entry: Array = entry.ok()?.dyn_into().ok()?;
            Some((text(entry.get(0))?, text(entry.get(1))?))
        })
        .collect()
}

/// The body as it arrives. The request is aborted when the stream is dropped.
fn body_of(response: &Response, abort: AbortOnDrop, origin: String) -> ByteStream {
    let Some(body) = response.body() else {
        return stream::empty().boxed_local();
    };
    let cut = HttpError::Cut { origin };
    match ReadableStream::from_raw(body.unchecked_into()).try_into_stream() {
        Ok(chunks) => chunks
            .map(move |chunk| {
                // Owned by this closure, and so by the stream.
                let _abort = &abort;
                let bytes = chunk.and_then(|chunk| chunk.dyn_into::<Uint8Array>());
                bytes.map(|bytes| bytes.to_vec()).map_err(|_| cut.clone())
            })
            .boxed_local(),
        Err(_) => stream::iter([Err(cut)]).boxed_local(),
    }
}
