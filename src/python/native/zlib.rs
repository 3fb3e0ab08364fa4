//! Compression, for `zlib` and `gzip`.
//!
//! | operation | request | answer |
//! |---|---|---|
//! | `zlib.compress` | `{data, level, raw}` | the compressed data |
//! | `zlib.decompress` | `{data, raw, limit}` | `[data, bytes read, whether that was the end]` |
//! | `zlib.adler32` | `{data, value}` | the checksum, going on from a value |
//!
//! Bytes are hexadecimal, in requests and answers. `raw` data has neither header nor checksum. A
//! decompressor may stop at its limit.

use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, TDEFLStatus};
use miniz_oxide::deflate::core::{compress_to_output, create_comp_flags_from_zip_params};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};
use serde::Deserialize;

use super::bytes::{decode, encode};
use super::error::NativeError;

/// What is decompressed in one call at most: as much as the interpreter's memory could take.
const LIMIT: usize = 128 << 20;

#[derive(Deserialize)]
struct CompressRequest {
    data: String,
    level: i32,
    raw: bool,
}

#[derive(Deserialize)]
struct DecompressRequest {
    data: String,
    raw: bool,
    limit: Option<usize>,
}

#[derive(Deserialize)]
struct ChecksumRequest {
    data: String,
    value: u32,
}

/// Answers a request; none when there is no such operation.
pub fn call(operation: &str, request: &str) -> Option<Result<String, NativeError>> {
    Some(match operation {
        "zlib.compress" => compress(request),
        "zlib.decompress" => inflate(request),
        "zlib.adler32" => adler32(request),
        _ => return None,
    })
}

fn compress(request: &str) -> Result<String, NativeError> {
    let request: CompressRequest = serde_json::from_str(request)?;
    let data = decode(&request.data)?;
    let window = if request.raw { 0 } else { 1 };
    let flags = create_comp_flags_from_zip_params(request.level, window, 0);
    let mut compressed = Vec::new();
    let (status, _) = compress_to_output(
        &mut CompressorOxide::new(flags),
        &data,
        TDEFLFlush::Finish,
        |bytes| {
            compressed.extend_from_slice(bytes);
            true
        },
    );
    if status != TDEFLStatus::Done {
        return Err(NativeError::Refused("the data cannot be compressed".into()));
    }
    Ok(serde_json::to_string(&encode(&compressed))?)
}

fn inflate(request: &str) -> Result<String, NativeError> {
    let request: DecompressRequest = serde_json::from_str(request)?;
    let data = decode(&request.data)?;
    let limit = request.limit.unwrap_or(LIMIT).min(LIMIT);
    let header = if request.raw {
        0
    } else {
        inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER
    };
    let flags = header | inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let mut decompressor = Box::<DecompressorOxide>::default();
    let mut inflated = vec![0; limit.min(data.len().saturating_mul(4).max(1 << 10))];
    let (mut read, mut written) = (0, 0);
    loop {
        let (status, taken, given) = decompress(
            &mut decompressor,
            &data[read..],
            &mut inflated,
            written,
            flags,
        );
        read += taken;
        written += given;
        let finished = match status {
            TINFLStatus::Done => true,
            TINFLStatus::HasMoreOutput if written < limit => {
                inflated.resize(limit.min(inflated.len().saturating_mul(2)), 0);
                continue;
            }
            TINFLStatus::HasMoreOutput if request.limit.is_none() => {
                let message = format!("the data is larger than {} MB", LIMIT >> 20);
                return Err(NativeError::Refused(message));
            }
            TINFLStatus::HasMoreOutput
            | TINFLStatus::NeedsMoreInput
            | TINFLStatus::FailedCannotMakeProgress => false,
            TINFLStatus::Adler32Mismatch => return Err(fault("incorrect data check")),
            _ => return Err(fault(cause(&data, request.raw))),
        };
        inflated.truncate(written);
        return Ok(serde_json::to_string(&(encode(&inflated), read, finished))?);
    }
}

/// What zlib would say of data that is not compressed data.
fn cause(data: &[u8], raw: bool) -> &'static str {
    match data {
        [first, second, ..] if !raw => {
            let header = u16::from_be_bytes([*first, *second]);
            match header {
                _ if header % 31 != 0 => "incorrect header check",
                _ if first & 15 != 8 => "unknown compression method",
                _ if first >> 4 > 7 => "invalid window size",
                _ => "invalid block type",
            }
        }
        _ => "invalid block type",
    }
}

fn fault(cause: &str) -> NativeError {
    NativeError::Refused(format!("Error -3 while decompressing data: {cause}"))
}

fn adler32(request: &str) -> Result<String, NativeError> {
    const MODULUS: u32 = 65_521;
    let request: ChecksumRequest = serde_json::from_str(request)?;
    let (mut low, mut high) = (request.value & 0xffff, request.value >> 16);
    for byte in decode(&request.data)? {
        low = (low + u32::from(byte)) % MODULUS;
        high = (high + low) % MODULUS;
    }
    Ok((high << 16 | low).to_string())
}
