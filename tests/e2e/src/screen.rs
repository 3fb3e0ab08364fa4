//! What the page looks like, coarsely: a picture as a grid of cells, each as bright as it is on
//! average. A letter that is drawn a little otherwise changes nothing; a box that has moved does.

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
    let strays = differing(&expected, &seen)?;
    let cells = seen.chars().filter(|cell| *cell != '\n').count();
    if strays * 1000 > cells * STRAY_CELLS {
        let kept = evidence_folder().join(format!("screen-{name}.png"));
        fs::write(&kept, picture)?;
        return Err(format!(
            "the screen {name} looks otherwise: {strays} of {cells} cells differ; see {}",
            kept.display()
        )
        .into());
    }
    Ok(())
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

/// How many cells differ by more than is tolerated.
fn differing(expected: &str, seen: &str) -> Result<usize> {
    let shape = |grid: &str| grid.lines().map(str::len).collect::<Vec<_>>();
    ensure(
        shape(expected) == shape(seen),
        "the picture has another size",
    )?;
    let cells = expected.chars().zip(seen.chars());
    let levels = cells.map(|(one, other)| (one.to_digit(LEVELS), other.to_digit(LEVELS)));
    Ok(levels
        .filter(|levels| match levels {
            (Some(one), Some(other)) => one.abs_diff(*other) > TOLERANCE,
            _ => false,
        })
        .count())
}

fn screens_folder() -> PathBuf {
    package_folder().join("tests/screens")
}
