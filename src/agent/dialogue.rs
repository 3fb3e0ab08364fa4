//! The conversation as the messages that a model is sent. Later messages are added at the end; what
//! was sent before stays byte for byte, so that providers can reuse it. Only the last message of the
//! user may still grow. The exceptions are rare: see [`super::compaction`].

use super::attachments;
use super::budget::cut_middle;
use super::compaction::{self, SHORT_OBSERVATION_CHARS, Summary};
use super::console;
use super::event::{ContextUse, Request, RunEnd, StepEnd};
use super::inbox::Added;
use super::options::FinalSummary;
use super::tokens::PER_MESSAGE;
use super::transcript::{Interlude, Run, Step, Transcript};
use crate::model::{CarriedOver, Message, Role, Tokenizer};
use crate::sandbox::Artifact;

/// The last request at the step limit.
const BEST_ANSWER: &str = include_str!("prompts/best_answer.md");
/// The requests for a plan, for the answer as prose and for a summary of older steps, and what
/// stands in the dialogue after them.
const PLAN: &str = include_str!("prompts/plan.md");
const PLAN_MADE: &str = include_str!("prompts/plan_made.md");
const FINAL_SUMMARY: &str = include_str!("prompts/final_summary.md");
const COMPACTION: &str = include_str!("prompts/compaction.md");
const SUMMARY: &str = include_str!("prompts/summary.md");
/// That one step must not finish.
const CONTINUED: &str =
    "(The user wants you to go on with the question above: the limits were raised.)";
const NOT_NOW: &str = "(Finishing is not available in this step: `final_answer` would be refused.)";

/// Characters that are shown of an answer to an earlier question whose steps are summarised.
const COVERED_ANSWER_CHARS: usize = 2_000;

/// Characters that the model is shown of a reply of its own. One that is longer has gone astray, and
/// would fill the window.
const REPLY_CHARS: usize = 40_000;

/// What the model is sent, and how much of it is what.
pub struct Prompt {
    /// The conversation, system message first.
    pub messages: Vec<Message>,
    /// What fills it.
    pub context: ContextUse,
}

/// The whole conversation as messages, up to what is asked for in the step ahead. Steps that did
/// not come to their end are left out; those that a summary covers are left out but for it.
pub fn messages(
    system: Message,
    transcript: &Transcript,
    (request, can_stop): (Request, bool),
    final_summary: &FinalSummary,
    tokenizer: &Tokenizer,
) -> Prompt {
    let mut dialogue = Dialogue::new(system, transcript, final_summary, tokenizer);
    for (index, run) in transcript.runs.iter().enumerate() {
        let is_last = index + 1 == transcript.runs.len();
        dialogue.add_run(run, is_last);
        if !is_last && !is_answered(run) {
            dialogue.add_user(
                Part::Questions,
                "(The work on this question was ended before there was an answer. The next question:)",
            );
        }
    }
    dialogue.add_summary();
    dialogue.add_interlude(&transcript.interlude);
    dialogue.add_request(request, can_stop);
    dialogue.prompt
}

/// What a text of the dialogue counts as.
#[derive(Clone, Copy)]
enum Part {
    Questions,
    Observations,
    Summary,
}

struct Dialogue<'a> {
    prompt: Prompt,
    /// The summary that holds, until it is in the dialogue.
    summary: Option<Summary<'a>>,
    /// The id of the last step that it covers.
    covered: u32,
    /// The newest plan among the steps that are covered.
    covered_plan: Option<&'a str>,
    /// What asks for the answer as prose.
    final_summary: &'a str,
    shortened_through: u32,
    tokenizer: &'a Tokenizer,
}

impl<'a> Dialogue<'a> {
    fn new(
        system: Message,
        transcript: &'a Transcript,
        final_summary: &'a FinalSummary,
        tokenizer: &'a Tokenizer,
    ) -> Self {
        let context = ContextUse {
            instructions: PER_MESSAGE + tokenizer.count(&system.content),
            by_vocabulary: tokenizer.is_exact(),
            ..ContextUse::default()
        };
        let summary = compaction::summary(transcript);
        Self {
            prompt: Prompt {
                messages: vec![system],
                context,
            },
            covered: summary.as_ref().map_or(0, |summary| summary.through),
            summary,
            covered_plan: None,
            final_summary: match final_summary {
                FinalSummary::Own(prompt) => prompt,
                FinalSummary::Off | FinalSummary::Standard => FINAL_SUMMARY,
            },
            shortened_through: transcript.shortened_through,
            tokenizer,
        }
    }

    fn add_run(&mut self, run: &'a Run, is_last: bool) {
        if self.covered < run.steps.first().map_or(u32::MAX, |step| step.id) {
            self.add_summary();
        }
        // Without a question the turns would be out of order.
        self.add_user(
            Part::Questions,
            match run.question.trim() {
                "" => "(no question)",
                question => question,
            },
        );
        self.add_artifacts(&run.artifacts);
        for step in &run.steps {
            self.add_step(run, step, is_last);
        }
    }

