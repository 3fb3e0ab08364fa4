//! Who answers: provider, address, key and model.

use leptos::{html, prelude::*};
use micropython_agent::model::{Act, ApiKey, WireFormat};
use micropython_agent::storage::provider::{BUILT_IN, CUSTOM, PROVIDERS, Provider};

use super::connection::ConnectionTest;
use super::draft::Draft;
use super::fields::{Choice, Help, TextField, error_of};
use super::groups::passed_over;
use crate::session::Session;
use crate::texts;
use crate::ui::screen::Screen;

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
            .map(|provider| (provider.id, name_of(provider)))
            .collect::<Vec<_>>()
    };
    let hint =
        move || Provider::find(&draft.provider.get()).map(|provider| texts::said(provider.hint));
    view! {
        <fieldset aria-label=texts::provider::provider()>
            {move || view! {
                <Choice
                    value=draft.provider
                    testid="provider"
                    label=texts::provider::provider()
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
                    label=texts::provider::api()
                    options=WireFormat::ALL.map(|format| (format.name(), format_label(format))).into()
                    on_choice=move |name: String| draft.format.set(name)
                />
                <Choice
                    value=draft.act
                    testid="act"
                    label=texts::provider::code_is_run_by()
                    options=Act::ALL.map(|act| (act.name(), act_label(act))).into()
                    on_choice=move |name: String| draft.act.set(name)
                />
            </div>
            <div class="pair">
                <TextField draft value=draft.temperature field="temperature" testid="temperature"
                    label=texts::provider::temperature() placeholder=texts::provider::providers_own() number=true/>
                <TextField draft value=draft.max_tokens field="max_tokens" testid="max-tokens"
                    label=texts::provider::max_tokens() placeholder=texts::provider::providers_own() number=true/>
            </div>
            <TextField draft value=draft.silence_seconds field="silence_seconds"
                testid="silence-seconds" label=texts::provider::silence_seconds()
                help=texts::provider::silence_seconds_help()
                number=true/>
        </fieldset>
    }
}

/// A provider's own name, or what those without one are called.
fn name_of(provider: &Provider) -> &'static str {
    match provider.id {
        BUILT_IN => texts::provider::built_in(),
        CUSTOM => texts::provider::another(),
        _ => provider.name,
    }
}

fn format_label(format: WireFormat) -> &'static str {
    match format {
        WireFormat::ChatCompletions => texts::provider::chat_completions(),
        WireFormat::Responses => texts::provider::responses(),
        WireFormat::AnthropicMessages => texts::provider::anthropic(),
    }
}

fn act_label(act: Act) -> &'static str {
    match act {
        Act::CodeBlock => texts::provider::act_code(),
        Act::Tool => texts::provider::act_tool(),
    }
}

/// The address; typing one chooses the provider it belongs to.
#[component]
fn BaseUrl(draft: Draft) -> impl IntoView {
    let wrong = Signal::derive(move || error_of(draft, "base_url"));
    let hidden = passed_over(texts::provider::words_of_address());
    view! {
        <div class="field" hidden=move || hidden.get()>
            <label for="base-url">{texts::provider::base_url()}</label>
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
    let hidden = passed_over(texts::provider::words_of_key());
    let screen = expect_context::<Screen>();
    let is_needed = screen.settings_to_ask.get_untracked() && untrack(|| session.lacks_key());
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let Some(field) = field.get().filter(|_| is_needed) else {
            return;
        };
        // The dialog takes the focus when it opens.
        request_animation_frame(move || {
            let _ = field.focus();
        });
    });
    view! {
        <div class="field" hidden=move || hidden.get()>
            <label for="api-key">{texts::provider::key()}</label>
            <div class="with-button">
                <input
                    node_ref=field
                    id="api-key"
                    data-testid="api-key"
                    type=move || if shown.get() { "text" } else { "password" }
                    spellcheck="false"
                    autocomplete="off"
                    aria-describedby="api-key-help"
                    placeholder=move || kept().map(texts::common::kept_key).unwrap_or_default()
                    prop:value=move || draft.key.get()
                    on:input=move |event| draft.key.set(event_target_value(&event))
                />
                <button type="button" aria-pressed=move || shown.get().to_string()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)>
                    {move || if shown.get() { texts::provider::hide() } else { texts::provider::show() }}
                </button>
                <Show when=move || kept().is_some()>
                    <button type="button" data-testid="forget-key" on:click=move |_| draft.forget_key.set(true)>
                        {texts::common::forget()}
                    </button>
                </Show>
            </div>
            <div id="api-key-help">
                {is_needed.then(|| view! {
                    <p class="wrong" role="alert" data-testid="key-needed">{texts::provider::key_needed()}</p>
                })}
                <small>
                    {texts::provider::key_sent_to()} " "
                    {move || match draft.remember_key.get() {
                        false => texts::provider::key_in_memory(),
                        true => texts::provider::key_on_device(),
                    }}
                </small>
            </div>
            <label class="check">
                <input
                    type="checkbox"
                    data-testid="remember-key"
                    prop:checked=move || draft.remember_key.get()
                    on:change=move |event| draft.remember_key.set(event_target_checked(&event))
                />
                {texts::provider::remember_key()}
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
        status.set(Some(Ok(texts::provider::asking().into())));
        let key = ApiKey::new(&draft.key.get_untracked());
        let address = draft.base_url.get_untracked();
        let format = WireFormat::named(&draft.format.get_untracked()).unwrap_or_default();
        leptos::task::spawn_local(async move {
            let answer = session.list_models(address, format, key).await;
            // The dialog may have been closed meanwhile: then there is nothing to show it in.
            let outcome = answer.map(|names| {
                let words = texts::provider::models(names.len() as u64);
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
    let hidden = passed_over(texts::provider::words_of_model());
    view! {
        <div class="field" hidden=move || hidden.get()>
            <label for="model">{texts::provider::model()}</label>
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
                <button type="button" data-testid="load-models" on:click=load>{texts::provider::list_models()}</button>
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
