//! The settings dialog.

use super::Page;
use crate::Result;
use crate::provider::{KEY, MODEL};
use crate::server::TestServer;
use crate::services::Endpoint;

/// What a person enters in the settings dialog. Fields that are `None` stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The provider's base URL.
    pub base_url: Option<String>,
    /// The key.
    pub key: Option<String>,
    /// Whether the key is to be remembered; ticks the box if so.
    pub remember_key: bool,
    /// The model.
    pub model: Option<String>,
    /// Steps in one run.
    pub max_steps: Option<u32>,
    /// Seconds that one step's code may run.
    pub execution_seconds: Option<u32>,
    /// Names to choose in lists, by hook.
    pub choices: Vec<(&'static str, &'static str)>,
    /// Service addresses by hook.
    pub services: Vec<(&'static str, String)>,
    /// What is typed into other fields, by hook.
    pub fields: Vec<(&'static str, String)>,
    /// Boxes and buttons that are clicked, by hook, in this order.
    pub clicks: Vec<&'static str>,
}

impl Settings {
    /// Everything as the test server needs it.
    pub fn for_server(server: &TestServer) -> Self {
        let services = [
            ("service-geocoding", Endpoint::Geocoding),
            ("service-forecast", Endpoint::Forecast),
            ("service-wikipedia", Endpoint::Wikipedia),
            ("service-reader", Endpoint::Reader),
        ];
        Self {
            base_url: Some(server.provider.base_url()),
            key: Some(KEY.into()),
            model: Some(MODEL.into()),
            services: services
                .into_iter()
                .map(|(hook, endpoint)| (hook, server.services.url(endpoint)))
                .collect(),
            ..Self::default()
        }
    }
}

impl Page {
    /// Enters settings in the dialog and saves them.
    pub async fn configure(&self, settings: &Settings) -> Result {
        self.open_settings().await?;
        let texts = [
            ("base-url", settings.base_url.clone()),
            ("api-key", settings.key.clone()),
            ("model", settings.model.clone()),
            (
                "max-steps",
                settings.max_steps.map(|steps| steps.to_string()),
            ),
            (
                "execution-seconds",
                settings
                    .execution_seconds
                    .map(|seconds| seconds.to_string()),
            ),
        ];
        for (hook, text) in texts {
            if let Some(text) = text {
                self.paste_into(hook, &text).await?;
            }
        }
        for (hook, name) in &settings.choices {
            self.choose(hook, name).await?;
        }
        for (hook, text) in settings.services.iter().chain(&settings.fields) {
            self.paste_into(hook, text).await?;
        }
        for hook in &settings.clicks {
            self.click(hook).await?;
        }
        if settings.remember_key {
            self.click("remember-key").await?;
        }
        self.save_settings().await
    }

    /// Chooses from a list.
    async fn choose(&self, hook: &str, name: &str) -> Result {
        self.wait_visible(hook).await?;
        let script = "const list = document.querySelector(`[data-testid=\"${arguments[0]}\"]`);
            list.value = arguments[1];
            list.dispatchEvent(new Event('change', { bubbles: true }));
            return list.value;";
        // What is offered may still be found out.
        self.until(&format!("{hook:?} to offer {name:?}"), async || {
            let chosen = self.script(script, vec![hook.into(), name.into()]).await?;
            Ok((chosen == name).then_some(()))
        })
        .await
    }

    /// Opens the dialog with all of its parts unfolded.
    pub async fn open_settings(&self) -> Result {
        self.click("settings-open").await?;
        self.wait_visible("settings-save").await?;
        self.script(
            "for (const part of document.querySelectorAll('dialog details')) part.open = true",
            Vec::new(),
        )
        .await?;
        Ok(())
    }

    /// Saves the dialog, which closes it.
    pub async fn save_settings(&self) -> Result {
        self.click("settings-save").await?;
        self.until("the settings to close", async || {
            Ok((!self.is_visible("settings-save").await?).then_some(()))
        })
        .await
    }
}
