//! fetch_weather.

use micropython_agent::platform::http::ScriptedHttp;
use serde_json::{Value, json};

use super::{call, paris_place, tool};

pub fn forecast() -> Value {
    json!({
        "latitude": 48.86, "longitude": 2.36, "generationtime_ms": 0.12,
        "utc_offset_seconds": 3600, "timezone": "Europe/Paris", "timezone_abbreviation": "GMT+1",
        "elevation": 42.0,
        "current_units": {"time": "iso8601", "interval": "seconds", "temperature_2m": "°C"},
        "current": {
            "time": "2026-11-20T14:15", "interval": 900, "temperature_2m": 7.3,
            "relative_humidity_2m": 81, "apparent_temperature": 4.6, "precipitation": 0.2,
            "weather_code": 61, "wind_speed_10m": 14.8
        },
        "daily_units": {"time": "iso8601"},
        "daily": {
            "time": ["2026-11-20", "2026-11-21"], "weather_code": [61, null],
            "temperature_2m_max": [8.1, null], "temperature_2m_min": [3.9, -1.0],
            "precipitation_sum": [2.4, 0.0]
        }
    })
}

#[test]
fn finds_the_place_then_its_weather() {
    let http = ScriptedHttp::default()
        .respond(200, &paris_place())
        .respond(200, &forecast().to_string());
    let called = call(
        &tool("fetch_weather"),
        json!({"location": " Paris, Île & Co ", "days": 2}),
        http,
    );
    assert_eq!(
        called.urls,
        [
            "https://geo.test/v1/search?name=Paris%2C+%C3%8Ele+%26+Co&count=1&language=en&format=json",
            "https://forecast.test/v1/forecast?latitude=48.85341&longitude=2.3488&\
             current=temperature_2m%2Crelative_humidity_2m%2Capparent_temperature%2Cprecipitation%2C\
             weather_code%2Cwind_speed_10m&daily=weather_code%2Ctemperature_2m_max%2C\
             temperature_2m_min%2Cprecipitation_sum&timezone=auto&forecast_days=2",
        ]
    );
    assert_eq!(called.log, ["Paris, France at 48.85, 2.35"]);
    assert_eq!(
        called.value().to_string(),
        json!({
            "location": "Paris", "country": "France", "latitude": 48.85341, "longitude": 2.3488,
            "timezone": "Europe/Paris", "time": "2026-11-20T14:15", "temperature": 7.3,
            "feels_like": 4.6, "humidity": 81.0, "wind_speed": 14.8, "precipitation": 0.2,
            "conditions": "light rain",
            "daily": [
                {"date": "2026-11-20", "min": 3.9, "max": 8.1, "precipitation": 2.4, "conditions": "light rain"},
                {"date": "2026-11-21", "min": -1.0, "max": null, "precipitation": 0.0, "conditions": "unknown"},
            ]
        })
        .to_string()
    );
}

#[test]
fn asks_for_one_day_unless_told_otherwise() {
    let http = ScriptedHttp::default()
        .respond(200, &paris_place())
        .respond(200, &forecast().to_string());
    let called = call(&tool("fetch_weather"), json!({"location": "Paris"}), http);
    assert!(called.urls[1].ends_with("&forecast_days=1"));
}

#[test]
fn an_unknown_place_says_what_to_try() {
    let http = ScriptedHttp::default().respond(200, r#"{"generationtime_ms":0.5}"#);
    let called = call(&tool("fetch_weather"), json!({"location": "Pariss"}), http);
    assert_eq!(
        called.error(),
        "no place named \"Pariss\" was found; check the spelling, give only the name of the city \
         or town, or try a larger place nearby"
    );
}

#[test]
fn wrong_arguments_are_refused_before_anything_is_sent() {
    for (arguments, expected) in [
        (json!({}), "fetch_weather: location is required"),
        (
            json!({"location": "  "}),
            "fetch_weather: location must not be blank",
        ),
        (
            json!({"location": "Paris", "days": 40}),
            "fetch_weather: days must be at most 16, got 40",
        ),
        (
            json!({"location": "Paris", "days": 0}),
            "fetch_weather: days must be at least 1, got 0",
        ),
        (
            json!({"location": 75000}),
            "fetch_weather: location must be str, got int",
        ),
        (
            json!({"city": "Paris"}),
            "fetch_weather: unknown argument 'city'; the arguments are location, days",
        ),
    ] {
        let called = call(&tool("fetch_weather"), arguments, ScriptedHttp::default());
        assert_eq!(called.urls, [""; 0]);
        assert_eq!(called.error(), expected);
    }
}

#[test]
fn a_forecast_without_its_fields_is_a_bad_response() {
    let mut broken = forecast();
    broken["current"]
        .as_object_mut()
        .unwrap()
        .remove("temperature_2m");
    let http = ScriptedHttp::default()
        .respond(200, &paris_place())
        .respond(200, &broken.to_string());
    let error = call(&tool("fetch_weather"), json!({"location": "Paris"}), http).error();
    assert!(
        error.starts_with(
            "https://forecast.test answered with something unexpected: not the expected JSON, \
             missing field `temperature_2m`"
        ),
        "{error}"
    );
}

#[test]
fn lists_of_different_lengths_leave_gaps_not_errors() {
    let mut uneven = forecast();
    uneven["daily"]["temperature_2m_max"] = json!([]);
    let http = ScriptedHttp::default()
        .respond(200, &paris_place())
        .respond(200, &uneven.to_string());
    let value = call(&tool("fetch_weather"), json!({"location": "Paris"}), http).value();
    assert_eq!(value["daily"][0]["max"], Value::Null);
    assert_eq!(value["daily"][0]["min"], 3.9);
}
