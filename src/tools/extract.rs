//! extract_from_page and extract_from_text: have the model read a long text in parts and say what
//! was asked for. The text is data to the model that reads it: it has no tools, and is told so.

mod chunks;
mod prompts;

use futures::stream::{self, StreamExt, TryStreamExt};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use self::chunks::{Chunk, chunks};
use super::context::ToolContext;
use super::definition::Tool;
use super::error::{ToolError, cut};
use super::schema;
use super::scrape::{self, PageReader};
use super::services::ServiceSettings;
use crate::model::tokenizer::estimate;
use crate::model::{Acting, ChatRequest, FinishReason, Message, ModelEvent, Usage};

const PAGE: &str = "extract_from_page";
const TEXT: &str = "extract_from_text";

/// Model calls at the same time.
const AT_ONCE: usize = 4;

/// Longest text that is read, in characters: some twenty chunks.
const MAX_TEXT_CHARS: usize = 2_500_000;

/// Longest schema, in bytes of its JSON.
const MAX_SCHEMA_BYTES: usize = 20_000;

/// Longest reply of the model that is taken, in bytes.
const MAX_REPLY_BYTES: usize = 256 << 10;

/// The most that an error says of what was wrong, in characters.
const MAX_PROBLEM_CHARS: usize = 300;

/// What a chunk without anything that was asked for is answered with.
const NOTHING: &str = "NOTHING";

#[derive(Deserialize, JsonSchema)]
struct PageInput {
    /// The page's address, starting with http:// or https://.
    #[schemars(length(min = 1, max = 2000))]
    url: String,
    /// What to look for, in words.
    #[schemars(length(min = 1, max = 4000))]
    what: String,
    /// JSON schema of the answer as a dict; the answer is then data of that shape.
    schema: Option<Map<String, Value>>,
}

#[derive(Deserialize, JsonSchema)]
struct TextInput {
    /// The text to read; may be long.
    #[schemars(length(min = 1, max = 2_500_000))]
    text: String,
    /// What to look for, in words.
    #[schemars(length(min = 1, max = 4000))]
    what: String,
    /// JSON schema of the answer as a dict; the answer is then data of that shape.
    schema: Option<Map<String, Value>>,
}

/// What was found, and where.
#[derive(Serialize, JsonSchema)]
struct Extraction {
    /// The answer: text, or data of the schema.
    answer: Value,
    /// The parts of the text that it was found in.
    chunks: Vec<Position>,
}

/// A part of the text, in characters.
#[derive(Serialize, JsonSchema)]
struct Position {
    /// Its number, counted from 0.
    index: usize,
    /// Where it begins.
    start: usize,
    /// Where it ends; not included.
    end: usize,
}

/// The tool that reads a page.
pub fn extract_from_page(services: &ServiceSettings) -> Tool {
    let reader = PageReader::new(services);
    let description = "Reads a web page, of any length, with a language model and returns what you ask for.\n\n\
        Raises ToolError if the page has nothing of it.";
    Tool::new(PAGE, description, move |input: PageInput, context| {
        let reader = reader.clone();
        async move {
            let page = scrape::read(&input.url, &context, &reader).await?;
            let wanted = Wanted::new(PAGE, input.what, input.schema)?;
            extract(&page.text, &wanted, &context).await
        }
    })
}

/// The tool that reads a text.
pub fn extract_from_text() -> Tool {
    let description = "Reads a text, of any length, such as artifacts[\"name\"], with a language model and returns what you ask for.\n\n\
        Raises ToolError if the text has nothing of it.";
    Tool::new(TEXT, description, |input: TextInput, context| async move {
        let wanted = Wanted::new(TEXT, input.what, input.schema)?;
        extract(&input.text, &wanted, &context).await
    })
}

/// What is looked for.
struct Wanted {
    what: String,
    schema: Option<Value>,
}

