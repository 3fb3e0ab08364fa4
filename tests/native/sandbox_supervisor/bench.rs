//! A supervisor on the bench: a worker, tools and a clock that do what the test says.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;
use futures::FutureExt;
use futures::channel::{mpsc, oneshot};
use futures::executor::{LocalPool, LocalSpawner};
use futures::future::LocalBoxFuture;
use futures::stream::StreamExt;
use futures::task::LocalSpawnExt;
use micropython_agent::display::Display;
use micropython_agent::platform::clock::ManualClock;
use micropython_agent::sandbox::limits::Limits;
use micropython_agent::sandbox::protocol::{self, FromWorker, Message, ToWorker};
use micropython_agent::sandbox::supervisor::{Supervisor, WorkerLink, WorkerSpawner};
use micropython_agent::sandbox::{
    CodeRun, CodeRunner, FileError, FileReply, FileRequest, OutputStream, RunError, RunHost,
    RunOutcome, RunReport, Snapshot, ToolCall, ToolFailure,
};
use serde_json::Value;

/// One started worker as the test sees it.
#[derive(Clone)]
pub struct Worker {
    pub nonce: String,
    posted: Rc<RefCell<VecDeque<Message>>>,
    say: mpsc::UnboundedSender<Result<Message, String>>,
    alive: Rc<RefCell<bool>>,
}

impl Worker {
    pub fn says(&self, message: FromWorker) {
        self.says_raw(&protocol::encode(&self.nonce, &message));
    }

    pub fn says_raw(&self, text: &str) {
        // A worker that was ended speaks to nobody.
        let _ = self.say.unbounded_send(Ok(text.to_string().into()));
    }

    pub fn says_message(&self, message: Message) {
        let _ = self.say.unbounded_send(Ok(message));
    }

    pub fn dies(&self, reason: &str) {
        let _ = self.say.unbounded_send(Err(reason.into()));
    }

    /// Says that the run has left this snapshot, and that it is over.
    pub fn ends(&self, run: u32, snapshot: Vec<u8>) {
        let text = protocol::encode(&self.nonce, &FromWorker::Snapshotted { run });
        let message = Message {
            text,
            bytes: Some(snapshot),
        };
        self.says_message(message);
        let outcome = RunOutcome::Completed { repr: None };
        self.says(FromWorker::Ended { run, outcome });
    }

    pub fn hears(&self) -> Option<ToWorker> {
        Some(self.hears_beside()?.0)
    }

    /// A message, and the bytes beside it.
    pub fn hears_beside(&self) -> Option<(ToWorker, Option<Vec<u8>>)> {
        let Message { text, bytes } = self.posted.borrow_mut().pop_front()?;
        let message = protocol::decode(&self.nonce, &text, usize::MAX).unwrap();
        Some((message, bytes))
    }

    pub fn is_alive(&self) -> bool {
        *self.alive.borrow()
    }
}

struct Link {
    worker: Worker,
    inbox: mpsc::UnboundedReceiver<Result<Message, String>>,
}

#[async_trait(?Send)]
impl WorkerLink for Link {
    fn post(&self, message: Message) {
        self.worker.posted.borrow_mut().push_back(message);
    }

    async fn receive(&mut self) -> Result<Message, String> {
        self.inbox.next().await.unwrap()
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        *self.worker.alive.borrow_mut() = false;
    }
}

#[derive(Default)]
struct Spawner {
    workers: RefCell<Vec<Worker>>,
}

impl WorkerSpawner for Spawner {
    fn spawn(&self, first_message: String) -> Box<dyn WorkerLink> {
        let (say, inbox) = mpsc::unbounded();
        let worker = Worker {
            nonce: format!("nonce-{}", self.workers.borrow().len()),
            posted: Rc::new(RefCell::new(VecDeque::from([first_message.into()]))),
            say,
            alive: Rc::new(RefCell::new(true)),
        };
        self.workers.borrow_mut().push(worker.clone());
        Box::new(Link { worker, inbox })
    }

    fn nonce(&self) -> String {
        format!("nonce-{}", self.workers.borrow().len())
    }
}

pub type Answer = oneshot::Sender<Result<Value, ToolFailure>>;

/// Tools that answer when the test says so.
#[derive(Default)]
pub struct Host {
    pub printed: RefCell<String>,
    pub displays: RefCell<Vec<Display>>,
    pub calls: RefCell<Vec<(ToolCall, Answer)>>,
}

impl Host {
    pub fn answer(&self, index: usize, result: Result<Value, ToolFailure>) {
        let (_, answer) = self.calls.borrow_mut().remove(index);
        answer.send(result).unwrap();
    }
}

impl RunHost for Host {
    fn printed(&self, _: OutputStream, text: &str) {
        self.printed.borrow_mut().push_str(text);
    }

    fn displayed(&self, display: Display) {
        self.displays.borrow_mut().push(display);
    }

