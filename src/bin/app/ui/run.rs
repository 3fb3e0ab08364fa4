//! A run: the question as heading, the work folded into one line once it is done, the outcome.

mod outcome;
mod standing;

use leptos::wasm_bindgen::JsCast;
use leptos::{html, prelude::*};
use micropython_agent::storage::search::Part;
use web_sys::HtmlElement;

use self::outcome::{GoOn, Outcome};
use self::standing::Standing;
use super::artifacts::ArtifactList;
use super::conversation::is_left;
use super::displays::Displays;
use super::menu::MenuButton;
use super::past;
use super::screen::Screen;
use super::step::StepCard;
use crate::session::Session;
use crate::session::view::RunView;
use crate::texts;

/// Steps of a run that are rendered when it is opened, and how many more at a time.
const SHOWN: usize = 40;
const MORE: usize = 100;

/// One question with everything that came of it.
#[component]
pub fn RunCard(run: RunView, working: Signal<bool>, last: Signal<bool>) -> impl IntoView {
    let head = RwSignal::from(run.run.clone());
    let end = Memo::new(move |_| head.with(|head| head.end.clone()));
    let of_run = run.clone();
    let standing = Memo::new(move |_| {
        let rests = || {
            of_run
                .last_step()
                .is_some_and(|last| last.step.with_untracked(|it| it.end().is_some()))
        };
        end.with(|end| Standing::of(end.as_ref(), working.get(), rests))
    });
    let card = NodeRef::<html::Article>::new();
    let open = RwSignal::new(standing.get_untracked() != Standing::Answered);
    // Folded work of earlier runs is not rendered until it is looked at: opening a long
    // conversation stays quick. Once rendered it stays.
    let rendered =
        Memo::new(move |before: Option<&bool>| before == Some(&true) || open.get() || last.get());
    fold_when_answered(standing, open, card);
    let (of_run, answered) = (run.clone(), run.clone());
    // Looked at when it has ended: steps of a run under way show their own.
    let made = Memo::new(move |_| match end.with(Option::is_some) {
        true => of_run.made(),
        false => Vec::new(),
    });
    let steps = RwSignal::from(run.steps.clone());
    // Of a long run the newest steps are rendered, and earlier ones when they are asked for.
    let first = RwSignal::new(steps.with_untracked(Vec::len).saturating_sub(SHOWN));
    show_found(&run, open, first, card);
    let is_last = move |id| steps.with(|all| all.last().map(|it| it.id)) == Some(id);
    let place = run.index as u32 + 1;
    let (session, screen) = (expect_context::<Session>(), expect_context::<Screen>());
    let menu = move || {
        let asked = head.with_untracked(|head| (head.question.clone(), head.artifacts.clone()));
        past::of_question(session, screen, place, asked, last.get_untracked())
    };
    view! {
        <article class="question" node_ref=card>
            <div class="asked-line">
                <h2 class="q" data-testid="question">{head.with_untracked(|head| head.question.clone())}</h2>
                <MenuButton label=texts::run::question(place) hook="question-menu" items=menu/>
            </div>
            <ArtifactList label=texts::common::attached()
                artifacts=Signal::stored(head.with_untracked(|head| head.artifacts.clone()))/>
            <details class="run" prop:open=move || open.get() data-testid="run">
                <summary on:click=move |event| {
                    // The signal is the truth, so that folding by itself and by hand agree.
                    event.prevent_default();
                    open.update(|open| *open = !*open);
                    if open.get_untracked() {
                        bring_into_view(card);
                    }
                }>
                    <Summary run=run.clone() standing/>
                </summary>
                <Show when=move || rendered.get()>
                    <Show when=move || first.get() != 0>
                        <button type="button" class="more earlier" data-testid="earlier-steps"
                            on:click=move |_| first.update(|first| *first = first.saturating_sub(MORE))>
                            {move || texts::run::show_earlier(first.get().min(MORE) as u64)}
                        </button>
                    </Show>
                    <For each=move || steps.with(|all| all.get(first.get()..).unwrap_or_default().to_vec())
                        key=|step| step.id let:step>
                        <StepCard step=step.clone() working
                            interrupted=Signal::derive(move || {
                                is_last(step.id) && last.get() && standing.get() == Standing::Interrupted
                            })
                            failed=Signal::derive(move || is_last(step.id) && standing.get() == Standing::Failed)
                        />
                    </For>
                </Show>
            </details>
            {move || end.get().map(|end| {
                // They are part of what is answered; elsewhere the open steps show them.
                let displays = match standing.get_untracked() {
                    Standing::Answered | Standing::StepLimit => answered.displayed(),
                    _ => Vec::new(),
                };
                view! { <Outcome end/> <Displays displays/> }
            })}
            <ArtifactList label=texts::run::documents() artifacts=made/>
            <Show when=move || last.get() && !working.get() && standing.get().can_go_on()>
                <GoOn standing end steps=run.steps.clone()/>
            </Show>
        </article>
    }
}

