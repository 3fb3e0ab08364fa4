//! What the page leaves on the device.

use super::Page;
use crate::Result;

/// Everything in local and session storage, cookies, IndexedDB and the caches, as one text.
const DUMP: &str = "
return (async () => {
    const all = {
        local: { ...localStorage },
        session: { ...sessionStorage },
        cookies: document.cookie,
        address: location.href,
        databases: {},
        caches: await caches.keys(),
    };
    for (const { name, version } of await indexedDB.databases()) {
        const database = await new Promise((resolve, reject) => {
            const request = indexedDB.open(name, version);
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
        });
        for (const store of database.objectStoreNames) {
            const records = database.transaction(store).objectStore(store);
            const read = request => new Promise((resolve, reject) => {
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error);
            });
            all.databases[`${name}/${store}`] = [await read(records.getAllKeys()), await read(records.getAll())];
        }
        database.close();
    }
    return JSON.stringify(all);
})()";

const FORGET: &str = "
return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('micropython-agent');
    request.onsuccess = () => resolve(true);
    request.onerror = () => reject(request.error);
});";

/// In each record whose key begins so, puts one text in the place of another where that stands first.
const EDIT: &str = "
const [prefix, text, other] = arguments;
return new Promise((resolve, reject) => {
    const opening = indexedDB.open('micropython-agent');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const change = opening.result.transaction('records', 'readwrite');
        const range = IDBKeyRange.bound(prefix, prefix + '\\uffff');
        let edited = 0;
        change.objectStore('records').openCursor(range).onsuccess = (event) => {
            const cursor = event.target.result;
            if (!cursor) return;
            if (cursor.value.includes(text)) {
                cursor.update(cursor.value.replace(text, other));
                edited += 1;
            }
            cursor.continue();
        };
        change.oncomplete = () => { opening.result.close(); resolve(edited); };
        change.onerror = () => reject(change.error);
    };
})";

impl Page {
    /// Damages, or mends, what is stored: in each record whose key begins so, puts one text in the place of
    /// another where that stands first. At least one has to have it.
    pub async fn edit_records(&self, keys: &str, text: &str, other: &str) -> Result {
        let arguments = vec![keys.into(), text.into(), other.into()];
        let edited = self.script(EDIT, arguments).await?;
        match edited.as_u64() {
            Some(1..) => Ok(()),
            _ => Err(format!("no record {keys:?} has {text:?}").into()),
        }
    }

    /// Makes the browser that of another device: nothing is left in its database.
    pub async fn forget(&self) -> Result {
        self.script(FORGET, Vec::new()).await?;
        Ok(())
    }

    /// Waits until the service worker has all that the site needs without a network.
    pub async fn wait_kept(&self) -> Result {
        self.until("the site to be kept", async || {
            let kept = "return navigator.serviceWorker.getRegistration()
                .then((kept) => kept?.active?.state === 'activated')";
            let kept = self.script(kept, Vec::new()).await?;
            Ok((kept == true).then_some(()))
        })
        .await
    }

    /// All that the page has stored on the device, as one text.
    pub async fn stored(&self) -> Result<String> {
        let stored = self.script(DUMP, Vec::new()).await?;
        Ok(stored
            .as_str()
            .ok_or("the storage could not be read")?
            .to_string())
    }
}
