//! fetch_weather: Open-Meteo geocoding and forecast. Wire formats:
//! <https://open-meteo.com/en/docs/geocoding-api> and <https://open-meteo.com/en/docs>.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::context::ToolContext;
use super::definition::Tool;
use super::error::{ToolError, cut};
use super::services::{ServiceSettings, endpoint};
use crate::platform::http::HttpRequest;

const NAME: &str = "fetch_weather";

const DESCRIPTION: &str = "The weather now and the daily forecast for a place.\n\n\
    Temperatures are in °C, wind in km/h, precipitation in mm, times local to the place.";

const MAX_DAYS: usize = 16;

/// The tool, calling the services at these addresses.
pub fn fetch_weather(addresses: &ServiceSettings) -> Tool {
    let addresses = addresses.clone();
    Tool::new(NAME, DESCRIPTION, move |input, context| {
        weather(input, context, addresses.clone())
    })
}

#[derive(Deserialize, JsonSchema)]
struct Input {
    /// A city, town or postal code, such as 'Paris' or 'Paris, Texas'.
    #[schemars(length(min = 1, max = 200))]
    location: String,
    /// Days of forecast, today included.
    #[serde(default = "one_day")]
    #[schemars(range(min = 1, max = 16))]
    days: u8,
}

fn one_day() -> u8 {
    1
}

#[derive(Serialize, JsonSchema)]
struct Weather {
    /// Name of the place found.
    location: String,
    /// Its country.
    country: String,
    latitude: f64,
    longitude: f64,
    /// Such as 'Europe/Paris'.
    timezone: String,
    /// When the values below were taken, such as '2026-11-23T14:15'.
    time: String,
    /// Now, in °C.
    temperature: f64,
    /// Apparent temperature in °C.
    feels_like: f64,
    /// Relative humidity in %.
    humidity: f64,
    /// In km/h.
    wind_speed: f64,
    /// In mm.
    precipitation: f64,
    /// In words, such as 'light rain'.
    conditions: String,
    /// One entry per day, today first.
    daily: Vec<Day>,
}

#[derive(Serialize, JsonSchema)]
struct Day {
    /// Such as '2026-11-23'.
    date: String,
    /// Lowest temperature in °C.
    min: Option<f64>,
    /// Highest temperature in °C.
    max: Option<f64>,
    /// Sum in mm.
    precipitation: Option<f64>,
    /// In words.
    conditions: String,
}

/// The geocoding API's answer. Without a match it has no `results` at all.
#[derive(Deserialize)]
struct Places {
    #[serde(default)]
    results: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    name: String,
    latitude: f64,
    longitude: f64,
    // Some places (oceans, disputed areas) have no country.
    #[serde(default)]
    country: String,
}

#[derive(Deserialize)]
struct Forecast {
    timezone: String,
    current: Current,
    daily: Daily,
}

#[derive(Deserialize)]
struct Current {
    time: String,
    temperature_2m: f64,
    relative_humidity_2m: f64,
    apparent_temperature: f64,
    precipitation: f64,
    weather_code: u8,
    wind_speed_10m: f64,
}

/// Parallel lists; a value that the model run has not produced is null.
#[derive(Deserialize)]
struct Daily {
    time: Vec<String>,
    weather_code: Vec<Option<u8>>,
    temperature_2m_max: Vec<Option<f64>>,
    temperature_2m_min: Vec<Option<f64>>,
    precipitation_sum: Vec<Option<f64>>,
}

async fn weather(
    input: Input,
    context: ToolContext,
    addresses: ServiceSettings,
) -> Result<Weather, ToolError> {
    let place = find_place(input.location.trim(), &context, &addresses).await?;
    context.log(&format!(
        "{} at {:.2}, {:.2}",
        cut(&format!("{}, {}", place.name, place.country), 100),
        place.latitude,
        place.longitude
    ));
    let url = endpoint(
        &addresses.forecast,
        "/v1/forecast",
        &[
            ("latitude", &place.latitude.to_string()),
            ("longitude", &place.longitude.to_string()),
            (
                "current",
                "temperature_2m,relative_humidity_2m,apparent_temperature,precipitation,\
                 weather_code,wind_speed_10m",
            ),
            (
                "daily",
                "weather_code,temperature_2m_max,temperature_2m_min,precipitation_sum",
            ),
            ("timezone", "auto"),
            ("forecast_days", &input.days.to_string()),
        ],
    );
    let forecast: Forecast = context.read_json(HttpRequest::get(url)).await?;
    let current = forecast.current;
    Ok(Weather {
        location: place.name,
        country: place.country,
        latitude: place.latitude,
        longitude: place.longitude,
        timezone: forecast.timezone,
        time: current.time,
        temperature: current.temperature_2m,
        feels_like: current.apparent_temperature,
        humidity: current.relative_humidity_2m,
        wind_speed: current.wind_speed_10m,
        precipitation: current.precipitation,
        conditions: conditions(Some(current.weather_code)),
        daily: days(forecast.daily),
    })
}

async fn find_place(
    location: &str,
    context: &ToolContext,
    addresses: &ServiceSettings,
) -> Result<Place, ToolError> {
    if location.is_empty() {
        return Err(ToolError::InvalidArguments {
            tool: NAME.into(),
            problem: "location must not be blank".into(),
        });
    }
    let url = endpoint(
        &addresses.geocoding,
        "/v1/search",
        &[
            ("name", location),
            ("count", "1"),
            ("language", "en"),
            ("format", "json"),
        ],
    );
    let places: Places = context.read_json(HttpRequest::get(url)).await?;
    places.results.into_iter().next().ok_or_else(|| {
        ToolError::NothingFound(format!(
            "no place named {location:?} was found; check the spelling, give only the name of \
             the city or town, or try a larger place nearby"
        ))
    })
}

fn days(daily: Daily) -> Vec<Day> {
    let at = |values: &[Option<f64>], index: usize| values.get(index).copied().flatten();
    daily
        .time
        .into_iter()
        .take(MAX_DAYS)
        .enumerate()
        .map(|(index, date)| Day {
            date,
            min: at(&daily.temperature_2m_min, index),
            max: at(&daily.temperature_2m_max, index),
            precipitation: at(&daily.precipitation_sum, index),
            conditions: conditions(daily.weather_code.get(index).copied().flatten()),
        })
        .collect()
}

/// WMO weather interpretation codes, as listed in Open-Meteo's documentation.
fn conditions(code: Option<u8>) -> String {
    let words = match code {
        Some(0) => "clear sky",
        Some(1) => "mainly clear",
        Some(2) => "partly cloudy",
        Some(3) => "overcast",
        Some(45) => "fog",
        Some(48) => "freezing fog",
        Some(51) => "light drizzle",
        Some(53) => "drizzle",
        Some(55) => "heavy drizzle",
        Some(56) => "light freezing drizzle",
        Some(57) => "freezing drizzle",
        Some(61) => "light rain",
        Some(63) => "rain",
        Some(65) => "heavy rain",
        Some(66) => "light freezing rain",
        Some(67) => "freezing rain",
        Some(71) => "light snow",
        Some(73) => "snow",
        Some(75) => "heavy snow",
        Some(77) => "snow grains",
        Some(80) => "light rain showers",
        Some(81) => "rain showers",
        Some(82) => "violent rain showers",
        Some(85) => "light snow showers",
        Some(86) => "heavy snow showers",
        Some(95) => "thunderstorm",
        Some(96) => "thunderstorm with light hail",
        Some(99) => "thunderstorm with heavy hail",
        Some(other) => return format!("unknown (weather code {other})"),
        None => "unknown",
    };
    words.into()
}
