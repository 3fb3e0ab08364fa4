//! One conversation at hand: its view, its agent and the work under way. Dropping it ends its
//! Python session.

mod at_rest;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use futures::future::{AbortHandle, AbortRegistration, Abortable, Either, select};
use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;
use micropython_agent::agent::{
    Agent, Event, Inbox, PersonAnswer, RunEnd, Transcript, Turn, Waiting, standing_step,
    stands_before_the_first_step,
};
use micropython_agent::platform::store::StoreError;
use micropython_agent::sandbox::Artifact;
use micropython_agent::storage::conversation::{ConversationLog, Writer};
use micropython_agent::tools::Toolbox;
use micropython_agent::tour;
use wasm_split_helpers::wasm_split;

use super::Session;
use super::adapters::Place;
use super::inspecting::step_name;
use super::journal::PageJournal;
use super::person::PagePerson;
use super::runner::BEFORE_THE_FIRST;
use super::view::{ConversationView, ViewFeed};
use crate::browser::tabs::{self, Lead};
use crate::lazy::{LoadError, Work};
use crate::texts;

/// How long the lead of a conversation is waited for before another tab counts as being at work on it.
const LEAD_PATIENCE: Duration = Duration::from_millis(500);

/// What an agent can be set to.
pub enum Task {
    /// Answer a question.
    Ask(String, Vec<Artifact>),
    /// Go on with the last run.
    GoOn,
    /// Go on with it by running the code again that was cut off.
    RepeatCode,
    /// Take in what the person says to a call that was cut off, and go on when none waits.
    Answer {
        /// The id of its step.
        step: u32,
        /// The call.
        call: u32,
        /// What is said.
        answer: PersonAnswer,
    },
    /// Play what is left of the tour.
    Tour,
}

/// A conversation at hand.
pub struct Desk {
    /// What the page shows of it.
    pub view: ConversationView,
    /// What was stored when it was opened, and where it goes on; taken by the agent.
    opened: RefCell<(Transcript, Option<ConversationLog>)>,
    /// Takes events into the view.
    feed: Rc<ViewFeed>,
    /// Whether another tab has gone on with it: what is at hand is of the past.
    outdated: Cell<bool>,
    /// Between two tasks; none before the first.
    agent: RefCell<Option<Agent>>,
    stop: RefCell<Option<AbortHandle>>,
    /// Held by whoever uses the agent: work waits until what the person does in its Python session is
    /// over.
    turn: Mutex<()>,
    /// Of the code in the console.
    stop_console: RefCell<Option<AbortHandle>>,
    /// Of the agent, once there is one.
    inbox: RefCell<Inbox>,
    /// Set when the page is being left: what is cut off then was not stopped by the user.
    leaving: Cell<bool>,
}

impl Desk {
    /// A conversation as opened. One without a log gets one with its first question.
    pub fn new(
        view: ConversationView,
        transcript: Transcript,
        log: Option<ConversationLog>,
    ) -> Self {
        Self {
            feed: ViewFeed::new(view.clone(), &transcript),
            view,
            opened: RefCell::new((transcript, log)),
            outdated: Cell::new(false),
            agent: RefCell::default(),
            stop: RefCell::default(),
            turn: Mutex::default(),
            stop_console: RefCell::default(),
            inbox: RefCell::default(),
            leaving: Cell::new(false),
        }
    }

    /// The conversation's id in storage; empty until the first question is asked.
    pub fn id(&self) -> String {
        self.view.id.get_untracked()
    }

    /// Stops the work under way, if any.
    pub fn stop(&self) {
        if let Some(stop) = self.stop.borrow_mut().take() {
            stop.abort();
        }
    }

    /// Lets go of the work under way, so that it stands as interrupted and not as failed for the
    /// requests that the browser aborts when a page is left.
    pub fn leave(&self) {
        self.leaving.set(true);
        self.stop();
        self.stop_console();
    }

    /// The lead of this conversation, unless another tab has it. One that is new gets its id first.
    async fn take_lead(&self, session: Session) -> Result<Option<Lead>, StoreError> {
        if self.id().is_empty() {
            let log = session.begin_log().await?;
            self.view.id.set(log.id().into());
            self.opened.borrow_mut().1 = Some(log);
        }
        let id = self.id();
        let clock = session
            .adapters
            .with_value(|adapters| adapters.clock.clone());
        // This tab may have it for a moment yet, for something that has just ended.
        let waiting = Box::pin(tabs::lead_in_time(&id));
        let lead = match select(waiting, clock.sleep(LEAD_PATIENCE)).await {
            Either::Left((lead, _)) => lead,
            Either::Right(_) => None,
        };
        self.view.elsewhere.set(lead.is_none());
        Ok(lead)
    }

