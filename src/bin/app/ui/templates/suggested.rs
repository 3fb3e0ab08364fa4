//! The templates that are offered while a name is typed after a slash in the empty question box.

use leptos::{ev, prelude::*};

use crate::session::Session;
use crate::session::templates::{Template, typed_name};
use crate::texts;
use crate::ui::screen::Screen;

/// The id of the list.
pub const LIST: &str = "suggested-templates";

/// Templates that are offered at once.
const MOST: usize = 6;

/// What is offered.
#[derive(Clone, Copy)]
pub struct Suggested {
    templates: Memo<Vec<Template>>,
    selected: RwSignal<usize>,
    /// The draft at which they were put away.
    dismissed: RwSignal<Option<String>>,
}

impl Suggested {
    /// What fits what is typed. The templates are read when the first slash is typed.
    pub fn of(session: Session, screen: Screen) -> Self {
        let dismissed = RwSignal::new(None::<String>);
        let selected = RwSignal::new(0);
        Effect::new(move |_| {
            if screen.draft.with(|draft| draft.starts_with('/')) {
                session.load_templates();
            }
            selected.set(0);
        });
        let templates = Memo::new(move |_| {
            let draft = screen.draft.get();
            let Some(name) = typed_name(&draft) else {
                return Vec::new();
            };
            if dismissed.get().as_ref() == Some(&draft) {
                return Vec::new();
            }
            let name = name.to_lowercase();
            let mut all = session.templates.get().unwrap_or_default();
            all.retain(|template| template.name.to_lowercase().starts_with(&name));
            all.truncate(MOST);
            all
        });
        Self {
            templates,
            selected,
            dismissed,
        }
    }

    /// Whether something is offered.
    pub fn is_shown(&self) -> bool {
        !self.templates.with(Vec::is_empty)
    }

    /// The id of the one that Enter would take.
    pub fn active(&self) -> Option<String> {
        self.is_shown().then(|| option_id(self.selected.get()))
    }

    /// Takes a key that was pressed in the question box, if it is for the list.
    pub fn take_key(&self, screen: Screen, event: &ev::KeyboardEvent) -> bool {
        let count = self.templates.with_untracked(Vec::len);
        if count == 0 || event.is_composing() || event.shift_key() {
            return false;
        }
        let at = self.selected.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => self.selected.set((at + 1) % count),
            "ArrowUp" => self.selected.set((at + count - 1) % count),
            "Enter" | "Tab" => self.choose(screen, at),
            "Escape" => self.dismissed.set(Some(screen.draft.get_untracked())),
            _ => return false,
        }
        true
    }

    fn choose(&self, screen: Screen, at: usize) {
        let chosen = self.templates.with_untracked(|all| all.get(at).cloned());
        if let Some(template) = chosen {
            screen.insert(&template.text);
        }
    }
}

/// The list, above the question.
#[component]
pub fn SuggestedTemplates(suggested: Suggested) -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! {
        <Show when=move || suggested.is_shown()>
            <ul class="suggested" id=LIST role="listbox" aria-label=texts::templates::templates() data-testid="suggested">
                {move || suggested.templates.get().into_iter().enumerate().map(|(at, template)| view! {
                    <li
                        id=option_id(at)
                        role="option"
                        aria-selected=move || (suggested.selected.get() == at).to_string()
                        on:mousedown=move |event| {
                            // The question box keeps the focus.
                            event.prevent_default();
                            suggested.choose(screen, at);
                        }
                    >
                        <b>"/" {template.name}</b>
                        <span>{template.text.lines().next().unwrap_or_default().to_string()}</span>
                    </li>
                }).collect_view()}
            </ul>
        </Show>
    }
}

fn option_id(at: usize) -> String {
    format!("suggested-{at}")
}