    fn add_step(&mut self, run: &Run, step: &'a Step, is_in_last_run: bool) {
        if matches!(step.request, Request::Compaction { .. }) {
            return;
        }
        if step.id <= self.covered {
            self.add_covered_step(run, step);
            return;
        }
        self.add_summary();
        self.add_interlude(&step.interlude);
        if step.end().is_none() {
            return;
        }
        self.add_request(step.request, step.can_stop);
        // The reasoning behind an earlier question's steps is of no more use.
        let carried_over = step.reply.carried_over.clone();
        self.add_model(&step.reply.text, carried_over.filter(|_| is_in_last_run));
        if step.id <= self.shortened_through {
            let short = cut_middle(&step.observation, SHORT_OBSERVATION_CHARS);
            self.add_observation(&short);
        } else {
            self.add_observation(&step.observation);
        }
        if step.request == Request::Plan {
            self.add_user(Part::Observations, PLAN_MADE);
        }
    }

    /// Of a step that the summary covers, what the user added stays, and the answer.
    fn add_covered_step(&mut self, run: &Run, step: &'a Step) {
        for added in &step.interlude.steered {
            self.add_steered(added);
        }
        match step.end() {
            Some(StepEnd::Written {}) if step.request == Request::Plan => {
                self.covered_plan = Some(&step.reply.text);
            }
            Some(StepEnd::Answered { answer }) if run.end.is_some() => {
                let answer = cut_middle(&answer.text, COVERED_ANSWER_CHARS);
                self.add_model(&format!("<answer>\n{answer}\n</answer>"), None);
            }
            _ => {}
        }
    }

    /// The summary that holds, once.
    fn add_summary(&mut self) {
        let Some(summary) = self.summary.take() else {
            return;
        };
        let mut text = SUMMARY.replace("{summary}", summary.text.trim());
        if let Some(plan) = self.covered_plan {
            text.push_str("\nThe newest plan:\n\n");
            text.push_str(plan.trim());
        }
        self.add_user(Part::Summary, &text);
    }

    fn add_interlude(&mut self, interlude: &Interlude) {
        if let Some(reason) = &interlude.session_restarted {
            self.add_user(
                Part::Observations,
                &format!(
                    "(The Python session was restarted: {reason}. The names of earlier steps are gone; define again what you need.)"
                ),
            );
        }
        if !interlude.console.is_empty() {
            self.add_user(Part::Questions, &console::described(&interlude.console));
        }
        if interlude.continued {
            self.add_user(Part::Questions, CONTINUED);
        }
        for added in &interlude.steered {
            self.add_steered(added);
        }
    }

    fn add_steered(&mut self, added: &Added) {
        if !added.text.trim().is_empty() {
            self.add_user(
                Part::Questions,
                &format!("The user adds:\n\n{}", added.text.trim()),
            );
        }
        self.add_artifacts(&added.artifacts);
    }

    /// What came with words of the user.
    fn add_artifacts(&mut self, artifacts: &[Artifact]) {
        if !artifacts.is_empty() {
            self.add_user(Part::Questions, &attachments::described(artifacts));
        }
    }

    fn add_request(&mut self, request: Request, can_stop: bool) {
        match request {
            Request::Step if !can_stop => self.add_user(Part::Observations, NOT_NOW),
            Request::Step => {}
            Request::BestAnswer => self.add_user(Part::Observations, BEST_ANSWER),
            Request::Plan => self.add_user(Part::Observations, PLAN),
            Request::Summary => self.add_user(Part::Observations, self.final_summary),
            Request::Compaction { through } => {
                let text = COMPACTION.replace("{through}", &through.to_string());
                self.add_user(Part::Observations, &text);
            }
        }
    }

    /// Texts of the user that follow one another make one message: some models insist on turns.
    fn add_user(&mut self, part: Part, text: &str) {
        let text = text.trim_end();
        if text.is_empty() {
            return;
        }
        let context = &mut self.prompt.context;
        let tokens = match part {
            Part::Questions => &mut context.questions,
            Part::Observations => &mut context.observations,
            Part::Summary => &mut context.summary,
        };
        *tokens += self.tokenizer.count(text);
        match self.prompt.messages.last_mut() {
            Some(last) if last.role == Role::User => {
                last.content.push_str("\n\n");
                last.content.push_str(text);
            }
            _ => {
                *tokens += PER_MESSAGE;
                self.prompt.messages.push(Message::user(text));
            }
        }
    }

    /// What came of a reply. It begins a message, so that the person's words can be told from it.
    fn add_observation(&mut self, text: &str) {
        let text = text.trim_end();
        if !text.is_empty() {
            self.prompt.context.observations += PER_MESSAGE + self.tokenizer.count(text);
            self.prompt.messages.push(Message::observation(text));
        }
    }

    fn add_model(&mut self, text: &str, carried_over: Option<CarriedOver>) {
        // Some providers refuse an empty message.
        let text = if text.trim().is_empty() {
            "(empty reply)"
        } else {
            &cut_middle(text, REPLY_CHARS)
        };
        let carried = carried_over
            .as_ref()
            .map_or(0, |all| self.tokenizer.count(&all.data));
        self.prompt.context.replies += PER_MESSAGE + self.tokenizer.count(text) + carried;
        self.prompt.messages.push(Message {
            carried_over,
            ..Message::assistant(text)
        });
    }
}

fn is_answered(run: &Run) -> bool {
    match &run.end {
        Some(RunEnd::Answered { .. }) => true,
        Some(RunEnd::StepLimit { answer, .. }) => answer.is_some(),
        Some(
            RunEnd::TokenLimit { .. }
            | RunEnd::CostLimit { .. }
            | RunEnd::Stopped {}
            | RunEnd::Failed { .. },
        )
        | None => false,
    }
}
