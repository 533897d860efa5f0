//! The map with its markers, buttons, scale bar and credits.

use super::dom::{Failure, SizeWatch};
use super::gestures::{Gestures, Hint};
use super::icon::{HOME, MINUS, PLUS, icon};
use super::screen::Screen;
use super::store::{Choice, Store, Trouble};
use crate::geo::Px;
use crate::index::NodeId;
use crate::scene::{CREDITS, SHORT_CREDITS, scale_bar};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Where the screen is kept once its canvas is there.
pub type ScreenSlot = StoredValue<Option<Screen>, LocalStorage>;

/// What lives as long as the map's elements.
struct Working {
    gestures: Gestures,
    _size: SizeWatch,
}

/// The map.
pub fn map(store: Store, host: HtmlElement, slot: ScreenSlot) -> impl IntoView {
    let (map_ref, canvas_ref) = (NodeRef::<html::Section>::new(), NodeRef::<html::Canvas>::new());
    let list_ref = NodeRef::<html::Ul>::new();
    let hint = RwSignal::new(Hint::None);
    let working = StoredValue::new_local(None::<Working>);

    Effect::new(move |_| {
        let (Some(map), Some(canvas), Some(list)) =
            (map_ref.get(), canvas_ref.get(), list_ref.get())
        else {
            return;
        };
        if working.with_value(Option::is_some) {
            return;
        }
        let made = Screen::new(store, host.clone(), canvas, list.unchecked_into())
            .and_then(|screen| start(store, map.unchecked_ref(), screen, hint));
        match made {
            Ok((screen, made)) => {
                slot.set_value(Some(screen));
                working.set_value(Some(made));
            }
            Err(failure) => store.troubles.update(|troubles| {
                troubles.push(Trouble {
                    text: failure.to_string(),
                    details: Vec::new(),
                });
            }),
        }
    });
    Effect::new(move |_| {
        store.view.track();
        store.size.track();
        store.selection.track();
        store.choice.track();
        store.generation.track();
        store.lang.track();
        with_screen(slot, Screen::invalidate);
    });
    Effect::new(move |_| {
        let dark = store.is_dark();
        // The host's own colours are read anew once the scheme has been put on the page.
        map_ref.track();
        with_screen(slot, |screen| screen.set_dark(dark));
    });

    let press = move |event: web_sys::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        let dragged = event.detail() > 0
            && working.with_value(|working| {
                working.as_ref().is_some_and(|w| w.gestures.has_moved())
            });
        let node = slot.with_value(|screen| {
            let target: web_sys::Element = target?;
            screen.as_ref()?.node_of(&target)
        });
        if let Some(node) = node.filter(|_| !dragged) {
            choose(store, node);
        }
    };
    let zoom = move |steps: f64| {
        move |_| with_screen(slot, |screen| screen.zoom_by(steps, None))
    };
    let home = move |_| {
        let size = store.size.get_untracked();
        with_screen(slot, |screen| screen.fly(store.home(size)));
    };
    let bar = Memo::new(move |_| {
        let viewport = store.viewport()?;
        Some(scale_bar(&viewport, Screen::scale_room(viewport.size.width)))
    });
    let bar_width = move || {
        let bar = bar.get();
        bar.map_or(String::new(), |bar| format!("{:.1}px", bar.width))
    };
    let has_map = move || store.basemap.with(Option::is_some);
    view! {
        <section
            class="map"
            part="map"
            tabindex="0"
            node_ref=map_ref
            aria-label=move || store.words().map
        >
            <canvas node_ref=canvas_ref part="canvas" aria-hidden="true"></canvas>
            <ul class="marks" node_ref=list_ref on:click=press></ul>
            <div class="foot">
                <div class="scale" style:inline-size=bar_width>
                    {move || bar.get().map(|bar| bar.label)}
                </div>
                <div class="credits" part="credits">
                    <span class="long">
                        {move || has_map().then_some(CREDITS)} " · "
                        {move || store.words().border_note}
                    </span>
                    <span class="short">{move || has_map().then_some(SHORT_CREDITS)}</span>
                </div>
            </div>
            <div class="controls" part="controls">
                <button
                    type="button"
                    title=move || store.words().zoom_in
                    aria-label=move || store.words().zoom_in
                    on:click=zoom(1.0)
                >
                    {icon(PLUS)}
                </button>
                <button
                    type="button"
                    title=move || store.words().zoom_out
                    aria-label=move || store.words().zoom_out
                    on:click=zoom(-1.0)
                >
                    {icon(MINUS)}
                </button>
                <button
                    type="button"
                    title=move || store.words().home
                    aria-label=move || store.words().home
                    on:click=home
                >
                    {icon(HOME)}
                </button>
            </div>
            <div class="hint" hidden=move || hint.get() == Hint::None aria-hidden="true">
                {move || match hint.get() {
                    Hint::None => "",
                    Hint::Touch => store.words().two_fingers,
                    Hint::Wheel => store.words().control_wheel,
                }}
            </div>
        </section>
    }
}

/// Does something with the screen, if it is there.
pub fn with_screen(slot: ScreenSlot, act: impl FnOnce(&Screen)) {
    let screen = slot.try_with_value(Clone::clone).flatten();
    if let Some(screen) = screen {
        act(&screen);
    }
}

/// Chooses what a node of the index stands for.
pub fn choose(store: Store, node: NodeId) {
    let Some(catalog) = store.catalog.get_untracked() else {
        return;
    };
    let site = catalog.index().node(node).site();
    let place = site.and_then(|site| catalog.place_at(site));
    store
        .choice
        .set(place.map_or(Choice::Cluster(node), Choice::Place));
}

fn start(
    store: Store,
    map: &HtmlElement,
    screen: Screen,
    hint: RwSignal<Hint>,
) -> Result<(Screen, Working), Failure> {
    screen.set_dark(store.is_dark());
    let size = SizeWatch::new(map, move |size| {
        // Asked between two frames of a removal, the store may be gone.
        store.size.try_set(size);
    })?;
    let clicked = {
        let screen = screen.clone();
        move |at: Px| {
            if let Some(mark) = screen.mark_at(at) {
                choose(store, mark.node);
            }
        }
    };
    let gestures = Gestures::new(map, store, &screen, clicked, hint);
    Ok((
        screen,
        Working {
            gestures,
            _size: size,
        },
    ))
}
