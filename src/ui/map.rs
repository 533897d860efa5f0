//! The map with its markers, buttons, scale bar and credits.

use super::dom::{Failure, SizeWatch};
use super::el::{El, el, follow, keep};
use super::gestures::{Gestures, Hint};
use super::icon::{HOME, MINUS, PLUS, button, icon_button};
use super::screen::Screen;
use super::state::unseen;
use super::store::{Choice, Lit, Store};
use crate::geo::decimal::fixed;
use crate::geo::{LonLat, Px, View, World};
use crate::index::{Catalog, NodeId};
use crate::scene::{CREDITS, LEAST_CREDITS, scale_bar};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};

/// Makes the map and the screen that paints it.
///
/// # Errors
/// When the browser has no canvas or cannot watch a size.
pub fn map(store: Store, host: &HtmlElement) -> Result<(El, Screen), Failure> {
    let canvases = [(); 2].map(|()| {
        el("canvas")
            .attr("part", "canvas")
            .attr("aria-hidden", "true")
    });
    let list = el("ul").class("marks");
    let section = el("section")
        .class("map")
        .attr("part", "map")
        .attr("tabindex", "0")
        .label_by(move || store.signs().map.into());
    let map = section.html();
    let screen = Screen::new(
        store,
        host.clone(),
        canvases.each_ref().map(|it| it.html().unchecked_into()),
        list.html(),
    )?;
    let gestures = Rc::new(Gestures::new(
        &map,
        store,
        &screen,
        press_at(store, &screen),
    ));
    keep(gestures.clone());
    let resized = screen.clone();
    keep(SizeWatch::new(&map, move |size| {
        if store.size.get_untracked() != size {
            store.size.set(size);
            // It is told after the frame's turn and before it is shown, which is not too late.
            resized.paint_now();
        }
    })?);
    repaint_on_change(store, &screen);
    show_choice(store, &screen);

    let list = list.on("click", {
        let screen = screen.clone();
        move |event: MouseEvent| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            // The click that a browser makes of a drag is none; that of a key has no detail.
            let dragged = event.detail() > 0 && gestures.has_moved();
            let node = target.and_then(|target| screen.node_of(&target));
            if let Some(node) = node.filter(|_| !dragged) {
                choose(store, node);
            }
        }
    });
    let list = light(store, &screen, list);
    let hint = el("div")
        .class("hint")
        .attr("aria-hidden", "true")
        .hidden_by(move || store.hint.get() == Hint::None)
        .text_by(move || {
            let signs = store.signs();
            let said = match store.hint.get() {
                Hint::None => "",
                Hint::Touch => signs.two_fingers,
                Hint::Wheel => signs.control_wheel,
            };
            said.into()
        });
    let made = section
        .children(canvases)
        .child(list)
        .child(foot(store))
        .child(controls(store, &screen))
        .child(hint);
    Ok((made, screen))
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

/// Lights the events of the marker that the pointer or the focus is on.
fn light(store: Store, screen: &Screen, list: El) -> El {
    let on = {
        let screen = screen.clone();
        move |event: web_sys::Event| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(node) = target.and_then(|target| screen.node_of(&target)) {
                store.lit.set(Lit::Node(node));
            }
        }
    };
    let off = move |_: web_sys::Event| store.lit.set(Lit::Nothing);
    let seen = screen.clone();
    let bring = move |event: web_sys::Event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        // A pointer that presses a marker sees it.
        let target = target.filter(|target| target.matches(":focus-visible") == Ok(true));
        if let Some(node) = target.and_then(|target| seen.node_of(&target)) {
            seen.bring(node);
        }
    };
    list.on("pointerover", on.clone())
        .on("focusin", bring)
        .on("focusin", on)
        .on("pointerout", off)
        .on("focusout", off)
}

fn press_at(store: Store, screen: &Screen) -> impl Fn(Px) + use<> {
    let screen = screen.clone();
    move |at| {
        if let Some(mark) = screen.mark_at(at) {
            choose(store, mark.node);
        }
    }
}

