//! What of an answer is taken, and what becomes of sources.

use serde_json::{Value, json};

use super::*;

fn drawn(source: &str) -> Drawing {
    match read(&answer(source)) {
        Ok(drawing) => drawing,
        Err(error) => panic!("{source}: {error}"),
    }
}

fn words(drawing: &Drawing) -> Vec<&Words> {
    let words = drawing.shapes.iter().filter_map(|shape| match shape {
        Shape::Words(words) => Some(words),
        Shape::Outline(_) => None,
    });
    words.collect()
}

fn outlines(drawing: &Drawing) -> Vec<&Outline> {
    let outlines = drawing.shapes.iter().filter_map(|shape| match shape {
        Shape::Outline(outline) => Some(outline),
        Shape::Words(_) => None,
    });
    outlines.collect()
}

const FLOWCHART: &str = "flowchart TD\n A([Start]) --> B{Valid?}\n B -->|yes| C[Store & go]\n B -->|no| A\n style C fill:#9f6\n";

#[test]
fn a_flowchart_is_things_lines_and_arrowheads() {
    let drawing = drawn(FLOWCHART);
    assert_eq!(drawing.kind, Kind::Flowchart);
    assert_eq!(drawing.said(), "yes, no, Start, Valid?, Store & go");
    let with = |fill: Fill| {
        outlines(&drawing)
            .iter()
            .filter(|it| it.fill == fill)
            .count()
    };
    // Two things, one with a colour, two labels of lines, and a head for each of three lines.
    assert_eq!(
        [Fill::Node, Fill::Hue(2), Fill::Paper, Fill::Ink, Fill::None].map(with),
        [2, 1, 2, 3, 3]
    );
}

#[test]
fn an_arrowhead_points_where_its_line_goes() {
    let drawing = drawn("flowchart LR\n A --> B\n");
    let heads: Vec<&Outline> = outlines(&drawing)
        .into_iter()
        .filter(|it| it.fill == Fill::Ink)
        .collect();
    let [head] = heads[..] else {
        panic!("{heads:?}")
    };
    let [
        Segment::Move(back),
        Segment::Line(tip),
        Segment::Line(other),
        Segment::Close,
    ] = head.segments[..]
    else {
        panic!("{head:?}")
    };
    assert!(tip[0] > back[0] && back[0] == other[0], "{head:?}");
    assert!(back[1] < tip[1] && tip[1] < other[1], "{head:?}");
    assert!(tip[0] - back[0] <= 14.0, "{head:?}");
}

#[test]
fn every_shape_lies_in_the_area() {
    let drawing = drawn(FLOWCHART);
    let Area {
        left,
        top,
        width,
        height,
    } = drawing.area;
    for outline in outlines(&drawing) {
        for segment in &outline.segments {
            if let Segment::Move([x, y]) | Segment::Line([x, y]) = segment {
                assert!((left..=left + width).contains(x) && (top..=top + height).contains(y));
            }
        }
    }
    for words in words(&drawing) {
        assert!(
            (left..=left + width).contains(&words.x) && (top..=top + height).contains(&words.y)
        );
    }
}

#[test]
fn words_on_ink_are_written_in_the_other_colour() {
    let drawing = drawn("flowchart TD\n A[dark] --> B[light]\n style A fill:#222,color:#fff\n");
    let inks: Vec<(&str, Ink)> = words(&drawing)
        .iter()
        .map(|it| (it.text.as_str(), it.ink))
        .collect();
    assert_eq!(inks, [("dark", Ink::Inverse), ("light", Ink::Plain)]);
}

#[test]
fn words_on_a_line_are_plain() {
    let drawing = drawn("sequenceDiagram\n A->>B: x\n B->>C: y\n break oops\n  A->>C: z\n end\n");
    let found = words(&drawing).into_iter().find(|it| it.text == "[oops]");
    assert_eq!(found.map(|it| it.ink), Some(Ink::Plain));
}

