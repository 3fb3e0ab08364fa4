//! Who answers: provider, address, key and model.

use leptos::prelude::*;
use micropython_agent::model::{Act, ApiKey, WireFormat};
use micropython_agent::storage::provider::{BUILT_IN, PROVIDERS, Provider};

use super::connection::ConnectionTest;
use super::draft::Draft;
use super::fields::{Choice, Help, TextField, error_of};
use super::groups::passed_over;
use crate::session::Session;

/// The fields of the provider.
#[component]
pub fn ProviderFields(draft: Draft) -> impl IntoView {
    let session = expect_context::<Session>();
    let chosen = draft.provider.get_untracked();
    // The browser is asked when somebody looks, and not each time the page is opened.
    session.look_for_built_in_model();
    let providers = move || {
        let has_built_in = session.has_built_in_model.get();
        PROVIDERS
            .iter()
            .filter(|provider| provider.id != BUILT_IN || has_built_in || chosen == BUILT_IN)
            .map(|provider| (provider.id, provider.name))
            .collect::<Vec<_>>()
    };
    let hint = move || Provider::find(&draft.provider.get()).map(|provider| provider.hint);
    view! {
        <fieldset aria-label="Provider">
            {move || view! {
                <Choice
                    value=draft.provider
                    testid="provider"
                    label="Provider"
                    options=providers()
                    on_choice=move |id: String| draft.choose_provider(&id)
                />
            }}
            <small class="hint-text">{hint}</small>
            <BaseUrl draft/>
            <KeyField draft/>
            <ModelField draft/>
            <ConnectionTest draft/>
            <div class="pair">
                <Choice
                    value=draft.format
                    testid="format"
                    label="API"
                    options=WireFormat::ALL.map(|format| (format.name(), format_label(format))).into()
                    on_choice=move |name: String| draft.format.set(name)
                />
                <Choice
                    value=draft.act
                    testid="act"
                    label="Code is run by"
                    options=Act::ALL.map(|act| (act.name(), act_label(act))).into()
                    on_choice=move |name: String| draft.act.set(name)
                />
            </div>
            <div class="pair">
                <TextField draft value=draft.temperature field="temperature" testid="temperature"
                    label="Temperature" placeholder="provider's own" number=true/>
                <TextField draft value=draft.max_tokens field="max_tokens" testid="max-tokens"
                    label="Most tokens per reply" placeholder="provider's own" number=true/>
            </div>
            <TextField draft value=draft.silence_seconds field="silence_seconds"
                testid="silence-seconds" label="Seconds it may be silent"
                help="Before a reply and in the middle of it; then the question fails, and can be tried again."
                number=true/>
        </fieldset>
    }
}

fn format_label(format: WireFormat) -> &'static str {
    match format {
        WireFormat::ChatCompletions => "OpenAI Chat Completions",
        WireFormat::Responses => "OpenAI Responses",
        WireFormat::AnthropicMessages => "Anthropic Messages",
    }
}

fn act_label(act: Act) -> &'static str {
    match act {
        Act::CodeBlock => "A code block in the reply",
        Act::Tool => "A tool call",
    }
}

/// The address; typing one chooses the provider it belongs to.
#[component]
fn BaseUrl(draft: Draft) -> impl IntoView {
    let wrong = Signal::derive(move || error_of(draft, "base_url"));
    let hidden = passed_over("base url address provider");
    view! {
        <div class="field" hidden=move || hidden.get()>
            <label for="base-url">"Base URL"</label>
            <input
                id="base-url"
                data-testid="base-url"
                type="url"
                spellcheck="false"
                placeholder="https://"
                aria-invalid=move || wrong.get().is_some().to_string()
                aria-describedby="base-url-help"
                prop:value=move || draft.base_url.get()
                on:input=move |event| draft.enter_base_url(event_target_value(&event))
            />
            <Help testid="base-url" help="" wrong/>
        </div>
    }
}