fn repaint_on_change(store: Store, screen: &Screen) {
    let painted = screen.clone();
    follow(move || {
        store.view.track();
        store.size.track();
        store.selection.track();
        store.choice.track();
        store.lit.track();
        store.generation.track();
        store.lang.track();
        painted.invalidate();
    });
    let painted = screen.clone();
    follow(move || painted.set_dark(store.is_dark()));
}

/// Brings what was chosen onto the screen if it is not there.
fn show_choice(store: Store, screen: &Screen) {
    let screen = screen.clone();
    let mut before = 0;
    follow(move || {
        store.choice.track();
        // A sheet that grows takes room from the map.
        store.size.track();
        let Some(viewport) = store.viewport_untracked() else {
            return;
        };
        let catalog = store.catalog.get_untracked();
        let now = store.catalog_generation.get_untracked();
        let is_part = |catalog: &Arc<Catalog>| catalog.corpus().part.is_some();
        // What is chosen has another number in another part of its file: that is no wish to see it.
        if std::mem::replace(&mut before, now) != now && catalog.as_ref().is_some_and(is_part) {
            return;
        }
        let places = unseen(|| {
            let catalog = catalog.as_ref();
            catalog.map_or(Vec::new(), |catalog| store.chosen_places(catalog))
        });
        let corpus = catalog.as_ref().map(|catalog| catalog.corpus());
        let positions: Vec<World> = places
            .iter()
            .filter_map(|place| corpus?.place(*place).marker(corpus?.region.as_ref()))
            .map(World::from)
            .collect();
        let seen = viewport.bounds(-24.0);
        if let Some(first) = positions
            .first()
            .filter(|_| !positions.iter().any(|at| seen.contains(*at)))
        {
            screen.fly(View {
                center: LonLat::from(*first),
                zoom: viewport.view.zoom,
            });
        }
    });
}

fn foot(store: Store) -> El {
    let bar = move || {
        let viewport = store.viewport()?;
        let room = Screen::scale_room(viewport.size.width);
        Some(scale_bar(&viewport, room))
    };
    let width = move || bar().map_or(String::new(), |bar| fixed(bar.width, 0) + "px");
    let credits = move |text: &str| {
        // A host's own map has the host's credits.
        if store.has_built_in_map() {
            text.to_string()
        } else {
            String::new()
        }
    };
    let long = move || {
        let credits = credits(CREDITS);
        if credits.is_empty() {
            credits
        } else {
            format!("{credits} · {}", store.signs().border_note)
        }
    };
    // Shown by the style sheet where the credits would cover the map.
    let who = button("who")
        .hidden_by(move || !store.has_built_in_map())
        .attr_by("title", move || Some(store.signs().credits.into()))
        .attr_by("aria-expanded", move || {
            Some(
                if store.is_credited.get() {
                    "true"
                } else {
                    "false"
                }
                .into(),
            )
        })
        .press(move || store.is_credited.update(|is| *is = !*is))
        .child(el("span").attr("aria-hidden", "true").text("i"));
    el("div")
        .class("foot")
        .attr_by("data-open", move || {
            store.is_credited.get().then(String::new)
        })
        .child(
            el("div")
                .class("scale")
                .style_by("inline-size", width)
                .text_by(move || bar().map_or(String::new(), |bar| bar.label)),
        )
        .child(
            el("div")
                .class("credits")
                .attr("part", "credits")
                .child(el("span").class("long").text_by(long))
                .child(
                    el("span")
                        .class("short")
                        .text_by(move || credits(LEAST_CREDITS)),
                ),
        )
        .child(who)
}

fn controls(store: Store, screen: &Screen) -> El {
    let zoom = |steps: f64| {
        let screen = screen.clone();
        move || screen.zoom_by(steps, None)
    };
    let home = {
        let screen = screen.clone();
        move || {
            let size = store.size.get_untracked();
            screen.fly(store.home(size));
        }
    };
    el("div")
        .class("controls")
        .attr("part", "controls")
        .child(icon_button(
            "",
            PLUS,
            move || store.signs().zoom_in.into(),
            zoom(1.0),
        ))
        .child(icon_button(
            "",
            MINUS,
            move || store.signs().zoom_out.into(),
            zoom(-1.0),
        ))
        .child(icon_button(
            "",
            HOME,
            move || store.signs().home.into(),
            home,
        ))
}
