//! What a document says beside what the conversation has said, in English unless somebody has other words.

use crate::display::ColumnNames;

/// The words of a document. The default is English.
///
/// ```
/// use micropython_agent::storage::document::Words;
///
/// let words = Words {
///     language: "de",
///     answer: "Antwort",
///     steps: |number| match number {
///         1 => "1 Schritt".into(),
///         _ => format!("{number} Schritte"),
///     },
///     ..Words::default()
/// };
/// assert_eq!((words.steps)(2), "2 Schritte");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The tag of the language (BCP 47, <https://www.rfc-editor.org/info/bcp47>).
    pub language: &'static str,
    /// When the document was made, from the date.
    pub exported: fn(&str) -> String,
    /// The heading of a question that makes none itself, from its number.
    pub question: fn(u64) -> String,
    /// Before the name of what came with a question.
    pub attached: &'static str,
    /// Before the name of what the work has made.
    pub document: &'static str,
    /// Over the answer.
    pub answer: &'static str,
    /// Before what the person added.
    pub added: &'static str,
    /// The name of a step, from its number.
    pub step: fn(u64) -> String,
    /// The name of a step that plans.
    pub plan: &'static str,
    /// Over a step in which the best answer was asked for, at the limit of steps.
    pub best_answer: &'static str,
    /// The name of the step that writes the answer as prose.
    pub answer_as_prose: &'static str,
    /// The name of a step that sums up older ones.
    pub summary: &'static str,
    /// How many steps.
    pub steps: fn(u64) -> String,
    /// How many tool calls.
    pub tool_calls: fn(u64) -> String,
    /// Before a tool call.
    pub tool_call: &'static str,
    /// What came of a call that failed, from why.
    pub call_failed: fn(&str) -> String,
    /// What came of a call that has not ended.
    pub call_not_finished: &'static str,
    /// Over what was printed.
    pub output: &'static str,
    /// Over what was printed to stderr.
    pub errors_printed: &'static str,
    /// Over the value of the last expression.
    pub value: &'static str,
    /// Over a traceback.
    pub error: &'static str,
    /// Over why an answer was not accepted.
    pub not_accepted: &'static str,
    /// Over why a step has ended.
    pub ended: &'static str,
    /// Why: the model has written neither code nor an answer.
    pub no_code: &'static str,
    /// Why: it was cut off.
    pub not_finished: &'static str,
    /// The limit of so many steps was reached.
    pub step_limit: fn(u64) -> String,
    /// The limit of so many tokens was reached.
    pub token_limit: fn(u64) -> String,
    /// The limit of the cost was reached.
    pub cost_limit: &'static str,
    /// The work was stopped.
    pub stopped: &'static str,
    /// The work failed, from why.
    pub failed: fn(&str) -> String,
    /// The work rests, or was cut off.
    pub interrupted: &'static str,
    /// A picture in Markdown, which has none, from what is in it.
    pub picture: fn(&str) -> String,
    /// A chart in Markdown, from what it is.
    pub chart: fn(&str) -> String,
    /// Over the data of a chart.
    pub data: &'static str,
    /// The columns of that data that nobody has named.
    pub columns: ColumnNames,
    /// How many rows are left out.
    pub more_rows: fn(u64) -> String,
    /// How many characters are left out.
    pub more_characters: fn(u64) -> String,
    /// A sentence of this library, such as why something failed or what a chart is.
    pub said: fn(&str) -> String,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            language: "en",
            exported: |date| format!("Exported {date}"),
            question: |number| format!("Question {number}"),
            attached: "Attached",
            document: "Document",
            answer: "Answer",
            added: "Added",
            step: |number| format!("Step {number}"),
            plan: "Plan",
            best_answer: "Best answer at the limit",
            answer_as_prose: "Answer as prose",
            summary: "Summary of older steps",
            steps: |number| count(number, "step"),
            tool_calls: |number| count(number, "tool call"),
            tool_call: "Tool call",
            call_failed: |reason| format!("failed: {reason}"),
            call_not_finished: "not finished",
            output: "Output",
            errors_printed: "Errors printed",
            value: "Value",
            error: "Error",
            not_accepted: "The answer was not accepted",
            ended: "Ended",
            no_code: "The reply held neither code nor an answer.",
            not_finished: "It was not finished.",
            step_limit: |limit| format!("The limit of {} was reached.", count(limit, "step")),
            token_limit: |limit| format!("The limit of {} was reached.", count(limit, "token")),
            cost_limit: "The limit of the cost was reached.",
            stopped: "It was stopped.",
            failed: |reason| format!("It failed: {reason}"),
            interrupted: "It is not finished.",
            picture: |what| format!("Picture: {what}"),
            chart: |what| format!("Chart: {what}"),
            data: "Data",
            columns: ColumnNames::default(),
            more_rows: |number| count(number, "more row"),
            more_characters: |number| count(number, "more character"),
            said: str::to_string,
        }
    }
}

/// `3 steps`.
fn count(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
