//! What the element does for the widget: JavaScript does it in a few words.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlCanvasElement};

#[wasm_bindgen]
extern "C" {
    /// The element's part in sharing.
    #[derive(Clone)]
    pub type Tools;

    /// Offers a text as a file with a name and a media type.
    #[wasm_bindgen(method, catch)]
    pub fn save(this: &Tools, name: &str, kind: &str, text: &str) -> Result<(), JsValue>;

    /// Offers what a canvas shows as a PNG with a name.
    #[wasm_bindgen(method, catch, js_name = savePng)]
    pub fn save_png(this: &Tools, name: &str, canvas: &HtmlCanvasElement) -> Result<(), JsValue>;

    /// Copies a text; the promise rejects where the browser does not allow it.
    #[wasm_bindgen(method, catch)]
    pub fn copy(this: &Tools, text: &str) -> Result<js_sys::Promise, JsValue>;

    /// Makes the elements of a [`super::sketch::Sketch`].
    #[wasm_bindgen(method)]
    pub fn draw(this: &Tools, sketch: &str) -> Element;

    /// Stops the reading of a host's own events.
    #[wasm_bindgen(method)]
    pub fn cancel(this: &Tools);

    /// Prints the page.
    #[wasm_bindgen(method, catch)]
    pub fn print(this: &Tools) -> Result<(), JsValue>;

    /// The page's address without a fragment.
    #[wasm_bindgen(method, catch)]
    pub fn address(this: &Tools) -> Result<String, JsValue>;

    /// The element's id where the page has several maps, otherwise nothing.
    #[wasm_bindgen(method, catch)]
    pub fn map(this: &Tools) -> Result<String, JsValue>;

    /// The page's title.
    #[wasm_bindgen(method, catch)]
    pub fn site(this: &Tools) -> Result<String, JsValue>;

    /// Today where the reader is: year, month and day of the month.
    #[wasm_bindgen(method, catch)]
    pub fn today(this: &Tools) -> Result<Vec<i32>, JsValue>;
}
