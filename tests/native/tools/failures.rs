//! What any tool says when its service fails: one text for each way.

use micropython_agent::platform::http::{HttpError, ScriptedHttp};
use micropython_agent::tools::ToolError;
use serde_json::json;

use super::{call, tool};

fn failure(http: ScriptedHttp) -> ToolError {
    call(&tool("fetch_weather"), json!({"location": "Paris"}), http)
        .returned
        .result
        .unwrap_err()
}

fn geo() -> String {
    "https://geo.test".into()
}

#[test]
fn no_network_is_unreachable() {
    assert_eq!(
        failure(ScriptedHttp::default().fail(HttpError::Unreachable { origin: geo() })),
        ToolError::Unreachable { service: geo() }
    );
}

#[test]
fn an_error_status_comes_with_the_services_own_words() {
    for (body, detail) in [
        (
            r#"{"error":true,"reason":"Daily API request limit exceeded."}"#,
            ": Daily API request limit exceeded.",
        ),
        (
            r#"{"error":{"code":429,"message":"slow down"}}"#,
            ": slow down",
        ),
        (r#"{"error":"no"}"#, ": no"),
        (r#"{"unknown":1}"#, ""),
        ("upstream\n\tfailed", ": upstream failed"),
        ("<html><h1>Bad gateway</h1></html>", ""),
        ("", ""),
    ] {
        assert_eq!(
            failure(ScriptedHttp::default().respond(429, body)),
            ToolError::Http {
                service: geo(),
                status: 429,
                detail: detail.into()
            }
        );
    }
}

#[test]
fn a_huge_error_answer_is_cut() {
    let ToolError::Http { detail, .. } =
        failure(ScriptedHttp::default().respond(500, &"x".repeat(1 << 20)))
    else {
        panic!("an HTTP error");
    };
    assert_eq!(detail, format!(": {}...", "x".repeat(200)));
}

#[test]
fn an_error_answer_that_breaks_off_keeps_its_status() {
    let http = ScriptedHttp::default().respond_in_chunks(
        503,
        &[],
        vec![Err(HttpError::Cut { origin: geo() })],
    );
    assert_eq!(
        failure(http),
        ToolError::Http {
            service: geo(),
            status: 503,
            detail: String::new()
        }
    );
}

#[test]
fn what_is_not_json_is_a_bad_response() {
    for body in [
        "<!DOCTYPE html><p>Log in",
        "",
        "{\"results\":",
        "[1]",
        "\u{0}",
    ] {
        let ToolError::BadResponse { service, problem } =
            failure(ScriptedHttp::default().respond(200, body))
        else {
            panic!("{body:?} is a bad response");
        };
        assert_eq!(service, geo());
        assert!(problem.starts_with("not the expected JSON, "), "{problem}");
    }
}

#[test]
fn a_hostile_value_is_not_echoed_at_length() {
    let body = json!({"results": [{"name": "P", "latitude": "x".repeat(100_000)}]});
    let error = failure(ScriptedHttp::default().respond(200, &body.to_string())).to_string();
    assert!(error.len() < 400, "{}", error.len());
}

#[test]
fn a_body_that_is_too_large_is_a_bad_response() {
    let body = format!("\"{}\"", "x".repeat(3 << 20));
    assert_eq!(
        failure(ScriptedHttp::default().respond(200, &body)),
        ToolError::BadResponse {
            service: geo(),
            problem: "the answer is larger than 2097152 bytes".into()
        }
    );
}

#[test]
fn a_body_that_breaks_off_is_a_bad_response() {
    let http = ScriptedHttp::default().respond_in_chunks(
        200,
        &[],
        vec![Ok(b"{".to_vec()), Err(HttpError::Cut { origin: geo() })],
    );
    assert_eq!(
        failure(http),
        ToolError::BadResponse {
            service: geo(),
            problem: "the connection was cut off in the middle of the answer".into()
        }
    );
}
