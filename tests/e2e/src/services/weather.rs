//! Open-Meteo, as its documentation describes it: <https://open-meteo.com/en/docs>.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

struct Place {
    name: &'static str,
    country: &'static str,
    timezone: &'static str,
    latitude: f64,
    longitude: f64,
    /// The present temperature in °C: how tests tell places apart.
    temperature: f64,
}

const PLACES: [Place; 3] = [
    Place {
        name: "Paris",
        country: "France",
        timezone: "Europe/Paris",
        latitude: 48.85341,
        longitude: 2.3488,
        temperature: 18.4,
    },
    Place {
        name: "Oslo",
        country: "Norway",
        timezone: "Europe/Oslo",
        latitude: 59.91273,
        longitude: 10.74609,
        temperature: 7.2,
    },
    Place {
        name: "Tokyo",
        country: "Japan",
        timezone: "Asia/Tokyo",
        latitude: 35.6895,
        longitude: 139.69171,
        temperature: 23.9,
    },
];

pub(super) fn geocoding() -> Router {
    Router::new().route("/v1/search", get(search))
}

pub(super) fn forecast() -> Router {
    Router::new().route("/v1/forecast", get(predict))
}

type Parameters = Query<HashMap<String, String>>;
type Answer = (StatusCode, Json<Value>);

async fn search(Query(parameters): Parameters) -> Answer {
    let Some(name) = parameters.get("name") else {
        return refused("Parameter 'name' must be set");
    };
    let results: Vec<Value> = PLACES
        .iter()
        .filter(|place| place.name.eq_ignore_ascii_case(name.trim()))
        .map(|place| {
            json!({
                "id": 2_988_507, "name": place.name, "latitude": place.latitude,
                "longitude": place.longitude, "elevation": 42.0, "feature_code": "PPLC",
                "country_code": &place.country[..2].to_uppercase(), "country": place.country,
                "timezone": place.timezone, "population": 2_138_551, "country_id": 3_017_382,
            })
        })
        .collect();
    // The real one leaves `results` out when there are none.
    let mut answer = json!({"generationtime_ms": 0.52});
    if !results.is_empty() {
        answer["results"] = Value::Array(results);
    }
    (StatusCode::OK, Json(answer))
}

async fn predict(Query(parameters): Parameters) -> Answer {
    let coordinate = |name: &str| parameters.get(name)?.parse::<f64>().ok();
    let (Some(latitude), Some(longitude)) = (coordinate("latitude"), coordinate("longitude"))
    else {
        return refused(
            "Parameter 'latitude' and 'longitude' must have the same number of elements",
        );
    };
    let Some(place) = PLACES.iter().find(|place| {
        (place.latitude - latitude).abs() < 0.1 && (place.longitude - longitude).abs() < 0.1
    }) else {
        return refused("No data is available for this location");
    };
    let days: usize = match parameters.get("forecast_days").map(|days| days.parse()) {
        None => 7,
        Some(Ok(days @ 0..=16)) => days,
        Some(_) => return refused("Forecast days is invalid. Allowed range 0 to 16."),
    };
    let mut answer = json!({
        "latitude": latitude, "longitude": longitude, "generationtime_ms": 0.08,
        "utc_offset_seconds": 7200, "timezone": place.timezone, "timezone_abbreviation": "GMT+2",
        "elevation": 38.0,
    });
    if let Some(names) = parameters.get("current") {
        let mut current = json!({"time": "2026-05-04T12:00", "interval": 900});
        for name in names.split(',') {
            match current_value(name, place) {
                Some(value) => current[name] = value,
                None => {
                    return refused(&format!(
                        "Cannot initialize variable from invalid String value {name}"
                    ));
                }
            }
        }
        answer["current"] = current;
        answer["current_units"] = units(names);
    }
    if let Some(names) = parameters.get("daily") {
        let times: Vec<String> = (0..days)
            .map(|day| format!("2026-05-{:02}", 4 + day))
            .collect();
        let mut daily = json!({"time": times});
        for name in names.split(',') {
            match (0..days).map(|day| daily_value(name, place, day)).collect() {
                Some(values) => daily[name] = Value::Array(values),
                None => {
                    return refused(&format!(
                        "Cannot initialize variable from invalid String value {name}"
                    ));
                }
            }
        }
        answer["daily"] = daily;
        answer["daily_units"] = units(names);
    }
    (StatusCode::OK, Json(answer))
}

fn current_value(name: &str, place: &Place) -> Option<Value> {
    Some(match name {
        "temperature_2m" => json!(place.temperature),
        "apparent_temperature" => json!(place.temperature - 1.0),
        "relative_humidity_2m" => json!(56),
        "precipitation" | "rain" => json!(0.0),
        "weather_code" => json!(2),
        "wind_speed_10m" => json!(11.5),
        "wind_direction_10m" => json!(240),
        "cloud_cover" => json!(40),
        "is_day" => json!(1),
        _ => return None,
    })
}

fn daily_value(name: &str, place: &Place, day: usize) -> Option<Value> {
    let warmer = day as f64 / 2.0;
    Some(match name {
        "weather_code" => json!(3),
        "temperature_2m_max" => json!(place.temperature + 2.0 + warmer),
        "temperature_2m_min" => json!(place.temperature - 6.0 + warmer),
        "precipitation_sum" => json!(0.4),
        "precipitation_probability_max" => json!(25),
        "wind_speed_10m_max" => json!(18.0),
        "sunrise" => json!(format!("2026-05-{:02}T06:20", 4 + day)),
        "sunset" => json!(format!("2026-05-{:02}T21:05", 4 + day)),
        _ => return None,
    })
}

fn units(names: &str) -> Value {
    let unit = |name: &str| match name {
        name if name.contains("temperature") => "°C",
        name if name.contains("humidity") || name.contains("probability") => "%",
        name if name.contains("precipitation") => "mm",
        name if name.contains("wind_speed") => "km/h",
        "weather_code" => "wmo code",
        _ => "",
    };
    let mut units: Map<String, Value> = names
        .split(',')
        .map(|name| (name.to_string(), json!(unit(name))))
        .collect();
    units.insert("time".into(), json!("iso8601"));
    Value::Object(units)
}

fn refused(reason: &str) -> Answer {
    (
        StatusCode::BAD_REQUEST,
        Json(json!({"error": true, "reason": reason})),
    )
}
