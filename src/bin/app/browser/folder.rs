//! A folder on this computer that the person has chosen: records as files in it, and the leave to
//! write there. File System API: <https://fs.spec.whatwg.org/>; the picker and permissions:
//! <https://wicg.github.io/file-system-access/>. Only some browsers have these.

use async_trait::async_trait;
use js_sys::{Array, AsyncIterator, Function, Object, Promise, Reflect, Uint8Array};
use micropython_agent::platform::store::{Change, RecordStore, StoreError};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::js_error::{describe, field};

/// Bytes of one file.
const MAX_FILE_BYTES: f64 = 256.0 * 1024.0 * 1024.0;

const PICKER: &str = "showDirectoryPicker";

#[wasm_bindgen]
extern "C" {
    /// A folder, as the browser hands it out. It can be kept in IndexedDB.
    #[wasm_bindgen(js_name = FileSystemDirectoryHandle)]
    #[derive(Clone)]
    pub type Folder;

    #[wasm_bindgen(method, getter)]
    fn name(this: &Folder) -> String;

    #[wasm_bindgen(method)]
    fn entries(this: &Folder) -> AsyncIterator;

    #[wasm_bindgen(method, js_name = getDirectoryHandle)]
    fn folder(this: &Folder, name: &str, options: &JsValue) -> Promise;

    #[wasm_bindgen(method, js_name = getFileHandle)]
    fn file(this: &Folder, name: &str, options: &JsValue) -> Promise;

    #[wasm_bindgen(method, js_name = removeEntry)]
    fn remove(this: &Folder, name: &str, options: &JsValue) -> Promise;

    #[wasm_bindgen(method, js_name = queryPermission)]
    fn query_permission(this: &Folder, options: &JsValue) -> Promise;

    #[wasm_bindgen(method, js_name = requestPermission)]
    fn request_permission(this: &Folder, options: &JsValue) -> Promise;

    type FileHandle;

    #[wasm_bindgen(method, js_name = getFile)]
    fn get(this: &FileHandle) -> Promise;

    #[wasm_bindgen(method, js_name = createWritable)]
    fn create_writable(this: &FileHandle) -> Promise;

    type Writable;

    #[wasm_bindgen(method)]
    fn write(this: &Writable, content: &JsValue) -> Promise;

    #[wasm_bindgen(method)]
    fn close(this: &Writable) -> Promise;
}

/// Whether the page may write to a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// It may.
    Granted,
    /// The person is to be asked, which takes a click.
    Ask,
}

/// Whether this browser lets a page choose folders.
pub fn is_supported() -> bool {
    picker().is_some()
}

/// Has the person choose a folder. Nothing if they did not.
///
/// # Errors
/// Why it cannot be used, for the user.
pub async fn choose() -> Result<Option<Folder>, String> {
    let picker = picker().ok_or("this browser does not let pages use folders")?;
    let chosen = picker.call1(&js_sys::global(), &for_writing());
    let chosen = match chosen {
        Ok(promise) => JsFuture::from(promise.unchecked_into::<Promise>()).await,
        Err(thrown) => Err(thrown),
    };
    match chosen {
        Ok(folder) => Ok(Some(folder.unchecked_into())),
        Err(thrown) if field(&thrown, "name").as_deref() == Some("AbortError") => Ok(None),
        Err(thrown) => Err(describe(&thrown)),
    }
}

impl Folder {
    /// What the person calls it.
    pub fn title(&self) -> String {
        self.name()
    }

    /// Whether the page may write to it now.
    pub async fn leave(&self) -> Leave {
        leave_of(self.query_permission(&for_writing())).await
    }

    /// Asks the person whether the page may write to it. Only a click may lead here.
    pub async fn ask_leave(&self) -> Leave {
        leave_of(self.request_permission(&for_writing())).await
    }
}

/// Records as files: each `/` of a key is a folder. Changes are made in their order, each file wholly
/// or not at all, but not a commit as a whole.
pub struct FolderStore {
    root: Folder,
}

/// Whether a folder on the way to a file is made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    Made,
    Nothing,
}

impl FolderStore {
    /// The records in this folder.
    pub fn new(root: Folder) -> Self {
        Self { root }
    }

