//! Settings: stored raw, checked once.

use std::time::Duration;

use micropython_agent::model::{Act, WireFormat};
use micropython_agent::platform::store::StoreError;
use micropython_agent::sandbox::limits::Limits;
use micropython_agent::storage::settings::{
    AnswerSettings, LimitSettings, StoredLimitSettings, WorkSettings, load, save,
};
use micropython_agent::storage::{
    LogLevel, PROVIDERS, Provider, Services, Settings, StoredSettings, Theme,
};
use micropython_agent::tools::Permission;

use super::store::{memory, now, put, records};

/// The fields that are wrong, in order.
fn wrong(stored: StoredSettings) -> Vec<&'static str> {
    match stored.check() {
        Ok(settings) => panic!("{settings:?} passed"),
        Err(errors) => errors.iter().map(|error| error.field).collect(),
    }
}

fn text(text: &str) -> Option<String> {
    Some(text.into())
}

#[test]
fn keeps_every_setting() {
    let settings = Settings {
        provider: "ollama".into(),
        base_url: "http://192.168.0.7:11434/v1".into(),
        model: "qwen3:8b".into(),
        format: WireFormat::Responses,
        act: Act::Tool,
        temperature: Some(0.5),
        max_tokens: Some(4_000),
        silence_seconds: 17,
        remember_key: true,
        max_steps: 7,
        execution_seconds: 8,
        tool_seconds: 9,
        limits: LimitSettings {
            sleep_seconds: 10,
            tool_calls: 11,
            memory_mb: 64,
            files_mb: 13,
            output_kb: 14,
            source_kb: 15,
            data_mb: 16,
        },
        work: WorkSettings::default(),
        answer: AnswerSettings {
            after_steps: 2,
            ..AnswerSettings::default()
        },
        instructions: "Be brief.".into(),
        services: Services {
            geocoding: text("http://localhost:1/geocoding"),
            forecast: text("http://localhost:1/forecast"),
            wikipedia: text("http://localhost:1"),
            reader: text(""),
            ..Services::default()
        },
        permissions: [
            ("fetch_weather".into(), Permission::Ask),
            ("search_web".into(), Permission::Never),
        ]
        .into(),
        theme: Theme::Dark,
        language: "de".into(),
        log_level: LogLevel::Trace,
    };
    let store = memory();
    now(save(&*store, &settings)).expect("stored");
    let stored = now(load(&*store)).expect("loaded");
    assert_eq!(stored.check(), Ok(settings));
}

#[test]
fn permissions_are_checked_by_their_names() {
    let stored = |name: &str| StoredSettings {
        permissions: [("fetch_weather".into(), name.into())].into(),
        ..StoredSettings::default()
    };
    assert_eq!(wrong(stored("sometimes")), ["permissions"]);
    // What is allowed always is the default.
    assert_eq!(stored(" Always ").check(), Ok(Settings::default()));
}

#[test]
fn has_defaults_for_all_that_is_missing() {
    let stored = now(load(&*memory())).expect("loaded");
    assert_eq!(stored.check(), Ok(Settings::default()));
}

#[test]
fn settings_of_before_there_were_formats_take_the_provider_s() {
    for (provider, format, act) in [
        ("openai", WireFormat::Responses, Act::Tool),
        ("anthropic", WireFormat::AnthropicMessages, Act::Tool),
        ("ollama", WireFormat::ChatCompletions, Act::CodeBlock),
        ("custom", WireFormat::ChatCompletions, Act::CodeBlock),
    ] {
        let record = format!(
            r#"{{"version":1,"content":{{"provider":"{provider}","base_url":"https://host/v1","model":"m"}}}}"#
        );
        let store = memory();
        put(&*store, "settings", &record);
        let stored = now(load(&*store)).expect("loaded");
        let settings = stored.check().expect("settings");
        assert_eq!((settings.format, settings.act), (format, act), "{provider}");
    }
}

#[test]
fn refuses_a_format_and_a_way_to_act_that_there_are_not() {
    let stored = StoredSettings {
        format: text("telepathy"),
        act: text("dance"),
        ..StoredSettings::default()
    };
    assert_eq!(wrong(stored), ["format", "act"]);
}