#[test]
fn lines_of_a_text_stand_below_one_another() {
    let drawing = drawn("flowchart TD\n A[\"one<br/>two <b>bold</b>\"]\n");
    let words = words(&drawing);
    let [one, two] = words[..] else {
        panic!("{words:?}")
    };
    assert_eq!([one.text.as_str(), two.text.as_str()], ["one", "two bold"]);
    assert!(one.x == two.x && two.y > one.y, "{words:?}");
}

#[test]
fn all_kinds_are_drawn_without_a_clock() {
    let kinds = [
        (
            "sequenceDiagram\n A->>B: hi\n Note over A: x\n",
            Kind::Sequence,
        ),
        ("pie title P\n \"a\" : 3\n \"b\" : 1\n", Kind::Pie),
        (
            "classDiagram\n class A { +int x }\n A <|-- B\n",
            Kind::Class,
        ),
        ("stateDiagram-v2\n [*] --> A\n A --> [*]\n", Kind::State),
        ("erDiagram\n A ||--o{ B : has\n", Kind::EntityRelationship),
        (
            "gantt\n dateFormat YYYY-MM-DD\n section S\n T :a, 1970-01-01, 40000d\n",
            Kind::Gantt,
        ),
        ("gitGraph\n commit\n branch b\n commit\n", Kind::GitGraph),
        ("mindmap\n root((a))\n  b\n", Kind::Mindmap),
        ("timeline\n 1991 : Python\n", Kind::Timeline),
        ("journey\n section S\n  T: 5: Me\n", Kind::Journey),
        (
            "quadrantChart\n x-axis a --> b\n P: [0.3, 0.6]\n",
            Kind::Quadrant,
        ),
        ("xychart-beta\n x-axis [a, b]\n bar [1, 2]\n", Kind::XyChart),
        ("sankey-beta\na,b,10\n", Kind::Sankey),
        ("block-beta\n a b\n", Kind::Block),
        ("kanban\n todo[To do]\n  t[Write]\n", Kind::Kanban),
        (
            "architecture-beta\n service s(server)[S]\n",
            Kind::Architecture,
        ),
        ("packet-beta\n 0-15: \"a\"\n", Kind::Packet),
        ("radar-beta\n axis a, b, c\n curve x{1,2,3}\n", Kind::Radar),
        (
            "requirementDiagram\n requirement r {\n id: 1\n text: t\n }\n",
            Kind::Requirement,
        ),
        ("treemap-beta\n\"a\"\n    \"b\": 3\n", Kind::Treemap),
        ("C4Context\n Person(a, \"A\")\n", Kind::C4),
    ];
    for (source, kind) in kinds {
        let drawing = drawn(source);
        assert_eq!(drawing.kind, kind);
        assert!(
            !outlines(&drawing).is_empty() && !words(&drawing).is_empty(),
            "{source}"
        );
    }
    assert!(
        !drawn("gantt\n T :a, 1970-01-01, 40000d\n")
            .said()
            .contains("today")
    );
}

#[test]
fn colours_fonts_and_addresses_of_a_source_are_left_out() {
    let source = "%%{init: {\"theme\":\"forest\",\"fontFamily\":\"evil\"}}%%\nflowchart TD\n A[a] --> B[b]\n click A \"https://example.org/x\"\n style B fill:url(https://example.org),stroke:#f00\n";
    let written = answer(source);
    assert!(
        !written.contains("example.org") && !written.contains("evil"),
        "{written}"
    );
    assert_eq!(
        outlines(&drawn(source))
            .iter()
            .filter(|it| it.fill == Fill::Node)
            .count(),
        1
    );
}

