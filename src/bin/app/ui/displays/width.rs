//! How wide an element is, as the page is laid out anew.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver};

/// Stops looking when it goes.
struct Watch {
    observer: ResizeObserver,
    // Called by the observer.
    _changed: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Has `width` follow the width of an element, in CSS pixels; not while it is not laid out.
pub fn on_width(place: NodeRef<html::Div>, width: RwSignal<f64>) {
    let watch = StoredValue::new_local(None::<Watch>);
    Effect::new(move |_| {
        let Some(element) = place.get() else { return };
        let element: Element = element.unchecked_into();
        let looked_at = element.clone();
        let changed = Closure::new(move || {
            let now = f64::from(looked_at.client_width());
            // The place may be gone.
            if now > 0.0
                && width
                    .try_get_untracked()
                    .is_some_and(|before| before != now)
            {
                width.try_set(now);
            }
        });
        match ResizeObserver::new(changed.as_ref().unchecked_ref()) {
            Ok(observer) => {
                observer.observe(&element);
                watch.set_value(Some(Watch {
                    observer,
                    _changed: changed,
                }));
            }
            Err(_) => tracing::warn!("the page is not told how wide a chart may be"),
        }
    });
}
