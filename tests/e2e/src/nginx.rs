//! A real nginx that serves the built site in a folder of its host: as it comes, or as
//! docs/hosting/nginx.conf says.

use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep};

use crate::Result;
use crate::browser::evidence_folder;
use crate::site::{built_site, package_folder};

/// The folder of the host in docs/hosting/nginx.conf.
const FOLDER: &str = "/agent/";

/// How long it may take to start.
const PATIENCE: Duration = Duration::from_secs(20);

/// Ports that are tried.
const ATTEMPTS: usize = 5;

/// What a host is told of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Configuration {
    /// Nothing but where it lies.
    Plain,
    /// All of docs/hosting/nginx.conf.
    Documented,
}

/// A running server. It ends when it is dropped.
pub struct Nginx {
    port: u16,
    _process: Child,
}

impl Nginx {
    /// Starts one: `NGINX_SERVER`, or nginx on PATH.
    ///
    /// # Errors
    /// When it does not start; the text says where its log is.
    pub async fn start(configuration: Configuration) -> Result<Self> {
        // Another program may take the port before nginx does: then the next one is tried.
        for _ in 0..ATTEMPTS {
            if let Some(server) = Self::start_on(free_port()?, configuration).await? {
                return Ok(server);
            }
        }
        let folder = evidence_folder();
        Err(format!("nginx does not start; see {}", folder.display()).into())
    }

    /// Starts one on this port; nothing if it ends before it listens.
    async fn start_on(port: u16, configuration: Configuration) -> Result<Option<Self>> {
        let folder = evidence_folder().join(format!("nginx-{port}"));
        fs::create_dir_all(&folder)?;
        let file = folder.join("nginx.conf");
        fs::write(&file, text(configuration, port, &folder)?)?;
        let program = env::var("NGINX_SERVER").unwrap_or_else(|_| "nginx".into());
        let mut process = Command::new(&program)
            .arg("-p")
            .arg(&folder)
            .arg("-c")
            .arg(&file)
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| format!("starting {program}: {error}"))?;
        // It writes it down once it listens.
        let number = process.id().map(|number| number.to_string());
        let listens = || {
            let written = fs::read_to_string(folder.join("pid")).ok();
            written.is_some_and(|written| Some(written.trim()) == number.as_deref())
        };
        let deadline = Instant::now() + PATIENCE;
        while !listens() {
            if process.try_wait()?.is_some() {
                return Ok(None);
            }
            if Instant::now() > deadline {
                return Err(format!("nginx did not start; see {}", folder.display()).into());
            }
            sleep(Duration::from_millis(20)).await;
        }
        Ok(Some(Self {
            port,
            _process: process,
        }))
    }

    /// Where the page is.
    pub fn page_url(&self) -> String {
        format!("http://127.0.0.1:{}{FOLDER}", self.port)
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A whole configuration of nginx.
fn text(configuration: Configuration, port: u16, folder: &Path) -> Result<String> {
    let site = built_site()?;
    let site = site.display();
    let location = match configuration {
        Configuration::Plain => format!("location {FOLDER} {{ alias {site}/; }}"),
        Configuration::Documented => {
            let documented = package_folder().join("../../docs/hosting/nginx.conf");
            let documented = fs::read_to_string(documented)?;
            documented.replace("alias /var/www/agent/;", &format!("alias {site}/;"))
        }
    };
    // Its own files for types are where its packages put them.
    let location = location.replace("include mime.types;", "include /etc/nginx/mime.types;");
    let folder = folder.display();
    Ok(format!(
        "daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;\n\
         events {{}}\n\
         http {{\n\
         include /etc/nginx/mime.types;\n\
         access_log {folder}/access.log;\n\
         client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n\
         fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;\n\
         scgi_temp_path {folder}/scgi;\n\
         server {{\nlisten 127.0.0.1:{port};\n{location}\n}}\n\
         }}\n"
    ))
}