#[test]
fn takes_address_and_model_from_the_provider() {
    let stored = StoredSettings {
        provider: text("ollama"),
        ..StoredSettings::default()
    };
    let settings = stored.check().expect("settings");
    assert_eq!(
        (settings.base_url.as_str(), settings.model.as_str()),
        ("http://localhost:11434/v1", "")
    );
}

#[test]
fn tidies_what_was_typed() {
    let stored = StoredSettings {
        base_url: text("  https://api.test/v1/ "),
        model: text(" small "),
        services: Services {
            geocoding: text("  "),
            reader: text(" https://reader.test/ "),
            ..Services::default()
        },
        theme: text("DARK"),
        ..StoredSettings::default()
    };
    let settings = stored.check().expect("settings");
    assert_eq!(settings.base_url, "https://api.test/v1");
    assert_eq!(settings.model, "small");
    assert_eq!(settings.services.geocoding, None);
    assert_eq!(settings.services.reader, text("https://reader.test"));
    assert_eq!(settings.theme, Theme::Dark);
}

#[test]
fn names_every_field_that_is_wrong() {
    let stored = StoredSettings {
        provider: text("nobody"),
        base_url: text("api.openai.com"),
        model: text("a\nb"),
        temperature: Some(f32::NAN),
        max_tokens: Some(0),
        silence_seconds: Some(0),
        max_steps: Some(0),
        execution_seconds: Some(3_601),
        tool_seconds: Some(0),
        limits: StoredLimitSettings {
            sleep_seconds: Some(86_401),
            tool_calls: Some(0),
            memory_mb: Some(31),
            files_mb: Some(0),
            output_kb: Some(0),
            source_kb: Some(0),
            data_mb: Some(129),
        },
        instructions: Some("x".repeat(20_001)),
        services: Services {
            geocoding: text("ftp://a"),
            forecast: text("https://user:secret@a"),
            wikipedia: text("https://a?b"),
            reader: text("https://a#b"),
            ..Services::default()
        },
        theme: text("pink"),
        language: text("../de"),
        log_level: text("loud"),
        ..StoredSettings::default()
    };
    assert_eq!(
        wrong(stored),
        [
            "provider",
            "base_url",
            "model",
            "temperature",
            "max_tokens",
            "silence_seconds",
            "max_steps",
            "execution_seconds",
            "tool_seconds",
            "limits.sleep_seconds",
            "limits.tool_calls",
            "limits.memory_mb",
            "limits.files_mb",
            "limits.output_kb",
            "limits.source_kb",
            "limits.data_mb",
            "instructions",
            "services.geocoding",
            "services.forecast",
            "services.wikipedia",
            "services.reader",
            "theme",
            "language",
            "log_level",
        ]
    );
}

#[test]
fn accepts_the_limits_themselves_and_nothing_beyond() {
    let with = |temperature, max_steps| StoredSettings {
        temperature: Some(temperature),
        max_steps: Some(max_steps),
        ..StoredSettings::default()
    };
    assert!(with(0.0, 1).check().is_ok());
    assert!(with(2.0, 1_000).check().is_ok());
    assert_eq!(wrong(with(2.1, 1_000)), ["temperature"]);
    assert_eq!(wrong(with(-0.1, 1_001)), ["temperature", "max_steps"]);
}

#[test]
fn passes_over_fields_of_later_versions() {
    let store = memory();
    put(
        &*store,
        "settings",
        "{\"version\":1,\"content\":{\"model\":\"m\",\"approval\":\"ask\"}}",
    );
    let stored = now(load(&*store)).expect("loaded");
    assert_eq!(stored.model, text("m"));
}

#[test]
fn reports_settings_that_cannot_be_read() {
    for damage in [
        "",
        "{}",
        "{\"version\":9,\"content\":{}}",
        "{\"version\":1,\"content\":{\"model\":1}}",
    ] {
        let store = memory();
        put(&*store, "settings", damage);
        let loaded = now(load(&*store));
        assert!(
            matches!(&loaded, Err(StoreError::Corrupt { key, .. }) if key == "settings"),
            "{damage:?}: {loaded:?}"
        );
    }
}

