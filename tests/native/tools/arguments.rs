//! A tool made of a typed function.

use std::rc::Rc;

use micropython_agent::platform::http::{HttpClient, HttpRequest, ScriptedHttp, Source};
use micropython_agent::tools::{Tool, ToolContext, ToolError, Toolbox};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{call, resources};

#[derive(Deserialize, JsonSchema)]
struct Input {
    left: i64,
    #[serde(default)]
    right: Option<i64>,
}

#[derive(Serialize, JsonSchema)]
struct Output {
    zebra: i64,
    apple: Option<i64>,
}

fn add() -> Tool {
    Tool::new(
        "add",
        "Adds.",
        |input: Input, context: ToolContext| async move {
            context.log("adding");
            if input.left < 0 {
                return Err(ToolError::NothingFound("nothing below zero".into()));
            }
            Ok(Output {
                zebra: input.left,
                apple: input.right.map(|right| input.left + right),
            })
        },
    )
}

#[test]
fn arguments_and_result_are_typed_and_keep_their_order() {
    let called = call(
        &add(),
        json!({"right": 2, "left": 1}),
        ScriptedHttp::default(),
    );
    assert_eq!(called.log, ["adding"]);
    assert_eq!(called.returned.source, Source::Live);
    assert_eq!(called.value().to_string(), r#"{"zebra":1,"apple":3}"#);
    let names: Vec<_> = add().definition().input["properties"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    assert_eq!(names, ["left", "right"]);
}

#[test]
fn an_optional_argument_may_be_none() {
    let value = call(
        &add(),
        json!({"left": 1, "right": null}),
        ScriptedHttp::default(),
    )
    .value();
    assert_eq!(value, json!({"zebra": 1, "apple": null}));
}

#[test]
fn the_bodys_own_error_comes_back_as_it_is() {
    let error = call(&add(), json!({"left": -1}), ScriptedHttp::default()).error();
    assert_eq!(error, "nothing below zero");
}

#[test]
fn arguments_that_fit_the_schema_but_not_the_type_are_still_refused() {
    let called = call(&add(), json!({"left": u64::MAX}), ScriptedHttp::default());
    assert_eq!(
        called.error(),
        "add: invalid value: integer `18446744073709551615`, expected i64"
    );
}

#[test]
fn a_tool_of_the_same_name_is_replaced() {
    let other = Tool::new("add", "Other.", |(): (), _| async { Ok(Value::Null) });
    let toolbox = Toolbox::default().with(add()).with(other);
    let descriptions: Vec<_> = toolbox
        .iter()
        .map(|tool| tool.definition().description.clone())
        .collect();
    assert_eq!(descriptions, ["Other."]);
}

/// Answers everything from a recording.
struct Recorded(ScriptedHttp);

#[async_trait::async_trait(?Send)]
impl HttpClient for Recorded {
    async fn send(
        &self,
        request: HttpRequest,
    ) -> Result<
        micropython_agent::platform::http::HttpResponse,
        micropython_agent::platform::http::HttpError,
    > {
        let mut response = self.0.send(request).await?;
        response.source = Source::Recorded;
        Ok(response)
    }
}

#[test]
fn a_result_made_of_a_recording_says_so() {
    use futures::FutureExt;
    let fetch = Tool::new(
        "fetch",
        "Fetches.",
        |_: serde_json::Map<String, Value>, context: ToolContext| async move {
            context
                .read_json::<Value>(HttpRequest::get("https://a.test/"))
                .await
        },
    );
    let http = Recorded(ScriptedHttp::default().respond(200, "[1]"));
    let returned = fetch
        .call(
            serde_json::Map::new(),
            &resources(Rc::new(http)),
            Rc::new(super::Lines::default()),
        )
        .now_or_never()
        .unwrap();
    assert_eq!(returned.result, Ok(json!([1])));
    assert_eq!(returned.source, Source::Recorded);
}
