//! The choice of language.

use super::el::{El, el, follow};
use super::store::Store;
use crate::model::Lang;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// The languages under their own names.
pub fn language(store: Store) -> El {
    let options = Lang::ALL.map(|lang| {
        let name = match lang {
            Lang::En => "English",
            Lang::Ko => "한국어",
            Lang::Zh => "中文",
            Lang::Ja => "日本語",
        };
        let option = el("option").attr("value", lang.tag());
        option.attr("lang", lang.tag()).text(name)
    });
    let select = el("select")
        .class("language")
        .label_by(move || store.words().language.into())
        .children(options);
    // Its value is read and set as that of a field.
    let field: HtmlInputElement = select.element().clone().unchecked_into();
    let shown = field.clone();
    follow(move || shown.set_value(store.lang.get().tag()));
    select.on("change", move |_: web_sys::Event| {
        if let Some(lang) = Lang::from_tag(&field.value()) {
            store.lang.set(lang);
        }
    })
}
