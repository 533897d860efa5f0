//! The grip with which the column of a narrow map is made taller and shorter.

use super::el::El;
use super::icon::button;
use super::signals::prelude::*;
use super::store::{Sheet, Store};
use web_sys::{HtmlElement, KeyboardEvent, PointerEvent};

/// A drag of so many CSS pixels changes the height.
const STEP: f64 = 28.0;

impl Sheet {
    /// Its name in the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Half => "half",
            Self::High => "high",
        }
    }

    fn taller(self) -> Self {
        match self {
            Self::Low => Self::Half,
            Self::Half | Self::High => Self::High,
        }
    }

    fn shorter(self) -> Self {
        match self {
            Self::High => Self::Half,
            Self::Half | Self::Low => Self::Low,
        }
    }
}

/// The grip: a press walks through the heights, a drag and the arrow keys go up and down. A wide
/// map hides it.
pub fn grip(store: Store) -> El {
    let held = RwSignal::new(None::<(f64, Sheet)>);
    let dragged = RwSignal::new(false);
    let name = move || {
        let words = store.words();
        let name = match store.sheet.get() {
            Sheet::High => words.shorter,
            Sheet::Low | Sheet::Half => words.taller,
        };
        name.to_string()
    };
    let grip = button("grip");
    let element: HtmlElement = grip.html();
    grip.label_by(name)
        .on("pointerdown", move |event: PointerEvent| {
            dragged.set(false);
            held.set(Some((
                f64::from(event.client_y()),
                store.sheet.get_untracked(),
            )));
            let _ = element.set_pointer_capture(event.pointer_id());
        })
        .on("pointermove", move |event: PointerEvent| {
            let Some((from, was)) = held.get_untracked() else {
                return;
            };
            let up = from - f64::from(event.client_y());
            let now = match up {
                _ if up > 6.0 * STEP => was.taller().taller(),
                _ if up > STEP => was.taller(),
                _ if up < -6.0 * STEP => was.shorter().shorter(),
                _ if up < -STEP => was.shorter(),
                _ => was,
            };
            if now != was {
                dragged.set(true);
            }
            set(store, now);
        })
        .on("pointerup", move |_: PointerEvent| held.set(None))
        .on("pointercancel", move |_: PointerEvent| held.set(None))
        .on("keydown", move |event: KeyboardEvent| {
            let now = store.sheet.get_untracked();
            let next = match event.key().as_str() {
                "ArrowUp" => now.taller(),
                "ArrowDown" => now.shorter(),
                _ => return,
            };
            event.prevent_default();
            set(store, next);
        })
        .press(move || {
            // The click that a browser makes of a drag is none.
            if dragged.get_untracked() {
                return;
            }
            set(
                store,
                match store.sheet.get_untracked() {
                    Sheet::Low => Sheet::Half,
                    Sheet::Half => Sheet::High,
                    Sheet::High => Sheet::Low,
                },
            );
        })
}

fn set(store: Store, sheet: Sheet) {
    if store.sheet.get_untracked() != sheet {
        store.sheet.set(sheet);
    }
}
