//! What tells the pieces of other languages than Python apart, where answers show code in them.

use super::highlight::Language;

/// `//` and `/* */`.
const SLASHES: &[(&str, &str)] = &[("//", "\n"), ("/*", "*/")];
/// `#`.
const HASH: &[(&str, &str)] = &[("#", "\n")];
/// Both quotes, within a line.
const QUOTES: &[(&str, bool)] = &[("\"", false), ("'", false)];

/// What languages with another keyword list begin with.
const PLAIN: Language = Language {
    keywords: &["false", "null", "true"],
    any_case: false,
    comments: &[],
    strings: QUOTES,
    prefixes: "",
};

const SCRIPT: Language = Language {
    keywords: &[
        "abstract",
        "any",
        "as",
        "async",
        "await",
        "boolean",
        "break",
        "case",
        "catch",
        "class",
        "const",
        "continue",
        "debugger",
        "declare",
        "default",
        "delete",
        "do",
        "else",
        "enum",
        "export",
        "extends",
        "false",
        "finally",
        "for",
        "from",
        "function",
        "if",
        "implements",
        "import",
        "in",
        "instanceof",
        "interface",
        "let",
        "namespace",
        "new",
        "null",
        "number",
        "of",
        "private",
        "protected",
        "public",
        "readonly",
        "return",
        "static",
        "string",
        "super",
        "switch",
        "this",
        "throw",
        "true",
        "try",
        "type",
        "typeof",
        "undefined",
        "var",
        "void",
        "while",
        "yield",
    ],
    comments: SLASHES,
    strings: &[("\"", false), ("'", false), ("`", true)],
    ..PLAIN
};

const RUST: Language = Language {
    keywords: &[
        "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum",
        "extern", "false", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move",
        "mut", "pub", "ref", "return", "self", "Self", "static", "struct", "super", "trait",
        "true", "type", "unsafe", "use", "where", "while",
    ],
    comments: SLASHES,
    // A single quote may begin a lifetime.
    strings: &[("\"", true)],
    ..PLAIN
};

/// C, C++, C#, Go, Java, Kotlin, PHP and Swift, together: what is a keyword in one of them is seldom a
/// name in another.
const CURLY: Language = Language {
    keywords: &[
        "abstract",
        "auto",
        "bool",
        "boolean",
        "break",
        "byte",
        "case",
        "catch",
        "chan",
        "char",
        "class",
        "const",
        "constexpr",
        "continue",
        "default",
        "defer",
        "delete",
        "do",
        "double",
        "echo",
        "else",
        "enum",
        "extends",
        "extern",
        "false",
        "final",
        "finally",
        "float",
        "for",
        "foreach",
        "fun",
        "func",
        "function",
        "go",
        "goto",
        "guard",
        "if",
        "implements",
        "import",
        "in",
        "include",
        "int",
        "interface",
        "internal",
        "is",
        "let",
        "long",
        "map",
        "namespace",
        "new",
        "nil",
        "null",
        "nullptr",
        "object",
        "operator",
        "override",
        "package",
        "private",
        "protected",
        "protocol",
        "public",
        "range",
        "readonly",
        "return",
        "select",
        "self",
        "short",
        "signed",
        "sizeof",
        "static",
        "string",
        "struct",
        "super",
        "switch",
        "template",
        "this",
        "throw",
        "throws",
        "true",
        "try",
        "type",
        "typedef",
        "typename",
        "union",
        "unsigned",
        "using",
        "val",
        "var",
        "virtual",
        "void",
        "volatile",
        "when",
        "while",
    ],
    comments: SLASHES,
    ..PLAIN
};

const SHELL: Language = Language {
    keywords: &[
        "case", "do", "done", "echo", "elif", "else", "esac", "exit", "export", "fi", "for",
        "function", "if", "in", "local", "return", "set", "then", "until", "while",
    ],
    comments: HASH,
    strings: &[("\"", true), ("'", true)],
    ..PLAIN
};

