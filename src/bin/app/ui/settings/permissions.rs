//! Which tools may be called without being asked about.

use leptos::prelude::*;
use micropython_agent::tools::{Permission, ServiceSettings, default_toolbox};

use super::draft::Draft;
use super::groups::{is_searching, passed_over};
use crate::texts;

/// A choice for each tool.
#[component]
pub fn PermissionFields(draft: Draft) -> impl IntoView {
    let tools = default_toolbox(&ServiceSettings::default());
    let rows = tools.iter().map(|tool| {
        let definition = tool.definition();
        let name = definition.name.clone();
        let about = definition.description.lines().next().unwrap_or_default();
        let about = texts::said(about);
        // A question to the user is not asked about: it is one.
        let choices = Permission::ALL
            .into_iter()
            .filter(|permission| name != "ask_user" || *permission != Permission::Ask);
        view! { <Row draft name=name.clone() about choices=choices.collect()/> }
    });
    view! {
        <details data-testid="permissions" prop:open=is_searching>
            <summary>{texts::services::permissions()}</summary>
            <p class="hint-text">
                {texts::services::permissions_hint()}
            </p>
            {rows.collect_view()}
        </details>
    }
}

#[component]
fn Row(draft: Draft, name: String, about: String, choices: Vec<Permission>) -> impl IntoView {
    let id = format!("permission-{name}");
    let hidden = passed_over(&texts::services::permission_words(&name, &about));
    let (of, chosen) = (name.clone(), name.clone());
    let permission = Memo::new(move |_| {
        draft
            .permissions
            .with(|all| all.get(&of).copied().unwrap_or_default())
    });
    let choose = move |event| {
        if let Some(permission) = Permission::named(&event_target_value(&event)) {
            draft
                .permissions
                .update(|all| all.extend([(chosen.clone(), permission)]));
        }
    };
    view! {
        <div class="field" hidden=move || hidden.get()>
            <label for=id.clone()>{name}</label>
            <select id=id.clone() data-testid=id.clone() aria-describedby=format!("{id}-about")
                prop:value=move || permission.get().name() on:change=choose>
                {choices.into_iter().map(|choice| {
                    let words = match choice {
                        Permission::Always => texts::services::always(),
                        Permission::Ask => texts::services::ask(),
                        Permission::Never => texts::services::never(),
                    };
                    view! {
                        <option value=choice.name() selected=move || permission.get() == choice>
                            {words}
                        </option>
                    }
                }).collect_view()}
            </select>
            <small id=format!("{id}-about")>{about}</small>
        </div>
    }
}
