//! The variables of the conversation's Python session, as it rests.

use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::sandbox::variables::Variable;

use super::at_rest;
use crate::session::Session;
use crate::text::figures::grouped;
use crate::texts;

/// A table of them, read again whenever the session has come to rest.
#[component]
pub fn Variables() -> impl IntoView {
    let session = expect_context::<Session>();
    let variables = RwSignal::new(None::<Vec<Variable>>);
    let problem = RwSignal::new(None::<String>);
    let rests = at_rest(session);
    Effect::new(move |_| {
        if rests.get().is_none() {
            return;
        }
        spawn_local(async move {
            // The drawer may be closed meanwhile.
            match session.variables().await {
                Ok(read) => {
                    variables.try_set(Some(read));
                    problem.try_set(None);
                }
                Err(error) => {
                    problem.try_set(Some(texts::said(&error.to_string())));
                }
            }
        });
    });
    let none = move || variables.with(|all| all.as_ref().is_some_and(Vec::is_empty));
    view! {
        <Show when=move || rests.get().is_none()>
            <p class="hint-text" role="status">{texts::drawer::as_before_work()}</p>
        </Show>
        {move || problem.get().map(|problem| view! { <p class="wrong" role="alert">{problem}</p> })}
        <Show when=none>
            <p class="hint-text">{texts::drawer::no_variables()}</p>
        </Show>
        <Show when=move || variables.with(|all| all.as_ref().is_some_and(|all| !all.is_empty()))>
            <div class="rows" tabindex="0" role="region" aria-label=texts::common::variables()>
                <table data-testid="variables">
                    <thead><tr><th scope="col">{texts::common::name()}</th><th scope="col">{texts::drawer::type_()}</th>
                        <th scope="col" class="number">{texts::drawer::size()}</th><th scope="col">{texts::drawer::value()}</th></tr></thead>
                    <tbody>
                        {move || variables.get().unwrap_or_default().into_iter().map(row).collect_view()}
                    </tbody>
                </table>
            </div>
        </Show>
    }
}

fn row(variable: Variable) -> impl IntoView {
    let Variable {
        name,
        class,
        size,
        value,
    } = variable;
    view! {
        <tr>
            <th scope="row"><code>{name}</code></th>
            <td>{class}</td>
            <td class="number">{size.map(grouped)}</td>
            // One line until it is opened: then all of it.
            <td><details data-testid="variable"><summary><code>{value}</code></summary></details></td>
        </tr>
    }
}
