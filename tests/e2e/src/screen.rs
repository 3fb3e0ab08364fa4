//! What the page looks like, coarsely: a picture as a grid of cells, each as bright as it is on
//! average. A letter that is drawn a little otherwise changes nothing; a box that has moved does, also
//! a small one on a page that is mostly paper: it is looked at tile by tile what of the marks on the
//! paper is still there.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::browser::evidence_folder;
use crate::site::package_folder;
use crate::{Result, ensure};

/// Pixels of a cell's side.
const CELL: usize = 13;

/// Levels of brightness.
const LEVELS: u32 = 16;

/// How far a cell may be off, in levels.
const TOLERANCE: u32 = 1;

/// Of 1,000 cells, how many may be off by more.
const STRAY_CELLS: usize = 15;

/// Cells of a tile, across and down.
const TILE: (usize, usize) = (10, 6);

/// So many cells of a tile, and such a share of what is not paper there, in percent, look otherwise
/// where something has moved or is gone.
const BROKEN: (usize, usize) = (6, 35);

/// Compares a picture (PNG) with the screen of this name in tests/screens, or writes that where
/// `SCREENS=write` is set. A picture that differs is left in target/e2e.
///
/// # Errors
/// How many cells differ, or that there is nothing to compare with.
pub fn compare(name: &str, picture: &[u8]) -> Result {
    let seen = grid(picture)?;
    let file = screens_folder().join(format!("{name}.txt"));
    if std::env::var("SCREENS").is_ok_and(|it| it == "write") {
        fs::create_dir_all(screens_folder())?;
        return Ok(fs::write(file, seen)?);
    }
    let expected = fs::read_to_string(&file)
        .map_err(|error| format!("{}: {error}; SCREENS=write writes it", file.display()))?;
    let Some(difference) = difference(&levels(&expected), &levels(&seen)) else {
        return Ok(());
    };
    let kept = evidence_folder().join(format!("screen-{name}.png"));
    fs::write(&kept, picture)?;
    Err(format!(
        "the screen {name} looks otherwise: {difference}; see {}",
        kept.display()
    )
    .into())
}

/// The picture as rows of hexadecimal digits.
fn grid(picture: &[u8]) -> Result<String> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info()?;
    let size = reader
        .output_buffer_size()
        .ok_or("the picture is too large")?;
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels)?;
    let samples = frame.color_type.samples();
    let (width, height) = (frame.width as usize, frame.height as usize);
    ensure(
        frame.bit_depth == png::BitDepth::Eight,
        "not a picture of bytes",
    )?;
    let mut grid = String::new();
    for top in (0..height).step_by(CELL) {
        for left in (0..width).step_by(CELL) {
            let (mut sum, mut count) = (0, 0);
            for y in top..(top + CELL).min(height) {
                for x in left..(left + CELL).min(width) {
                    let at = (y * width + x) * samples;
                    let colours = &pixels[at..at + samples.min(3)];
                    sum += colours.iter().map(|it| u32::from(*it)).sum::<u32>();
                    count += colours.len() as u32;
                }
            }
            let level = sum * LEVELS / (count * 256);
            write!(grid, "{level:x}")?;
        }
        grid.push('\n');
    }
    Ok(grid)
}

/// The levels of a grid, row by row.
fn levels(grid: &str) -> Vec<Vec<u32>> {
    let row = |line: &str| {
        line.chars()
            .filter_map(|cell| cell.to_digit(LEVELS))
            .collect()
    };
    grid.lines().map(row).collect()
}

