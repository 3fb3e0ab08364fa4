//! Formulas as MathML would be written, and what is refused.

#![allow(clippy::unwrap_used)]

use super::*;

/// As MathML would be written.
fn written(elements: &[Element]) -> String {
    let one = |element: &Element| {
        let attributes = element.attributes.iter();
        let attributes: String = attributes
            .map(|(name, value)| format!(" {name}={value}"))
            .collect();
        let name = element.name;
        match &element.content {
            Content::Text(text) => format!("<{name}{attributes}>{text}</{name}>"),
            Content::Elements(inner) if inner.is_empty() => format!("<{name}{attributes}/>"),
            Content::Elements(inner) => format!("<{name}{attributes}>{}</{name}>", written(inner)),
        }
    };
    elements.iter().map(one).collect()
}

#[test]
fn formulas_become_mathml() {
    let cases = [
        ("", ""),
        ("x+1", "<mi>x</mi><mo>+</mo><mn>1</mn>"),
        (
            "a-1{,}000.5",
            "<mi>a</mi><mo>−</mo><mn>1</mn><mo>,</mo><mn>000.5</mn>",
        ),
        ("x^2_i", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
        (
            "f'(x)",
            "<msup><mi>f</mi><mo>′</mo></msup><mo stretchy=false>(</mo><mi>x</mi><mo stretchy=false>)</mo>",
        ),
        ("x^{10}", "<msup><mi>x</mi><mn>10</mn></msup>"),
        ("\\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        (
            "\\frac{a+b}{\\sqrt[3]{c}}",
            "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mroot><mi>c</mi><mn>3</mn></mroot></mfrac>",
        ),
        (
            "\\sum_{i=1}^n i",
            "<munderover><mo movablelimits=true>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
        ),
        (
            "\\int_0^\\infty",
            "<msubsup><mo>∫</mo><mn>0</mn><mi>∞</mi></msubsup>",
        ),
        (
            "\\sin\\theta",
            "<mo lspace=0 rspace=0.167em>sin</mo><mi>θ</mi>",
        ),
        ("\\mathbb{R}^n", "<msup><mi>ℝ</mi><mi>n</mi></msup>"),
        ("\\mathbf{x1}", "<mrow><mi>𝐱</mi><mn>𝟏</mn></mrow>"),
        (
            "\\text{if } x \\le 0",
            "<mtext>if\u{a0}</mtext><mi>x</mi><mo>≤</mo><mn>0</mn>",
        ),
        (
            "\\left(\\frac{1}{2}\\right.",
            "<mrow><mo>(</mo><mfrac><mn>1</mn><mn>2</mn></mfrac><mo></mo></mrow>",
        ),
        (
            "\\left[a\\rightarrow b\\right]",
            "<mrow><mo>[</mo><mi>a</mi><mo>→</mo><mi>b</mi><mo>]</mo></mrow>",
        ),
        (
            "\\hat{x}",
            "<mover accent=true><mi>x</mi><mo stretchy=false>^</mo></mover>",
        ),
        ("a \\not= b", "<mi>a</mi><mo>≠</mo><mi>b</mi>"),
        (
            "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
            "<mrow><mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable><mo>)</mo></mrow>",
        ),
        (
            "\\begin{aligned}x&=1\\\\[2pt]\\end{aligned}",
            "<mtable><mtr><mtd class=right><mi>x</mi></mtd><mtd class=left><mo>=</mo><mn>1</mn></mtd></mtr></mtable>",
        ),
        ("x % a comment\n+ 1", "<mi>x</mi><mo>+</mo><mn>1</mn>"),
        ("5\\%", "<mn>5</mn><mi>%</mi>"),
        ("é<b>", "<mi>é</mi><mo><</mo><mi>b</mi><mo>></mo>"),
    ];
    for (source, expected) in cases {
        assert_eq!(written(&parse(source).unwrap()), expected, "{source}");
    }
}

#[test]
fn what_is_not_understood_is_an_error() {
    let deep = "{".repeat(MAX_DEPTH + 1);
    let roots = "\\sqrt".repeat(MAX_DEPTH + 1);
    let scripts = "x^".repeat(MAX_DEPTH + 1);
    let long = "x".repeat(MAX_BYTES + 1);
    let early = "the formula ends too early";
    let cases = [
        ("\\href{javascript:alert(1)}{x}", "\\href is not known"),
        ("\\begin{tikz}\\end{tikz}", "\\begin{tikz} is not known"),
        ("{x", early),
        ("x}", "there is a } too much"),
        ("\\frac{1}", early),
        ("\\left(x", early),
        ("\\begin{matrix}1", early),
        (
            "\\begin{matrix}1\\end{pmatrix}",
            "\\begin and \\end do not fit",
        ),
        ("x^1^2", "two scripts in one place"),
        ("x^", early),
        ("a & b", "a sign stands where it cannot"),
        ("\\", early),
        (&deep, "the formula is nested too deeply"),
        (&roots, "the formula is nested too deeply"),
        (&scripts, "two scripts in one place"),
        (&long, "the formula is too long"),
    ];
    for (source, expected) in cases {
        let shown: String = source.chars().take(40).collect();
        assert_eq!(parse(source).unwrap_err().to_string(), expected, "{shown}");
    }
}

#[test]
fn every_symbol_is_found() {
    for name in [
        "Delta",
        "xi",
        "varphi",
        "Leftarrow",
        "wr",
        "times",
        "ge",
        "cdot",
        "limsup",
        "Pr",
    ] {
        assert!(symbols::symbol(name).is_some(), "{name}");
    }
    assert_eq!(symbols::symbol("nothing"), None);
}

#[test]
fn brackets_become_dollars_outside_of_code() {
    let cases = [
        ("a \\( x \\) b", "a $x$ b"),
        ("\\[\nx\n\\]", "$$x$$"),
        ("`\\(x\\)` \\(y\\)", "`\\(x\\)` $y$"),
        ("```\n\\(x\\)\n```\n\\(y\\)", "```\n\\(x\\)\n```\n$y$"),
        ("```\n\\(x\\)", "```\n\\(x\\)"),
        ("~~~\n\\(x\\)\n~~~\n", "~~~\n\\(x\\)\n~~~\n"),
        ("a `b \\(x\\)", "a `b $x$"),
        ("\\\\(x\\\\)", "\\\\(x\\\\)"),
        ("\\(x", "\\(x"),
        ("\\(a\n\nb\\)", "\\(a\n\nb\\)"),
        ("\\(é\\) \\é \\", "$é$ \\é \\"),
        ("~~gone~~ \\(x\\)", "~~gone~~ $x$"),
        ("plain", "plain"),
    ];
    for (source, expected) in cases {
        assert_eq!(dollars(source), expected, "{source}");
    }
}
