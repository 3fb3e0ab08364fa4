//! Commands that are more than a symbol: fractions, roots, accents, brackets that grow, tables.

use super::letters::Alphabet;
use super::parser::{End, Parser};
use super::symbols::{Symbol, symbol};
use super::{Content, Element, MathError};

impl Parser<'_> {
    /// What a command makes of what follows it.
    pub(super) fn structure(&mut self, name: &str) -> Result<Option<Element>, MathError> {
        if let Some(alphabet) = Alphabet::of(name) {
            let mut argument = self.argument()?;
            write_in(alphabet, &mut argument);
            return Ok(Some(argument));
        }
        if let Some((mark, above)) = accent(name) {
            let base = self.argument()?;
            let mark = Element::operator(mark);
            let wide =
                name.starts_with("over") || name.starts_with("under") || name.starts_with("wide");
            let mark = match wide {
                true => mark,
                false => mark.with("stretchy", "false"),
            };
            let (name, attribute) = match above {
                true => ("mover", "accent"),
                false => ("munder", "accentunder"),
            };
            let mut marked = Element::of(name, vec![base, mark]).with(attribute, "true");
            if is_brace(&marked) {
                marked = marked.with("data-brace", "true");
            }
            return Ok(Some(marked));
        }
        Ok(Some(match name {
            "frac" | "dfrac" | "tfrac" | "cfrac" => {
                let parts = vec![self.argument()?, self.argument()?];
                Element::of("mfrac", parts)
            }
            "binom" | "dbinom" | "tbinom" => {
                let parts = vec![self.argument()?, self.argument()?];
                let inner = Element::of("mfrac", parts).with("linethickness", "0");
                Element::of(
                    "mrow",
                    vec![Element::operator("("), inner, Element::operator(")")],
                )
            }
            "sqrt" => self.root()?,
            "left" => self.between()?,
            "begin" => self.environment()?,
            "text" | "textrm" | "textup" | "textnormal" | "mbox" | "textbf" | "textit"
            | "texttt" | "textsf" | "tag" => {
                Element::text("mtext", readable(self.text_argument()?))
            }
            "mathrm" | "operatorname" | "operatorname*" | "mathit" | "rm" => {
                self.take("*");
                let upright = name != "mathit";
                let text = readable(self.text_argument()?);
                let element = Element::text("mi", text);
                match upright {
                    true => element.with("mathvariant", "normal"),
                    false => element,
                }
            }
            "overset" | "stackrel" => {
                let (above, base) = (self.argument()?, self.argument()?);
                Element::of("mover", vec![base, above])
            }
            "underset" => {
                let (below, base) = (self.argument()?, self.argument()?);
                Element::of("munder", vec![base, below])
            }
            "xrightarrow" | "xleftarrow" => {
                let arrow = if name == "xrightarrow" { "→" } else { "←" };
                let above = self.argument()?;
                Element::of("mover", vec![Element::operator(arrow), above])
            }
            "not" => self.negated()?,
            "pmod" => {
                let argument = self.argument()?;
                let words = Element::text("mtext", "mod ");
                Element::of(
                    "mrow",
                    vec![
                        Element::space("0.667em"),
                        Element::fence("("),
                        words,
                        argument,
                        Element::fence(")"),
                    ],
                )
            }
            "mod" => Element::of(
                "mrow",
                vec![Element::space("0.667em"), Element::text("mtext", "mod ")],
            ),
            "boxed" | "mathop" | "mathbin" | "mathrel" | "mathord" | "substack" | "smash" => {
                self.argument()?
            }
            "phantom" | "hphantom" | "vphantom" => Element::of("mphantom", vec![self.argument()?]),
            "color" | "textcolor" => {
                self.text_argument()?;
                return Ok(None);
            }
            "label" => {
                self.text_argument()?;
                return Ok(None);
            }
            "big" | "Big" | "bigg" | "Bigg" | "bigl" | "bigr" | "Bigl" | "Bigr" | "biggl"
            | "biggr" | "Biggl" | "Biggr" | "bigm" | "Bigm" | "middle" => {
                Element::fence(self.delimiter()?)
            }
            "displaystyle" | "textstyle" | "scriptstyle" | "limits" | "nolimits" | "nonumber"
            | "notag" | "hline" | "\\" | "newline" | "allowbreak" | "left." => return Ok(None),
            unknown => return Err(MathError::Unknown(unknown.into())),
        }))
    }

    fn root(&mut self) -> Result<Element, MathError> {
        self.skip_blanks();
        if !self.take("[") {
            return Ok(Element::of("msqrt", vec![self.argument()?]));
        }
        let degree = Element::row(self.row(End::Bracket)?);
        self.take("]");
        Ok(Element::of("mroot", vec![self.argument()?, degree]))
    }

    /// From `\left` to `\right`.
    fn between(&mut self) -> Result<Element, MathError> {
        let open = self.delimiter()?;
        let mut row = vec![Element::operator(open)];
        row.extend(self.row(End::Right)?);
        self.take("\\right");
        row.push(Element::operator(self.delimiter()?));
        Ok(Element::of("mrow", row))
    }

    /// A bracket, or `.` for none.
    fn delimiter(&mut self) -> Result<String, MathError> {
        self.skip_blanks();
        match self.next() {
            Some('\\') => match symbol(self.command()?) {
                Some(Symbol::Fence(text) | Symbol::Operator(text)) => Ok(text.into()),
                _ => Err(MathError::Malformed("a bracket is missing")),
            },
            Some('.') => Ok(String::new()),
            Some('<') => Ok("⟨".into()),
            Some('>') => Ok("⟩".into()),
            Some(bracket) if "()[]|/".contains(bracket) => Ok(bracket.into()),
            _ => Err(MathError::Malformed("a bracket is missing")),
        }
    }

    /// The next sign, struck through.
    fn negated(&mut self) -> Result<Element, MathError> {
        let mut sign = self.argument()?;
        match &mut sign.content {
            Content::Text(text) => {
                *text = match text.as_str() {
                    "=" => "≠".into(),
                    "∈" => "∉".into(),
                    "≡" => "≢".into(),
                    other => format!("{other}\u{338}"),
                };
                Ok(sign)
            }
            Content::Elements(_) => Err(MathError::Malformed("only a sign can be negated")),
        }
    }

    /// From `\begin` to `\end`.
    fn environment(&mut self) -> Result<Element, MathError> {
        let name = self.text_argument()?;
        let (open, close, columns) = match name.trim_end_matches('*') {
            "matrix" | "smallmatrix" => ("", "", "center"),
            "pmatrix" => ("(", ")", "center"),
            "bmatrix" => ("[", "]", "center"),
            "Bmatrix" => ("{", "}", "center"),
            "vmatrix" => ("|", "|", "center"),
            "Vmatrix" => ("‖", "‖", "center"),
            "cases" => ("{", "", "left"),
            "rcases" => ("", "}", "left"),
            "array" => {
                self.text_argument()?;
                ("", "", "center")
            }
            "aligned" | "align" | "alignat" | "split" | "eqnarray" => ("", "", "right left"),
            "gathered" | "gather" | "equation" => ("", "", "center"),
            _ => return Err(MathError::Unknown(format!("begin{{{name}}}"))),
        };
        let table = self.table(name, columns)?;
        if open.is_empty() && close.is_empty() {
            return Ok(table);
        }
        let row = vec![Element::operator(open), table, Element::operator(close)];
        Ok(Element::of("mrow", row))
    }

    fn table(&mut self, name: &str, columns: &'static str) -> Result<Element, MathError> {
        let mut rows = Vec::new();
        let mut cells = Vec::new();
        loop {
            let cell = Element::of("mtd", self.row(End::Cell)?);
            // Sides of an equation meet at the sign between them.
            let side = match (columns, cells.len() % 2) {
                ("right left", 0) => "right",
                ("right left", _) | ("left", _) => "left",
                _ => "center",
            };
            cells.push(match side {
                "right" => cell.with("class", "right"),
                "left" => cell.with("class", "left"),
                _ => cell,
            });
            if self.take("&") {
                continue;
            }
            let ended = self.take("\\end");
            let is_blank = |cell: &Element| cell.content == Content::Elements(Vec::new());
            // The last row is often ended, too.
            if !(ended && cells.len() == 1 && cells.iter().all(is_blank)) {
                rows.push(Element::of("mtr", std::mem::take(&mut cells)));
            }
            if ended {
                break;
            }
            if !self.take("\\\\") {
                self.take("\\cr");
            }
            self.skip_blanks();
            // How much space follows the row.
            if self.rest.starts_with('[')
                && let Some(end) = self.rest.find(']')
            {
                self.rest = &self.rest[end + 1..];
            }
        }
        match self.text_argument()? == name {
            true => Ok(Element::of("mtable", rows)),
            false => Err(MathError::Malformed("\\begin and \\end do not fit")),
        }
    }
}

