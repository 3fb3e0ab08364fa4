//! What must hold for any bytes, one function for each reader of what strangers send. The fuzz
//! targets run them with libFuzzer, `tests/native/fuzz.rs` for a moment in every test run. Each
//! panics when something does not hold, as both expect.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use futures::FutureExt;
use futures::executor::block_on;
use futures::stream::{self, StreamExt};
use micropython_agent::agent::reply;
use micropython_agent::diagram;
use micropython_agent::display::drawing::{Drawing, Form};
use micropython_agent::display::{ColumnNames, Content, Direction, Display};
use micropython_agent::math;
use micropython_agent::model::tokenizer::Vocabulary;
use micropython_agent::model::{Act, ApiKey, ModelConfig, RemoteModel, WireFormat, sse};
use micropython_agent::platform::charset::PlainCharsets;
use micropython_agent::platform::clock::ManualClock;
use micropython_agent::platform::http::ScriptedHttp;
use micropython_agent::platform::store::{MemoryStore, RecordStore};
use micropython_agent::python;
use micropython_agent::sandbox::child::{
    Child, Executed, Language, LibraryModule, Received, Reply, SourceKind,
};
use micropython_agent::sandbox::limits::Limits;
use micropython_agent::sandbox::protocol::{self, FromWorker, Message, ProtocolError, ToWorker};
use micropython_agent::sandbox::snapshot::{Block, PAGE_BYTES};
use micropython_agent::sandbox::{OutputStream, PythonError, Snapshot};
use micropython_agent::storage::archive;
use micropython_agent::storage::conversation::Conversations;
use micropython_agent::tools::search::{SearchService, SearchSource, providers, search_web};
use micropython_agent::tools::{Nobody, ResponseCache, ToolLog, ToolResources};
use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh64::xxh64;

const NONCE: &str = "5eed5eed5eed5eed";

/// Messages across the wall: what is taken is within the limit, of this session, and can be said
/// again; what is refused is not repeated in the refusal.
///
/// `VERSION` stands for the protocol's, so that seeds are of today.
pub fn protocol(data: &[u8]) {
    let version = protocol::PROTOCOL_VERSION.to_string();
    let text = String::from_utf8_lossy(data).replacen("VERSION", &version, 1);
    for limit in [64, 64 << 10] {
        message::<FromWorker>(&text, limit);
        message::<ToWorker>(&text, limit);
    }
}

fn message<Body: Serialize + DeserializeOwned>(text: &str, limit: usize) {
    match protocol::decode::<Body>(NONCE, text, limit) {
        Ok(body) => {
            assert!(text.len() <= limit, "it is larger than the limit");
            assert!(
                text.contains("5eed") || text.contains('\\'),
                "it names no session"
            );
            let again = protocol::encode(NONCE, &body);
            assert!(
                protocol::decode::<Body>(NONCE, &again, usize::MAX).is_ok(),
                "{again}"
            );
        }
        Err(error) => {
            let too_large = matches!(error, ProtocolError::TooLarge { .. });
            assert_eq!(too_large, text.len() > limit);
            assert!(error.to_string().len() < 120, "{error}");
        }
    }
}

/// A language that leaves everything as it is.
struct Plain;

impl Language for Plain {
    fn lower(&self, source: &str, _: &str, _: SourceKind) -> Result<String, PythonError> {
        Ok(source.to_string())
    }

    fn module(&self, _: &str) -> Result<Option<LibraryModule>, PythonError> {
        Ok(None)
    }

    fn native(&self, _: &str, request: &str) -> Result<String, String> {
        serde_json::from_str::<serde_json::Value>(request)
            .map(|value| value.to_string())
            .map_err(|error| error.to_string())
    }
}

