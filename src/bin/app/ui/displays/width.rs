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
        measure(&element, width);
        let looked_at = element.clone();
        let changed = Closure::new(move || {
            // What is drawn anew has another height, which must not change while it is looked at.
            let looked_at = looked_at.clone();
            request_animation_frame(move || measure(&looked_at, width));
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

fn measure(element: &Element, width: RwSignal<f64>) {
    let now = f64::from(element.client_width());
    // The place may be gone.
    let before = width.try_get_untracked();
    if now > 0.0 && before.is_some_and(|before| before != now) {
        width.try_set(now);
    }
}
