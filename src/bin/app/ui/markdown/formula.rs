//! Formulas as MathML elements, which browsers show and screen readers read. One that is not
//! understood is shown as it is written.

use leptos::{html, prelude::*};
use micropython_agent::math::{self, Content, Element};
use wasm_bindgen::JsValue;
use web_sys::Document;

/// <https://www.w3.org/TR/mathml-core/#dfn-mathml-namespace>
const NAMESPACE: &str = "http://www.w3.org/1998/Math/MathML";

/// A formula within text, or one that stands by itself.
pub fn formula(source: &str, display: bool) -> AnyView {
    match math::parse(source) {
        Ok(elements) => {
            let source = source.to_string();
            view! { <Formula elements source display/> }.into_any()
        }
        Err(_) if display => view! {
            <pre class="block" tabindex="0"><code>{source.trim().to_string()}</code></pre>
        }
        .into_any(),
        Err(_) => view! { <code>{source.to_string()}</code> }.into_any(),
    }
}

#[component]
fn Formula(elements: Vec<Element>, source: String, display: bool) -> impl IntoView {
    let place = NodeRef::<html::Span>::new();
    Effect::new(move |_| {
        let Some(place) = place.get() else { return };
        if let Err(error) = build(&place, &elements, &source, display) {
            tracing::warn!(?error, "a formula could not be shown");
        }
    });
    view! { <span class=if display { "formula display" } else { "formula" } node_ref=place></span> }
}

/// Puts the formula where it belongs.
fn build(
    place: &web_sys::HtmlElement,
    elements: &[Element],
    source: &str,
    display: bool,
) -> Result<(), JsValue> {
    let document = document();
    let math = document.create_element_ns(Some(NAMESPACE), "math")?;
    math.set_attribute("alttext", source)?;
    if display {
        math.set_attribute("display", "block")?;
    }
    append(&document, &math, elements)?;
    place.replace_children_with_node_1(&math);
    Ok(())
}

/// As deep as the parser lets it be.
fn append(
    document: &Document,
    parent: &web_sys::Element,
    elements: &[Element],
) -> Result<(), JsValue> {
    for element in elements {
        let node = document.create_element_ns(Some(NAMESPACE), element.name)?;
        for (name, value) in &element.attributes {
            node.set_attribute(name, value)?;
        }
        match &element.content {
            Content::Text(text) => node.set_text_content(Some(text)),
            Content::Elements(inner) => append(document, &node, inner)?,
        }
        parent.append_child(&node)?;
    }
    Ok(())
}
