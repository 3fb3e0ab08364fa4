//! Which statement a block belongs to.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_text_size::{Ranged, TextSize};

/// The header that ends before an offset, in CPython's words, and its line.
pub fn before(tokens: &[Token], source: &str, at: TextSize) -> Option<(&'static str, usize)> {
    let end = tokens.partition_point(|token| token.start() < at);
    let mut header = None;
    let mut seen_colon = false;
    for token in tokens.get(..end)?.iter().rev() {
        match token.kind() {
            TokenKind::Colon if !seen_colon => seen_colon = true,
            // The end of the line before the header.
            TokenKind::Newline if seen_colon => break,
            _ if seen_colon => {
                if let Some(words) = words(token.kind()) {
                    // A statement begins with the first of its keywords.
                    header = Some((words, token.start()));
                }
            }
            _ => {}
        }
    }
    let (words, start) = header?;
    let line = source.get(..start.to_usize())?.matches('\n').count() + 1;
    Some((words, line))
}

fn words(keyword: TokenKind) -> Option<&'static str> {
    Some(match keyword {
        TokenKind::If => "'if' statement",
        TokenKind::Elif => "'elif' statement",
        TokenKind::Else => "'else' statement",
        TokenKind::For => "'for' statement",
        TokenKind::While => "'while' statement",
        TokenKind::With => "'with' statement",
        TokenKind::Try => "'try' statement",
        TokenKind::Except => "'except' statement",
        TokenKind::Finally => "'finally' statement",
        TokenKind::Def => "function definition",
        TokenKind::Class => "class definition",
        TokenKind::Match => "'match' statement",
        TokenKind::Case => "'case' statement",
        _ => return None,
    })
}
