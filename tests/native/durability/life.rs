//! A page from its opening to its death, and what must hold whenever another is opened.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Waker};

use async_trait::async_trait;
use futures::FutureExt;
use futures::future::{Either, LocalBoxFuture, select};
use micropython_agent::agent::{
    Agent, AgentOptions, Event, Inbox, Journal, Parts, PersonAnswer, RunEnd, StepEnd, Transcript,
    Turn, Waiting, standing_step, stands_before_the_first_step,
};
use micropython_agent::platform::charset::PlainCharsets;
use micropython_agent::platform::clock::ManualClock;
use micropython_agent::platform::http::ScriptedHttp;
use micropython_agent::storage::conversation::{Conversations, Opened, Writer};
use micropython_agent::storage::snapshots::Snapshots;
use micropython_agent::tools::{Approval, Permission, Toolbox};

use super::played::{Model, Python, Witness, charge, charges, learned, unpacked};
use super::world::{WaitsFor, World, instant};

const QUESTIONS: [&str; 2] = ["first question", "second question"];
const MESSAGES: usize = 4;

/// What the person charges at the console is above this, and what the model does is not.
const FIRST_AT_CONSOLE: u32 = 10_000;

/// More polls than any page needs.
const PATIENCE: u64 = 100_000;

type Tasks = Rc<RefCell<Vec<LocalBoxFuture<'static, ()>>>>;

/// Has a page live for so many polls, or until its work is done. True if it was.
pub fn live(world: &Rc<World>, instants: Option<u64>) -> bool {
    let tasks = Tasks::default();
    let mut main = page(world.clone(), tasks.clone()).boxed_local();
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..instants.unwrap_or(PATIENCE) {
        if main.poll_unpin(&mut context).is_ready() {
            return true;
        }
        let mut running = tasks.take();
        running.retain_mut(|task| task.poll_unpin(&mut context).is_pending());
        // What they have spawned goes behind them.
        let spawned = tasks.replace(running);
        tasks.borrow_mut().extend(spawned);
    }
    assert!(instants.is_some(), "the page comes to no end");
    world.killed_at.borrow_mut().extend(world.waits_for.take());
    false
}

/// Everything that a page does.
async fn page(world: Rc<World>, tasks: Tasks) {
    let conversations = Conversations::new(world.store.clone());
    let id = match world.conversation.borrow().clone() {
        Some(id) => id,
        None => "conversation".to_string(),
    };
    world.conversation.replace(Some(id.clone()));
    let opened = conversations.open(&id).await.expect("a store");
    check_opened(&world, &opened);
    let before_the_first = stands_before_the_first_step(&opened.transcript).then_some(0);
    let standing = standing_step(&opened.transcript).or(before_the_first);
    let snapshots = Snapshots::new(world.store.clone(), &id);
    if let Some(step) = standing {
        let snapshot = snapshots.of_step(step).await.expect("a store");
        let mut names = snapshot.as_ref().map(unpacked).unwrap_or_default();
        // The session may have been kept when its code's end was not in the log yet.
        names.retain(|name| !cut_off_at_console(&opened.transcript).contains(name));
        assert_eq!(names, all_learned(&opened.transcript));
    }
    let spawn = tasks.clone();
    let writer = Writer::new(
        opened.log,
        move |task| spawn.borrow_mut().push(task),
        |written| panic!("the store takes everything, not {written:?}"),
    );
    let parts = Parts {
        model: Rc::new(Model(world.clone())),
        runner: Box::new(Python {
            world: world.clone(),
            snapshots,
            standing,
            names: Vec::new(),
            names_before: Vec::new(),
            kept: 0,
            session: 1,
        }),
        http: Rc::new(ScriptedHttp::default()),
        person: Rc::new(Witness(world.clone())),
        charsets: Rc::new(PlainCharsets),
        clock: Rc::new(ManualClock::default()),
        journal: Rc::new(Kept {
            world: world.clone(),
            writer,
        }),
    };
    let mut agent = Agent::resume(opened.transcript, parts, AgentOptions::default());
    for message in opened.waiting {
        agent.inbox().add(message.text, message.turn);
    }
    let leaving = leave_messages(world.clone(), conversations, id, agent.inbox());
    tasks.borrow_mut().push(leaving.boxed_local());
    let mut tools = Toolbox::default().with(charge(&world));
    if world.asks() {
        tools = tools.permit("charge", Permission::Ask);
    }
    answer_later(&world, &mut agent).await;
    loop {
        use_console(&world, &mut agent, &tools).await;
        let runs = &agent.transcript().runs;
        let asked = runs
            .iter()
            .filter(|run| QUESTIONS.contains(&&*run.question));
        let next = QUESTIONS.get(asked.count()).map(ToString::to_string);
        let waiting = || agent.inbox().take_for_question();
        match runs.last().map(|run| run.end.clone()) {
            Some(None | Some(RunEnd::Stopped {} | RunEnd::Failed { .. })) => {}
            None | Some(Some(_)) => match waiting().map(|message| message.text).or(next) {
                Some(question) => agent.ask(question).await,
                None => return,
            },
        }
        // Now and then the person stops the work, and goes on.
        let patience = world.below(400);
        let stop = async {
            for _ in 0..patience {
                instant().await;
            }
        };
        let work = agent.run(&tools).boxed_local();
        let stopped = matches!(select(work, pin!(stop)).await, Either::Right(_));
        if stopped {
            agent.stop().await;
        }
    }
}