    fn call_tool(&self, call: ToolCall) -> LocalBoxFuture<'_, Result<Value, ToolFailure>> {
        let (answer, answered) = oneshot::channel();
        self.calls.borrow_mut().push((call, answer));
        async move { answered.await.unwrap() }.boxed_local()
    }
}

type Restored = Result<(), RunError>;
type Filed = Result<FileReply, FileError>;

/// What something came to, once it is over.
type Told<T> = Rc<RefCell<Option<T>>>;

pub struct Bench {
    pool: LocalPool,
    spawner: Rc<Spawner>,
    clock: Rc<ManualClock>,
    pub host: Rc<Host>,
    supervisor: Rc<RefCell<Option<Supervisor>>>,
    outcome: Rc<RefCell<Option<Result<RunReport, RunError>>>>,
    pub abort: Option<futures::future::AbortHandle>,
}

impl Bench {
    pub fn new() -> Self {
        Self::with(Limits::default())
    }

    pub fn with(limits: Limits) -> Self {
        let spawner = Rc::new(Spawner::default());
        let clock = Rc::new(ManualClock::default());
        let supervisor = Supervisor::new(spawner.clone(), clock.clone(), limits);
        Self {
            pool: LocalPool::new(),
            spawner,
            clock,
            host: Rc::default(),
            supervisor: Rc::new(RefCell::new(Some(supervisor))),
            outcome: Rc::default(),
            abort: None,
        }
    }

    /// Starts a run and goes on until it waits for the worker.
    pub fn run(&mut self, code: CodeRun) {
        let (abort, registration) = futures::future::AbortHandle::new_pair();
        self.abort = Some(abort);
        let (host, supervisor, outcome) = (
            self.host.clone(),
            self.supervisor.clone(),
            self.outcome.clone(),
        );
        let mut taken = supervisor.borrow_mut().take().unwrap();
        let spawner: LocalSpawner = self.pool.spawner();
        spawner
            .spawn_local(async move {
                let run = taken.run(code, host.as_ref());
                if let Ok(end) = futures::future::Abortable::new(run, registration).await {
                    *outcome.borrow_mut() = Some(end);
                }
                *supervisor.borrow_mut() = Some(taken);
            })
            .unwrap();
        self.settle();
    }

    pub fn settle(&mut self) {
        self.pool.run_until_stalled();
    }

    pub fn worker(&self, index: usize) -> Worker {
        self.spawner.workers.borrow()[index].clone()
    }

    pub fn workers(&self) -> usize {
        self.spawner.workers.borrow().len()
    }

    /// Runs up to the point where the worker has been told to run the code.
    pub fn running(code: CodeRun) -> (Self, Worker) {
        let mut bench = Self::new();
        bench.run(code);
        let worker = bench.worker(0);
        assert!(matches!(worker.hears(), Some(ToWorker::Start { .. })));
        worker.says(FromWorker::Ready {});
        bench.settle();
        assert!(matches!(worker.hears(), Some(ToWorker::Run { run: 1, .. })));
        (bench, worker)
    }

    pub fn end(&mut self) -> Result<RunReport, RunError> {
        self.settle();
        self.outcome.borrow_mut().take().expect("the run goes on")
    }

    pub fn goes_on(&mut self) -> bool {
        self.settle();
        self.outcome.borrow().is_none()
    }

    /// The number of the next run's session.
    pub fn session(&mut self) -> u32 {
        let number = self.begin_session();
        self.settle();
        let number = number.borrow_mut().take();
        number.expect("it is known")
    }

    /// Asks for it; a rollback under way comes first.
    pub fn begin_session(&mut self) -> Told<u32> {
        self.begin(async |supervisor| supervisor.session().await)
    }

    /// Asks for something to be done with files.
    pub fn begin_files(&mut self, request: FileRequest) -> Told<Filed> {
        self.begin(async |supervisor| supervisor.files(request).await)
    }

    /// Has a snapshot taken up.
    pub fn begin_restore(&mut self, snapshot: Snapshot) -> Told<Restored> {
        self.begin(async |supervisor| supervisor.restore(snapshot).await)
    }

    /// Begins something that takes the supervisor until it is over.
    fn begin<T: 'static>(
        &mut self,
        deed: impl AsyncFnOnce(&mut Supervisor) -> T + 'static,
    ) -> Told<T> {
        let end = Told::default();
        let (supervisor, told) = (self.supervisor.clone(), end.clone());
        let mut taken = supervisor.borrow_mut().take().unwrap();
        let spawner: LocalSpawner = self.pool.spawner();
        spawner
            .spawn_local(async move {
                let outcome = deed(&mut taken).await;
                *supervisor.borrow_mut() = Some(taken);
                *told.borrow_mut() = Some(outcome);
            })
            .unwrap();
        self.settle();
        end
    }

    /// Looks at the supervisor between two runs.
    pub fn supervisor<T>(&self, look: impl FnOnce(&mut Supervisor) -> T) -> T {
        look(self.supervisor.borrow_mut().as_mut().unwrap())
    }

    pub fn advance(&mut self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
        self.settle();
    }
}