#[test]
fn what_is_not_understood_is_refused_with_its_line() {
    let refused = |source: &str| read(&answer(source)).map(|it| it.said());
    let said = |reason: &str| Err(DiagramError::Refused(reason.into()));
    assert_eq!(
        refused("flowchart TD\n A[open --> B\n"),
        said("Line 2: missing closing ']' for node 'A'")
    );
    assert_eq!(
        refused("nonsense\n"),
        said("No such kind of diagram: nonsense")
    );
    assert_eq!(refused(""), said("It is empty"));
    assert_eq!(
        refused(&"a".repeat(MAX_SOURCE_CHARS + 1)),
        Err(DiagramError::SourceTooLong)
    );
    let many: String = (0..2_000).map(|it| format!("a{it}\n")).collect();
    assert_eq!(
        refused(&format!("flowchart TD\n{many}")),
        Err(DiagramError::TooLarge)
    );
}

/// An answer with one of its parts exchanged.
fn forged(pointer: &str, value: Value) -> Result<Drawing, DiagramError> {
    let mut written: Value = serde_json::from_str(&answer("flowchart LR\n A --> B\n")).unwrap();
    *written.pointer_mut(pointer).unwrap() = value;
    read(&written.to_string())
}

#[test]
fn answers_that_break_a_bound_are_refused() {
    assert!(forged("/drawn/area/width", json!(80)).is_ok());
    let line = "/drawn/shapes/0/outline";
    let breaches = [
        ("/drawn/area/width".to_string(), json!(0)),
        ("/drawn/area/height".to_string(), json!(1e9)),
        ("/drawn/area/left".to_string(), Value::Null),
        ("/drawn/kind".to_string(), json!("script")),
        (format!("{line}/segments/0/M/0"), json!(-1e7)),
        (format!("{line}/segments/0"), json!({ "M": [1] })),
        (format!("{line}/fill"), json!("url(#a)")),
        (format!("{line}/fill"), json!({ "hue": 8 })),
        (format!("{line}/stroke"), json!({ "hue": 200 })),
        (format!("{line}/opacity"), json!(2)),
        (format!("{line}/width"), json!(-1)),
        (format!("{line}/dashes"), json!([0, 0])),
        (
            "/drawn/shapes".to_string(),
            json!([{ "words": { "text": "x".repeat(502), "x": 0, "y": 0,
            "turned": 0, "size": 14, "anchor": "start", "bold": false, "italic": false, "ink": "plain" } }]),
        ),
    ];
    for (pointer, value) in breaches {
        let found = forged(&pointer, value.clone());
        assert!(
            matches!(found, Err(DiagramError::Damaged(_))),
            "{pointer} {value}: {found:?}"
        );
    }
    let many = json!(vec![
        json!({ "outline": { "segments": [], "fill": "none", "opacity": 1, "stroke": "ink", "width": 1, "dashes": null } });
        MAX_SHAPES + 1
    ]);
    assert_eq!(forged("/drawn/shapes", many), Err(DiagramError::TooLarge));
    let many = json!(vec!["Z"; MAX_SEGMENTS + 1]);
    assert_eq!(
        forged(&format!("{line}/segments"), many),
        Err(DiagramError::TooLarge)
    );
    assert_eq!(
        read(&" ".repeat(MAX_ANSWER_BYTES + 1)),
        Err(DiagramError::TooLarge)
    );
    let long = json!({ "refused": format!("a\n<b>{}", "c".repeat(1_000)) }).to_string();
    assert_eq!(
        read(&long),
        Err(DiagramError::Refused(format!("a <b>{}…", "c".repeat(195))))
    );
}

#[test]
fn an_outline_is_written_as_svg_writes_it() {
    let outline = Outline {
        segments: vec![
            Segment::Move([1.0, -2.5]),
            Segment::Line([3.0, 4.0]),
            Segment::Curve([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
            Segment::Close,
        ],
        fill: Fill::None,
        opacity: 1.0,
        stroke: Stroke::Ink,
        width: 1.0,
        dashes: None,
    };
    assert_eq!(outline.path(), "M1 -2.5L3 4C1 2 3 4 5 6Z");
}
