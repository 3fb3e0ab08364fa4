//! What colours mean. The drawing crate is given a theme of colours that stand for something; every
//! other colour, whether its own or a source's, becomes the nearest of the page's.

use mermaid_svg::Theme;

use super::markup::number;
use super::{Fill, HUES, Stroke};

/// The colours that series of charts have on light paper, in the page's order.
const PALETTE: [&str; HUES as usize] = [
    "#2f6bb3", "#c2570c", "#2c8a57", "#a4428f", "#8a6d00", "#1f8a94", "#c0392b", "#6a5acd",
];

// Of these only one thing is drawn each.
const INK: &str = "#000001";
const MUTED: &str = "#000002";
const PAPER: &str = "#fffffe";
const NODE: &str = "#fffffd";
const BORDER: &str = "#000003";
const GROUP: &str = "#fffffc";
const LINE: &str = "#000004";
const NOTE: &str = "#fffffb";

/// Less of it is no colour but a grey.
const LEAST_CHROMA: f64 = 0.1;

/// Names of colours that sources use: <https://www.w3.org/TR/css-color-4/#named-colors>.
const NAMED: [(&str, &str); 30] = [
    ("aqua", "#00ffff"),
    ("beige", "#f5f5dc"),
    ("black", "#000000"),
    ("blue", "#0000ff"),
    ("brown", "#a52a2a"),
    ("coral", "#ff7f50"),
    ("crimson", "#dc143c"),
    ("cyan", "#00ffff"),
    ("gold", "#ffd700"),
    ("gray", "#808080"),
    ("green", "#008000"),
    ("grey", "#808080"),
    ("khaki", "#f0e68c"),
    ("lavender", "#e6e6fa"),
    ("lightblue", "#add8e6"),
    ("lightgray", "#d3d3d3"),
    ("lightgreen", "#90ee90"),
    ("lightgrey", "#d3d3d3"),
    ("lightyellow", "#ffffe0"),
    ("lime", "#00ff00"),
    ("magenta", "#ff00ff"),
    ("navy", "#000080"),
    ("orange", "#ffa500"),
    ("pink", "#ffc0cb"),
    ("purple", "#800080"),
    ("red", "#ff0000"),
    ("skyblue", "#87ceeb"),
    ("teal", "#008080"),
    ("white", "#ffffff"),
    ("yellow", "#ffff00"),
];

/// The theme that the drawing crate draws with.
pub fn theme() -> Theme {
    let palette = || PALETTE.map(Into::into).to_vec().into();
    Theme {
        fg: INK.into(),
        fg_muted: MUTED.into(),
        bg: PAPER.into(),
        actor_fill: NODE.into(),
        actor_stroke: BORDER.into(),
        lifeline: LINE.into(),
        arrow_stroke: INK.into(),
        note_fill: NOTE.into(),
        note_stroke: LINE.into(),
        activation_fill: GROUP.into(),
        activation_stroke: BORDER.into(),
        frame_label_fill: GROUP.into(),
        flow_node_fill: NODE.into(),
        flow_node_stroke: BORDER.into(),
        flow_edge_stroke: INK.into(),
        flow_label_bg: PAPER.into(),
        flow_cluster_fill: GROUP.into(),
        flow_cluster_stroke: LINE.into(),
        cscale_palette: palette(),
        pie_palette: palette(),
        git_palette: palette(),
        xychart_palette: palette(),
        pie_stroke: Some(PAPER.into()),
        quadrant_default_fills: [GROUP, PAPER, GROUP, PAPER].map(Into::into),
        ..Theme::default_theme()
    }
}

/// Whether words of this colour may be overlooked.
pub fn is_muted(colour: &str) -> bool {
    colour == MUTED
}

/// What an area of this colour is.
pub fn fill(colour: &str) -> Fill {
    match colour {
        INK | MUTED | BORDER | LINE => return Fill::Ink,
        PAPER => return Fill::Paper,
        NODE => return Fill::Node,
        GROUP => return Fill::Group,
        NOTE => return Fill::Note,
        _ => {}
    }
    match Tone::of(colour) {
        Tone::None => Fill::None,
        Tone::Grey(light) if light < 0.35 => Fill::Ink,
        Tone::Grey(light) if light < 0.97 => Fill::Group,
        Tone::Grey(_) => Fill::Paper,
        Tone::Hue(hue) => Fill::Hue(hue),
    }
}

/// What a line of this colour is.
pub fn stroke(colour: &str) -> Stroke {
    match colour {
        INK => return Stroke::Ink,
        PAPER | NODE | GROUP | NOTE => return Stroke::Paper,
        BORDER => return Stroke::Border,
        LINE | MUTED => return Stroke::Line,
        _ => {}
    }
    match Tone::of(colour) {
        Tone::None => Stroke::None,
        Tone::Grey(light) if light < 0.5 => Stroke::Ink,
        Tone::Grey(light) if light < 0.97 => Stroke::Line,
        Tone::Grey(_) => Stroke::Paper,
        Tone::Hue(hue) => Stroke::Hue(hue),
    }
}

/// What a colour looks like.
enum Tone {
    None,
    /// How light it is, from 0 to 1.
    Grey(f64),
    /// The nearest of the page's.
    Hue(u8),
}

