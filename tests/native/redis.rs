//! Records in a real Redis, behind a front of ours that speaks the REST protocol of Upstash, strictly.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod front;
mod server;

use std::rc::Rc;

use micropython_agent::agent::Transcript;
use micropython_agent::platform::http::ScriptedHttp;
use micropython_agent::platform::redis::RedisStore;
use micropython_agent::platform::store::{Change, MemoryStore, RecordStore, StoreError};
use micropython_agent::storage::conversation::Conversations;
use micropython_agent::storage::snapshots::Snapshots;
use micropython_agent::storage::sync::Synced;

use super::storage::events::{asked, conversation};
use super::storage::snapshots::snapshot;
use super::storage::store::{memory, now};
use super::storage::sync::Device;
use front::{Front, TOKEN, URL};
use server::RedisServer;

fn store(server: &RedisServer) -> RedisStore {
    RedisStore::new(Rc::new(Front::to(server)), URL, TOKEN).expect("an address")
}

fn put(key: &str, value: &str) -> Change {
    Change::Put {
        key: key.into(),
        value: value.into(),
    }
}

/// Batches of changes that bring out the differences between stores.
fn batches() -> Vec<Vec<Change>> {
    let delete = |key: &str| Change::Delete { key: key.into() };
    let delete_prefix = |prefix: &str| Change::DeletePrefix {
        prefix: prefix.into(),
    };
    let bytes = Change::PutBytes {
        key: "bytes/1".into(),
        bytes: (0..=255).collect(),
    };
    vec![
        vec![put("event/a/2", "two"), put("event/a/1", "one")],
        vec![],
        vec![put("event/a/10", "ten"), put("event/ab/1", "other"), bytes],
        vec![put("event/a/1", "one again"), delete("event/a/9")],
        vec![put("empty", ""), put("grüße", "\u{1f600}\n\"\\")],
        vec![
            put("event/b/1", "soon gone"),
            delete_prefix("event/b/"),
            put("event/b/2", "stays"),
        ],
        vec![delete("event/a/2")],
        vec![delete_prefix("event/a/")],
        vec![delete_prefix("bytes/"), put("bytes", "text")],
        vec![delete_prefix("")],
    ]
}

#[test]
fn it_answers_as_the_store_in_memory_does() {
    let server = RedisServer::start();
    let (redis, memory) = (store(&server), MemoryStore::default());
    for batch in batches() {
        now(redis.commit(batch.clone())).expect("stored");
        now(memory.commit(batch)).expect("stored");
        for key in ["event/a/1", "empty", "grüße", "unknown"] {
            assert_eq!(now(redis.get(key)), now(memory.get(key)), "{key}");
        }
        assert_eq!(
            now(redis.get_bytes("bytes/1")),
            now(memory.get_bytes("bytes/1"))
        );
        for prefix in ["event/", "event/a/", "g", "e", "none"] {
            assert_eq!(
                now(redis.list(prefix)),
                now(memory.list(prefix)),
                "{prefix}"
            );
        }
    }
}

#[test]
fn a_conversation_is_there_on_another_device() {
    let server = RedisServer::start();
    let events = conversation();
    let id = {
        let store: Rc<dyn RecordStore> = Rc::new(store(&server));
        let log = now(Conversations::new(store.clone()).create(5)).expect("a log");
        for event in &events {
            now(log.append(std::slice::from_ref(event))).expect("stored");
        }
        now(Snapshots::new(store, log.id()).keep(1, &snapshot(1, 40))).expect("stored");
        log.id().to_string()
    };
    let store: Rc<dyn RecordStore> = Rc::new(store(&server));
    let conversations = Conversations::new(store.clone());
    let opened = now(conversations.open(&id)).expect("opened");
    assert_eq!(opened.damaged, []);
    assert_eq!(opened.transcript, Transcript::of(&events));
    let kept = now(Snapshots::new(store.clone(), &id).of_step(1));
    assert_eq!(kept, Ok(Some(snapshot(1, 40))));
    now(conversations.delete(&id)).expect("deleted");
    assert_eq!(now(store.list("")), Ok(vec![]));
}