/// The worker's side, told by a script what the page says and what Python asks. A line of the
/// script is a letter and a text: `>` a message's body, `!` a message as it is, `?` an operation
/// and its text, `.` a print, `;` the end of the execution.
///
/// Whatever comes, all that the worker posts is of the protocol, prints stay within their limit,
/// calls are numbered, each run ends once, and every answer to Python is `[bool, value]`.
pub fn host_calls(data: &[u8]) {
    let limits = Limits {
        tool_calls: 8,
        output_bytes: 1 << 10,
        source_bytes: 1 << 10,
        message_bytes: 4 << 10,
        file_bytes: 4 << 10,
        ..Limits::default()
    };
    let posted = Rc::new(RefCell::new(Vec::new()));
    let first = protocol::encode(
        NONCE,
        &ToWorker::Start {
            limits: limits.clone(),
        },
    );
    let post = {
        let posted = posted.clone();
        Box::new(move |message: Message| posted.borrow_mut().push(message.text))
    };
    let Ok(mut child) = Child::open(&first, Box::new(Plain), post) else {
        panic!("the first message was refused");
    };
    let mut executing = false;
    for line in data.split(|byte| *byte == b'\n') {
        let Some((kind, rest)) = line.split_first() else {
            continue;
        };
        let text = String::from_utf8_lossy(rest);
        match kind {
            b'>' => {
                let message = format!(
                    r#"{{"version":{},"nonce":"{NONCE}","body":{text}}}"#,
                    protocol::PROTOCOL_VERSION
                );
                executing |= child.receive(message.into()) == Received::Execute;
            }
            b'!' => executing |= child.receive(text.into_owned().into()) == Received::Execute,
            b'?' => {
                let (operation, text) = text.split_once(' ').unwrap_or((&text, ""));
                let reply = match child.asked(operation, text) {
                    Reply::Read { length, .. } => {
                        assert!(length as usize <= limits.file_bytes, "{length} bytes read");
                        child.read(vec![7; length.min(100) as usize])
                    }
                    reply => reply,
                };
                if let Reply::Now(answer) = reply {
                    let answer: Result<(bool, serde_json::Value), _> =
                        serde_json::from_str(&answer);
                    assert!(answer.is_ok(), "{answer:?}");
                }
            }
            b'.' => child.printed(OutputStream::Stdout, rest, Duration::ZERO),
            b';' if executing => {
                executing = false;
                child.executed(Executed::Returned);
            }
            _ => {}
        }
    }
    follows_the_rules(&posted.borrow(), &limits);
}

fn follows_the_rules(posted: &[String], limits: &Limits) {
    let (mut printed, mut calls) = (0, 0);
    for text in posted {
        match protocol::decode::<FromWorker>(NONCE, text, usize::MAX) {
            Ok(FromWorker::Printed { text, .. }) => printed += text.len(),
            Ok(FromWorker::CallTool { call, .. }) => {
                calls += 1;
                assert_eq!(call, calls, "a call out of order");
            }
            // What has ended prints no more and calls no more: the next run counts from the start.
            Ok(
                FromWorker::Ended { .. }
                | FromWorker::Trapped { .. }
                | FromWorker::Exhausted { .. },
            ) => (printed, calls) = (0, 0),
            Ok(
                FromWorker::NotRun { .. }
                | FromWorker::Sleeping { .. }
                | FromWorker::FilesDone { .. },
            ) => {}
            Ok(FromWorker::Waiting { .. }) => assert!(calls > 0, "it waits for nothing"),
            other => panic!("it said {other:?}"),
        }
        assert!(printed <= limits.output_bytes, "{printed} bytes printed");
        assert!(calls <= limits.tool_calls, "{calls} calls");
    }
}

/// A provider's stream: the same events however it is cut into pieces, none beyond the limit. The
/// first byte says how it is cut.
pub fn server_sent_events(data: &[u8]) {
    const LIMIT: usize = 256;
    let (size, body) = match data.split_first() {
        Some((size, body)) => (usize::from(*size).max(1), body),
        None => (1, data),
    };
    let read = |size: usize| {
        let pieces: Vec<_> = body.chunks(size).map(|piece| Ok(piece.to_vec())).collect();
        let events = sse::events(stream::iter(pieces).boxed_local(), LIMIT);
        block_on(events.collect::<Vec<_>>())
    };
    let events = read(body.len().max(1));
    assert_eq!(read(size), events, "in pieces of {size}");
    for event in events.iter().flatten() {
        // What is not UTF-8 grows as it is marked: one byte becomes three.
        assert!(event.data.len() + event.name.len() <= 3 * LIMIT);
    }
}

/// A model's reply, read whole and as it streams in: it holds code or an answer and not both, and
/// nothing that was not said.
pub fn reply(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let middle = (0..=text.len() / 2)
        .rev()
        .find(|at| text.is_char_boundary(*at));
    for text in [&text[..], &text[..middle.unwrap_or(0)]] {
        let parsed = reply::parse(text);
        assert!(parsed.code.is_none() || parsed.answer.is_none());
        assert!(parsed.text.len() <= text.len());
        for said in [&parsed.answer, &parsed.reasoning].into_iter().flatten() {
            assert!(said.len() <= text.len());
        }
    }
}