impl Wanted {
    fn new(
        tool: &str,
        what: String,
        schema: Option<Map<String, Value>>,
    ) -> Result<Self, ToolError> {
        let schema = schema.map(Value::Object);
        if let Some(schema) = &schema
            && schema.to_string().len() > MAX_SCHEMA_BYTES
        {
            return Err(ToolError::InvalidArguments {
                tool: tool.into(),
                problem: format!("schema must have at most {MAX_SCHEMA_BYTES} bytes as JSON"),
            });
        }
        Ok(Self { what, schema })
    }
}

async fn extract(
    text: &str,
    wanted: &Wanted,
    context: &ToolContext,
) -> Result<Extraction, ToolError> {
    let length = text.chars().count();
    if length > MAX_TEXT_CHARS {
        return Err(ToolError::Refused(format!(
            "the text has {length} characters; at most {MAX_TEXT_CHARS} are read"
        )));
    }
    let chunks = chunks(text);
    let many = chunks.len();
    context.log(&format!("reading {length} characters in {many} chunks"));
    let answers = stream::iter(chunks.iter().enumerate())
        .map(|(index, chunk)| read_chunk(index, many, chunk, wanted, context))
        .buffered(AT_ONCE);
    let answers: Vec<Option<Value>> = answers.try_collect().await?;
    let (found, positions): (Vec<Value>, Vec<Position>) = answers
        .into_iter()
        .zip(&chunks)
        .enumerate()
        .filter_map(|(index, (answer, chunk))| {
            let position = Position {
                index,
                start: chunk.start,
                end: chunk.end,
            };
            Some((answer?, position))
        })
        .unzip();
    let answer = match <[Value; 1]>::try_from(found) {
        Ok([only]) => only,
        Err(found) if found.is_empty() => {
            return Err(ToolError::NothingFound(format!(
                "nothing about {:?} was found in the text",
                cut(&wanted.what, 100)
            )));
        }
        Err(found) => merge(found, wanted, context).await?,
    };
    context.log(&format!("found in {} of {many} chunks", positions.len()));
    Ok(Extraction {
        answer,
        chunks: positions,
    })
}

/// What one chunk says of what is wanted.
async fn read_chunk(
    index: usize,
    many: usize,
    chunk: &Chunk<'_>,
    wanted: &Wanted,
    context: &ToolContext,
) -> Result<Option<Value>, ToolError> {
    let part = format!("Part {} of {many} of the text:", index + 1);
    let request = prompts::reading(&wanted.what, wanted.schema.as_ref(), &part, chunk.text);
    answer(request, wanted, context).await
}

/// One answer out of several. Lists are put together; the model does the rest.
async fn merge(
    found: Vec<Value>,
    wanted: &Wanted,
    context: &ToolContext,
) -> Result<Value, ToolError> {
    if found.iter().all(Value::is_array) {
        let mut items: Vec<Value> = Vec::new();
        for item in found.into_iter().filter_map(|list| match list {
            Value::Array(items) => Some(items),
            _ => None,
        }) {
            for item in item {
                // The overlap is read twice.
                if !items.contains(&item) {
                    items.push(item);
                }
            }
        }
        let merged = Value::Array(items);
        if let Some(schema) = &wanted.schema {
            schema::check(schema, &merged).map_err(|problem| unfit(&problem))?;
        }
        return Ok(merged);
    }
    let request = prompts::merging(&wanted.what, wanted.schema.as_ref(), &found);
    let merged = answer(request, wanted, context).await?;
    merged.ok_or_else(|| unfit("the parts could not be put together"))
}

/// Asks the model; an answer that does not fit the schema is sent back once.
async fn answer(
    mut messages: Vec<Message>,
    wanted: &Wanted,
    context: &ToolContext,
) -> Result<Option<Value>, ToolError> {
    let reply = ask(messages.clone(), context).await?;
    if is_nothing(&reply) {
        return Ok(None);
    }
    let Some(schema) = &wanted.schema else {
        return Ok(Some(Value::String(reply.trim().into())));
    };
    let problem = match parsed(&reply, schema) {
        Ok(value) => return Ok(Some(value)),
        Err(problem) => problem,
    };
    context.log(&format!(
        "the model's answer does not fit: {problem}; asking again"
    ));
    messages.push(Message::assistant(reply));
    messages.push(Message::user(prompts::repair(&problem)));
    let reply = ask(messages, context).await?;
    if is_nothing(&reply) {
        return Ok(None);
    }
    parsed(&reply, schema)
        .map(Some)
        .map_err(|problem| unfit(&problem))
}