const SQL: Language = Language {
    keywords: &[
        "all",
        "alter",
        "and",
        "as",
        "asc",
        "between",
        "by",
        "case",
        "create",
        "cross",
        "delete",
        "desc",
        "distinct",
        "drop",
        "else",
        "end",
        "exists",
        "foreign",
        "from",
        "full",
        "group",
        "having",
        "in",
        "index",
        "inner",
        "insert",
        "into",
        "is",
        "join",
        "key",
        "left",
        "like",
        "limit",
        "not",
        "null",
        "offset",
        "on",
        "or",
        "order",
        "outer",
        "over",
        "partition",
        "primary",
        "references",
        "returning",
        "right",
        "select",
        "set",
        "table",
        "then",
        "union",
        "unique",
        "update",
        "using",
        "values",
        "view",
        "when",
        "where",
        "with",
    ],
    any_case: true,
    comments: &[("--", "\n"), ("/*", "*/")],
    ..PLAIN
};

const SETTINGS: Language = Language {
    comments: HASH,
    ..PLAIN
};

const MARKUP: Language = Language {
    keywords: &[],
    comments: &[("<!--", "-->")],
    // An apostrophe may stand in the text.
    strings: &[("\"", false)],
    ..PLAIN
};

const STYLES: Language = Language {
    keywords: &[],
    comments: &[("/*", "*/")],
    ..PLAIN
};

/// The language of this name, as it stands behind the fence of a block of code, in small letters.
pub fn named(name: &str) -> Option<&'static Language> {
    Some(match name {
        "json" | "json5" | "jsonc" | "jsonl" => &PLAIN,
        "javascript" | "js" | "jsx" | "mjs" | "typescript" | "ts" | "tsx" => &SCRIPT,
        "rust" | "rs" => &RUST,
        "c" | "c++" | "cpp" | "h" | "hpp" | "csharp" | "cs" | "c#" | "go" | "golang" | "java"
        | "kotlin" | "kt" | "php" | "swift" | "dart" | "scala" => &CURLY,
        "bash" | "sh" | "shell" | "zsh" | "console" | "dockerfile" | "makefile" => &SHELL,
        "sql" | "sqlite" | "postgresql" | "postgres" | "mysql" => &SQL,
        "yaml" | "yml" | "toml" | "ini" | "conf" | "properties" => &SETTINGS,
        "html" | "xml" | "svg" => &MARKUP,
        "css" | "scss" => &STYLES,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::highlight::{Kind, highlight};
    use super::*;

    /// The pieces that are not plain, each with the first letter of its kind.
    fn coloured(language: &str, source: &str) -> Vec<String> {
        let known = named(language);
        assert!(known.is_some(), "{language}");
        highlight(source, known.unwrap_or(&PLAIN))
            .into_iter()
            .flatten()
            .filter(|piece| piece.kind != Kind::Plain)
            .map(|piece| format!("{:?} {}", piece.kind, piece.text))
            .collect()
    }

    #[test]
    fn pieces_of_other_languages_are_told_apart() {
        assert_eq!(
            coloured("json", r#"{"a b": [1.5, true, null]}"#),
            [
                "String \"a b\"",
                "Number 1.5",
                "Keyword true",
                "Keyword null"
            ]
        );
        assert_eq!(
            coloured("ts", "const a = `x\ny`; // b\nf(/* c\nd */ 'e')"),
            [
                "Keyword const",
                "String `x",
                "String y`",
                "Comment // b",
                "Function f",
                "Comment /* c",
                "Comment d */",
                "String 'e'"
            ]
        );
        assert_eq!(
            coloured("rust", "fn f<'a>(x: &'a str) -> u8 { 1 }"),
            ["Keyword fn", "Number 1"]
        );
        assert_eq!(
            coloured("sql", "SELECT count(*) FROM t -- all\nWHERE n = 'it''s'"),
            [
                "Keyword SELECT",
                "Function count",
                "Keyword FROM",
                "Comment -- all",
                "Keyword WHERE",
                "String 'it''s'"
            ]
        );
        assert_eq!(
            coloured("html", "<!-- a --><p class=\"b\">it's</p>"),
            ["Comment <!-- a -->", "String \"b\""]
        );
        assert_eq!(
            coloured("bash", "for f in *; do echo \"$f\"; done # all"),
            [
                "Keyword for",
                "Keyword in",
                "Keyword do",
                "Keyword echo",
                "String \"$f\"",
                "Keyword done",
                "Comment # all"
            ]
        );
    }

    #[test]
    fn a_language_that_is_not_known_has_no_colours() {
        assert!(named("brainfuck").is_none());
        assert!(named("").is_none());
    }
}
