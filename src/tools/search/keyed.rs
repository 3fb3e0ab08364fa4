//! A service that asks for a key: sends it where it belongs, and keeps it out of every error.

use serde::de::DeserializeOwned;

use super::service::{SearchService, SearchSource};
use crate::model::ApiKey;
use crate::platform::http::HttpRequest;
use crate::tools::context::ToolContext;
use crate::tools::error::ToolError;

/// Where a service is, and the key to it.
pub struct Keyed {
    service: SearchService,
    /// Its base address, without a slash at the end.
    pub(super) base: String,
    key: Option<ApiKey>,
}

impl Keyed {
    pub(super) fn new(source: &SearchSource) -> Self {
        Self {
            service: source.service,
            base: source.address.trim_end_matches('/').into(),
            key: source.key.clone(),
        }
    }

    /// Sends a request with the key as a bearer token (RFC 6750) and reads the JSON answer.
    pub(super) async fn bearer<T: DeserializeOwned>(
        &self,
        request: HttpRequest,
        context: &ToolContext,
    ) -> Result<T, ToolError> {
        self.with_key(request, "authorization", "Bearer ", context)
            .await
    }

    /// Sends a request with the key in a header, after `prefix`, and reads the JSON answer.
    pub(super) async fn with_key<T: DeserializeOwned>(
        &self,
        request: HttpRequest,
        header: &str,
        prefix: &str,
        context: &ToolContext,
    ) -> Result<T, ToolError> {
        let service = self.service;
        let Some(key) = &self.key else {
            return Err(ToolError::Refused(format!(
                "{service} needs a key; enter one in the settings"
            )));
        };
        if !key.is_sendable() {
            return Err(ToolError::Refused(format!(
                "the key for {service} has characters in it that no key has; enter it again in the settings"
            )));
        }
        let request = request.header(header, format!("{prefix}{}", key.expose()));
        let answer = context.read_json(request).await;
        answer.map_err(|error| redacted(error, key))
    }
}

/// Some services repeat a rejected key.
fn redacted(error: ToolError, key: &ApiKey) -> ToolError {
    match error {
        ToolError::Http {
            service,
            status,
            detail,
        } => ToolError::Http {
            service,
            status,
            detail: key.redact(&detail),
        },
        ToolError::BadResponse { service, problem } => ToolError::BadResponse {
            service,
            problem: key.redact(&problem),
        },
        other => other,
    }
}
