//! The handle.

use super::inner::{Files, Inner};
use super::notify::marks_to_js;
use crate::geo::Px;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::{HtmlElement, ShadowRoot};

/// A widget on a page, as the element `<yalu-map>` holds it. `free()` takes it away.
#[wasm_bindgen]
pub struct Widget {
    inner: Rc<Inner>,
}

#[wasm_bindgen]
impl Widget {
    /// Puts a widget into the shadow root of a host. `files` holds promises of the bytes of the
    /// compiled corpus (`corpus`, or undefined) and of the basemap (`basemap`).
    ///
    /// # Errors
    /// When the browser refuses to make an element; the exception says which.
    #[wasm_bindgen(constructor)]
    pub fn new(host: HtmlElement, root: &ShadowRoot, files: &JsValue) -> Result<Self, JsError> {
        let inner = Inner::new(host, root, Files::from_js(files))
            .map_err(|failure| JsError::new(&failure.to_string()))?;
        Ok(Self {
            inner: Rc::new(inner),
        })
    }

    /// Resolves when everything asked for is there and painted. What could not be fetched is
    /// told in the map and by `yalu-error`; the promise resolves all the same.
    pub fn start(&self) -> js_sys::Promise {
        let inner = self.inner.clone();
        future_to_promise(async move {
            inner.start().await;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Changes what an attribute of that name stands for. A value that cannot be used changes
    /// nothing and is told by `yalu-error`.
    pub fn set(&self, name: &str, value: &str) {
        Inner::set(&self.inner, name, value);
    }

    /// What an attribute of that name would say now.
    #[must_use]
    pub fn get(&self, name: &str) -> String {
        self.inner.get(name)
    }

    /// Resolves after the frame that shows the current state has been painted.
    #[must_use]
    pub fn settled(&self) -> js_sys::Promise {
        self.inner.settled()
    }

    /// The markers on the screen.
    #[must_use]
    pub fn marks(&self) -> JsValue {
        marks_to_js(&self.inner.marks(), &self.inner.place_ids())
    }

    /// The marker at a position in CSS pixels from the map's top left corner, or null.
    #[wasm_bindgen(js_name = markAt)]
    #[must_use]
    pub fn mark_at(&self, x: f64, y: f64) -> JsValue {
        match self.inner.mark_at(Px::new(x, y)) {
            Some(mark) => marks_to_js(&[mark], &self.inner.place_ids())
                .unchecked_into::<js_sys::Array>()
                .get(0),
            None => JsValue::NULL,
        }
    }

    /// Shows the events of a GeoJSON text; gives a list of what is wrong with it.
    ///
    /// # Errors
    /// When nothing of it can be read; the exception says why.
    pub fn load(&self, text: &str) -> Result<js_sys::Array, JsError> {
        match self.inner.load(text) {
            Ok(problems) => Ok(problems.iter().map(|p| JsValue::from_str(p)).collect()),
            Err(message) => Err(JsError::new(&message)),
        }
    }
}