    /// The folder of a key's file, and the file's name.
    async fn place<'key>(
        &self,
        key: &'key str,
        missing: Missing,
    ) -> Result<Option<(Folder, &'key str)>, StoreError> {
        let (path, name) = key.rsplit_once('/').unwrap_or(("", key));
        let mut folder = self.root.clone();
        for part in path.split('/').filter(|part| !part.is_empty()) {
            let opened = JsFuture::from(folder.folder(part, &create(missing))).await;
            match opened {
                Ok(opened) => folder = opened.unchecked_into(),
                Err(thrown) if missing == Missing::Nothing && is_missing(&thrown) => {
                    self.is_there().await?;
                    return Ok(None);
                }
                Err(thrown) => return Err(failed(&thrown)),
            }
        }
        Ok(Some((folder, name)))
    }

    /// That a file is not there says nothing when the folder itself is gone.
    async fn is_there(&self) -> Result<(), StoreError> {
        let first = self
            .root
            .entries()
            .next()
            .map_err(|thrown| failed(&thrown))?;
        let first = JsFuture::from(first).await;
        first.map(|_| ()).map_err(|thrown| failed(&thrown))
    }

    async fn file(&self, key: &str) -> Result<Option<File>, StoreError> {
        let Some((folder, name)) = self.place(key, Missing::Nothing).await? else {
            return Ok(None);
        };
        let handle = JsFuture::from(folder.file(name, &create(Missing::Nothing))).await;
        match handle {
            Ok(handle) => open(handle.unchecked_ref()).await.map(Some),
            Err(thrown) if is_missing(&thrown) => {
                self.is_there().await?;
                Ok(None)
            }
            Err(thrown) => Err(failed(&thrown)),
        }
    }

    async fn put(&self, key: &str, content: &JsValue) -> Result<(), StoreError> {
        let Some((folder, name)) = self.place(key, Missing::Made).await? else {
            return Ok(());
        };
        let written = async {
            let handle = JsFuture::from(folder.file(name, &create(Missing::Made))).await?;
            let handle: FileHandle = handle.unchecked_into();
            let writable = JsFuture::from(handle.create_writable()).await?;
            let writable: Writable = writable.unchecked_into();
            JsFuture::from(writable.write(content)).await?;
            // The file changes with this, and at once.
            JsFuture::from(writable.close()).await
        };
        written.await.map(|_| ()).map_err(|thrown| failed(&thrown))
    }

    /// Removes what has this key: a file, or with all that is in it a folder.
    async fn remove(&self, key: &str) -> Result<(), StoreError> {
        let Some((folder, name)) = self.place(key, Missing::Nothing).await? else {
            return Ok(());
        };
        let options = option("recursive", &true.into());
        match JsFuture::from(folder.remove(name, &options)).await {
            Ok(_) => Ok(()),
            Err(thrown) if is_missing(&thrown) => Ok(()),
            Err(thrown) => Err(failed(&thrown)),
        }
    }

    /// All files whose keys start so, in key order.
    async fn found(&self, prefix: &str) -> Result<Vec<(String, FileHandle)>, StoreError> {
        let (path, _) = prefix.rsplit_once('/').unwrap_or(("", prefix));
        let inside = format!("{path}/x");
        let Some((folder, _)) = self.place(&inside, Missing::Nothing).await? else {
            return Ok(Vec::new());
        };
        let mut folders = vec![(path.to_string(), folder)];
        let mut found = Vec::new();
        while let Some((path, folder)) = folders.pop() {
            for (name, handle) in entries(&folder).await? {
                let key = match path.as_str() {
                    "" => name,
                    path => format!("{path}/{name}"),
                };
                let is_folder = field(&handle, "kind").as_deref() == Some("directory");
                if is_folder && (key.starts_with(prefix) || prefix.starts_with(&key)) {
                    folders.push((key, handle.unchecked_into()));
                } else if !is_folder && key.starts_with(prefix) {
                    found.push((key, handle.unchecked_into()));
                }
            }
        }
        found.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(found)
    }
}