    /// Takes in what another tab does with this conversation.
    pub fn follow(self: &Rc<Self>, event: &Event) {
        if self.view.working.get_untracked() {
            return;
        }
        self.outdated.set(true);
        self.feed.apply(event);
        let ended = matches!(
            event,
            Event::RunEnded { .. } | Event::ConsoleEnded { .. } | Event::ConsoleRan { .. }
        );
        match (self.view.elsewhere.get_untracked(), ended) {
            (true, true) => self.view.elsewhere.set(false),
            (false, false) => self.wait_for_other_tab(),
            _ => {}
        }
    }

    /// Finds out whether another tab is at work on this conversation, and when that ends, in
    /// whatever way.
    pub fn watch_lead(self: &Rc<Self>) {
        let desk = self.clone();
        spawn_local(async move {
            if tabs::lead(&desk.id()).await.is_some() {
                return;
            }
            desk.outdated.set(true);
            desk.wait_for_other_tab();
        });
    }

    /// Another tab is at work until it gives the lead back: it may be closed in the middle.
    fn wait_for_other_tab(self: &Rc<Self>) {
        self.view.elsewhere.set(true);
        let desk = self.clone();
        spawn_local(async move {
            drop(tabs::lead_in_time(&desk.id()).await);
            desk.view.elsewhere.set(false);
        });
    }

    /// Leaves a message for the agent at work. It is stored first, so that it outlives a reload.
    pub fn add(self: &Rc<Self>, session: Session, message: Waiting) {
        let desk = self.clone();
        spawn_local(async move {
            let adapters = session.adapters.get_value();
            let (id, now) = (desk.id(), adapters.clock.unix_ms());
            let left = adapters.conversations.leave(&id, &message, now);
            if let Err(error) = left.await {
                session.report_storage(&error);
            }
            desk.put_back(vec![message]);
        });
    }

    /// Has messages wait that are stored already.
    pub fn put_back(&self, messages: Vec<Waiting>) {
        for message in messages {
            self.inbox.borrow().leave(message);
        }
        self.show_waiting();
    }

    /// Takes back a message that waits, by its place.
    pub fn take_back(&self, session: Session, place: usize) -> Option<Waiting> {
        let message = self.inbox.borrow().remove(place)?;
        self.show_waiting();
        let (id, taken) = (self.id(), message.clone());
        spawn_local(async move {
            let adapters = session.adapters.get_value();
            if let Err(error) = adapters.conversations.take_back(&id, &taken).await {
                session.report_storage(&error);
            }
        });
        Some(message)
    }

    fn show_waiting(&self) {
        self.view.waiting.set(self.inbox.borrow().waiting());
    }

    /// Sets the agent to work. While it is at work, nothing happens.
    pub fn work(self: &Rc<Self>, session: Session, task: Task) {
        if self.view.working.get_untracked() {
            return;
        }
        self.view.working.set(true);
        session.taken_back.set(None);
        self.leaving.set(false);
        let (stop, registration) = AbortHandle::new_pair();
        self.stop.replace(Some(stop));
        let desk = self.clone();
        spawn_local(async move {
            if load_agent().await.is_err() {
                give_back(session, task);
                session.notice.set(Some(LoadError::words()));
            } else if let Ok(work) = start(desk.clone(), session, task, registration).await {
                work.await;
            }
            desk.stop.replace(None);
            desk.view.working.set(false);
            session.list_conversations();
            session.merge_soon();
        });
    }

    /// What was asked while another tab is at work is not lost: it waits until it can be.
    fn keep_for_later(self: &Rc<Self>, session: Session, task: Task) {
        if let Task::Ask(text, artifacts) = task {
            let turn = Turn::NextQuestion;
            let message = Waiting {
                text,
                artifacts,
                turn,
            };
            self.add(session, message);
        }
    }

    /// Leads, and carries the task out.
    async fn lead(self: Rc<Self>, session: Session, task: Task, stopped: AbortRegistration) {
        let _turn = self.turn.lock().await;
        match self.leading_agent(session).await {
            Ok(None) => self.keep_for_later(session, task),
            Ok(Some((mut agent, _lead))) => {
                let tools = session.toolbox();
                let work = self.carry_out(&mut agent, &tools, task, session);
                let work = Abortable::new(work, stopped);
                if work.await.is_err() && !self.leaving.get() {
                    agent.stop().await;
                }
                self.agent.replace(Some(agent));
            }
            Err(error) => {
                session.report_storage(&error);
                give_back(session, task);
            }
        }
    }

    async fn carry_out(&self, agent: &mut Agent, tools: &Toolbox, task: Task, session: Session) {
        match task {
            Task::Ask(question, artifacts) => {
                attach(agent, artifacts);
                agent.ask(question).await;
                session.list_conversations();
                session.ask_to_persist();
                agent.run(tools).await;
            }
            Task::GoOn => {
                agent.raise_limits().await;
                agent.run(tools).await;
            }
            Task::RepeatCode => {
                agent.repeat_code();
                agent.run(tools).await;
            }
            Task::Answer { step, call, answer } => {
                agent.answer(step, call, answer).await;
                if agent.waiting_calls().next().is_some() {
                    return;
                }
                agent.run(tools).await;
            }
            Task::Tour => return play_tour(agent, tools, session).await,
        }
        // What waits is not asked behind a failure: the user decides what comes first.
        while matches!(last_end(agent), Some(RunEnd::Answered { .. })) {
            let Some(message) = agent.inbox().take_for_question() else {
                return;
            };
            self.show_waiting();
            attach(agent, message.artifacts);
            agent.ask(message.text).await;
            agent.run(tools).await;
        }
    }

