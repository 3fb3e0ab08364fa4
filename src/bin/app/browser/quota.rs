//! How much the browser lets the page keep on this device, and whether it may throw it away.
//! <https://storage.spec.whatwg.org/#storagemanager>. Only pages of secure origins are told.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::js_error::describe;

#[wasm_bindgen]
extern "C" {
    /// `navigator.storage`.
    type StorageManager;

    #[wasm_bindgen(method, catch)]
    fn estimate(this: &StorageManager) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn persisted(this: &StorageManager) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn persist(this: &StorageManager) -> Result<Promise, JsValue>;
}

/// What the page keeps on this device.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quota {
    /// Bytes that are used, about.
    pub used: f64,
    /// Bytes that may be used, about.
    pub allowed: f64,
    /// Whether the browser keeps them until the user deletes them. Otherwise it may throw them away
    /// when the device is short of room.
    pub persistent: bool,
}

/// What the page keeps; nothing where the browser does not say.
pub async fn quota() -> Option<Quota> {
    match asked().await {
        Ok(quota) => quota,
        Err(error) => {
            tracing::info!(error = describe(&error), "the browser tells of no quota");
            None
        }
    }
}

/// Asks the browser to keep what is stored until the user deletes it; it may ask the user. True if
/// it does.
pub async fn persist() -> bool {
    let Some(storage) = storage() else {
        return false;
    };
    let granted = match storage.persist() {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    match granted {
        Ok(granted) => granted.is_truthy(),
        Err(error) => {
            tracing::info!(
                error = describe(&error),
                "storage cannot be made persistent"
            );
            false
        }
    }
}

async fn asked() -> Result<Option<Quota>, JsValue> {
    let Some(storage) = storage() else {
        return Ok(None);
    };
    let estimate = JsFuture::from(storage.estimate()?).await?;
    let persisted = JsFuture::from(storage.persisted()?).await?;
    let bytes = |name: &str| {
        let value = js_sys::Reflect::get(&estimate, &name.into())?;
        Ok::<_, JsValue>(value.as_f64())
    };
    let (Some(used), Some(allowed)) = (bytes("usage")?, bytes("quota")?) else {
        return Ok(None);
    };
    Ok(Some(Quota {
        used,
        allowed,
        persistent: persisted.is_truthy(),
    }))
}

fn storage() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let storage = js_sys::Reflect::get(&navigator, &"storage".into()).ok()?;
    storage.is_object().then(|| storage.unchecked_into())
}
