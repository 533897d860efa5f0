//! What the tests do with the page that they run in.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement};

/// The page.
pub fn document() -> Document {
    let window = web_sys::window().expect("a window");
    window.document().expect("a document")
}

/// An element of 800 by 600 CSS pixels on the page.
pub fn host() -> HtmlElement {
    let made = document().create_element("div").expect("an element");
    let host: HtmlElement = made.unchecked_into();
    let style = "position: fixed; inset: 0; width: 800px; height: 600px";
    host.set_attribute("style", style).expect("a style");
    let body = document().body().expect("a body");
    body.append_child(&host).expect("the host on the page");
    host
}

/// Calls a JavaScript function that is written here.
pub fn js(parameters: &str, body: &str, arguments: &[JsValue]) -> JsValue {
    let function = Function::new_with_args(parameters, body);
    let arguments: Array = arguments.iter().cloned().collect();
    let answer = Reflect::apply(&function, &JsValue::NULL, &arguments);
    answer.unwrap_or_else(|error| panic!("`{body}`: {error:?}"))
}

/// What a promise resolves with.
pub async fn resolved(promise: JsValue) -> JsValue {
    let promise: Promise = promise.unchecked_into();
    let result = JsFuture::from(promise).await;
    result.unwrap_or_else(|error| panic!("a promise was rejected: {error:?}"))
}

/// A file that the native test `parts` has left. The tests' server serves the package's folder.
pub async fn part(name: &str) -> Vec<u8> {
    // A native test's folder is beside that of the target, not in it.
    let folder = env!("CARGO_TARGET_TMPDIR").replace('\\', "/");
    let folder = folder.replace("/wasm32-unknown-unknown/tmp", "/tmp");
    let folder = folder.strip_prefix(env!("CARGO_MANIFEST_DIR"));
    let folder = folder.expect("the target folder is in the package's");
    let body = "return fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}; run the test parts first`);
        return answer.arrayBuffer();
    })";
    let address = format!("{folder}/parts/{name}");
    let buffer = resolved(js("address", body, &[address.into()])).await;
    Uint8Array::new(&buffer).to_vec()
}
