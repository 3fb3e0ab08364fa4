//! Native functions beside regular expressions: what CPython and the standards say.

use micropython_agent::python::native;
use serde_json::{Value, json};

fn ask(operation: &str, request: Value) -> Value {
    let answer = native::call(operation, &request.to_string()).expect(operation);
    serde_json::from_str(&answer.unwrap()).unwrap()
}

fn refusal(operation: &str, request: Value) -> String {
    let answer = native::call(operation, &request.to_string()).expect(operation);
    answer.unwrap_err().to_string()
}

#[test]
fn hashes_are_those_of_the_standards() {
    let digest = |name: &str| ask("hash.digest", json!({"name": name, "data": "616263"}));
    assert_eq!(digest("md5"), "900150983cd24fb0d6963f7d28e17f72");
    assert_eq!(digest("sha1"), "a9993e364706816aba3e25717850c26c9cd0d89d");
    let sha224 = "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7";
    assert_eq!(digest("sha224"), sha224);
    let key = json!({
        "name": "sha1", "password": "70617373776f7264", "salt": "73616c74", "rounds": 2, "length": 20,
    });
    let expected = "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957";
    assert_eq!(ask("hash.pbkdf2", key), expected);
    let unknown = json!({"name": "md9", "data": ""});
    assert_eq!(refusal("hash.digest", unknown), "unsupported hash type md9");
}

#[test]
fn what_is_compressed_comes_back_and_what_is_none_is_named() {
    for raw in [false, true] {
        let data = "6162".repeat(1000);
        let packed = ask(
            "zlib.compress",
            json!({"data": data, "level": 6, "raw": raw}),
        );
        let size = packed.as_str().unwrap().len() / 2;
        assert!(size < 100, "{size}");
        let request = json!({"data": packed, "raw": raw, "limit": null});
        assert_eq!(ask("zlib.decompress", request), json!([data, size, true]));
        let request = json!({"data": packed, "raw": raw, "limit": 3});
        assert_eq!(ask("zlib.decompress", request)[0], "616261");
    }
    let broken = json!({"data": "6e6f7a6c6962", "raw": false, "limit": null});
    let message = "Error -3 while decompressing data: incorrect header check";
    assert_eq!(refusal("zlib.decompress", broken), message);
}

#[test]
fn no_more_is_decompressed_than_is_asked_for() {
    let zeros = "00".repeat(1 << 20);
    let packed = ask(
        "zlib.compress",
        json!({"data": zeros, "level": 9, "raw": true}),
    );
    let request = json!({"data": packed, "raw": true, "limit": 1000});
    let answer = ask("zlib.decompress", request);
    assert_eq!(answer[0].as_str().unwrap().len(), 2000);
    assert_eq!(answer[2], false);
}

#[test]
fn text_beyond_ascii_is_as_cpython_has_it() {
    let convert = |text: &str, method: &str| ask("unicode.convert", json!([text, method]));
    assert_eq!(convert("ὈΔΥΣΣΕΎΣ ﬁn ŉ ǆ", "title"), "Ὀδυσσεύς Fin ʼN ǅ");
    assert_eq!(convert("Straße İı", "upper"), "STRASSE İI");
    assert_eq!(convert("Straße ς", "casefold"), "strasse σ");
    assert_eq!(convert("ßA", "capitalize"), "Ssa");
    assert_eq!(convert("ßÉς", "swapcase"), "SSéΣ");
    let is = |text: &str, method: &str| ask("unicode.is", json!([text, method]));
    assert_eq!(is("Ⅷ㐅½", "isnumeric"), true);
    assert_eq!(is("²", "isdigit"), true);
    assert_eq!(is("²", "isdecimal"), false);
    assert_eq!(is("हिन्दी", "isalpha"), false);
    assert_eq!(is("é\u{200b}", "isprintable"), false);
    assert_eq!(is("Été ÉT", "istitle"), false);
    assert_eq!(
        ask("unicode.category", json!("aÉǅ१\u{301}€")),
        json!(["Ll", "Lu", "Lt", "Nd", "Mn", "Sc"])
    );
    assert_eq!(
        ask("unicode.repr", json!("é'\"\u{7f}\u{200b}\\")),
        "'é\\'\"\\x7f\\u200b\\\\'"
    );
    assert_eq!(ask("unicode.normalize", json!(["é①", "NFKD"])), "e\u{301}1");
    assert_eq!(ask("unicode.name", json!("—")), "EM DASH");
    assert_eq!(ask("unicode.lookup", json!("em dash")), "—");
}

#[test]
fn base64_is_read_as_leniently_as_cpython_reads_it() {
    let read = |text: &str| ask("bytes.from_base64", json!([text, false]));
    assert_eq!(read("a G\nk=junk"), "6869");
    assert_eq!(ask("bytes.to_base64", json!("fbfffe")), "+//+");
    let strict = |text: &str| refusal("bytes.from_base64", json!([text, true]));
    assert_eq!(strict("a*b="), "Only base64 data is allowed");
    assert_eq!(strict("YQ==x"), "Excess data after padding");
    assert_eq!(
        refusal("bytes.from_base64", json!(["abc", false])),
        "Incorrect padding"
    );
}
