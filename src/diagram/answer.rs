//! Draws: what the worker runs.

use mermaid_svg::{Diagram, ParseError};

use super::{Answer, DiagramError, Drawing, Kind, MAX_SOURCE_CHARS, excerpt, paint, svg};

/// Draws a source, and says what came of it for [`super::read`]. May panic, run for ever or use all
/// memory there is: what it is made of was not made for sources of strangers.
#[must_use]
pub fn answer(source: &str) -> String {
    let answer = match draw(source) {
        Ok(drawing) => Answer::Drawn(drawing),
        Err(DiagramError::SourceTooLong) => Answer::TooLong,
        Err(DiagramError::TooLarge) => Answer::TooLarge,
        Err(DiagramError::Refused(reason) | DiagramError::Damaged(reason)) => {
            Answer::Refused(reason)
        }
    };
    // What cannot be written is read as damaged.
    serde_json::to_string(&answer).unwrap_or_default()
}

fn draw(source: &str) -> Result<Drawing, DiagramError> {
    if source.chars().nth(MAX_SOURCE_CHARS).is_some() {
        return Err(DiagramError::SourceTooLong);
    }
    // A source's own colours and fonts are left out: the page's are what can be read on it.
    let (mut diagram, _) = mermaid_svg::parse_with_meta(source).map_err(reason)?;
    if let Diagram::Gantt(chart) = &mut diagram {
        // There is no clock here, and asking for one would end the worker.
        chart.today_marker = Some("off".into());
    }
    let written = mermaid_svg::render_diagram_with(&diagram, &paint::theme())
        .map_err(|error| DiagramError::Refused(excerpt(&error.to_string())))?;
    let (area, shapes) = svg::shapes(&written)?;
    let drawing = Drawing {
        kind: kind(&diagram)?,
        area,
        shapes,
    };
    // What is out of bounds here has only grown too much.
    drawing.check().map_err(|_| DiagramError::TooLarge)?;
    Ok(drawing)
}

/// Why a source is not understood, in one sentence.
fn reason(error: ParseError) -> DiagramError {
    let reason = match error {
        ParseError::Syntax { message, line, .. } => format!("Line {line}: {message}"),
        ParseError::UnknownDiagramType(kind) => format!("No such kind of diagram: {kind}"),
        ParseError::Empty => "It is empty".into(),
        other => other.to_string(),
    };
    DiagramError::Refused(excerpt(&reason))
}

fn kind(diagram: &Diagram) -> Result<Kind, DiagramError> {
    Ok(match diagram {
        Diagram::Architecture(_) => Kind::Architecture,
        Diagram::Block(_) => Kind::Block,
        Diagram::C4(_) => Kind::C4,
        Diagram::Class(_) => Kind::Class,
        Diagram::Er(_) => Kind::EntityRelationship,
        Diagram::Flowchart(_) => Kind::Flowchart,
        Diagram::Gantt(_) => Kind::Gantt,
        Diagram::GitGraph(_) => Kind::GitGraph,
        Diagram::Journey(_) => Kind::Journey,
        Diagram::Kanban(_) => Kind::Kanban,
        Diagram::Mindmap(_) => Kind::Mindmap,
        Diagram::Packet(_) => Kind::Packet,
        Diagram::Pie(_) => Kind::Pie,
        Diagram::Quadrant(_) => Kind::Quadrant,
        Diagram::Radar(_) => Kind::Radar,
        Diagram::Requirement(_) => Kind::Requirement,
        Diagram::Sankey(_) => Kind::Sankey,
        Diagram::Sequence(_) => Kind::Sequence,
        Diagram::State(_) => Kind::State,
        Diagram::Timeline(_) => Kind::Timeline,
        Diagram::Treemap(_) => Kind::Treemap,
        Diagram::XyChart(_) => Kind::XyChart,
        _ => return Err(DiagramError::Refused("No such kind of diagram".into())),
    })
}