/// The one line that the work folds to.
#[component]
fn Summary(run: RunView, standing: Memo<Standing>) -> impl IntoView {
    let session = expect_context::<Session>();
    let (steps, sum) = (
        RwSignal::from(run.steps.clone()),
        RwSignal::from(run.sum.clone()),
    );
    // A step that is made again keeps its number.
    let last = Memo::new(move |_| {
        steps.with(|steps| match steps.last() {
            Some(last) => last.step.with_untracked(|step| u64::from(step.number)),
            None => 0,
        })
    });
    let counted = run.clone();
    let ended = Memo::new(move |_| {
        standing.track();
        steps.track();
        counted.ended_steps()
    });
    let headline = move || {
        let most = session.max_steps();
        standing.get().headline(last.get(), ended.get(), most)
    };
    let elapsed = ticking(standing, move || run.worked_ms(session.now_ms()));
    view! {
        <b data-testid="run-state" data-state=move || standing.get().name() aria-live="polite">{headline}</b>
        <em>{move || match sum.get().calls {
            0 => String::new(),
            calls => texts::run::tool_calls(calls),
        }}</em>
        <Show when=move || sum.get().recorded>
            <small class="label">{texts::run::recorded_replies()}</small>
        </Show>
        <span>{move || standing.get().figures(elapsed.get(), sum.get(), session.prices())}</span>
    }
}

/// Folds the work and brings the question to the top when the answer arrives while one looks on. What
/// somebody has scrolled up to read stays where it is.
fn fold_when_answered(
    standing: Memo<Standing>,
    open: RwSignal<bool>,
    card: NodeRef<html::Article>,
) {
    Effect::new(move |before: Option<Standing>| {
        let now = standing.get();
        match (before, now) {
            (Some(Standing::Working), Standing::Answered) if is_followed(card) => {
                open.set(false);
                bring_into_view(card);
            }
            (Some(before), Standing::Working) if before != now => open.set(true),
            _ => {}
        }
        now
    });
}

/// Brings what a search has found in this run into view, and marks it by the focus.
fn show_found(
    run: &RunView,
    open: RwSignal<bool>,
    first: RwSignal<usize>,
    card: NodeRef<html::Article>,
) {
    let (session, screen) = (expect_context::<Session>(), expect_context::<Screen>());
    // Of the conversation that this card belongs to: another one may be on its way.
    let here = session.current.with_untracked(|current| current.id.clone());
    let (index, steps) = (run.index, run.steps.clone());
    Effect::new(move |_| {
        let found = screen.found.get();
        let found = found.filter(|(id, place)| *id == here.get_untracked() && place.run == index);
        let Some((_, place)) = found else { return };
        screen.found.set(None);
        let what = match place.part {
            Part::Question => ".q".to_string(),
            Part::Answer => ".answer".to_string(),
            Part::Step(step) => {
                let at = steps.with_untracked(|all| all.iter().position(|it| it.id == step));
                first.update(|first| *first = at.map_or(*first, |at| at.min(*first)));
                open.set(true);
                format!("[data-step='{step}']")
            }
        };
        request_animation_frame(move || {
            let card = card.try_get_untracked().flatten();
            let part = card.and_then(|card| card.query_selector(&what).ok().flatten());
            if let Some(part) = part.and_then(|part| part.dyn_into::<HtmlElement>().ok()) {
                part.set_tab_index(-1);
                part.scroll_into_view();
                // It is shown, so it takes the focus.
                let _ = part.focus();
            }
        });
    });
}

/// Whether the reader looks on: the end of the conversation is in view.
fn is_followed(card: NodeRef<html::Article>) -> bool {
    let card = card.get_untracked();
    let scroll = card.and_then(|card| card.closest(".scroll").ok().flatten());
    scroll.is_none_or(|scroll| !is_left(&scroll))
}

/// Scrolls so that the run is read from its top. The column is laid out from its bottom, so
/// without this a run that is opened would grow upwards, away from the reader.
fn bring_into_view(card: NodeRef<html::Article>) {
    request_animation_frame(move || {
        // A tab in the background has its frame later: the conversation may have left the screen.
        if let Some(Some(card)) = card.try_get_untracked() {
            card.scroll_into_view();
        }
    });
}

/// Milliseconds that tick once a second while the run is at work.
fn ticking(
    standing: Memo<Standing>,
    elapsed: impl Fn() -> u64 + Send + Sync + 'static,
) -> Memo<u64> {
    let tick = RwSignal::new(());
    Effect::new(move |_| {
        if standing.get() != Standing::Working {
            return;
        }
        let every_second = std::time::Duration::from_secs(1);
        match set_interval_with_handle(move || tick.set(()), every_second) {
            Ok(handle) => on_cleanup(move || handle.clear()),
            Err(_) => tracing::warn!("the elapsed time cannot be shown as it passes"),
        }
    });
    Memo::new(move |_| {
        tick.track();
        standing.track();
        elapsed()
    })
}