#[test]
fn devices_merge_and_delete_by_way_of_a_real_server() {
    let server = RedisServer::start();
    let [a, b] = ["a", "b"].map(|name| Device {
        name,
        store: memory(),
        shared: Rc::new(store(&server)),
    });
    let (kept, id) = (a.begin("kept"), a.begin("one"));
    a.go_on(&id, &conversation());
    now(Snapshots::new(a.store.clone(), &id).keep(1, &snapshot(1, 40))).expect("kept");
    a.sync();
    assert_eq!(b.sync().taken, 2);
    assert_eq!(a.all(), b.all());
    let session = now(Snapshots::new(b.store.clone(), &id).of_step(1));
    assert_eq!(session, Ok(Some(snapshot(1, 40))));
    b.go_on(&kept, &[asked("two", 9)]);
    b.delete(&id);
    b.sync();
    let synced = a.sync();
    assert_eq!((synced.extended, synced.deleted), (1, 1));
    assert_eq!(a.all(), b.all());
    assert_eq!(a.all(), [(kept, vec!["kept".to_string(), "two".into()])]);
    for device in [&a, &b] {
        assert_eq!(device.sync(), Synced::default(), "{}", device.name);
    }
}

#[test]
fn more_records_than_one_answer_brings_are_listed_in_order() {
    let server = RedisServer::start();
    let store = store(&server);
    let records: Vec<(String, String)> = (0..450)
        .map(|number| (format!("event/{number:012}"), number.to_string()))
        .collect();
    let changes = records.iter().map(|(key, value)| put(key, value)).collect();
    now(store.commit(changes)).expect("stored");
    assert_eq!(now(store.list("event/")), Ok(records));
}

#[test]
fn other_things_in_the_database_stay() {
    let server = RedisServer::start();
    server.command(&["SET", "event/a/1", "of somebody else"]);
    let store = store(&server);
    assert_eq!(now(store.get("event/a/1")), Ok(None));
    now(store.commit(vec![put("event/a/1", "ours")])).expect("stored");
    let everything = Change::DeletePrefix {
        prefix: String::new(),
    };
    now(store.commit(vec![everything])).expect("deleted");
    assert_eq!(server.command(&["GET", "event/a/1"]), "of somebody else");
}

#[test]
fn a_transaction_that_fails_is_told_of() {
    let server = RedisServer::start();
    let store = store(&server);
    // The index is no sorted set: the second command of each change fails.
    server.command(&["SET", "micropython-agent", "x"]);
    let failed = now(store.commit(vec![put("a", "b")])).expect_err("it fails");
    assert!(
        failed
            .to_string()
            .contains("the Redis server refused: WRONGTYPE"),
        "{failed}"
    );
}

#[test]
fn a_full_server_is_full() {
    let server = RedisServer::start();
    server.command(&["CONFIG", "SET", "maxmemory", "1"]);
    let store = store(&server);
    assert_eq!(
        now(store.commit(vec![put("a", "b")])),
        Err(StoreError::Full)
    );
}

fn unavailable(store: &RedisStore) -> String {
    match now(store.get("a")) {
        Err(StoreError::Unavailable { reason }) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_wrong_token_is_rejected_and_not_repeated() {
    let server = RedisServer::start();
    let front = Rc::new(Front::to(&server));
    let store = RedisStore::new(front, URL, "a-wrong-token").expect("an address");
    let reason = unavailable(&store);
    assert_eq!(reason, "the Redis server rejected the token");
}

#[test]
fn what_is_no_such_server_is_said_to_be_none() {
    for (status, body, words) in [
        (200, "<html>", "what answers is no Redis server"),
        (200, "[]", "what answers is no Redis server"),
        (200, "{\"result\": 3}", "what answers is no Redis server"),
        (
            200,
            "{\"error\": \"ERR x\"}",
            "the Redis server refused: ERR x",
        ),
        (
            400,
            "{\"error\": \"ERR y\"}",
            "the Redis server refused: ERR y",
        ),
        (
            502,
            "bad gateway",
            "the Redis server answered with HTTP status 502",
        ),
    ] {
        let http = Rc::new(ScriptedHttp::default().respond(status, body));
        let store = RedisStore::new(http, URL, TOKEN).expect("an address");
        let reason = unavailable(&store);
        assert!(reason.starts_with(words), "{body}: {reason}");
    }
    for url in ["", "redis://localhost", "https://name:secret@redis.test"] {
        let store = RedisStore::new(Rc::new(ScriptedHttp::default()), url, TOKEN);
        assert!(store.is_err(), "{url}");
    }
}

#[test]
fn an_answer_that_leaves_commands_out_is_not_believed() {
    let http = Rc::new(ScriptedHttp::default().respond(200, "[{\"result\": \"OK\"}]"));
    let store = RedisStore::new(http, URL, TOKEN).expect("an address");
    assert!(now(store.commit(vec![put("a", "b")])).is_err());
}