impl Tone {
    fn of(colour: &str) -> Self {
        let colour = colour.trim().to_ascii_lowercase();
        if matches!(colour.as_str(), "" | "none" | "transparent") {
            return Self::None;
        }
        let Some(rgb) = rgb(&colour) else {
            // One that is not known here is a colour all the same.
            return Self::Grey(0.9);
        };
        match hue(rgb) {
            None => Self::Grey(rgb.iter().sum::<f64>() / 3.0),
            Some(angle) => {
                let distance = |of: &str| {
                    let other = self::rgb(of).and_then(hue).unwrap_or_default();
                    let apart = (angle - other).abs();
                    apart.min(360.0 - apart)
                };
                let nearest = (0..HUES).min_by(|one, other| {
                    let [one, other] = [one, other].map(|it| distance(PALETTE[usize::from(*it)]));
                    one.total_cmp(&other)
                });
                Self::Hue(nearest.unwrap_or_default())
            }
        }
    }
}

/// Red, green and blue, each from 0 to 1.
fn rgb(colour: &str) -> Option<[f64; 3]> {
    let named = NAMED.iter().find(|(name, _)| *name == colour);
    let colour = named.map_or(colour, |(_, value)| value);
    if let Some(digits) = colour.strip_prefix('#') {
        let digits: Vec<u32> = digits
            .chars()
            .map(|digit| digit.to_digit(16))
            .collect::<Option<_>>()?;
        let bytes = match digits[..] {
            [r, g, b] | [r, g, b, _] => [r, g, b].map(|digit| digit * 17),
            [a, b, c, d, e, f] | [a, b, c, d, e, f, _, _] => [a * 16 + b, c * 16 + d, e * 16 + f],
            _ => return None,
        };
        return Some(bytes.map(|byte| f64::from(byte) / 255.0));
    }
    let (function, arguments) = colour.split_once('(')?;
    let arguments = arguments.split([',', ' ', '/', ')']);
    let numbers: Vec<f64> = arguments
        .filter_map(|argument| number(argument.trim_end_matches(['%', 'd', 'e', 'g'])))
        .collect();
    match (function.trim(), &numbers[..]) {
        ("rgb" | "rgba", [r, g, b, ..]) => {
            Some([r, g, b].map(|part| (part / 255.0).clamp(0.0, 1.0)))
        }
        ("hsl" | "hsla", [h, s, l, ..]) => Some(of_hsl(*h, s / 100.0, l / 100.0)),
        _ => None,
    }
}

/// <https://www.w3.org/TR/css-color-4/#hsl-to-rgb>
fn of_hsl(hue: f64, saturation: f64, light: f64) -> [f64; 3] {
    let reach = saturation * light.min(1.0 - light);
    [0.0, 8.0, 4.0].map(|offset: f64| {
        let place = (offset + hue / 30.0).rem_euclid(12.0);
        light - reach * (place - 3.0).min(9.0 - place).clamp(-1.0, 1.0)
    })
}

/// The angle of a colour in degrees; none of a grey.
fn hue([r, g, b]: [f64; 3]) -> Option<f64> {
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let chroma = most - least;
    if chroma < LEAST_CHROMA {
        return None;
    }
    let sixth = if most == r {
        (g - b) / chroma
    } else if most == g {
        (b - r) / chroma + 2.0
    } else {
        (r - g) / chroma + 4.0
    };
    Some((sixth * 60.0).rem_euclid(360.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_colour_of_the_theme_stands_for_its_thing() {
        let theme = theme();
        let fills = [
            &theme.fg,
            &theme.bg,
            &theme.flow_node_fill,
            &theme.flow_cluster_fill,
            &theme.note_fill,
        ];
        assert_eq!(
            fills.map(|colour| fill(colour)),
            [Fill::Ink, Fill::Paper, Fill::Node, Fill::Group, Fill::Note]
        );
        let strokes = [&theme.fg, &theme.flow_node_stroke, &theme.lifeline];
        assert_eq!(
            strokes.map(|colour| stroke(colour)),
            [Stroke::Ink, Stroke::Border, Stroke::Line]
        );
        let palette: Vec<Fill> = theme
            .pie_palette
            .iter()
            .map(|colour| fill(colour))
            .collect();
        assert_eq!(palette, (0..HUES).map(Fill::Hue).collect::<Vec<_>>());
    }

    #[test]
    fn colours_of_sources_become_the_nearest_of_the_page() {
        let expected = [
            ("none", Fill::None),
            ("transparent", Fill::None),
            ("#333", Fill::Ink),
            ("black", Fill::Ink),
            ("#eee", Fill::Group),
            ("white", Fill::Paper),
            ("#9f6", Fill::Hue(2)),
            ("#f99", Fill::Hue(6)),
            ("red", Fill::Hue(6)),
            ("rgb(0, 0, 255)", Fill::Hue(7)),
            ("hsl(30, 100%, 50%)", Fill::Hue(1)),
            ("#00000080", Fill::Ink),
            ("url(javascript:alert(1))", Fill::Group),
            ("\" onload=\"", Fill::Group),
        ];
        for (colour, expected) in expected {
            assert_eq!(fill(colour), expected, "{colour}");
        }
        assert_eq!(
            ["#333", "#999", "#9370db"].map(stroke),
            [Stroke::Ink, Stroke::Line, Stroke::Hue(7)]
        );
    }
}
