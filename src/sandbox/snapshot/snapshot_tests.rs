//! Snapshots that are whole, damaged and forged.
#![allow(clippy::unwrap_used)]

use super::*;

const INTERPRETER: u64 = 7;
const LIMIT: usize = 1 << 20;

fn image() -> Image {
    let bytes = 0..3 * PAGE_BYTES;
    Image {
        interpreter: INTERPRETER,
        run: 3,
        memory_bytes: 64 << 10,
        pages: Pages {
            extents: extents(&[(1, 2), (15, 1)]),
            content: bytes.map(|index| (index % 251) as u8).collect(),
        },
    }
}

fn extents(ranges: &[(u32, u32)]) -> Vec<Extent> {
    let extent = |(first, count): &(u32, u32)| Extent {
        first: *first,
        count: *count,
    };
    ranges.iter().map(extent).collect()
}

/// Pages that are full of a byte each.
fn filled(pages: &[(u32, u8)]) -> Pages {
    let mut filled = Pages::default();
    for (number, byte) in pages {
        filled.push(*number, &[*byte; PAGE_BYTES as usize]);
    }
    filled
}

#[test]
fn the_pages_that_changed_came_or_went_are_found() {
    let before = filled(&[(1, 1), (2, 2), (4, 4), (9, 9)]);
    let now = filled(&[(1, 1), (2, 7), (3, 3), (9, 9), (12, 8)]);
    let changed = now.since(&before);
    assert_eq!(changed, filled(&[(2, 7), (3, 3), (4, 0), (12, 8)]));
    assert_eq!(changed.extents, extents(&[(2, 3), (12, 1)]));
    assert_eq!(before.since(&before), Pages::default());
    assert_eq!(now.since(&Pages::default()), now);
}

/// What a forger would send: the checksum agrees.
fn forged(change: impl FnOnce(&mut Vec<u8>)) -> Result<Image, SnapshotError> {
    let mut bytes = image().pack().bytes;
    change(&mut bytes);
    let sum = checksum(&bytes);
    bytes[8..COVERED].copy_from_slice(&sum.to_le_bytes());
    Snapshot::from_bytes(bytes)?.unpack(INTERPRETER, LIMIT)
}

fn put(at: usize, word: u32) -> impl FnOnce(&mut Vec<u8>) {
    move |bytes| bytes[at..at + 4].copy_from_slice(&word.to_le_bytes())
}

#[test]
fn what_is_packed_is_unpacked() {
    let packed = Snapshot::from_bytes(image().pack().as_bytes().to_vec()).unwrap();
    assert_eq!(packed.run(), 3);
    assert_eq!(packed.unpack(INTERPRETER, LIMIT), Ok(image()));
}

#[test]
fn another_interpreters_is_refused() {
    let packed = image().pack();
    assert_eq!(
        packed.unpack(8, LIMIT),
        Err(SnapshotError::OtherInterpreter)
    );
}

#[test]
fn one_that_needs_too_much_memory_is_refused() {
    assert_eq!(
        image().pack().unpack(INTERPRETER, 1000),
        Err(SnapshotError::TooLarge {
            bytes: 64 << 10,
            limit: 1000
        })
    );
}

#[test]
fn every_changed_or_missing_byte_is_found() {
    let whole = image().pack().bytes;
    for index in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[index] ^= 1;
        assert!(
            matches!(
                Snapshot::from_bytes(damaged),
                Err(SnapshotError::Damaged(_))
            ),
            "byte {index}"
        );
        assert!(
            Snapshot::from_bytes(whole[..index].to_vec()).is_err(),
            "cut to {index}"
        );
    }
}

#[test]
fn forged_tables_are_refused() {
    let outside = Err(SnapshotError::Damaged("its pages are not in the memory"));
    let first = HEADER_BYTES;
    assert_eq!(forged(put(first, 16)), outside, "past the end");
    assert_eq!(forged(put(first, u32::MAX)), outside, "overflow");
    assert_eq!(forged(put(first + 4, 15)), outside, "overlap");
    assert_eq!(forged(put(first + 4, 0)), outside, "no pages");
    assert_eq!(forged(put(first + 8, 2)), outside, "overlap");
    assert_eq!(
        forged(put(32, u32::MAX)),
        Err(SnapshotError::Damaged("its table is cut off"))
    );
    let unreadable = Err(SnapshotError::Damaged("its pages cannot be read"));
    assert_eq!(forged(put(first + 4, 1)), unreadable, "fewer pages");
    assert_eq!(forged(put(first + 4, 3)), unreadable, "more pages");
    assert_eq!(forged(|bytes| bytes.truncate(70)), unreadable);
}

#[test]
fn a_forged_size_allocates_nothing() {
    let mut huge = image();
    huge.memory_bytes = u32::MAX - 0xffff;
    huge.pages.extents = extents(&[(0, MAX_PAGES + 1)]);
    assert_eq!(
        huge.pack().unpack(INTERPRETER, usize::MAX),
        Err(SnapshotError::Damaged("it has too many pages"))
    );
}