#[async_trait(?Send)]
impl RecordStore for FolderStore {
    async fn commit(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        for change in changes {
            match change {
                Change::Put { key, value } => self.put(&key, &value.into()).await?,
                Change::PutBytes { key, bytes } => {
                    let bytes = Uint8Array::from(bytes.as_slice());
                    self.put(&key, &bytes).await?;
                }
                Change::Delete { key } => self.remove(&key).await?,
                Change::DeletePrefix { prefix } => match prefix.strip_suffix('/') {
                    Some(folder) => self.remove(folder).await?,
                    None => {
                        for (key, _) in self.found(&prefix).await? {
                            self.remove(&key).await?;
                        }
                    }
                },
            }
        }
        Ok(())
    }

    async fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        match self.file(key).await? {
            Some(file) => text(key, &file).await.map(Some),
            None => Ok(None),
        }
    }

    async fn get_bytes(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(file) = self.file(key).await? else {
            return Ok(None);
        };
        let bytes = JsFuture::from(file.array_buffer()).await;
        let bytes = bytes.map_err(|thrown| failed(&thrown))?;
        Ok(Some(Uint8Array::new(&bytes).to_vec()))
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let mut records = Vec::new();
        for (key, handle) in self.found(prefix).await? {
            let file = open(&handle).await?;
            let text = text(&key, &file).await?;
            records.push((key, text));
        }
        Ok(records)
    }
}

async fn open(handle: &FileHandle) -> Result<File, StoreError> {
    let file = JsFuture::from(handle.get()).await;
    let file: File = file.map_err(|thrown| failed(&thrown))?.unchecked_into();
    if file.size() > MAX_FILE_BYTES {
        return Err(unavailable(&format!(
            "the file {} is too large",
            file.name()
        )));
    }
    Ok(file)
}

async fn text(key: &str, file: &File) -> Result<String, StoreError> {
    let text = JsFuture::from(file.text()).await;
    let text = text.map_err(|thrown| failed(&thrown))?;
    text.as_string().ok_or_else(|| StoreError::Corrupt {
        key: key.into(),
        reason: "it is not text".into(),
    })
}

/// What is in a folder, by name.
async fn entries(folder: &Folder) -> Result<Vec<(String, JsValue)>, StoreError> {
    let iterator = folder.entries();
    let mut entries = Vec::new();
    loop {
        let next = iterator.next().map_err(|thrown| failed(&thrown))?;
        let next = JsFuture::from(next).await;
        let next: js_sys::IteratorNext = next.map_err(|thrown| failed(&thrown))?.unchecked_into();
        if next.done() {
            return Ok(entries);
        }
        let entry: Array = next.value().unchecked_into();
        if let Some(name) = entry.get(0).as_string() {
            entries.push((name, entry.get(1)));
        }
    }
}

async fn leave_of(asked: Promise) -> Leave {
    let answer = JsFuture::from(asked).await;
    match answer.ok().and_then(|answer| answer.as_string()).as_deref() {
        Some("granted") => Leave::Granted,
        _ => Leave::Ask,
    }
}

fn picker() -> Option<Function> {
    let picker = Reflect::get(&js_sys::global(), &PICKER.into()).ok()?;
    picker.dyn_into().ok()
}

fn for_writing() -> JsValue {
    option("mode", &"readwrite".into())
}

fn create(missing: Missing) -> JsValue {
    option("create", &(missing == Missing::Made).into())
}

fn option(name: &str, value: &JsValue) -> JsValue {
    let options = Object::new();
    // An object of ours takes any field.
    let _ = Reflect::set(&options, &name.into(), value);
    options.into()
}

fn is_missing(thrown: &JsValue) -> bool {
    field(thrown, "name").as_deref() == Some("NotFoundError")
}

fn failed(thrown: &JsValue) -> StoreError {
    match field(thrown, "name").as_deref() {
        Some("QuotaExceededError") => StoreError::Full,
        Some("NotAllowedError" | "SecurityError") => {
            unavailable("the browser no longer lets the page write to the folder")
        }
        Some("NotFoundError") => unavailable("the folder is not there any more"),
        Some("NoModificationAllowedError") => {
            unavailable("a file in the folder is in use by another program")
        }
        _ => unavailable(&describe(thrown)),
    }
}

fn unavailable(reason: &str) -> StoreError {
    StoreError::Unavailable {
        reason: reason.into(),
    }
}