    /// The agent, and the lead of the conversation for as long as it works; neither if another tab
    /// has the lead.
    async fn leading_agent(&self, session: Session) -> Result<Option<(Agent, Lead)>, StoreError> {
        match self.take_lead(session).await? {
            Some(lead) => Ok(Some((self.agent(session).await?, lead))),
            None => Ok(None),
        }
    }

    /// The agent, under the settings in force.
    async fn agent(&self, session: Session) -> Result<Agent, StoreError> {
        let options = session
            .settings
            .with_untracked(|settings| settings.agent_options());
        if self.outdated.take() {
            self.agent.take();
            let adapters = session.adapters.get_value();
            let opened = adapters.conversations.open(&self.id()).await?;
            self.opened.replace((opened.transcript, Some(opened.log)));
        }
        if let Some(mut agent) = self.agent.take() {
            agent.configure(options);
            return Ok(agent);
        }
        let adapters = session.adapters.get_value();
        let (transcript, log) = self.opened.take();
        let log = match log {
            Some(log) => log,
            None => adapters.conversations.open(&self.id()).await?.log,
        };
        let writer = Writer::new(log, spawn_local, move |written| match written {
            Ok(()) => session.storage_recovered(),
            Err(error) => session.report_storage(&error),
        });
        let (feed, tabs) = (self.feed.clone(), adapters.tabs.clone());
        let journal = Rc::new(PageJournal::new(
            feed,
            tabs,
            self.id(),
            writer,
            adapters.clock.clone(),
        ));
        let (view, id) = (self.view.clone(), self.id());
        let making = move || step_name(&id, view.last_step().unwrap_or_default());
        let place = Place {
            making: Rc::new(making),
            conversation: self.id(),
            step: standing_step(&transcript).or(before_the_first(&transcript)),
            report: Box::new(move |kept| session.report_session(kept)),
        };
        let parts = if self.view.recording {
            adapters.tour_parts(place, journal)
        } else {
            let person = Rc::new(PagePerson::new(self.view.questions.clone()));
            adapters.parts(place, journal, person, session.settings, session.key)
        };
        let agent = Agent::resume(transcript, parts, options);
        // What was left before there was an agent is for its first step.
        let inbox = self.inbox.replace(agent.inbox());
        for waiting in inbox.waiting() {
            agent.inbox().leave(waiting);
        }
        Ok(agent)
    }
}

/// A question that could not even be begun goes back to where it was typed.
fn give_back(session: Session, task: Task) {
    if let Task::Ask(text, artifacts) = task {
        session.given_back.set(Some((text, artifacts)));
    }
}

/// Where the agent's part of the program begins: the work, as a future that is not begun.
#[wasm_split(agent, preload(load_agent), fallible)]
pub fn start(desk: Rc<Desk>, session: Session, task: Task, stopped: AbortRegistration) -> Work<()> {
    Ok(Box::pin(desk.lead(session, task, stopped)))
}

impl Session {
    /// The tools, as the settings have them.
    pub(super) fn toolbox(&self) -> Toolbox {
        let settings = self.settings.get_untracked();
        let keys = self.service_keys.get_untracked();
        self.adapters
            .with_value(|adapters| adapters.toolbox(&settings, &keys))
    }
}

/// Attaches to the question that is about to be asked. The page has checked that there is room.
fn attach(agent: &mut Agent, artifacts: Vec<Artifact>) {
    for artifact in artifacts {
        if let Err(error) = agent.attach(artifact) {
            tracing::error!(%error, "an artifact is left out");
        }
    }
}

fn last_end(agent: &Agent) -> Option<&RunEnd> {
    agent.transcript().runs.last()?.end.as_ref()
}

/// Files and names that the user added before the first step may be there.
fn before_the_first(transcript: &Transcript) -> Option<u32> {
    stands_before_the_first_step(transcript).then_some(BEFORE_THE_FIRST)
}

/// Goes on with the tour's question that was cut off; else asks the next one.
async fn play_tour(agent: &mut Agent, tools: &Toolbox, session: Session) {
    let played = agent.transcript().runs.len();
    if played > 0 && !matches!(last_end(agent), Some(RunEnd::Answered { .. })) {
        agent.run(tools).await;
        return;
    }
    let mut recordings = tour::recordings(texts::language().tag).into_iter();
    if let Some(recording) = recordings.nth(played) {
        agent.ask(recording.question).await;
        session.list_conversations();
        agent.run(tools).await;
    }
}