/// The key: typed anew or kept, shown or masked, remembered or not.
#[component]
fn KeyField(draft: Draft) -> impl IntoView {
    let session = expect_context::<Session>();
    let shown = RwSignal::new(false);
    let kept = move || session.masked_key().filter(|_| !draft.forget_key.get());
    let hidden = passed_over("api key remember forget secret");
    view! {
        <div class="field" hidden=move || hidden.get()>
            <label for="api-key">"API key"</label>
            <div class="with-button">
                <input
                    id="api-key"
                    data-testid="api-key"
                    type=move || if shown.get() { "text" } else { "password" }
                    spellcheck="false"
                    autocomplete="off"
                    aria-describedby="api-key-help"
                    placeholder=move || kept().map(|key| format!("{key} (kept; type to replace)")).unwrap_or_default()
                    prop:value=move || draft.key.get()
                    on:input=move |event| draft.key.set(event_target_value(&event))
                />
                <button type="button" aria-pressed=move || shown.get().to_string()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)>
                    {move || if shown.get() { "Hide" } else { "Show" }}
                </button>
                <Show when=move || kept().is_some()>
                    <button type="button" data-testid="forget-key" on:click=move |_| draft.forget_key.set(true)>
                        "Forget"
                    </button>
                </Show>
            </div>
            <small id="api-key-help">
                "Sent to the address above and nowhere else; never to the sandbox. "
                {move || match draft.remember_key.get() {
                    false => "Kept in this tab's memory: gone when the tab is closed or reloaded.",
                    true => "Kept on this device, not encrypted: whoever uses this browser can read it.",
                }}
            </small>
            <label class="check">
                <input
                    type="checkbox"
                    data-testid="remember-key"
                    prop:checked=move || draft.remember_key.get()
                    on:change=move |event| draft.remember_key.set(event_target_checked(&event))
                />
                "Remember the key on this device"
            </label>
        </div>
    }
}

/// The model: free text, with the provider's list on demand.
#[component]
fn ModelField(draft: Draft) -> impl IntoView {
    let session = expect_context::<Session>();
    let models = RwSignal::new(Vec::<String>::new());
    let status = RwSignal::new(None::<Result<String, String>>);
    let load = move |_| {
        status.set(Some(Ok("Asking the provider…".into())));
        let key = ApiKey::new(&draft.key.get_untracked());
        let address = draft.base_url.get_untracked();
        let format = WireFormat::named(&draft.format.get_untracked()).unwrap_or_default();
        leptos::task::spawn_local(async move {
            let answer = session.list_models(address, format, key).await;
            // The dialog may have been closed meanwhile: then there is nothing to show it in.
            let outcome = answer.map(|names| {
                let words = format!("{} models; the field offers them as you type.", names.len());
                models.try_set(names);
                words
            });
            status.try_set(Some(outcome));
        });
    };
    let wrong = Signal::derive(move || {
        let failed = status.get().and_then(Result::err);
        error_of(draft, "model").or(failed)
    });
    let hidden = passed_over("model name list models");
    view! {
        <div class="field" hidden=move || hidden.get()>
            <label for="model">"Model"</label>
            <div class="with-button">
                <input
                    id="model"
                    data-testid="model"
                    type="text"
                    list="models"
                    spellcheck="false"
                    aria-describedby="model-help"
                    prop:value=move || draft.model.get()
                    on:input=move |event| draft.model.set(event_target_value(&event))
                />
                <button type="button" data-testid="load-models" on:click=load>"List models"</button>
            </div>
            <datalist id="models" data-testid="model-list">
                <For each=move || models.get() key=|name| name.clone() let:name>
                    <option value=name/>
                </For>
            </datalist>
            {move || status.get().and_then(Result::ok).map(|words| view! { <small role="status">{words}</small> })}
            <Help testid="model" help="" wrong/>
        </div>
    }
}
