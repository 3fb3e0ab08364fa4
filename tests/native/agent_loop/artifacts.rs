//! Artifacts: what the model is told of them, what code finds, and what becomes of those it makes.

use futures::FutureExt;
use micropython_agent::agent::{Agent, Event, Transcript, Turn, Waiting};
use micropython_agent::sandbox::artifact::{Artifact, ArtifactError, MAX_BYTES};
use serde_json::json;

use super::model::Reply;
use super::stage::{Stage, code, stage};

fn artifact(name: &str, text: &str) -> Artifact {
    Artifact::new(name, text).unwrap()
}

fn written(name: &str, text: &str) -> String {
    let artifact = json!({"name": name, "text": text});
    format!(
        "artifact {}",
        json!({"type": "written", "artifact": artifact})
    )
}

fn removed(name: &str) -> String {
    format!("artifact {}", json!({"type": "removed", "name": name}))
}

/// Name and text of all that code has found, run by run.
fn found(stage: &Stage) -> Vec<Vec<(String, String)>> {
    let runs = stage.python.runs.borrow();
    let of_run = |artifacts: &micropython_agent::sandbox::Artifacts| {
        let all = artifacts.iter();
        all.map(|it| (it.name.to_string(), it.text.to_string()))
            .collect()
    };
    runs.iter().map(|run| of_run(&run.artifacts)).collect()
}

fn pair(name: &str, text: &str) -> (String, String) {
    (name.into(), text.into())
}

const TOLD: &str = "The user attached these artifacts. In Python, `artifacts[\"name\"]` is the whole text, and `/artifacts/name` the file:";

#[test]
fn one_attached_to_a_question_is_told_there_and_found_by_code() {
    let stage = stage()
        .reply(code("print(1)"))
        .reply(code("final_answer(2)"));
    let mut agent = stage.ask("How many?");
    agent.attach(artifact("a.csv", "x,y\n1,2\n")).unwrap();
    stage.finish(&mut agent);
    let question = format!(
        "How many?\n\n{TOLD}\n\na.csv: CSV, 8 characters, 2 lines. All of it:\n```\nx,y\n1,2\n```"
    );
    let requests = stage.model.requests();
    assert_eq!(requests[0][1].content, question);
    // What was sent stays as it was.
    assert_eq!(requests[1][..2], requests[0]);
    let csv = vec![pair("a.csv", "x,y\n1,2\n")];
    assert_eq!(found(&stage), [csv.clone(), csv]);
    stage.check(&agent);
}

#[test]
fn one_attached_to_a_step_is_told_there() {
    let stage = stage()
        .reply(code("print(1)"))
        .reply(code("print(2)"))
        .reply(code("final_answer(2)"));
    let mut agent = stage.ask("How many?");
    stage.step(&mut agent);
    agent.attach(artifact("b.txt", "")).unwrap();
    stage.step(&mut agent);
    assert!(
        stage
            .model
            .last_asked()
            .ends_with(&format!("{TOLD}\n\nb.txt: text, 0 characters, 0 lines."))
    );
    agent.inbox().leave(Waiting {
        text: "And this.".into(),
        artifacts: vec![artifact("c.md", "# C")],
        turn: Turn::NextStep,
    });
    stage.step(&mut agent);
    assert!(stage.model.last_asked().ends_with(&format!(
        "The user adds:\n\nAnd this.\n\n{TOLD}\n\nc.md: Markdown, 3 characters, 1 line. All of it:\n```\n# C\n```"
    )));
    let both = vec![pair("b.txt", ""), pair("c.md", "# C")];
    assert_eq!(found(&stage), [vec![], vec![pair("b.txt", "")], both]);
    stage.check(&agent);
}

