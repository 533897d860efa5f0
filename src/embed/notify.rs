//! What the host is told.

use crate::model::PlaceIx;
use crate::scene::Mark;
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

/// An object with the fields of a list.
pub fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in fields {
        // A fresh object takes every field.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// Dispatches an event from the host that leaves shadow trees.
pub fn dispatch(host: &HtmlElement, name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_detail(detail);
    init.set_bubbles(true);
    init.set_composed(true);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // A listener's exception is the listener's.
        let _ = host.dispatch_event(&event);
    }
}

/// Markers as the host reads them: `x`, `y`, `radius` in CSS pixels from the map's top left
/// corner, `count`, `label`, `places` by id and `selected`.
pub fn marks_to_js(marks: &[Mark], id_of: &dyn Fn(PlaceIx) -> String) -> js_sys::Array {
    marks
        .iter()
        .map(|mark| {
            let places: js_sys::Array = mark
                .places
                .iter()
                .map(|place| JsValue::from(id_of(*place)))
                .collect();
            object(&[
                ("x", mark.at.x.into()),
                ("y", mark.at.y.into()),
                ("radius", mark.radius.into()),
                ("count", mark.count.into()),
                ("label", mark.title.as_str().into()),
                ("places", places.into()),
                ("selected", mark.selected.into()),
            ])
        })
        .collect()
}