/// A file of conversations: what is taken of it is there whole and can be exported, what is refused
/// leaves nothing.
pub fn archive(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let store: Rc<dyn RecordStore> = Rc::new(MemoryStore::default());
    match block_on(archive::import(&store, &text, 1_000)) {
        Ok(ids) => {
            let conversations = Conversations::new(store.clone());
            let listing = block_on(conversations.list()).expect("a list");
            assert_eq!(
                (listing.damaged, listing.summaries.len()),
                (vec![], ids.len())
            );
            for id in &ids {
                let opened = block_on(conversations.open(id)).expect("a conversation");
                assert_eq!(opened.damaged, []);
                assert!(!opened.transcript.runs.is_empty());
            }
            let again = block_on(archive::export(&store, &ids)).expect("a file");
            let other: Rc<dyn RecordStore> = Rc::new(MemoryStore::default());
            assert_eq!(block_on(archive::import(&other, &again, 1_000)), Ok(ids));
        }
        Err(refused) => {
            assert_eq!(block_on(store.list("")), Ok(vec![]));
            assert!(refused.to_string().len() < 2_000, "{refused}");
        }
    }
}

/// Snapshots of Python's memory: what is read is written again as it was, whole and as the difference to
/// another, and what is unpacked of it is in the memory.
pub fn snapshots(data: &[u8]) {
    const MEMORY: usize = 1 << 20;
    snapshot(data, MEMORY);
    // Checksums are no obstacle to whoever means harm.
    let mut forged = data.to_vec();
    if forged.len() < HEAD {
        return;
    }
    let count = forged[32] % 3;
    forged[32..HEAD].copy_from_slice(&u32::from(count).to_le_bytes());
    let end = forged.len().min(HEAD + usize::from(count) * ENTRY);
    let (head, mut blocks) = forged.split_at_mut(end);
    let table = &mut head[HEAD..];
    for entry in table.chunks_exact_mut(ENTRY) {
        let length = u32::from_le_bytes(entry[4..8].try_into().expect("four bytes"));
        let block;
        (block, blocks) = blocks.split_at_mut(blocks.len().min(length as usize));
        entry[10..].copy_from_slice(&xxh64(block, 0).to_le_bytes());
    }
    let sum = xxh64(&head[16..], 0);
    head[8..16].copy_from_slice(&sum.to_le_bytes());
    snapshot(&forged, MEMORY);
}

/// Bytes before the table of a snapshot, and of each of its entries.
const HEAD: usize = 36;
const ENTRY: usize = 18;

fn snapshot(bytes: &[u8], memory: usize) {
    let snapshot = match Snapshot::from_bytes(bytes) {
        Ok(snapshot) => snapshot,
        Err(refused) => {
            assert!(refused.to_string().len() < 120, "{refused}");
            return;
        }
    };
    assert_eq!(snapshot.to_bytes(), bytes);
    let difference = snapshot.difference(Some(&snapshot));
    assert_eq!(difference, snapshot.head());
    let again = Snapshot::from_difference(&difference, Some(&snapshot));
    assert_eq!(again, Ok(snapshot.clone()));
    let tag = bytes[16..24].try_into().expect("eight bytes");
    let Ok(image) = snapshot.unpack(u64::from_le_bytes(tag), memory) else {
        return;
    };
    let pages: Vec<_> = image.blocks.iter().flat_map(Block::pages).collect();
    assert!(pages.is_sorted_by_key(|(address, _)| *address));
    for (address, content) in pages {
        assert_eq!(content.len(), PAGE_BYTES as usize);
        assert!(address + PAGE_BYTES <= image.memory_bytes);
    }
}

/// A model's Python: what is lowered has the lines that it had.
pub fn lowering(data: &[u8]) {
    let source = String::from_utf8_lossy(data);
    // The mark that some editors begin a file with is no line.
    let read = source.strip_prefix('\u{feff}').unwrap_or(&source);
    if let Ok(lowered) = python::lower(&source, "<step 1>") {
        assert_eq!(lowered.lines().count(), read.lines().count(), "{lowered}");
    }
}

