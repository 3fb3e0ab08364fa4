//! HTTP that does not wait for ever: a server that says nothing for too long, before its answer or in
//! the middle of it, is given up.

use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;
use futures::future::{Either, select};
use futures::stream::{self, StreamExt};

use super::clock::Clock;
use super::http::{HttpClient, HttpError, HttpRequest, HttpResponse, origin};

/// Another client, with patience that ends.
pub struct PatientHttp {
    http: Rc<dyn HttpClient>,
    silence: Silence,
}

/// How long a server may say nothing.
#[derive(Clone)]
struct Silence {
    clock: Rc<dyn Clock>,
    patience: Duration,
}

impl PatientHttp {
    /// Sends through `http`. A request fails with [`HttpError::Silent`] when `patience` passes without
    /// the head of the response, or without the next piece of its body.
    pub fn new(http: Rc<dyn HttpClient>, clock: Rc<dyn Clock>, patience: Duration) -> Self {
        let silence = Silence { clock, patience };
        Self { http, silence }
    }
}

impl Silence {
    /// What comes of this, if it comes in time.
    async fn end<Output>(
        &self,
        origin: &str,
        waited_for: impl Future<Output = Output> + Unpin,
    ) -> Result<Output, HttpError> {
        match select(waited_for, self.clock.sleep(self.patience)).await {
            Either::Left((output, _)) => Ok(output),
            Either::Right(_) => Err(HttpError::Silent {
                origin: origin.into(),
                seconds: self.patience.as_secs(),
            }),
        }
    }
}

#[async_trait(?Send)]
impl HttpClient for PatientHttp {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let origin = origin(&request.url)?;
        let silence = self.silence.clone();
        let response = silence.end(&origin, self.http.send(request)).await??;
        let body = stream::unfold(Some(response.body), move |body| {
            let (silence, origin) = (silence.clone(), origin.clone());
            async move {
                let mut body = body?;
                match silence.end(&origin, body.next()).await {
                    Ok(piece) => Some((piece?, Some(body))),
                    // The rest is not waited for: this ends the request.
                    Err(silent) => Some((Err(silent), None)),
                }
            }
        });
        Ok(HttpResponse {
            body: body.boxed_local(),
            ..response
        })
    }
}
