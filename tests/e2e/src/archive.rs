//! ZIP archives, as another implementation reads them: Python's.

use std::process::Stdio;

use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use crate::Result;

const UNPACK: &str = "
import io, json, sys, zipfile
archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
assert archive.testzip() is None
json.dump([[name, list(archive.read(name))] for name in archive.namelist()], sys.stdout)
";

/// The files of an archive, by `python3` on PATH: name and bytes of each, in their order.
///
/// # Errors
/// When it is no archive, or python3 is missing.
pub async fn unpacked(archive: &[u8]) -> Result<Vec<(String, Vec<u8>)>> {
    let mut child = Command::new("python3")
        .args(["-c", UNPACK])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("python3: {error}"))?;
    let mut stdin = child.stdin.take().ok_or("python3 has no stdin")?;
    stdin.write_all(archive).await?;
    drop(stdin);
    let output = child.wait_with_output().await?;
    Ok(serde_json::from_slice(&output.stdout)?)
}
