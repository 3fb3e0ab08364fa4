//! fetch_weather: Open-Meteo geocoding and forecast.
