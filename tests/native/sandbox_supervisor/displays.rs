//! What code shows: it reaches the host in order, and no more of it than a step may show.

use micropython_agent::display::{Content, Display, MAX_PER_RUN};
use micropython_agent::sandbox::protocol::FromWorker;
use micropython_agent::sandbox::{CodeRun, RunError};

use super::bench::{Bench, Worker};
use super::{code, ended};

fn text(text: &str) -> Display {
    Display::new(None, Content::Text { text: text.into() }).unwrap()
}

fn running(code: CodeRun) -> (Bench, Worker) {
    let mut bench = Bench::new();
    bench.run(code);
    let worker = bench.worker(0);
    worker.hears();
    worker.says(FromWorker::Ready {});
    bench.settle();
    worker.hears();
    (bench, worker)
}

fn shows(bench: &mut Bench, worker: &Worker, run: u32, display: Display) {
    worker.says(FromWorker::Displayed { run, display });
    bench.settle();
}

#[test]
fn it_reaches_the_host_as_it_comes() {
    let (mut bench, worker) = running(code());
    shows(&mut bench, &worker, 1, text("a"));
    shows(&mut bench, &worker, 1, text("b"));
    assert_eq!(bench.host.displays.take(), [text("a"), text("b")]);
    worker.says(ended(1));
    bench.end().unwrap();
}

#[test]
fn a_worker_that_shows_more_than_a_step_may_is_ended() {
    let (mut bench, worker) = running(code());
    for _ in 0..MAX_PER_RUN {
        shows(&mut bench, &worker, 1, text("a"));
    }
    assert_eq!(bench.host.displays.borrow().len(), MAX_PER_RUN);
    shows(&mut bench, &worker, 1, text("a"));
    let end = bench.end();
    let reason = "it showed more than it may".to_string();
    assert_eq!(end, Err(RunError::Protocol(reason)));
    assert_eq!(bench.host.displays.borrow().len(), MAX_PER_RUN);
}

#[test]
fn a_worker_that_shows_what_python_cannot_is_ended() {
    for content in [
        r#"{"kind":"html","text":"<script>"}"#,
        r#"{"kind":"image","image":{"base64":"PHNjcmlwdD4="}}"#,
        r#"{"kind":"table","table":{"columns":["a"],"rows":[[1,2]]}}"#,
    ] {
        let (mut bench, worker) = running(code());
        let body = format!(r#"{{"type":"displayed","run":1,"display":{{"content":{content}}}}}"#);
        worker.says_raw(&format!(
            r#"{{"version":{},"nonce":"{}","body":{body}}}"#,
            micropython_agent::sandbox::protocol::PROTOCOL_VERSION,
            worker.nonce
        ));
        bench.settle();
        let end = bench.end();
        let reason = "a message that is not of its shape".to_string();
        assert_eq!(end, Err(RunError::Protocol(reason)), "{content}");
        assert_eq!(bench.host.displays.take(), []);
    }
}
