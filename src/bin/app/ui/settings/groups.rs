//! The groups of the settings: their names, the links to them, and the search that passes over what
//! has other words.

use leptos::context::Provider;
use leptos::prelude::*;

use super::resetting::Resetting;
use crate::texts;

/// A group of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Who answers.
    Model,
    /// How it works, and what an answer must be.
    Work,
    /// How long and how much.
    Limits,
    /// What Python may call, and where.
    Tools,
    /// The look and the log.
    Page,
    /// What is kept here.
    Device,
}

/// What is searched for, in lower case.
#[derive(Clone, Copy)]
struct Query(RwSignal<String>);

/// The group that a field is in.
#[derive(Clone, Copy)]
struct Within(Group);

impl Group {
    /// All of them, in their order.
    pub const ALL: [Group; 6] = [
        Group::Model,
        Group::Work,
        Group::Limits,
        Group::Tools,
        Group::Page,
        Group::Device,
    ];

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Group::Model => texts::settings::group_model(),
            Group::Work => texts::settings::group_work(),
            Group::Limits => texts::settings::group_limits(),
            Group::Tools => texts::settings::group_tools(),
            Group::Page => texts::settings::group_page(),
            Group::Device => texts::settings::group_device(),
        }
    }

    fn id(self) -> &'static str {
        match self {
            Group::Model => "settings-model",
            Group::Work => "settings-work",
            Group::Limits => "settings-limits",
            Group::Tools => "settings-tools",
            Group::Page => "settings-page",
            Group::Device => "settings-device",
        }
    }

    /// Whether it holds settings that can be put back to their defaults.
    fn has_defaults(self) -> bool {
        self != Group::Device
    }
}

/// Provides the search to the fields below, and gives what is searched for.
pub fn provide_search() -> RwSignal<String> {
    let query = RwSignal::new(String::new());
    provide_context(Query(query));
    query
}

/// Whether something is being searched for: what is folded is open then.
pub fn is_searching() -> bool {
    use_context::<Query>().is_some_and(|query| query.0.with(|words| !words.trim().is_empty()))
}

/// Whether the search passes over a field with these words; those of its group count, too.
pub fn passed_over(words: &str) -> Memo<bool> {
    let group = use_context::<Within>().map_or("", |within| within.0.title());
    let words = format!("{group} {words}").to_lowercase();
    let query = use_context::<Query>();
    Memo::new(move |_| {
        query.is_some_and(|query| {
            query.0.with(|query| {
                let mut searched = query.split_whitespace();
                searched.any(|word| !words.contains(&word.to_lowercase()))
            })
        })
    })
}

/// A part of the form that is found as a whole.
#[component]
pub fn Findable(
    /// The words that it is found by.
    words: &'static str,
    children: Children,
) -> impl IntoView {
    let hidden = passed_over(words);
    view! { <div class="findable" hidden=move || hidden.get()>{children()}</div> }
}

/// A group with its heading. What is in it disappears with its last field that is found.
#[component]
pub fn Section<Inner: IntoView + 'static>(
    /// Which.
    group: Group,
    children: TypedChildren<Inner>,
) -> impl IntoView {
    let resetting = expect_context::<Resetting>();
    let heading = format!("{}-title", group.id());
    let label = texts::settings::reset_group(group.title());
    view! {
        <section class="group" aria-labelledby=heading.clone() data-testid=group.id()>
            <div class="heading">
                <h3 id=heading.clone() tabindex="-1">{group.title()}</h3>
                {group.has_defaults().then(|| view! {
                    <button type="button" class="quiet" aria-label=label
                        data-testid=format!("reset-{}", group.id())
                        on:click=move |_| resetting.reset(group.title(), &[group])>
                        {texts::settings::reset()}
                    </button>
                })}
            </div>
            <Provider value=Within(group) children=children/>
        </section>
    }
}

/// The search, and a link to each group where there is room for them.
#[component]
pub fn Links(
    /// What is searched for.
    query: RwSignal<String>,
) -> impl IntoView {
    view! {
        <nav class="links" aria-label=texts::settings::groups()>
            <input
                type="search"
                aria-label=texts::settings::search_settings()
                placeholder=texts::common::search()
                data-testid="settings-search"
                prop:value=move || query.get()
                on:input=move |event| query.set(event_target_value(&event))
                // The form would be saved.
                on:keydown=move |event| if event.key() == "Enter" { event.prevent_default() }
            />
            <ul>
                {Group::ALL.map(|group| view! {
                    <li>
                        <button type="button" on:click=move |_| {
                            query.set(String::new());
                            request_animation_frame(move || go_to(group));
                        }>
                            {group.title()}
                        </button>
                    </li>
                })}
            </ul>
        </nav>
    }
}

/// Brings a group to the top, and the keyboard with it.
fn go_to(group: Group) {
    let heading = document().get_element_by_id(&format!("{}-title", group.id()));
    if let Some(heading) = heading {
        use leptos::wasm_bindgen::JsCast;
        heading.scroll_into_view();
        let heading: web_sys::HtmlElement = heading.unchecked_into();
        // A heading that is not shown has nothing to see.
        let _ = heading.focus();
    }
}
