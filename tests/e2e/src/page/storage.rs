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

impl Page {
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
