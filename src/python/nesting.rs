//! Refuses source that nests so deeply that parsing it would overflow the stack, which nothing
//! could catch. CPython has such limits too.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer::lex};

use super::syntax_error::PlacelessProblem;

/// How deep the tree may become, in units of one binary operator. The parser's recursion per
/// bracket, indentation or prefix takes several times the stack that dropping an operator takes.
const LIMIT: usize = 1000;
const NESTED: usize = 8;

/// Checks an upper bound of the tree's depth. Only tokens are looked at, so that the check itself
/// needs no stack.
pub fn check(source: &str) -> Result<(), PlacelessProblem> {
    let mut lexer = lex(source, Mode::Module);
    // The depth of the present piece of code, and above it that of each open bracket.
    let mut depth = 0;
    let mut brackets = Vec::new();
    let mut indentation = 0;
    let mut after_operand = false;
    loop {
        let token = lexer.next_token();
        match token {
            TokenKind::EndOfFile => return Ok(()),
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                depth += NESTED;
                brackets.push(depth);
            }
            // What follows a closed bracket, as in `f()()()`, is one level above what precedes.
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                depth = brackets.pop().map_or(depth, |outer| outer - NESTED + 1);
            }
            TokenKind::Comma => depth = brackets.last().copied().unwrap_or(indentation),
            TokenKind::Indent => {
                indentation += NESTED;
                depth = indentation;
            }
            TokenKind::Dedent => {
                indentation = indentation.saturating_sub(NESTED);
                depth = indentation;
            }
            TokenKind::Newline | TokenKind::Semi if brackets.is_empty() => depth = indentation,
            TokenKind::Comment | TokenKind::NonLogicalNewline => continue,
            TokenKind::Dot => depth += 1,
            TokenKind::If | TokenKind::Lambda | TokenKind::For | TokenKind::DoubleStar => {
                depth += NESTED;
            }
            _ if token.is_operator() || token.is_keyword() => {
                depth += if after_operand { 1 } else { NESTED };
            }
            _ => {}
        }
        after_operand = matches!(
            token,
            TokenKind::Name
                | TokenKind::Int
                | TokenKind::Float
                | TokenKind::Complex
                | TokenKind::String
                | TokenKind::FStringEnd
                | TokenKind::TStringEnd
                | TokenKind::Rpar
                | TokenKind::Rsqb
                | TokenKind::Rbrace
        ) || token.is_singleton();
        if depth > LIMIT {
            return Err(PlacelessProblem::TooDeep);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::python::lower;

    #[track_caller]
    fn refuses(source: &str) {
        let problem = lower(source, "<step 1>").map_err(|problem| problem.message);
        assert_eq!(
            problem,
            Err("too many nested parentheses or operators".into())
        );
    }

    #[track_caller]
    fn accepts(source: &str) {
        assert!(lower(source, "<step 1>").is_ok());
    }

    #[test]
    fn refuses_what_would_overflow_the_stack() {
        refuses(&"(".repeat(100_000));
        refuses(&format!("x = {}1", "not ".repeat(100_000)));
        refuses(&format!("x = {}1", "-".repeat(100_000)));
        refuses(&format!("x = {}1", "1+".repeat(100_000)));
        refuses(&format!("x = {}1", "lambda: ".repeat(100_000)));
        refuses(&format!("x = {}1", "1 if 1 else ".repeat(100_000)));
        refuses(&format!("x = {}1", "2**".repeat(100_000)));
        refuses(&format!("x{}", ".y".repeat(100_000)));
        refuses(&format!("x{}", "()".repeat(100_000)));
        refuses(
            &(0..2000)
                .map(|level| format!("{}if 1:\n", " ".repeat(level)))
                .collect::<String>(),
        );
    }

    #[test]
    fn accepts_long_code_that_is_not_deep() {
        accepts(&format!("x = [{}]", "1 + 2, ".repeat(20_000)));
        accepts(&"x = f(1) + 2\n".repeat(20_000));
        accepts(&format!("x = {{{}}}", "'a': [1, {2: 3}], ".repeat(5_000)));
        accepts(&format!("x = {}1", "1 + ".repeat(300)));
        accepts(&format!("x = {}1{}", "(".repeat(100), ")".repeat(100)));
        accepts(&"if x == 1:\n    y = 1\nelif x == 2:\n    y = 2\n".repeat(2_000));
        accepts("def f(a: int = 1) -> None:\n    return None\n");
    }
}
