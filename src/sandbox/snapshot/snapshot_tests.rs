//! Snapshots that are whole, damaged and forged.
#![allow(clippy::unwrap_used)]

use super::*;

const INTERPRETER: u64 = 7;
const LIMIT: usize = 1 << 20;

/// Two blocks, of three pages together.
fn image() -> Image<Block> {
    let content = |pages: u32| {
        let bytes = 0..pages * PAGE_BYTES;
        bytes.map(|index| (index % 251) as u8).collect()
    };
    let block = |number, present: u16| Block {
        number,
        present,
        content: content(present.count_ones()),
    };
    Image {
        interpreter: INTERPRETER,
        run: 3,
        memory_bytes: 256 << 10,
        blocks: vec![block(0, 0b110), block(3, 1 << 15)],
    }
}

fn packed(image: &Image<Block>) -> Snapshot {
    let blocks = image.blocks.iter().map(Block::pack).collect();
    Image {
        interpreter: image.interpreter,
        run: image.run,
        memory_bytes: image.memory_bytes,
        blocks,
    }
    .pack()
}

#[test]
fn a_block_tells_where_its_pages_are() {
    let [first, last] = &image().blocks[..] else {
        unreachable!()
    };
    let places = |block: &Block| block.pages().map(|(at, _)| at).collect::<Vec<u32>>();
    assert_eq!(places(first), [4096, 8192]);
    assert_eq!(places(last), [63 * 4096]);
    assert!(first.pages().all(|(_, content)| content.len() == 4096));
}

/// What a forger would send: the head's checksum agrees.
fn forged(change: impl FnOnce(&mut Vec<u8>)) -> Result<Image<Block>, SnapshotError> {
    let mut bytes = packed(&image()).to_bytes();
    change(&mut bytes);
    let head = bytes.len().min(HEADER_BYTES + 2 * ENTRY_BYTES);
    let sum = head_checksum(&bytes[..head]);
    bytes[8..COVERED].copy_from_slice(&sum.to_le_bytes());
    Snapshot::from_bytes(&bytes)?.unpack(INTERPRETER, LIMIT)
}

fn put(at: usize, word: u32) -> impl FnOnce(&mut Vec<u8>) {
    move |bytes| bytes[at..at + 4].copy_from_slice(&word.to_le_bytes())
}

/// Another bit for each page of the block whose entry is there.
fn put_present(entry: usize, present: u16) -> impl FnOnce(&mut Vec<u8>) {
    move |bytes| bytes[entry + 8..entry + 10].copy_from_slice(&present.to_le_bytes())
}

#[test]
fn what_is_packed_is_unpacked() {
    let snapshot = Snapshot::from_bytes(&packed(&image()).to_bytes()).unwrap();
    assert_eq!(snapshot.run(), 3);
    assert_eq!(snapshot.unpack(INTERPRETER, LIMIT), Ok(image()));
}

#[test]
fn another_interpreters_is_refused() {
    assert_eq!(
        packed(&image()).unpack(8, LIMIT),
        Err(SnapshotError::OtherInterpreter)
    );
}

#[test]
fn one_that_needs_too_much_memory_is_refused() {
    assert_eq!(
        packed(&image()).unpack(INTERPRETER, 1000),
        Err(SnapshotError::TooLarge {
            bytes: 256 << 10,
            limit: 1000
        })
    );
}

#[test]
fn every_changed_or_missing_byte_is_found() {
    let whole = packed(&image()).to_bytes();
    for index in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[index] ^= 1;
        let found = match Snapshot::from_bytes(&damaged) {
            Err(SnapshotError::Damaged(_)) => true,
            // Another digit there is another form.
            Err(SnapshotError::OtherInterpreter) => index == MAGIC.len() - 1,
            _ => false,
        };
        assert!(found, "byte {index}");
        assert!(
            Snapshot::from_bytes(&whole[..index]).is_err(),
            "cut to {index}"
        );
    }
}

#[test]
fn forged_tables_are_refused() {
    let outside = Err(SnapshotError::Damaged("its pages are not in the memory"));
    let (first, second) = (HEADER_BYTES, HEADER_BYTES + ENTRY_BYTES);
    assert_eq!(forged(put(second, 4)), outside, "past the end");
    assert_eq!(forged(put(second, u32::MAX)), outside, "far past the end");
    assert_eq!(forged(put(second, 0)), outside, "the same part twice");
    assert_eq!(forged(put(first, 3)), outside, "descending");
    assert_eq!(forged(put_present(first, 0)), outside, "no pages");
    assert_eq!(
        forged(put(32, u32::MAX)),
        Err(SnapshotError::Damaged("its table is cut off"))
    );
    let unreadable = Err(SnapshotError::Damaged("its pages cannot be read"));
    assert_eq!(forged(put_present(first, 1)), unreadable, "fewer pages");
    assert_eq!(forged(put_present(first, 7)), unreadable, "more pages");
    let refused = |reason| Err(SnapshotError::Damaged(reason));
    assert_eq!(
        forged(put(first + 4, u32::MAX)),
        refused("its pages are cut off")
    );
    assert_eq!(
        forged(|bytes| bytes.truncate(60)),
        refused("its table is cut off")
    );
    assert_eq!(
        forged(|bytes| bytes.push(0)),
        refused("something follows it")
    );
    let other_sum = forged(put(first + 10, 0));
    assert_eq!(other_sum, refused("its checksum is another"));
}

#[test]
fn a_forged_table_of_too_many_pages_is_refused() {
    let blocks = MAX_PAGES / BLOCK_PAGES + 1;
    let block = |number| Block {
        number,
        present: u16::MAX,
        content: vec![0; (BLOCK_PAGES * PAGE_BYTES) as usize],
    };
    let all = Image {
        memory_bytes: u32::MAX,
        blocks: (0..blocks).map(block).collect(),
        ..image()
    };
    assert_eq!(
        packed(&all).unpack(INTERPRETER, usize::MAX),
        Err(SnapshotError::Damaged("it has too many pages"))
    );
}

/// The same session later: its second block is another.
fn later() -> Image<Block> {
    let mut image = image();
    image.run += 1;
    image.blocks[1].content.reverse();
    image
}

#[test]
fn a_difference_has_the_blocks_that_are_new_and_shares_the_others() {
    let (before, after) = (packed(&image()), packed(&later()));
    let bytes = after.difference(Some(&before));
    let [(_, kept), (_, new)] = after.blocks().collect::<Vec<_>>()[..] else {
        unreachable!()
    };
    assert_eq!(bytes.len(), after.head().len() + new.len());
    assert!(bytes.ends_with(new));

    let read = Snapshot::from_difference(&bytes, Some(&before)).unwrap();
    assert_eq!(read, after);
    assert_eq!(read.blocks().next().unwrap().1, kept);
    let place = |snapshot: &Snapshot| snapshot.blocks().next().unwrap().1.as_ptr();
    assert_eq!(place(&read), place(&before));
    assert_eq!(before.difference(Some(&before)), before.head());
}

#[test]
fn a_difference_to_what_is_not_there_is_refused() {
    let (before, after) = (packed(&image()), packed(&later()));
    let bytes = after.difference(Some(&before));
    let whole = Snapshot::from_bytes(&bytes);
    assert!(matches!(whole, Err(SnapshotError::Damaged(_))));
    // A block that is told again is one too many.
    assert_eq!(
        Snapshot::from_difference(&before.to_bytes(), Some(&before)),
        Err(SnapshotError::Damaged("something follows it"))
    );
}
