//! Hashes, for `hashlib` and `hmac`.
//!
//! | operation | request | answer |
//! |---|---|---|
//! | `hash.digest` | `{name, data, size}` | the digest; its size counts where a hash has several |
//! | `hash.hmac` | `{name, key, data}` | the digest |
//! | `hash.pbkdf2` | `{name, password, salt, rounds, length}` | the key |
//!
//! Bytes are hexadecimal, in requests and answers.

use blake2::{Blake2b512, Blake2bVar, Blake2s256, Blake2sVar};
use md5::Md5;
use serde::Deserialize;
use sha1::Sha1;
use sha2::digest::{Digest, DynDigest, ExtendableOutput, Update, VariableOutput};
use sha2::{Sha224, Sha256, Sha384, Sha512};
use sha3::{Sha3_224, Sha3_256, Sha3_384, Sha3_512, Shake128, Shake256};

use super::bytes::{decode, encode};
use super::error::NativeError;

/// Longer keys than this are not made: each round of each block takes two hashes.
const LONGEST_KEY: usize = 1 << 16;

#[derive(Deserialize)]
struct DigestRequest {
    name: String,
    data: String,
    size: Option<usize>,
}

#[derive(Deserialize)]
struct HmacRequest {
    name: String,
    key: String,
    data: String,
}

#[derive(Deserialize)]
struct KeyRequest {
    name: String,
    password: String,
    salt: String,
    rounds: u32,
    length: usize,
}

/// Answers a request; none when there is no such operation.
pub fn call(operation: &str, request: &str) -> Option<Result<String, NativeError>> {
    let answer = match operation {
        "hash.digest" => digest(request),
        "hash.hmac" => hmac(request),
        "hash.pbkdf2" => pbkdf2(request),
        _ => return None,
    };
    Some(answer.and_then(|bytes| Ok(serde_json::to_string(&encode(&bytes))?)))
}

/// A hash of this name, and the size of the blocks that it works on.
fn hash(name: &str) -> Result<(Box<dyn DynDigest>, usize), NativeError> {
    Ok(match name {
        "md5" => (Box::new(Md5::new()), 64),
        "sha1" => (Box::new(Sha1::new()), 64),
        "sha224" => (Box::new(Sha224::new()), 64),
        "sha256" => (Box::new(Sha256::new()), 64),
        "sha384" => (Box::new(Sha384::new()), 128),
        "sha512" => (Box::new(Sha512::new()), 128),
        "sha3_224" => (Box::new(Sha3_224::new()), 144),
        "sha3_256" => (Box::new(Sha3_256::new()), 136),
        "sha3_384" => (Box::new(Sha3_384::new()), 104),
        "sha3_512" => (Box::new(Sha3_512::new()), 72),
        "blake2b" => (Box::new(Blake2b512::new()), 128),
        "blake2s" => (Box::new(Blake2s256::new()), 64),
        _ => {
            return Err(NativeError::Refused(format!(
                "unsupported hash type {name}"
            )));
        }
    })
}

fn digest(request: &str) -> Result<Vec<u8>, NativeError> {
    let request: DigestRequest = serde_json::from_str(request)?;
    let data = decode(&request.data)?;
    if let Some(size) = request.size {
        return digest_of_size(&request.name, &data, size);
    }
    let (mut hash, _) = hash(&request.name)?;
    hash.update(&data);
    Ok(hash.finalize().into_vec())
}

/// The digest of a hash that gives as many bytes as one asks for.
fn digest_of_size(name: &str, data: &[u8], size: usize) -> Result<Vec<u8>, NativeError> {
    if size > LONGEST_KEY {
        return Err(NativeError::Refused("the digest is too long".into()));
    }
    let mut digest = vec![0; size];
    let made = match name {
        "blake2b" => variable::<Blake2bVar>(data, &mut digest),
        "blake2s" => variable::<Blake2sVar>(data, &mut digest),
        "shake_128" => return Ok(extended::<Shake128>(data, digest)),
        "shake_256" => return Ok(extended::<Shake256>(data, digest)),
        _ => None,
    };
    let refused = || NativeError::Refused(format!("{name} has no digest of {size} bytes"));
    made.map(|()| digest).ok_or_else(refused)
}

fn variable<Hash: VariableOutput + Update>(data: &[u8], digest: &mut [u8]) -> Option<()> {
    let mut hash = Hash::new(digest.len()).ok()?;
    hash.update(data);
    hash.finalize_variable(digest).ok()
}

fn extended<Hash: Default + ExtendableOutput + Update>(
    data: &[u8],
    mut digest: Vec<u8>,
) -> Vec<u8> {
    let mut hash = Hash::default();
    hash.update(data);
    hash.finalize_xof_into(&mut digest);
    digest
}

fn hmac(request: &str) -> Result<Vec<u8>, NativeError> {
    let request: HmacRequest = serde_json::from_str(request)?;
    let mut keyed = Keyed::new(&request.name, &decode(&request.key)?)?;
    Ok(keyed.authenticate(&[&decode(&request.data)?]))
}

/// A hash with a key (RFC 2104).
struct Keyed {
    hash: Box<dyn DynDigest>,
    inner: Vec<u8>,
    outer: Vec<u8>,
}

impl Keyed {
    fn new(name: &str, key: &[u8]) -> Result<Self, NativeError> {
        let (mut hash, block) = hash(name)?;
        let mut padded = key.to_vec();
        if key.len() > block {
            hash.update(key);
            padded = hash.finalize_reset().into_vec();
        }
        padded.resize(block, 0);
        let with = |pad: u8| padded.iter().map(|byte| byte ^ pad).collect();
        Ok(Self {
            hash,
            inner: with(0x36),
            outer: with(0x5c),
        })
    }

    fn authenticate(&mut self, parts: &[&[u8]]) -> Vec<u8> {
        self.hash.update(&self.inner);
        parts.iter().for_each(|part| self.hash.update(part));
        let inner = self.hash.finalize_reset();
        self.hash.update(&self.outer);
        self.hash.update(&inner);
        self.hash.finalize_reset().into_vec()
    }
}

/// A key from a password (RFC 8018).
fn pbkdf2(request: &str) -> Result<Vec<u8>, NativeError> {
    let request: KeyRequest = serde_json::from_str(request)?;
    if request.length > LONGEST_KEY {
        return Err(NativeError::Refused("the key is too long".into()));
    }
    let mut keyed = Keyed::new(&request.name, &decode(&request.password)?)?;
    let salt = decode(&request.salt)?;
    let mut key = Vec::new();
    for block in 1_u32.. {
        if key.len() >= request.length {
            break;
        }
        let mut round = keyed.authenticate(&[&salt, &block.to_be_bytes()]);
        let mut sum = round.clone();
        for _ in 1..request.rounds {
            round = keyed.authenticate(&[&round]);
            sum.iter_mut()
                .zip(&round)
                .for_each(|(sum, byte)| *sum ^= byte);
        }
        key.extend(sum);
    }
    key.truncate(request.length);
    Ok(key)
}
