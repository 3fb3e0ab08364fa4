//! Brackets among tokens.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// An opening bracket.
#[derive(Clone, Copy)]
pub struct Bracket {
    kind: TokenKind,
    /// Where it is.
    pub range: TextRange,
}

fn closes(opening: TokenKind, closing: TokenKind) -> bool {
    matches!(
        (opening, closing),
        (TokenKind::Lpar, TokenKind::Rpar)
            | (TokenKind::Lsqb, TokenKind::Rsqb)
            | (TokenKind::Lbrace, TokenKind::Rbrace)
    )
}

/// The first bracket up to `end` that closes what another kind opened, or nothing.
pub fn mismatch(tokens: &[Token], end: TextSize) -> Option<(TextRange, Option<Bracket>)> {
    let mut open: Vec<Bracket> = Vec::new();
    for token in tokens.iter().take_while(|token| token.end() <= end) {
        match token.kind() {
            kind @ (TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace) => open.push(Bracket {
                kind,
                range: token.range(),
            }),
            kind @ (TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace) => match open.pop() {
                Some(opening) if closes(opening.kind, kind) => {}
                opening => return Some((token.range(), opening)),
            },
            _ => {}
        }
    }
    None
}

/// The innermost bracket that is still open at the end.
pub fn unclosed(tokens: &[Token]) -> Option<Bracket> {
    open_at(tokens, TextSize::new(u32::MAX)).pop()
}

/// Whether an offset is within brackets.
pub fn is_open(tokens: &[Token], at: TextSize) -> bool {
    !open_at(tokens, at).is_empty()
}

fn open_at(tokens: &[Token], at: TextSize) -> Vec<Bracket> {
    let mut open = Vec::new();
    for token in tokens.iter().take_while(|token| token.start() < at) {
        match token.kind() {
            kind @ (TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace) => open.push(Bracket {
                kind,
                range: token.range(),
            }),
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                open.pop();
            }
            _ => {}
        }
    }
    open
}