#[test]
fn have_no_place_for_a_key() {
    let store = memory();
    let settings = Settings {
        remember_key: true,
        ..Settings::default()
    };
    now(save(&*store, &settings)).expect("stored");
    let (_, record) = records(&*store, "settings").remove(0);
    let record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    let fields: Vec<&String> = record["content"]
        .as_object()
        .expect("fields")
        .keys()
        .collect();
    let about_keys: Vec<_> = fields
        .iter()
        .filter(|field| field.contains("key"))
        .collect();
    assert_eq!(about_keys, [&"remember_key"]);
}

#[test]
fn become_limits_and_options() {
    let settings = Settings {
        max_steps: 7,
        execution_seconds: 8,
        tool_seconds: 9,
        limits: LimitSettings {
            sleep_seconds: 10,
            tool_calls: 11,
            memory_mb: 64,
            files_mb: 13,
            output_kb: 14,
            source_kb: 15,
            data_mb: 16,
        },
        ..Settings::default()
    };
    assert_eq!(
        settings.limits(),
        Limits {
            execution: Duration::from_secs(8),
            sleeping: Duration::from_secs(10),
            tool_calls: 11,
            output_bytes: 14 << 10,
            source_bytes: 15 << 10,
            message_bytes: 16 << 20,
            memory_bytes: 64 << 20,
            file_bytes: 13 << 20,
        }
    );
    assert_eq!(Settings::default().limits(), Limits::default());
    let options = settings.agent_options();
    assert_eq!(
        (options.max_steps, options.tool_timeout),
        (7, Duration::from_secs(9))
    );
}

#[test]
fn every_provider_can_be_chosen() {
    for provider in PROVIDERS {
        let stored = StoredSettings {
            provider: text(provider.id),
            ..StoredSettings::default()
        };
        let settings = stored.check().expect(provider.id);
        assert_eq!(settings.base_url, provider.base_url);
        assert_eq!(Provider::find(provider.id), Some(&provider));
    }
}

#[test]
fn search_services_are_known_come_once_and_have_an_address() {
    let problems = |services: Services| {
        let stored = StoredSettings {
            services,
            ..StoredSettings::default()
        };
        let errors = stored.check().err().unwrap_or_default();
        errors
            .into_iter()
            .map(|error| (error.field, error.problem))
            .collect::<Vec<_>>()
    };
    let chosen = |ids: &[&str]| Services {
        search: Some(ids.iter().map(ToString::to_string).collect()),
        ..Services::default()
    };
    assert_eq!(problems(chosen(&["tavily", "wikipedia"])), []);
    assert_eq!(
        problems(chosen(&[])),
        [(
            "services.search",
            "Choose at least one service to search with.".to_string()
        )]
    );
    assert_eq!(
        problems(chosen(&["gopher", "jina", "jina"])),
        [
            (
                "services.search",
                "There is no search service \"gopher\". The services are wikipedia, searxng, tavily, brave, jina, model.".to_string()
            ),
            (
                "services.search",
                "The search service \"jina\" is chosen twice. Choose each once.".to_string()
            ),
        ]
    );
    assert_eq!(
        problems(chosen(&["searxng"])),
        [(
            "services.searxng",
            "SearXNG is chosen for searching and has no address. Enter that of an instance, or do not search with it.".to_string()
        )]
    );
}

#[test]
fn search_sources_follow_the_chosen_order_and_addresses() {
    let services = Services {
        search: Some(vec!["brave".into(), "wikipedia".into()]),
        brave: text("https://proxy.test"),
        ..Services::default()
    };
    let found = |services: &Services| {
        let sources = services.search_sources().into_iter();
        sources
            .map(|source| (source.service.id(), source.address))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found(&services),
        [
            ("brave", "https://proxy.test".to_string()),
            ("wikipedia", "https://en.wikipedia.org".to_string())
        ]
    );
    // Settings of before there was a choice.
    let wikipedia = text("https://wiki.test");
    assert_eq!(
        found(&Services {
            wikipedia,
            ..Services::default()
        }),
        [("wikipedia", "https://wiki.test".to_string())]
    );
}
