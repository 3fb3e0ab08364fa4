//! Writes programs that run the same everywhere: every value they make is of a known type, and what
//! goes wrong is caught and printed. A seed gives the same programs again. What is known to differ, and
//! stands in `docs/python.md`, is left out.

mod expressions;
mod statements;

use super::Program;
use statements::statement;

/// Statements of a program.
const STATEMENTS: u64 = 14;

/// Programs made from a seed.
pub fn generated(seed: u64, count: usize) -> Vec<Program> {
    (0..count as u64)
        .map(|number| {
            let mut random = Random::new(seed.wrapping_mul(0x9e37_79b9).wrapping_add(number));
            let mut source = String::from(PREAMBLE);
            for _ in 0..STATEMENTS {
                source.push_str(&statement(&mut random));
            }
            Program {
                name: format!("program {number} of seed {seed}"),
                source,
            }
        })
        .collect()
}

/// The names that programs use, one for each type and another.
const PREAMBLE: &str = "\
n, m = 7, -3
x, y = 2.5, -0.125
s, t = 'Hello, World', 'abc def 42'
a, b = [3, 1, 4, 1, 5], [9, -2, 6]
d, e = {'one': 1, 'two': 2}, {'two': 22, 'three': 3}
u, v = {1, 2, 3}, {3, 4}
p = (1, 'two', 3.0)
def show(make):
    try:
        print(repr(make()))
    except Exception as error:
        print(type(error).__name__, error)
";

/// A small generator of numbers: xorshift64*.
pub(super) struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        // Zero would stay zero.
        Self(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) | 1)
    }

    /// A number below `bound`.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % bound.max(1)
    }

    /// One of several.
    pub(super) fn pick<'choices>(&mut self, choices: &[&'choices str]) -> &'choices str {
        let index = self.below(choices.len() as u64) as usize;
        choices.get(index).copied().unwrap_or_default()
    }
}
