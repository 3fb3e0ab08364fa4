//! What the tools call: Open-Meteo's geocoding and forecast, the services that search, a reader and
//! a few web pages, in the wire formats of the real ones, with delays and faults on request.

mod reader;
mod redis;
mod search;
mod weather;
mod wikipedia;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};

use crate::gate::Gate;
use crate::log::{RequestLog, lock};
pub use redis::REDIS_TOKEN;
pub use search::SEARCH_KEY;
use search::{brave, jina, searxng, tavily};

/// A service that a test can change the behaviour of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// Open-Meteo's geocoding.
    Geocoding,
    /// Open-Meteo's forecast.
    Forecast,
    /// Wikipedia's search.
    Wikipedia,
    /// The reader that turns pages into Markdown.
    Reader,
    /// Tavily's search.
    Tavily,
    /// Brave's search.
    Brave,
    /// Jina's search.
    Jina,
    /// An instance of SearXNG.
    Searxng,
}

/// How a service answers.
#[derive(Clone)]
pub enum Behaviour {
    /// As it should.
    Normal,
    /// As it should, once the gate is open.
    Waits(Gate),
    /// As it should, but nobody gets an answer before this many requests are waiting.
    AnswersTogether(usize),
    /// As it should, but the first request is to come again in a second.
    BusyOnce,
    /// With this HTTP error.
    Fails(u16),
    /// With a web page where JSON is expected.
    SendsHtml,
}

/// The services, as a test controls them. Clones are the same services.
#[derive(Clone)]
pub struct Services {
    address: SocketAddr,
    log: RequestLog,
    state: Arc<Mutex<HashMap<Endpoint, EndpointState>>>,
}

#[derive(Default)]
struct EndpointState {
    behaviour: Option<Behaviour>,
    arrived: usize,
    together: Gate,
}

impl Services {
    pub(crate) fn new(address: SocketAddr, log: RequestLog) -> Self {
        Self {
            address,
            log,
            state: Arc::default(),
        }
    }

    /// What a user enters as the address of a service.
    pub fn url(&self, endpoint: Endpoint) -> String {
        let folder = match endpoint {
            Endpoint::Geocoding => "geocoding",
            Endpoint::Forecast => "forecast",
            Endpoint::Wikipedia => "wikipedia",
            Endpoint::Reader => "reader",
            Endpoint::Tavily => "tavily",
            Endpoint::Brave => "brave",
            Endpoint::Jina => "jina",
            Endpoint::Searxng => "searxng",
        };
        format!("http://{}/{folder}", self.address)
    }

    /// The address of something else on this host, such as an image that must not be fetched.
    pub fn other_url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// Changes how a service answers from now on.
    pub fn behaves(&self, endpoint: Endpoint, behaviour: Behaviour) -> &Self {
        lock(&self.state).entry(endpoint).or_default().behaviour = Some(behaviour);
        self
    }

    /// How many requests a service has had, answered or not.
    pub fn arrived(&self, endpoint: Endpoint) -> usize {
        lock(&self.state)
            .get(&endpoint)
            .map_or(0, |state| state.arrived)
    }

    pub(crate) fn routes(&self) -> Router {
        let behaving = |endpoint, routes: Router| {
            routes.layer(middleware::from_fn_with_state(
                (self.clone(), endpoint),
                behave,
            ))
        };
        let log = self.log.clone();
        Router::new()
            .nest("/redis", redis::routes(self.log.clone()))
            .nest(
                "/geocoding",
                behaving(Endpoint::Geocoding, weather::geocoding()),
            )
            .nest(
                "/forecast",
                behaving(Endpoint::Forecast, weather::forecast()),
            )
            .nest(
                "/wikipedia",
                behaving(Endpoint::Wikipedia, wikipedia::routes()),
            )
            .nest("/reader", behaving(Endpoint::Reader, reader::routes()))
            .nest(
                "/tavily",
                behaving(Endpoint::Tavily, tavily::routes(self.log.clone())),
            )
            .nest(
                "/brave",
                behaving(Endpoint::Brave, brave::routes(self.log.clone())),
            )
            .merge(behaving(Endpoint::Jina, jina::routes(self.log.clone())))
            .nest(
                "/searxng",
                behaving(Endpoint::Searxng, searxng::routes(self.log.clone())),
            )
            .nest("/pages", reader::pages())
            .fallback(move |uri: Uri| async move {
                log.violation(format!("the services have no {uri}"));
                StatusCode::NOT_FOUND
            })
    }

    /// Counts a request in, and says how to answer it.
    fn arrive(&self, endpoint: Endpoint) -> (Behaviour, Gate, usize) {
        let mut states = lock(&self.state);
        let state = states.entry(endpoint).or_default();
        state.arrived += 1;
        let behaviour = state.behaviour.clone().unwrap_or(Behaviour::Normal);
        if matches!(behaviour, Behaviour::AnswersTogether(count) if state.arrived >= count) {
            state.together.open();
        }
        (behaviour, state.together.clone(), state.arrived)
    }
}

async fn behave(
    State((services, endpoint)): State<(Services, Endpoint)>,
    request: Request,
    next: Next,
) -> Response {
    let (behaviour, together, arrived) = services.arrive(endpoint);
    match behaviour {
        Behaviour::Normal => {}
        Behaviour::Waits(gate) => gate.passed().await,
        Behaviour::AnswersTogether(_) => together.passed().await,
        Behaviour::BusyOnce if arrived == 1 => {
            let later = [(header::RETRY_AFTER, "1")];
            return (StatusCode::SERVICE_UNAVAILABLE, later, "busy").into_response();
        }
        Behaviour::BusyOnce => {}
        Behaviour::Fails(status) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
            return (status, "the service has a problem").into_response();
        }
        Behaviour::SendsHtml => {
            return Html("<!doctype html><title>Log in to the network</title>").into_response();
        }
    }
    next.run(request).await
}
