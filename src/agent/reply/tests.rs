//! The forms of a reply, one row each.

use super::parse;

/// Thought, code and answer of a reply.
fn read(reply: &str) -> (String, Option<String>, Option<String>) {
    let parsed = parse(reply);
    (parsed.thought, parsed.code, parsed.answer)
}

fn code(thought: &str, code: &str) -> (String, Option<String>, Option<String>) {
    (thought.into(), Some(code.into()), None)
}

fn prose(thought: &str) -> (String, Option<String>, Option<String>) {
    (thought.into(), None, None)
}

fn answer(thought: &str, answer: &str) -> (String, Option<String>, Option<String>) {
    (thought.into(), None, Some(answer.into()))
}

#[test]
fn finds_code_in_every_form() {
    for (reply, expected) in [
        (
            "Look.\n\n```python\nprint(1)\n```",
            code("Look.", "print(1)"),
        ),
        ("```py\nprint(1)\n```", code("", "print(1)")),
        ("```Python3\nprint(1)\n```\n", code("", "print(1)")),
        ("```{.python}\nprint(1)\n```", code("", "print(1)")),
        (
            "``` python title=\"a\"\nprint(1)\n```",
            code("", "print(1)"),
        ),
        ("```\nprint(1)\n```", code("", "print(1)")),
        ("~~~\nprint(1)\n~~~", code("", "print(1)")),
        ("````python\n```\n````", code("", "```")),
        ("```python\r\nprint(1)\r\n```\r\n", code("", "print(1)")),
        ("```python\nprint(1)", code("", "print(1)")),
        ("```tool_code\nprint(1)\n```", code("", "print(1)")),
        ("<code>\nprint(1)\n</code>", code("", "print(1)")),
        ("<code>print(1)</code>", code("", "print(1)")),
        (
            "Go.\n<CODE>\nprint(1)</CODE>\nDone",
            code("Go.", "print(1)"),
        ),
        ("<execute>\nprint(1)\n</execute>", code("", "print(1)")),
        ("<execute>\nprint(1)", code("", "print(1)")),
        (
            "<code>\n```python\nprint(1)\n```\n</code>",
            code("", "print(1)"),
        ),
        (
            "1. Look:\n   ```python\n   if x:\n       y\n   ```",
            code("1. Look:", "if x:\n    y"),
        ),
        ("print(1)", code("", "print(1)")),
    ] {
        assert_eq!(read(reply), expected, "{reply:?}");
    }
}

#[test]
fn joins_blocks_and_cuts_what_follows_them() {
    for (reply, expected) in [
        (
            "A.\n```python\na = 1\n```\nThen.\n```python\nprint(a)\n```\nIt prints 1.",
            code("A.\n\nThen.", "a = 1\n\nprint(a)"),
        ),
        (
            "```python\na = 1\n```\nObservation:\n```\n1\n```\n```python\nfinal_answer(1)\n```",
            code("", "a = 1"),
        ),
        (
            "```python\na\n```\n**Output:** 1\n```python\nb\n```",
            code("", "a"),
        ),
        (
            "```python\na\n```\n```output\n1\n```\n```python\nb\n```",
            code("", "a"),
        ),
        ("```python\na\n```\n<answer>1</answer>", code("", "a")),
        ("```python\na\n```\nwhich gives\n```\n1\n```", code("", "a")),
        (
            "The data:\n```json\n{}\n```\n```python\na\n```\n```text\nb\n```",
            code("The data:\n```json\n{}\n```", "a"),
        ),
        ("```\na\n```\n```\nb\n```", code("", "a\n\nb")),
    ] {
        assert_eq!(read(reply), expected, "{reply:?}");
    }
}

#[test]
fn leaves_fences_inside_strings_alone() {
    let source = "text = \"\"\"\n```json\n{}\n```\n\"\"\"\nprint(text)  # it's";
    assert_eq!(
        read(&format!("```python\n{source}\n```\nDone.")),
        code("", source)
    );
}

#[test]
fn closes_a_block_whose_string_never_ends() {
    let reply = "```python\nx = \"\"\"oops\n```\nOutput: nothing";
    assert_eq!(read(reply), code("", "x = \"\"\"oops"));
    assert!(!parse(reply).complete, "the string may still end");
}