fn is_nothing(reply: &str) -> bool {
    reply.trim().trim_end_matches('.') == NOTHING
}

fn unfit(problem: &str) -> ToolError {
    ToolError::BadResponse {
        service: "the model".into(),
        problem: format!("its answer does not fit the schema, {problem}"),
    }
}

/// The JSON in a reply, fenced or not, checked.
fn parsed(reply: &str, schema: &Value) -> Result<Value, String> {
    let inner = reply.trim();
    let inner = match inner.strip_prefix("```") {
        Some(fenced) => {
            let body = fenced.split_once('\n').map_or(fenced, |(_, body)| body);
            body.rsplit_once("```").map_or(body, |(body, _)| body)
        }
        None => inner,
    };
    let value: Value = serde_json::from_str(inner)
        .map_err(|error| cut(&format!("not JSON: {error}"), MAX_PROBLEM_CHARS))?;
    schema::check(schema, &value).map_err(|problem| cut(&problem, MAX_PROBLEM_CHARS))?;
    Ok(value)
}

/// What one reply costs: noted when it is over, also when it was broken off.
struct Paid<'a> {
    context: &'a ToolContext,
    read: u64,
    written: u64,
    /// What the provider counted.
    usage: Option<Usage>,
}

impl Drop for Paid<'_> {
    fn drop(&mut self) {
        if let Some(usage) = self.usage {
            self.context.log(&format!(
                "{} tokens read, {} written",
                usage.input_tokens, usage.output_tokens
            ));
        }
        self.context.spent(self.usage.unwrap_or(Usage {
            input_tokens: self.read,
            output_tokens: self.written,
            ..Usage::default()
        }));
    }
}

/// One reply of the model, whole.
async fn ask(messages: Vec<Message>, context: &ToolContext) -> Result<String, ToolError> {
    let failed = |problem: String| ToolError::BadResponse {
        service: "the model".into(),
        problem: cut(&problem, MAX_PROBLEM_CHARS),
    };
    let model = &context.resources().model;
    context.check_budget()?;
    let mut paid = Paid {
        context,
        read: messages
            .iter()
            .map(|message| estimate(&message.content))
            .sum(),
        written: 0,
        usage: None,
    };
    let mut reply = String::new();
    let mut stream = model
        .complete(ChatRequest {
            messages,
            acting: Acting::Never,
        })
        .await
        .map_err(|error| failed(error.to_string()))?;
    while let Some(event) = stream.next().await {
        match event.map_err(|error| failed(error.to_string()))? {
            ModelEvent::Delta(text) => {
                paid.written += estimate(&text);
                reply.push_str(&text);
            }
            ModelEvent::Retrying { reason, .. } => {
                reply.clear();
                context.log(&reason);
            }
            // Nothing is said after the answer that it could be carried over to.
            ModelEvent::CarriedOver(_) => {}
            // The newest counts.
            ModelEvent::Usage(usage) => paid.usage = Some(usage),
            ModelEvent::Finished(FinishReason::Stop) => return Ok(reply),
            ModelEvent::Finished(FinishReason::Length) => {
                return Err(failed(
                    "its answer was cut at its length limit; ask for less".into(),
                ));
            }
            ModelEvent::Finished(FinishReason::Filtered) => {
                return Err(failed(
                    "its answer was stopped by the provider's filter".into(),
                ));
            }
            ModelEvent::Reasoning(_) => {}
        }
        if reply.len() > MAX_REPLY_BYTES {
            return Err(failed(format!(
                "its answer is larger than {MAX_REPLY_BYTES} bytes"
            )));
        }
    }
    Err(failed("its answer broke off".into()))
}