/// The mark of an accent, and whether it stands above.
fn accent(name: &str) -> Option<(&'static str, bool)> {
    Some(match name {
        "hat" | "widehat" => ("^", true),
        "bar" | "overline" => ("‾", true),
        "vec" | "overrightarrow" => ("→", true),
        "overleftarrow" => ("←", true),
        "dot" => ("˙", true),
        "ddot" => ("¨", true),
        "tilde" | "widetilde" => ("~", true),
        "check" => ("ˇ", true),
        "breve" => ("˘", true),
        "acute" => ("´", true),
        "grave" => ("`", true),
        "mathring" => ("˚", true),
        "overbrace" => ("⏞", true),
        "underline" => ("_", false),
        "underbrace" => ("⏟", false),
        _ => return None,
    })
}

fn is_brace(element: &Element) -> bool {
    match &element.content {
        Content::Elements(parts) => parts.last().is_some_and(
            |mark| matches!(&mark.content, Content::Text(text) if text == "⏞" || text == "⏟"),
        ),
        Content::Text(_) => false,
    }
}

/// Has all letters and numbers of an element be of an alphabet.
fn write_in(alphabet: Alphabet, element: &mut Element) {
    let is_letter = matches!(element.name, "mi" | "mn");
    match &mut element.content {
        Content::Text(text) if is_letter => *text = alphabet.written(text),
        Content::Text(_) => {}
        Content::Elements(elements) => {
            elements
                .iter_mut()
                .for_each(|element| write_in(alphabet, element));
        }
    }
}

/// Text without what LaTeX writes around some of its characters.
fn readable(text: &str) -> String {
    let mut shown = String::new();
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => shown.extend(signs.next()),
            '{' | '}' | '$' => {}
            '~' => shown.push('\u{a0}'),
            other => shown.push(other),
        }
    }
    // Spaces at the ends would not be shown.
    let inner = shown.trim();
    let around = |there: bool| if there { "\u{a0}" } else { "" };
    let (before, after) = (shown.starts_with(' '), shown.ends_with(' '));
    format!(
        "{}{inner}{}",
        around(before),
        around(after && !inner.is_empty())
    )
}
