//! The test server: three origins on free local ports, one for each part that is another host in
//! the real world.

use std::fmt::{self, Display, Formatter};
use std::net::{Ipv4Addr, SocketAddr};

use axum::{Router, middleware};
use tokio::net::{TcpListener, TcpSocket};
use tokio::task::JoinHandle;

use crate::Result;
use crate::log::{RequestLog, Service, allow_browsers, record};
use crate::provider::Provider;
use crate::services::Services;
use crate::site::{self, Replaced};

/// A running test server. Dropping it ends it.
pub struct TestServer {
    /// The language model's API, with a queue of scripted replies.
    pub provider: Provider,
    /// What the tools call.
    pub services: Services,
    /// Every request so far.
    pub log: RequestLog,
    /// Files of the site that are served with other contents.
    pub replaced: Replaced,
    site: SocketAddr,
    tasks: Vec<JoinHandle<()>>,
}

impl TestServer {
    /// Starts on free ports, or on three ports from `first_port` on.
    ///
    /// # Errors
    /// When there is no built site, or a port cannot be had.
    pub async fn start(first_port: Option<u16>) -> Result<Self> {
        let port = |index| first_port.map_or(0, |first| first + index);
        let site_listener = listen(port(0)).await?;
        let provider_listener = listen(port(1)).await?;
        let services_listener = listen(port(2)).await?;
        let log = RequestLog::default();
        let replaced = Replaced::default();
        let provider = Provider::new(provider_listener.local_addr()?, log.clone());
        let services = Services::new(services_listener.local_addr()?, log.clone());
        let site = site_listener.local_addr()?;
        let tasks = vec![
            serve(
                site_listener,
                site::routes(site::built_site()?, replaced.clone()),
                Service::Site,
                &log,
            ),
            serve(
                provider_listener,
                provider.routes().layer(middleware::from_fn(allow_browsers)),
                Service::Provider,
                &log,
            ),
            serve(
                services_listener,
                services.routes().layer(middleware::from_fn(allow_browsers)),
                Service::Tools,
                &log,
            ),
        ];
        Ok(Self {
            provider,
            services,
            log,
            replaced,
            site,
            tasks,
        })
    }

    /// The page's address, in a sub-folder of its host.
    pub fn page_url(&self) -> String {
        format!("{}{}", self.origin(), site::SUB_PATH)
    }

    /// The page's origin.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.site)
    }

    /// What the page did and must never do: malformed requests, files that are not there, replies
    /// that were scripted and never asked for.
    pub fn violations(&self) -> Vec<String> {
        let mut violations = self.log.violations();
        violations.extend(
            self.log
                .to(Service::Site)
                .iter()
                .filter(|request| request.status.is_some_and(|status| !status.is_success()))
                .map(|request| format!("the site has no {}", request.path)),
        );
        let unused = self.provider.replies_left();
        if unused > 0 {
            violations.push(format!("{unused} scripted replies were never asked for"));
        }
        violations
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// A local address at which nothing listens for as long as this lives: its port is taken, and connections
/// to a port that is only taken are refused.
pub struct UnusedAddress {
    address: SocketAddr,
    _socket: TcpSocket,
}

impl UnusedAddress {
    /// Takes one.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn take() -> Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
        Ok(Self {
            address: socket.local_addr()?,
            _socket: socket,
        })
    }
}

impl Display for UnusedAddress {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.address.fmt(formatter)
    }
}

async fn listen(port: u16) -> Result<TcpListener> {
    Ok(TcpListener::bind(("127.0.0.1", port)).await?)
}

fn serve(
    listener: TcpListener,
    routes: Router,
    service: Service,
    log: &RequestLog,
) -> JoinHandle<()> {
    let routes = routes.layer(middleware::from_fn_with_state(
        (log.clone(), service),
        record,
    ));
    let log = log.clone();
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, routes).await {
            log.violation(format!("the test server's {service:?} ended: {error}"));
        }
    })
}
