//! Files as one ZIP archive, stored as they are: what Python has may not be worth compressing, and a
//! compressor would weigh more than all of this. The format is that of APPNOTE 6.3.10, without ZIP64
//! (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).

/// The archive with these files, each a name without a leading slash and its content. Files that
/// would take it past 4 GB or 65,535 files are left out.
pub fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    let mut count: u16 = 0;
    for (name, content) in files {
        let entry = Entry::of(name, content, bytes.len());
        let (Some(entry), Some(next)) = (entry, count.checked_add(1)) else {
            continue;
        };
        count = next;
        entry.write_local(&mut bytes);
        bytes.extend_from_slice(content);
        entry.write_central(&mut directory);
    }
    // Both fit: a file that would take them further was left out.
    let start = bytes.len() as u32;
    let size = directory.len() as u32;
    bytes.append(&mut directory);
    put4(&mut bytes, 0x0605_4b50);
    put2(&mut bytes, 0);
    put2(&mut bytes, 0);
    put2(&mut bytes, count);
    put2(&mut bytes, count);
    put4(&mut bytes, size);
    put4(&mut bytes, start);
    put2(&mut bytes, 0);
    bytes
}

/// The most bytes that files and directory may take: both have places of 32 bits.
const MAX_BYTES: usize = 0x7fff_ffff;

/// What both headers say of a file.
struct Entry<'a> {
    name: &'a str,
    name_length: u16,
    size: u32,
    checksum: u32,
    offset: u32,
}

impl<'a> Entry<'a> {
    fn of(name: &'a str, content: &[u8], offset: usize) -> Option<Self> {
        (offset + content.len() < MAX_BYTES).then_some(())?;
        Some(Self {
            name,
            name_length: name.len().try_into().ok()?,
            size: content.len().try_into().ok()?,
            checksum: crc32(content),
            offset: offset.try_into().ok()?,
        })
    }

    fn write_local(&self, bytes: &mut Vec<u8>) {
        put4(bytes, 0x0403_4b50);
        self.write_common(bytes);
        bytes.extend_from_slice(self.name.as_bytes());
    }

    fn write_central(&self, bytes: &mut Vec<u8>) {
        put4(bytes, 0x0201_4b50);
        put2(bytes, 20);
        self.write_common(bytes);
        // No comment, first disk, no attributes.
        put2(bytes, 0);
        put2(bytes, 0);
        put2(bytes, 0);
        put4(bytes, 0);
        put4(bytes, self.offset);
        bytes.extend_from_slice(self.name.as_bytes());
    }

    fn write_common(&self, bytes: &mut Vec<u8>) {
        // Version 2.0, a name in UTF-8, stored, 1 January 1980.
        put2(bytes, 20);
        put2(bytes, 0x0800);
        put2(bytes, 0);
        put2(bytes, 0);
        put2(bytes, 0x0021);
        put4(bytes, self.checksum);
        put4(bytes, self.size);
        put4(bytes, self.size);
        put2(bytes, self.name_length);
        put2(bytes, 0);
    }
}

fn put2(bytes: &mut Vec<u8>, number: u16) {
    bytes.extend_from_slice(&number.to_le_bytes());
}

fn put4(bytes: &mut Vec<u8>, number: u32) {
    bytes.extend_from_slice(&number.to_le_bytes());
}

fn crc32(content: &[u8]) -> u32 {
    let mut checksum = u32::MAX;
    for byte in content {
        checksum ^= u32::from(*byte);
        for _ in 0..8 {
            let lowest = checksum & 1;
            checksum = (checksum >> 1) ^ (0xedb8_8320 * lowest);
        }
    }
    !checksum
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::process::{Command, Stdio};

    #[test]
    fn the_checksum_is_that_of_the_format() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    /// Another implementation reads it: Python's.
    #[test]
    fn an_archive_is_read_by_others() {
        let files = [
            ("a.txt".to_string(), b"one".to_vec()),
            ("data/\u{e9}.bin".to_string(), (0..=255).collect()),
            ("empty".to_string(), Vec::new()),
        ];
        let program = "import io, sys, zipfile\n\
            archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))\n\
            assert archive.testzip() is None\n\
            for name in archive.namelist(): print(ascii(name), archive.read(name)[:3], len(archive.read(name)))";
        let mut python = Command::new("python3")
            .args(["-c", program])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = python.stdin.take().unwrap();
        input.write_all(&archive(&files)).unwrap();
        drop(input);
        let output = python.wait_with_output().unwrap();
        assert_eq!(
            String::from_utf8(output.stdout).unwrap(),
            "'a.txt' b'one' 3\n'data/\\xe9.bin' b'\\x00\\x01\\x02' 256\n'empty' b'' 0\n"
        );
    }
}
