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
fn wrong(stored: StoredSettings) -> Vec<String> {
    match stored.check() {
        Ok(settings) => panic!("{settings:?} passed"),
        Err(errors) => errors.into_iter().map(|error| error.field).collect(),
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
    let errors = stored.check().expect_err("both");
    let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        errors,
        [
            "format: \"telepathy\" cannot be used. Choose one of chat_completions, responses, anthropic_messages.",
            "act: \"dance\" cannot be used. Choose one of code_block, tool.",
        ]
    );
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
fn names_field_value_and_range_of_all_that_is_wrong_and_no_password() {
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
    let errors = stored.check().expect_err("all of them");
    let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
    let address = "This is not a plain web address. It must start with http:// or https://, and have no user name, ? or #.";
    assert_eq!(
        errors,
        [
            "provider: \"nobody\" cannot be used. Choose one of openai, anthropic, openrouter, groq, deepseek, gemini, mistral, ollama, lm-studio, llama-cpp, vllm, built-in, custom.",
            &format!("base_url: \"api.openai.com\" cannot be used. {address}"),
            "model: \"a\\nb\" cannot be used. This has a line break or control character in it. Enter it again.",
            "temperature: NaN cannot be used. The temperature must be between 0 and 2. Leave it empty for the provider's own.",
            "max_tokens: 0 cannot be used. At least 1 token is needed. Leave it empty for the provider's own limit.",
            "silence_seconds: 0 cannot be used. Enter a whole number from 1 to 3600.",
            "max_steps: 0 cannot be used. Enter a whole number from 1 to 1000.",
            "execution_seconds: 3601 cannot be used. Enter a whole number from 1 to 3600.",
            "tool_seconds: 0 cannot be used. Enter a whole number from 1 to 3600.",
            "limits.sleep_seconds: 86401 cannot be used. Enter a whole number from 1 to 86400.",
            "limits.tool_calls: 0 cannot be used. Enter a whole number from 1 to 100000.",
            "limits.memory_mb: 31 cannot be used. Enter a whole number from 32 to 2048.",
            "limits.files_mb: 0 cannot be used. Enter a whole number from 1 to 1024.",
            "limits.output_kb: 0 cannot be used. Enter a whole number from 1 to 65536.",
            "limits.source_kb: 0 cannot be used. Enter a whole number from 1 to 16384.",
            "limits.data_mb: 129 cannot be used. Enter a whole number from 1 to 128.",
            "instructions: a text of 20001 characters cannot be used. These are longer than 20000 characters. Shorten them.",
            &format!("services.geocoding: \"ftp://a\" cannot be used. {address}"),
            &format!("services.forecast: \"https://…@a\" cannot be used. {address}"),
            &format!("services.wikipedia: \"https://a…\" cannot be used. {address}"),
            &format!("services.reader: \"https://a…\" cannot be used. {address}"),
            "theme: \"pink\" cannot be used. Choose one of system, light, dark.",
            "language: \"../de\" cannot be used. Enter the tag of a language, such as \"de\" or \"en-GB\".",
            "log_level: \"loud\" cannot be used. Choose one of error, warn, info, debug, trace.",
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
            .map(|error| error.to_string())
            .collect::<Vec<_>>()
    };
    let chosen = |ids: &[&str]| Services {
        search: Some(ids.iter().map(ToString::to_string).collect()),
        ..Services::default()
    };
    assert_eq!(
        problems(chosen(&["tavily", "wikipedia"])),
        Vec::<String>::new()
    );
    assert_eq!(
        problems(chosen(&[])),
        ["services.search: [] cannot be used. Choose at least one service to search with."]
    );
    assert_eq!(
        problems(chosen(&["gopher", "jina", "jina"])),
        [
            "services.search: \"gopher\" cannot be used. There is no such service. The services are wikipedia, searxng, tavily, brave, jina, model.",
            "services.search: \"jina\" cannot be used. This service is chosen twice. Choose each once.",
        ]
    );
    assert_eq!(
        problems(chosen(&["searxng"])),
        [
            "services.searxng: SearXNG is chosen for searching and has no address. Enter that of an instance, or do not search with it."
        ]
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
