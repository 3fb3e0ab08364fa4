//! What the page gives to the device and to the browser: files, text that is copied, and what the
//! browser makes of it all.

use std::fs;
use std::io::ErrorKind;

use serde_json::{Value, json};

use super::Page;
use crate::Result;

impl Page {
    /// Waits for a file of this name to be saved, takes it away, and gives its bytes.
    pub async fn downloaded(&self, name: &str) -> Result<Vec<u8>> {
        let folder = self.downloads.as_ref();
        let folder = folder.ok_or("it is not known where this browser saves files")?;
        let file = folder.join(name);
        // It gets its name when all of it is there.
        let what = format!("{name} to be saved");
        let bytes = self.until(&what, async || match fs::read(&file) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let saved: Vec<_> = fs::read_dir(folder)?.flatten().collect();
                Err(format!("there is {saved:?}").into())
            }
            Err(error) => Err(error.into()),
        });
        let bytes = bytes.await?;
        fs::remove_file(file)?;
        Ok(bytes)
    }

    /// The text that was copied last. It was copied as a person may; only this looks at it with leave.
    pub async fn clipboard(&self) -> Result<String> {
        let leave = json!({ "permissions": ["clipboardReadWrite"] });
        self.devtools("Browser.grantPermissions", leave).await?;
        let read = "return navigator.clipboard.readText()";
        let copied = self.script(read, Vec::new()).await;
        self.devtools("Browser.resetPermissions", json!({})).await?;
        let copied = copied?;
        Ok(copied.as_str().ok_or("no text was copied")?.to_string())
    }

    /// Turns the wheel of the mouse over the middle of the window, by so many pixels downwards.
    pub async fn turn_wheel(&self, pixels: i32) -> Result {
        let size = self.script("return [innerWidth / 2, innerHeight / 2]", Vec::new());
        let size = size.await?;
        let wheel = json!({
            "type": "mouseWheel", "x": size[0], "y": size[1], "deltaX": 0, "deltaY": pixels,
        });
        self.devtools("Input.dispatchMouseEvent", wheel).await?;
        Ok(())
    }

    /// Gives the browser a command of the DevTools protocol
    /// (<https://chromedevtools.github.io/devtools-protocol/>).
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        Ok(self.driver.cdp().send_raw(command, parameters).await?)
    }
}