/// A regular expression and a text, a line break between them: it is refused at a place in the
/// pattern, or its matches lie in the text one behind the other, and what is cut and put together
/// at them is the text again.
pub fn regular_expressions(data: &[u8]) {
    let data = String::from_utf8_lossy(data);
    let (pattern, text) = data.split_once('\n').unwrap_or((&data, ""));
    // Matching may take time that is exponential in these: that is Python, and not looked for.
    let pattern: String = pattern.chars().take(24).collect();
    let text: String = text.chars().take(8).collect();
    if pattern.contains('{') && pattern.contains(|digit: char| ('2'..='9').contains(&digit)) {
        return;
    }
    let ask = |operation: &str| -> serde_json::Value {
        let request = serde_json::json!({
            "pattern": pattern, "flags": 0, "text": text, "template": "\\g<0>",
        });
        let answer = python::native::call(operation, &request.to_string());
        let Some(Ok(answer)) = answer else {
            panic!("{operation} is refused: {answer:?}");
        };
        serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{answer}: {error}"))
    };
    let compiled = ask("re.compile");
    if let Some(position) = compiled["position"].as_u64() {
        assert!(position as usize <= pattern.chars().count(), "{compiled}");
    }
    let Some(groups) = compiled[1].as_u64() else {
        return;
    };
    let length = text.chars().count() as i64;
    let found = ask("re.find");
    let spans: Vec<i64> = serde_json::from_value(found[0].clone()).unwrap_or_default();
    let mut last = 0;
    for found in spans.chunks(2 * groups as usize + 3) {
        assert!(last <= found[1], "{spans:?}");
        for span in found[1..].chunks(2) {
            assert!(
                -1 <= span[0] && span[0] <= span[1] && span[1] <= length,
                "{spans:?}"
            );
        }
        last = found[2];
    }
    assert_eq!(ask("re.sub")[0], text, "{spans:?}");
}

/// A native function's name and a request, a line break between them: the answer is JSON, and what
/// is refused is refused in few words.
pub fn native_functions(data: &[u8]) {
    let data = String::from_utf8_lossy(data);
    let (operation, request) = data.split_once('\n').unwrap_or((&data, ""));
    // Regular expressions have a check of their own; a key may take as long as one asks for.
    if operation.starts_with("re.") || operation == "hash.pbkdf2" {
        return;
    }
    match python::native::call(operation, request) {
        None => {}
        Some(Ok(answer)) => {
            let answer: Result<serde_json::Value, _> = serde_json::from_str(&answer);
            assert!(answer.is_ok(), "{answer:?}");
        }
        Some(Err(error)) => assert!(error.to_string().len() < 400 + request.len(), "{error}"),
    }
}

/// A log that nobody reads.
struct Unread;

impl ToolLog for Unread {
    fn line(&self, _: &str) {}
}

/// What a search service answers, behind a line with its id, or that of the wire format in which the
/// model's provider searches: results within their bounds that lead to the web, or few words.
pub fn search_answers(data: &[u8]) {
    let (name, answer) = match data.iter().position(|byte| *byte == b'\n') {
        Some(end) => (&data[..end], &data[end + 1..]),
        None => (data, &b""[..]),
    };
    let name = String::from_utf8_lossy(name);
    let service = SearchService::named(&name).unwrap_or(SearchService::Model);
    let format = WireFormat::named(&name).unwrap_or_default();
    let answer = String::from_utf8_lossy(answer);
    let http = Rc::new(ScriptedHttp::default().respond(200, &answer));
    let clock = Rc::new(ManualClock::default());
    let config = ModelConfig {
        format,
        base_url: "https://openrouter.ai/api/v1".into(),
        api_key: None,
        model: "any".into(),
        temperature: None,
        max_tokens: None,
        act: Act::default(),
        patience: Duration::from_secs(60),
    };
    let model = match RemoteModel::new(http.clone(), clock.clone(), config) {
        Ok(model) => Rc::new(model),
        Err(error) => panic!("{error}"),
    };
    let resources = ToolResources {
        http,
        clock,
        model,
        person: Rc::new(Nobody),
        charsets: Rc::new(PlainCharsets),
        timeout: Duration::from_secs(60),
        responses: ResponseCache::default(),
        tokens_left: Rc::new(Cell::new(u64::MAX)),
    };
    let source = SearchSource {
        address: "https://search.test".into(),
        key: ApiKey::new("a-key-of-a-search-service"),
        ..SearchSource::new(service)
    };
    let arguments = [
        ("query".into(), "tea".into()),
        ("max_results".into(), 3.into()),
    ];
    let tool = search_web(providers(&[source]));
    let returned = tool.call(arguments.into_iter().collect(), &resources, Rc::new(Unread));
    let Some(returned) = returned.now_or_never() else {
        panic!("it waits for more than the answer");
    };
    let results = match returned.result {
        Ok(results) => results,
        Err(error) => {
            assert!(error.to_string().chars().count() < 1_000, "{error}");
            return;
        }
    };
    let results = results.as_array().map_or(&[][..], Vec::as_slice);
    assert!((1..=3).contains(&results.len()), "{results:?}");
    for result in results {
        let text = |field: &str| result[field].as_str().unwrap_or_default();
        let url = text("url").to_lowercase();
        assert!(
            url.starts_with("http://") || url.starts_with("https://"),
            "{url}"
        );
        assert!(url.len() <= 4_000, "{url}");
        for (field, limit) in [("title", 303), ("snippet", 1_503)] {
            let text = text(field);
            assert!(text.chars().count() <= limit, "{field}: {text}");
            assert!(!text.contains(char::is_control), "{field}: {text}");
        }
    }
}