#[test]
fn what_code_makes_is_kept_with_its_step_and_told_in_the_observation() {
    let stage = stage()
        .reply(code(&format!(
            "{}\n{}",
            written("report.md", "# One"),
            written("b", "")
        )))
        .reply(code(&format!("1/0\n{}", written("never", ""))))
        .reply(code(&format!(
            "{}\n{}\nfinal_answer(2)",
            removed("b"),
            written("report.md", "# Two")
        )));
    let mut agent = stage.ask("Write.");
    stage.step(&mut agent);
    assert_eq!(
        agent.steps()[0].observation,
        "Observation of step 1.\n\nArtifacts: report.md (written, 5 bytes), b (written, 0 bytes).\n\nSteps left: 19."
    );
    stage.finish(&mut agent);
    let first = vec![pair("report.md", "# One"), pair("b", "")];
    assert_eq!(found(&stage), [vec![], first.clone(), first]);
    let left: Vec<_> = agent.artifacts().iter().cloned().collect();
    assert_eq!(left, [artifact("report.md", "# Two")]);
    stage.check(&agent);

    // The log gives the same again, and going back takes back what came later.
    let mut events = stage.events();
    let json = serde_json::to_string(&events).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Event>>(&json).unwrap(), events);
    events.push(Event::Rewound { step: 1, at: 0 });
    let artifacts = Transcript::of(&events).artifacts();
    let left: Vec<_> = artifacts.iter().cloned().collect();
    assert_eq!(left, [artifact("report.md", "# One"), artifact("b", "")]);
}

#[test]
fn one_that_is_attached_stays_when_its_step_is_stopped() {
    let stage = stage()
        .then(Reply::HangsAfter("I am".into()))
        .reply(code("final_answer(2)"));
    let mut agent = stage.ask("one");
    step_never_ends(&mut agent, &stage);
    let mut agent = stage.resume(agent.transcript().clone());
    stage.finish(&mut agent);
    assert_eq!(found(&stage), [vec![pair("a", "x")]]);
}

fn step_never_ends(agent: &mut Agent, stage: &Stage) {
    agent.inbox().leave(Waiting {
        text: String::new(),
        artifacts: vec![artifact("a", "x")],
        turn: Turn::NextStep,
    });
    stage.interrupt(agent);
    agent.stop().now_or_never().expect("nothing hangs");
}

#[test]
fn too_much_is_refused_before_anything_is_sent() {
    let stage = stage().reply(code("final_answer(2)"));
    let mut agent = stage.ask("one");
    let large = "a".repeat(MAX_BYTES);
    agent.attach(artifact("a", &large)).unwrap();
    let error = agent.attach(artifact("b", "x")).unwrap_err();
    assert!(matches!(error, ArtifactError::TooLarge { left: 0, .. }));
    agent.attach(artifact("a", "small")).unwrap();
    agent.attach(artifact("b", "x")).unwrap();
    stage.finish(&mut agent);
    assert_eq!(found(&stage), [vec![pair("a", "small"), pair("b", "x")]]);
    // Code that claims more than there is room for changes nothing.
    let error = agent.attach(artifact("c", &large)).unwrap_err();
    assert!(matches!(error, ArtifactError::TooLarge { .. }));
}

#[test]
fn a_log_of_before_artifacts_reads_as_it_did() {
    let old = r#"[
        {"type": "asked", "question": "one", "at": 1},
        {"type": "steered", "text": "more", "at": 2},
        {"type": "step_started", "number": 1, "at": 3, "source": "live"},
        {"type": "replied", "text": "x", "usage": null, "duration_ms": 1},
        {"type": "code_started", "code": "x"},
        {"type": "step_ended", "end": {"type": "completed", "repr": null}, "stdout": "", "stderr": "", "observation": "o", "executing_ms": 1}
    ]"#;
    let events: Vec<Event> = serde_json::from_str(old).unwrap();
    let transcript = Transcript::of(&events);
    assert!(transcript.artifacts().is_empty());
    assert_eq!(
        transcript.runs[0].steps[0].interlude.steered[0].text,
        "more"
    );
}

#[test]
fn a_forged_name_in_a_log_is_refused() {
    let event = json!({"type": "asked", "question": "q", "at": 1, "artifacts": [{"name": "../a", "text": ""}]});
    let read = serde_json::from_value::<Event>(event);
    assert!(read.is_err(), "{read:?}");
}
