//! Events for the tests.

use micropython_agent::agent::{Answer, ConsoleRun, ContextUse, Event, Request, RunEnd, StepEnd};
use micropython_agent::platform::http::Source;
use micropython_agent::sandbox::OutputStream;

pub fn asked(question: &str, at: u64) -> Event {
    Event::Asked {
        question: question.into(),
        at,
        artifacts: Vec::new(),
    }
}

pub fn step(number: u32) -> Event {
    Event::StepStarted {
        number,
        at: 0,
        source: Source::Live,
        request: Request::Step,
        can_stop: true,
        context: ContextUse::default(),
    }
}

pub fn delta(text: &str) -> Event {
    Event::ReplyDelta { text: text.into() }
}

pub fn reasoning(text: &str) -> Event {
    Event::ReasoningDelta { text: text.into() }
}

pub fn retrying() -> Event {
    Event::Retrying {
        reason: "busy".into(),
        delay_ms: 1,
    }
}

pub fn replied(text: &str) -> Event {
    Event::Replied {
        text: text.into(),
        usage: None,
        duration_ms: 0,
        carried_over: None,
    }
}

pub fn code(code: &str) -> Event {
    Event::CodeStarted { code: code.into() }
}

pub fn console_started(code: &str, at: u64) -> Event {
    Event::ConsoleStarted {
        code: code.into(),
        at,
    }
}

pub fn console_ended(stdout: &str, at: u64) -> Event {
    Event::ConsoleEnded {
        end: StepEnd::Completed { repr: None },
        stdout: stdout.into(),
        stderr: String::new(),
        artifacts: Vec::new(),
        at,
    }
}

/// As earlier versions recorded it.
pub fn console(code: &str, at: u64) -> Event {
    let run = ConsoleRun {
        code: code.into(),
        stdout: String::new(),
        stderr: String::new(),
        end: StepEnd::Completed { repr: None },
        artifacts: Vec::new(),
        happened: Vec::new(),
    };
    Event::ConsoleRan { run, at }
}

pub fn steered(text: &str) -> Event {
    Event::Steered {
        text: text.into(),
        at: 0,
        artifacts: Vec::new(),
    }
}

pub fn printed(text: &str) -> Event {
    Event::Printed {
        stream: OutputStream::Stdout,
        text: text.into(),
    }
}

pub fn warned(text: &str) -> Event {
    Event::Printed {
        stream: OutputStream::Stderr,
        text: text.into(),
    }
}

pub fn completed(stdout: &str) -> Event {
    Event::StepEnded {
        end: StepEnd::Completed { repr: None },
        stdout: stdout.into(),
        stderr: String::new(),
        observation: "Observation.".into(),
        executing_ms: 1,
        artifacts: Vec::new(),
    }
}

pub fn no_code() -> Event {
    Event::StepEnded {
        end: StepEnd::NoCode {},
        stdout: String::new(),
        stderr: String::new(),
        observation: "Observation.".into(),
        executing_ms: 0,
        artifacts: Vec::new(),
    }
}

pub fn answered(text: &str, at: u64) -> Event {
    Event::RunEnded {
        end: RunEnd::Answered {
            answer: Answer::from_text(text),
        },
        at,
    }
}

pub fn stopped(at: u64) -> Event {
    Event::RunEnded {
        end: RunEnd::Stopped {},
        at,
    }
}

/// A conversation in which most things happen that are streamed.
pub fn conversation() -> Vec<Event> {
    vec![
        asked("one", 1_000),
        step(1),
        delta("void"),
        reasoning("void"),
        retrying(),
        reasoning("Let "),
        delta("I "),
        reasoning("me see."),
        delta("print."),
        replied("I print. print(1)"),
        code("print(1)"),
        printed("1"),
        warned("careful"),
        printed("\n"),
        completed("1\n"),
        step(2),
        delta("I "),
        reasoning("Hm"),
        delta("will"),
        stopped(2_000),
        step(2),
        replied("print(2)"),
        code("print(2)"),
        printed("2"),
        warned("!"),
        printed("\n"),
        stopped(3_000),
        asked("two", 4_000),
        step(1),
        delta("unfin"),
        delta("ished"),
        Event::Rewound { step: 1, at: 5_000 },
        console("x = 1", 5_500),
        step(2),
        replied("print(3)"),
        code("print(3)"),
        printed("3"),
        printed("\n"),
        console_started("print(4)", 5_600),
        printed("4"),
        warned("!"),
        printed("\n"),
        console_ended("4\n", 5_700),
        console_started("print(5)", 5_800),
        printed("5"),
        printed("\n"),
        step(2),
        delta("an"),
        delta("ew"),
    ]
}