/// What is otherwise, unless the two look the same.
fn difference(expected: &[Vec<u32>], seen: &[Vec<u32>]) -> Option<String> {
    let shape = |grid: &[Vec<u32>]| grid.iter().map(Vec::len).collect::<Vec<_>>();
    if shape(expected) != shape(seen) {
        return Some("the picture has another size".into());
    }
    let (mut strays, mut cells) = (0, 0);
    let mut broken = Vec::new();
    for top in (0..expected.len()).step_by(TILE.1) {
        for left in (0..expected[top].len()).step_by(TILE.0) {
            let pairs = tile(expected, seen, (left, top));
            let paper = commonest(pairs.iter().map(|(one, _)| *one));
            let differs = |one: u32, other: u32| one.abs_diff(other) > TOLERANCE;
            let stray = pairs.iter().filter(|(one, other)| differs(*one, *other));
            let stray = stray.count();
            let marks = pairs
                .iter()
                .filter(|(one, other)| differs(*one, paper) || differs(*other, paper));
            if stray >= BROKEN.0 && stray * 100 > marks.count() * BROKEN.1 {
                broken.push(format!("{},{}", left * CELL, top * CELL));
            }
            strays += stray;
            cells += pairs.len();
        }
    }
    if !broken.is_empty() {
        return Some(format!("what was at {} is not there", broken.join(" and ")));
    }
    (strays * 1000 > cells * STRAY_CELLS).then(|| format!("{strays} of {cells} cells differ"))
}

/// The cells of both grids in the tile that begins there.
fn tile(expected: &[Vec<u32>], seen: &[Vec<u32>], (left, top): (usize, usize)) -> Vec<(u32, u32)> {
    let rows = expected.iter().zip(seen).skip(top).take(TILE.1);
    rows.flat_map(|(one, other)| {
        let cells = one.iter().zip(other).skip(left).take(TILE.0);
        cells.map(|(one, other)| (*one, *other))
    })
    .collect()
}

/// The level that most of them have.
fn commonest(levels: impl Iterator<Item = u32>) -> u32 {
    let mut counts = [0; LEVELS as usize];
    for level in levels {
        counts[level as usize] += 1;
    }
    let most = (0..LEVELS).max_by_key(|level| counts[*level as usize]);
    most.unwrap_or_default()
}

fn screens_folder() -> PathBuf {
    package_folder().join("tests/screens")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered() -> Vec<Vec<u32>> {
        levels(include_str!("../tests/screens/answered-1280-light.txt"))
    }

    /// The cells of the list of conversations.
    const RAIL: usize = 20;

    /// The screen with paper there.
    fn without(columns: std::ops::Range<usize>, rows: std::ops::Range<usize>) -> Vec<Vec<u32>> {
        let mut screen = answered();
        for row in &mut screen[rows] {
            let paper = commonest(row.iter().copied());
            row[columns.clone()].fill(paper);
        }
        screen
    }

    #[test]
    fn a_screen_looks_like_itself_and_so_does_one_whose_letters_are_drawn_otherwise() {
        let screen = answered();
        assert_eq!(difference(&screen, &screen), None);
        let mut other = screen.clone();
        for (y, row) in other.iter_mut().enumerate() {
            for (x, level) in row.iter_mut().enumerate() {
                match (x * 7 + y * 13) % 5 {
                    0 => *level = level.saturating_sub(1),
                    1 => *level = (*level + 1).min(LEVELS - 1),
                    _ => {}
                }
                if (x * 31 + y * 17) % 211 == 0 {
                    *level = level.abs_diff(3);
                }
            }
        }
        assert_eq!(difference(&screen, &other), None);
    }

    #[test]
    fn what_is_gone_or_has_moved_is_seen() {
        let screen = answered();
        let (width, height) = (screen[0].len(), screen.len());
        let mut right = screen.clone();
        for row in &mut right {
            row[RAIL..].rotate_right(1);
        }
        let mut down = screen.clone();
        down.rotate_right(1);
        for (what, other) in [
            ("the list", without(0..RAIL, 0..height)),
            ("the top bar", without(RAIL..width, 0..4)),
            ("the composer", without(RAIL..width, height - 12..height)),
            ("moved right", right),
            ("moved down", down),
            (
                "narrower",
                screen.iter().map(|row| row[1..].to_vec()).collect(),
            ),
        ] {
            assert!(difference(&screen, &other).is_some(), "{what}");
        }
    }
}
