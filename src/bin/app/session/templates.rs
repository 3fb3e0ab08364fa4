//! The prompt templates: read when they are first needed, stored with each change.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::platform::store::{RecordStore, StoreError};
use micropython_agent::storage::templates;
use wasm_split_helpers::wasm_split;

use super::Session;
use crate::lazy::{LoadError, Work};

pub use micropython_agent::storage::templates::{
    Template, TemplateError, placeholder, put, typed_name,
};

impl Session {
    /// Reads the templates, unless that was done.
    pub fn load_templates(&self) {
        if self.templates.with_untracked(Option::is_some) {
            return;
        }
        let session = *self;
        spawn_local(async move {
            let store = session
                .adapters
                .with_value(|adapters| adapters.store.clone());
            let Ok(reading) = reading(store).await else {
                return session.notice.set(Some(LoadError::words()));
            };
            let (read, problem) = match reading.await {
                Ok(templates) => (Some(templates), None),
                Err(error) => (None, Some(error.to_string())),
            };
            session.templates.set(read);
            session.templates_problem.set(problem);
        });
    }

    /// Changes the templates, and keeps them so.
    ///
    /// # Errors
    /// [`TemplateError`], and nothing changes; also as long as they have not been read.
    pub fn change_templates(
        &self,
        change: impl FnOnce(&mut Vec<Template>) -> Result<(), TemplateError>,
    ) -> Result<(), TemplateError> {
        let templates = self.templates.get_untracked();
        let mut templates = templates.ok_or(TemplateError::NotRead)?;
        change(&mut templates)?;
        self.keep_templates(templates);
        Ok(())
    }

    /// Keeps these templates and no others.
    fn keep_templates(&self, kept: Vec<Template>) {
        self.keep_site_for_use();
        self.templates.set(Some(kept.clone()));
        let session = *self;
        spawn_local(async move {
            let store = session
                .adapters
                .with_value(|adapters| adapters.store.clone());
            match writing(store, kept).await {
                Ok(writing) => {
                    if let Err(error) = writing.await {
                        session.report_storage(&error);
                    }
                }
                Err(_) => session.notice.set(Some(LoadError::words())),
            }
        });
    }
}

#[wasm_split(commands, fallible)]
fn reading(store: Rc<dyn RecordStore>) -> Work<Result<Vec<Template>, StoreError>> {
    Ok(Box::pin(async move { templates::load(&*store).await }))
}

#[wasm_split(commands, fallible)]
fn writing(store: Rc<dyn RecordStore>, kept: Vec<Template>) -> Work<Result<(), StoreError>> {
    Ok(Box::pin(
        async move { templates::save(&*store, &kept).await },
    ))
}
