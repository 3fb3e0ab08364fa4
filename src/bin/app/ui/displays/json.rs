//! Nested data as a tree that is opened branch by branch. A branch is built when it is first opened.

use crate::texts;
use leptos::prelude::*;
use serde_json::Value;

/// Items of a branch that are shown at a time.
const ITEMS: usize = 100;

/// The tree, its first level open.
#[component]
pub fn JsonView(value: Value) -> impl IntoView {
    view! { <div class="tree">{node(None, value, true)}</div> }
}

/// A value with its key, where it has one.
fn node(key: Option<String>, value: Value, open: bool) -> AnyView {
    let items: Vec<(String, Value)> = match value {
        Value::Array(items) if !items.is_empty() => {
            let items = items.into_iter().enumerate();
            let items: Vec<_> = items
                .map(|(index, item)| (index.to_string(), item))
                .collect();
            let size = texts::displays::items(items.len() as u64);
            return branch(key, "[ ]", size, items, open);
        }
        Value::Object(fields) if !fields.is_empty() => fields.into_iter().collect(),
        leaf => {
            let class = match &leaf {
                Value::String(_) => "string",
                Value::Number(_) => "number-literal",
                Value::Bool(_) | Value::Null => "keyword",
                Value::Array(_) | Value::Object(_) => "",
            };
            return view! {
                <p class="leaf">
                    {key.map(|key| view! { <span class="key">{key}": "</span> })}
                    <code class=class>{leaf.to_string()}</code>
                </p>
            }
            .into_any();
        }
    };
    let size = texts::displays::keys(items.len() as u64);
    branch(key, "{ }", size, items, open)
}

fn branch(
    key: Option<String>,
    form: &'static str,
    size: String,
    items: Vec<(String, Value)>,
    open: bool,
) -> AnyView {
    let all = items.len();
    let items = StoredValue::new(items);
    let built = RwSignal::new(if open { ITEMS } else { 0 });
    let each = move || 0..built.get().min(all);
    view! {
        <details open=open on:toggle=move |_| built.update(|built| *built = (*built).max(ITEMS))>
            <summary>
                {key.map(|key| view! { <span class="key">{key}": "</span> })}
                <code>{form}</code> " " <small>{size}</small>
            </summary>
            <For each=each key=|index| *index let:index>
                {items
                    .with_value(|items| items.get(index).cloned())
                    .map(|(key, value)| node(Some(key), value, false))}
            </For>
            <Show when=move || (1..all).contains(&built.get())>
                <button type="button" class="more"
                    on:click=move |_| built.update(|built| *built += ITEMS)>
                    {move || texts::displays::more(all - built.get().min(all))}
                </button>
            </Show>
        </details>
    }
    .into_any()
}