#[test]
fn takes_an_answer_only_in_the_agreed_form() {
    for (reply, expected) in [
        ("<answer>42</answer>", answer("", "42")),
        (
            "Known.\n<answer>\n**42**\n</answer> More.",
            answer("Known.", "**42**"),
        ),
        ("<answer>42", answer("", "42")),
        (
            "<answer>Run:\n```python\nx\n```\n</answer>",
            answer("", "Run:\n```python\nx\n```"),
        ),
        ("The answer is 42.", prose("The answer is 42.")),
        ("Final answer: 42", prose("Final answer: 42")),
        (
            "```json\n{\"answer\": 42}\n```",
            prose("```json\n{\"answer\": 42}\n```"),
        ),
        (
            "Use `<answer>` for that.",
            prose("Use `<answer>` for that."),
        ),
        (
            "<code>x</code> is a name.",
            prose("<code>x</code> is a name."),
        ),
        ("Use ```x``` inline.", prose("Use ```x``` inline.")),
        ("", prose("")),
    ] {
        assert_eq!(read(reply), expected, "{reply:?}");
    }
}

#[test]
fn runs_no_code_out_of_reasoning() {
    for (reply, reasoning, expected) in [
        (
            "<think>\n```python\nbad\n```\n</think>\nSo.\n```python\ngood\n```",
            "```python\nbad\n```",
            code("So.", "good"),
        ),
        (
            "Hm.\n```python\nbad\n```\n</think>\n\nSo.",
            "Hm.\n```python\nbad\n```",
            prose("So."),
        ),
        (
            "<think>Still at it\n```python\nx",
            "Still at it\n```python\nx",
            prose(""),
        ),
    ] {
        assert_eq!(read(reply), expected, "{reply:?}");
        assert_eq!(parse(reply).reasoning.as_deref(), Some(reasoning));
    }
}

#[test]
fn says_when_reading_can_stop_and_what_is_unclosed() {
    for (reply, complete, unclosed) in [
        ("```python\na\n```", false, false),
        ("```python\na\n```\nThen", false, false),
        ("```python\na\n```\nObservation", true, false),
        ("```python\na", false, true),
        ("<answer>a", false, true),
        ("<answer>a</answer>", true, false),
        ("Observation: none yet", false, false),
    ] {
        let parsed = parse(reply);
        assert_eq!(
            (parsed.complete, parsed.unclosed),
            (complete, unclosed),
            "{reply:?}"
        );
    }
}

#[test]
fn a_reply_that_arrives_is_read_when_it_may_be_complete() {
    let replies = [
        "A\nthought\n```python\na\n```\nObservation: b\n",
        "~~~\na\n~~~\nOutput:\n",
        "A\n<answer>a</answer>",
        "<think>a</think>\n<code>\nb\n</code>\nResult:\n",
    ];
    for reply in replies {
        for length in 1..6 {
            let (mut watch, mut text) = (super::EndWatch::default(), String::new());
            let mut is_complete = false;
            for delta in reply.as_bytes().chunks(length) {
                let delta = std::str::from_utf8(delta).unwrap_or_default();
                text += delta;
                let is_end = delta.contains(['\n', '>']);
                let may_be = watch.may_be_complete(&text, delta);
                assert!(is_end || !may_be, "{text:?} need not be read");
                is_complete |= may_be && parse(&text).complete;
            }
            assert!(is_complete, "{reply:?} in pieces of {length}");
        }
    }
    let mut watch = super::EndWatch::default();
    let thought = "Read `rows`.\n".repeat(3);
    assert!(
        !watch.may_be_complete(&thought, &thought),
        "no code has begun"
    );
}

#[test]
fn keeps_the_text_as_written_up_to_the_cut() {
    let parsed = parse("<think>Hm</think>Look.\n```python\na\n```\nObservation: made up");
    assert_eq!(parsed.text, "Look.\n```python\na\n```");
}

#[test]
fn reads_any_prefix_of_a_hostile_reply() {
    let reply = "é<think>ü</think><answer\n~~~~\n```pythön\n'''\"\"\"\\\n</code>\n<code>\u{130}</CODE>\n```";
    for (end, _) in reply.char_indices() {
        parse(&reply[..end]);
    }
}