/// Now and then the person answers at once what was asked when the page before was killed. What is not
/// answered so is asked again.
async fn answer_later(world: &World, agent: &mut Agent) {
    if world.below(2) == 0 {
        return;
    }
    let waiting: Vec<(u32, u32)> = agent
        .waiting_calls()
        .map(|(step, call)| (step, call.id))
        .collect();
    for (step, call) in waiting {
        let approval = Approval::Once {};
        let answer = PersonAnswer::Approval { approval };
        agent.answer(step, call, answer).await;
        world.answered_later.set(world.answered_later.get() + 1);
    }
}

/// Now and then the person runs code of their own, and now and then they stop it.
async fn use_console(world: &World, agent: &mut Agent, tools: &Toolbox) {
    while world.below(2) == 0 {
        world.console.set(world.console.get() + 1);
        let number = FIRST_AT_CONSOLE + world.console.get();
        let patience = world.below(60);
        let stop = async {
            for _ in 0..patience {
                instant().await;
            }
        };
        world.waits_for.set(Some(WaitsFor::Console));
        let code = format!("charge {number}\nlearn {number}");
        let work = agent.run_in_console(code, tools).boxed_local();
        if matches!(select(work, pin!(stop)).await, Either::Right(_)) {
            agent.stop_console().await;
        }
        world.waits_for.set(None);
    }
}

/// The person leaves messages at instants of their own.
async fn leave_messages(world: Rc<World>, conversations: Conversations, id: String, inbox: Inbox) {
    while world.left.borrow().len() < MESSAGES {
        for _ in 0..world.below(80) {
            instant().await;
        }
        let place = world.left.borrow().len();
        let turn = [Turn::NextStep, Turn::NextQuestion][place % 2];
        let message = Waiting {
            text: format!("message {place}"),
            artifacts: Vec::new(),
            turn,
        };
        world.left.borrow_mut().push((message.text.clone(), false));
        let left = conversations.leave(&id, &message, world.now()).await;
        left.expect("a store");
        world.left.borrow_mut()[place].1 = true;
        inbox.leave(message);
    }
}

/// The journal as the page has it, and a record of what it was given.
struct Kept {
    world: Rc<World>,
    writer: Rc<Writer>,
}

#[async_trait(?Send)]
impl Journal for Kept {
    async fn record(&self, event: &Event) {
        self.world.issued.borrow_mut().push(event.clone());
        let issued = self.world.issued.borrow().len();
        self.writer.write(event.clone()).await;
        self.world.durable.set(self.world.durable.get().max(issued));
    }

    fn note(&self, event: &Event) {
        self.world.issued.borrow_mut().push(event.clone());
        self.writer.queue(event.clone());
    }
}

/// What is stored is all that was acted upon, and at most what was issued, in its order.
fn check_opened(world: &World, opened: &Opened) {
    assert_eq!(opened.damaged, []);
    let mut events = world.before.take();
    let issued = world.issued.take();
    let durable = world.durable.take();
    events.extend_from_slice(&issued[..durable]);
    let mut rest = issued[durable..].iter();
    while Transcript::of(&events) != opened.transcript {
        let next = rest
            .next()
            .expect("what is stored is a prefix of what happened");
        events.push(next.clone());
    }
    world.before.replace(events);
    check_console(world, &opened.transcript);
    let ids: Vec<u32> = steps(&opened.transcript).map(|step| step.id).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    for (text, kept) in world.left.borrow().iter() {
        let waits = opened
            .waiting
            .iter()
            .filter(|waiting| waiting.text == *text);
        let times = waits.count() + times_read(&opened.transcript, text);
        assert!(times == 1 || (times == 0 && !kept), "{text}: {times} times");
    }
}