/// A file with the vocabulary of a tokenizer: what is taken of it counts any text, each byte of it
/// once at most.
pub fn vocabulary(data: &[u8]) {
    if let Ok(vocabulary) = Vocabulary::read(data) {
        for text in [
            "",
            "tea & milk",
            "It's 12 o'clock\n\n",
            "日本語 e\u{301}🦀",
            "\u{0}\u{10ffff}",
        ] {
            assert!(vocabulary.count(text) <= text.len() as u64, "{text:?}");
        }
    }
}

/// What Python shows: what is read can be said again, described, drawn, sorted and saved.
pub fn displays(data: &[u8]) {
    let Ok(display) = serde_json::from_slice::<Display>(data) else {
        return;
    };
    let again = serde_json::to_string(&display).unwrap();
    let read: Display = serde_json::from_str(&again).unwrap();
    assert_eq!(read.described(), display.described());
    let table = match display.content() {
        Content::Chart { chart } => {
            for width in [0.0, 390.0, 1e9] {
                let drawing = Drawing::of(chart, width);
                assert!(drawing.shapes.len() < 15_000, "{}", drawing.shapes.len());
                for shape in &drawing.shapes {
                    if let Form::Path(path) = &shape.form {
                        assert!(!path.contains(['N', 'i']), "{path}");
                    }
                }
                drawing.svg(display.title().unwrap_or_default(), "");
            }
            chart.table(ColumnNames::default())
        }
        Content::Table { table } => table.clone(),
        _ => return,
    };
    for column in 0..table.columns.len() {
        for direction in [Direction::Ascending, Direction::Descending] {
            let mut order = table.order(column, direction);
            order.sort_unstable();
            assert!(order.into_iter().eq(0..table.rows.len()));
        }
    }
    assert!(table.csv().ends_with("\r\n"));
}

/// What the worker that draws diagrams answers: what is taken of it keeps to its bounds.
pub fn diagrams(data: &[u8]) {
    let answer = String::from_utf8_lossy(data);
    match diagram::read(&answer) {
        Ok(drawing) => {
            assert!(drawing.shapes.len() <= diagram::MAX_SHAPES);
            assert!(drawing.said().chars().count() <= 1_001);
            for shape in &drawing.shapes {
                if let diagram::Shape::Outline(outline) = shape {
                    let path = outline.path();
                    assert!(!path.contains(['N', 'i']), "{path}");
                }
            }
        }
        Err(refused) => assert!(refused.to_string().chars().count() < 300, "{refused}"),
    }
}

/// Formulas, by themselves and in Markdown.
pub fn formulas(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let dollars = math::dollars(&text);
    // Signs are exchanged and spaces left out: nothing is added but dollars.
    let plain = |text: &str| {
        text.replace(['$', '\\', '(', ')', '[', ']'], "")
            .replace(char::is_whitespace, "")
    };
    assert_eq!(plain(&dollars), plain(&text));
    if let Ok(elements) = math::parse(&text) {
        let count: usize = elements.iter().map(size).sum();
        assert!(count <= 8 * text.len() + 8, "{count} elements");
    }
}

fn size(element: &math::Element) -> usize {
    match &element.content {
        math::Content::Text(_) => 1,
        math::Content::Elements(inner) => 1 + inner.iter().map(size).sum::<usize>(),
    }
}
