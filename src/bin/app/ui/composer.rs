//! The one place to type. While the agent works its button is Stop.

use leptos::{ev, html, prelude::*};
use micropython_agent::agent::Turn;

use super::attachments::{AttachButton, Attached, take_paste};
use super::context_meter::ContextMeter;
use super::conversation::load_reading;
use super::lazy::Lazy;
use super::past;
use super::screen::Screen;
use super::templates::{LIST, Suggested, SuggestedTemplates, fill_next, select_placeholder};
use super::waiting::WaitingMessages;
use crate::session::{Session, load_agent};
use crate::texts;

/// Question box, send or stop, and the line that says what goes where.
#[component]
pub fn Composer() -> impl IntoView {
    let session = expect_context::<Session>();
    let screen = expect_context::<Screen>();
    let field = NodeRef::<html::Textarea>::new();
    let add = move |turn| {
        let text = screen.draft.get_untracked();
        if !screen.nothing_to_send() {
            session.add(text, screen.take_attached(), turn);
            screen.draft.set(String::new());
        }
        screen.focus_composer();
    };
    let send = move || {
        screen.filling.set(None);
        if screen.editing.with_untracked(Option::is_some) {
            return past::ask_edited(session, screen);
        }
        if untrack(|| session.working()) {
            return add(Turn::NextStep);
        }
        let question = screen.draft.get_untracked();
        if screen.nothing_to_send() || untrack(|| session.loading.get() || session.elsewhere()) {
            return;
        }
        let attached = screen.attached.get_untracked();
        match session.ask(question, attached) {
            Ok(()) => {
                screen.draft.set(String::new());
                screen.take_attached();
            }
            Err(_) => screen.complete_settings(),
        }
    };
    let suggested = Suggested::of(session, screen);
    let on_key = move |event: ev::KeyboardEvent| {
        let fills = || event.key() == "Tab" && !event.shift_key() && fill_next(screen, field);
        if suggested.take_key(screen, &event) || fills() {
            event.prevent_default();
        } else if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            send();
        }
    };
    Effect::new(move |_| {
        screen.focus_composer.track();
        if let Some(field) = field.get() {
            // Focus can only fail on an element that is not shown; then it does not matter.
            let _ = field.focus();
        }
    });
    take_back_what_was_not_begun(session, screen);
    grow_with_text(screen.draft, field);
    select_placeholder(screen, field);
    let on_paste = move |event: ev::ClipboardEvent| {
        if take_paste(session, screen, &event) {
            event.prevent_default();
        }
    };
    let empty = move || {
        screen.draft.with(|draft| draft.trim().is_empty()) && screen.attached.with(Vec::is_empty)
    };
    let editing = move || screen.editing.with(Option::is_some);
    view! {
        <div class="composer">
            <WaitingMessages/>
            <Show when=editing>
                <Lazy view=past::editing/>
            </Show>
            <div class="box">
                <Attached/>
                <SuggestedTemplates suggested/>
                <textarea
                    node_ref=field
                    rows="1"
                    data-testid="composer"
                    aria-label=texts::common::question()
                    aria-autocomplete="list"
                    aria-controls=move || suggested.is_shown().then_some(LIST)
                    aria-activedescendant=move || suggested.active()
                    placeholder=move || {
                        if session.working() {
                            texts::composer::ask_while_working()
                        } else if session.has_runs() {
                            texts::composer::ask_next()
                        } else {
                            texts::composer::ask_first()
                        }
                    }
                    prop:value=move || screen.draft.get()
                    on:input=move |event| {
                        if screen.draft.with_untracked(String::is_empty) {
                            load_ahead();
                        }
                        screen.draft.set(event_target_value(&event));
                    }
                    on:keydown=on_key
                    on:paste=on_paste
                />
                <div class="tools">
                    <button class="chip" on:click=move |_| screen.settings.set(true)>
                        {move || session.model_name().unwrap_or_else(|| texts::composer::choose_model().into())}
                    </button>
                    <AttachButton/>
                    <ContextMeter/>
                    <Show when=move || session.working() && !empty() && !editing()>
                        <button class="chip add" data-testid="add-to-step"
                            title=texts::composer::add_to_question_hint()
                            on:click=move |_| add(Turn::NextStep)>{texts::composer::add_to_question()}</button>
                        <button class="chip" data-testid="ask-after"
                            title=texts::composer::ask_after_hint()
                            on:click=move |_| add(Turn::NextQuestion)>{texts::composer::ask_after()}</button>
                    </Show>
                    <Show
                        when=move || session.working()
                        fallback=move || view! {
                            <button class="send" data-testid="send"
                                disabled=move || empty() || session.loading.get() || session.elsewhere()
                                on:click=move |_| send()>
                                {texts::composer::send()}
                            </button>
                        }
                    >
                        <button class="send" data-testid="stop" on:click=move |_| {
                            session.stop();
                            screen.focus_composer();
                        }>
                            <span aria-hidden="true">"■ "</span> {texts::common::stop()}
                        </button>
                    </Show>
                </div>
            </div>
            <Show when=move || session.elsewhere()>
                <p class="hint" role="status" data-testid="elsewhere">
                    {texts::composer::elsewhere()}
                </p>
            </Show>
            <p class="hint">
                {texts::composer::sealed()} " "
                {move || match session.provider_host().filter(|_| session.has_key()) {
                    Some(host) => texts::composer::key_goes_to(host),
                    None if session.ready() => String::new(),
                    None => texts::composer::key_will_go().into(),
                }}
            </p>
        </div>
    }
}

/// Fetches what an answer will need while the question is being typed.
fn load_ahead() {
    leptos::task::spawn_local(async {
        // What fails is asked for again, and the failure told, when it is needed.
        let _ = futures::join!(load_agent(), load_reading());
    });
}

/// Puts a question that could not be begun into the box again, before what was typed since.
fn take_back_what_was_not_begun(session: Session, screen: Screen) {
    Effect::new(move |_| {
        let Some((question, artifacts)) = session.given_back.get() else {
            return;
        };
        session.given_back.set(None);
        screen.draft.update(|draft| match draft.is_empty() {
            true => *draft = question,
            false => *draft = format!("{question}\n\n{draft}"),
        });
        screen.attached.update(|attached| {
            let mut all = artifacts;
            all.append(attached);
            *attached = all;
        });
    });
}

/// Makes the box as tall as its text; the style sheet sets the most it may take.
fn grow_with_text(draft: RwSignal<String>, field: NodeRef<html::Textarea>) {
    Effect::new(move |_| {
        draft.track();
        let Some(field) = field.get() else { return };
        request_animation_frame(move || {
            let style = web_sys::HtmlElement::style(&field);
            let grown = style.set_property("height", "auto").and_then(|()| {
                style.set_property("height", &format!("{}px", field.scroll_height()))
            });
            if grown.is_err() {
                tracing::debug!("the question box could not be resized");
            }
        });
    });
}