/// Whatever code at the console has done is in the log, and was done once; what has come to its end
/// was done.
fn check_console(world: &World, transcript: &Transcript) {
    for code in transcript.console() {
        let [number] = charges(code.code.as_deref().expect("code"))[..] else {
            panic!("one number");
        };
        let times = world.times_charged(number);
        let called = code.calls_made().count();
        match code.end() {
            Some(StepEnd::Completed { .. }) => assert_eq!((times, called), (1, 1), "{number}"),
            _ => assert!(
                times <= called,
                "{number} was charged and is not in the log"
            ),
        }
    }
    let told = transcript.console().map(|code| &code.code);
    let told: BTreeSet<i64> = told.flatten().flat_map(|code| charges(code)).collect();
    let charged = world.charged.borrow();
    let mut at_console = charged.iter().filter(|it| is_at_console(**it));
    assert!(at_console.all(|number| told.contains(number)), "it is told");
}

/// What must have come of it all. How many calls took the place of earlier ones.
pub fn check_end(world: &World) -> usize {
    let events = [world.before.take(), world.issued.take()].concat();
    let transcript = Transcript::of(&events);
    for question in QUESTIONS {
        let mut runs = transcript.runs.iter();
        let run = runs.find(|run| run.question == question).expect("asked");
        assert!(matches!(run.end, Some(RunEnd::Answered { .. })));
    }
    let lost = |event: &Event| matches!(event, Event::SessionRestarted { .. });
    assert!(!events.iter().any(lost), "no names were lost");
    for (text, kept) in world.left.borrow().iter() {
        let times = times_read(&transcript, text);
        assert!(times == 1 || (times == 0 && !kept), "{text}: {times} times");
    }
    check_console(world, &transcript);
    let mut charged = world.charged.take();
    charged.retain(|number| !is_at_console(*number));
    charged.sort_unstable();
    let ended = steps(&transcript).filter(|step| step.end().is_some());
    let mut wanted: Vec<i64> = ended
        .flat_map(|step| {
            let code = step.code.as_deref().unwrap_or_default();
            let calls = charges(code).into_iter();
            // Where the person did not want it again, it had been done, and the code went no further.
            calls.take(step.calls.len())
        })
        .collect();
    wanted.sort_unstable();
    assert_eq!(charged, wanted, "each thing is done once");
    steps(&transcript)
        .flat_map(|step| &step.calls)
        .filter(|call| call.repeats.is_some())
        .count()
}

fn times_read(transcript: &Transcript, text: &str) -> usize {
    let steered = steps(transcript).flat_map(|step| &step.interlude.steered);
    let steered = steered.chain(&transcript.interlude.steered);
    let steered = steered.map(|added| &added.text);
    let asked = transcript.runs.iter().map(|run| &run.question);
    steered.chain(asked).filter(|read| *read == text).count()
}

fn steps(transcript: &Transcript) -> impl Iterator<Item = &micropython_agent::agent::Step> {
    transcript.runs.iter().flat_map(|run| &run.steps)
}

/// What Python must know: what each step taught it that came to its end, and the person before it.
fn all_learned(transcript: &Transcript) -> Vec<u32> {
    let done = steps(transcript).flat_map(|step| step.interlude.console.iter().chain([step]));
    let done = done.chain(&transcript.interlude.console).filter(|step| {
        let completed = matches!(step.end(), Some(StepEnd::Completed { .. }));
        // This one learns before it can fail.
        let learns_first = step
            .code
            .as_deref()
            .is_some_and(|code| code.starts_with("learn"));
        completed || (step.end().is_some() && learns_first)
    });
    done.filter_map(|step| learned(step.code.as_deref()?))
        .collect()
}

/// What code at the console would have taught it that has no end in the log.
fn cut_off_at_console(transcript: &Transcript) -> Vec<u32> {
    let cut_off = transcript.console().filter(|code| code.is_cut_off());
    cut_off
        .filter_map(|code| learned(code.code.as_deref()?))
        .collect()
}

fn is_at_console(number: i64) -> bool {
    number > i64::from(FIRST_AT_CONSOLE)
}
