use serde_json::{Value, json};
use thirtyfour::Key;

use super::{Browser, Engine};

/// A point of the viewport in CSS pixels: x to the right, y downward.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
}

impl Point {
    /// The point `x` to the right and `y` down from the top left corner.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point `share` of the way to `other`, 0 here and 1 there.
    fn toward(self, other: Self, share: f64) -> Self {
        Self::new(
            self.x + (other.x - self.x) * share,
            self.y + (other.y - self.y) * share,
        )
    }
}

impl Browser {
    /// Clicks the middle of the first element that matches, like a person with a mouse: panics
    /// when something else lies over it.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        let middle = self.reachable(selector);
        self.click_at(middle);
    }

    /// Taps the middle of the first element that matches with a finger.
    #[track_caller]
    pub fn tap(&self, selector: &str) {
        let middle = self.reachable(selector);
        self.tap_at(middle);
    }

    /// Moves the mouse to a point without pressing.
    #[track_caller]
    pub fn move_to(&self, point: Point) {
        self.act(json!([mouse(&[go(point, 0)])]));
    }

    /// Clicks at a point with the mouse.
    #[track_caller]
    pub fn click_at(&self, point: Point) {
        self.act(json!([mouse(&[go(point, 0), down(), up()])]));
    }

    /// Clicks twice at a point, fast enough to be a double click.
    #[track_caller]
    pub fn double_click_at(&self, point: Point) {
        self.act(json!([mouse(&[go(point, 0), down(), up(), down(), up()])]));
    }

    /// Presses the mouse at `from`, moves to `to` in eight steps and lets go.
    #[track_caller]
    pub fn drag(&self, from: Point, to: Point) {
        self.act(json!([mouse(&stroke(&path(from, to), 0))]));
    }

    /// Turns the wheel over a point; positive numbers scroll right and down, in CSS pixels.
    #[track_caller]
    pub fn wheel(&self, at: Point, (x, y): (i32, i32)) {
        // The mouse lies where the wheel turns, as it does on a desk.
        self.move_to(at);
        self.act(json!([wheel(&[scroll(at, (x, y))])]));
    }

    /// Turns the wheel over a point while the Control key is held, as a trackpad's pinch does.
    ///
    /// `WebKitGTK`'s driver turns the wheel without the key, and twice; there the page is sent the
    /// event itself, and the browser's own zoom does not follow.
    #[track_caller]
    pub fn wheel_with_control(&self, at: Point, (x, y): (i32, i32)) {
        self.move_to(at);
        if self.engine == Engine::WebKit {
            self.js(WHEEL, &[json!([whole(at.x), whole(at.y), x, y])]);
            return;
        }
        let control = key("Control");
        let held = [
            key_action("keyDown", control),
            pause(0),
            key_action("keyUp", control),
        ];
        self.act(json!([
            wheel(&[pause(0), scroll(at, (x, y))]),
            keyboard(&held)
        ]));
    }

    /// Taps at a point with a finger; see [`Self::fingers`].
    #[track_caller]
    pub fn tap_at(&self, point: Point) {
        self.fingers(&[vec![point]]);
    }

    /// Puts a finger down at `from`, moves it to `to` in eight steps and lifts it; see
    /// [`Self::fingers`].
    #[track_caller]
    pub fn swipe(&self, from: Point, to: Point) {
        self.fingers(&[path(from, to)]);
    }

    /// Puts two fingers down `from` CSS pixels apart, side by side around `middle`, and moves them
    /// until they are `to` apart; see [`Self::fingers`].
    #[track_caller]
    pub fn pinch(&self, middle: Point, from: f64, to: f64) {
        let at = |apart: f64| Point::new(middle.x + apart / 2.0, middle.y);
        self.fingers(&[path(at(-from), at(-to)), path(at(from), at(to))]);
    }

    /// Puts fingers down at the first points of their paths, moves all of them a point a frame,
    /// and lifts them.
    ///
    /// Chromium and Firefox get true touches. `WebKitGTK`'s driver has none, so there the page is
    /// sent pointer events of the kind `touch` and a click after a tap: its own handlers run, but
    /// the browser's own scrolling and zooming do not.
    #[track_caller]
    pub fn fingers(&self, paths: &[Vec<Point>]) {
        if self.engine == Engine::WebKit {
            let paths: Vec<Vec<[i64; 2]>> = paths
                .iter()
                .map(|path| path.iter().map(|at| [whole(at.x), whole(at.y)]).collect())
                .collect();
            self.js(TOUCH, &[json!(paths)]);
        } else {
            let fingers = paths.iter().enumerate();
            let fingers: Vec<Value> = fingers.map(|(number, path)| finger(number, path)).collect();
            self.act(json!(fingers));
        }
    }

    /// Presses a key, alone or with others held: `Tab`, `Shift+Tab`, `ArrowLeft`, `a`, `+`.
    ///
    /// Names are those of `KeyboardEvent.key`, and `Space`; `Plus` is the plus sign in a chord.
    #[track_caller]
    pub fn press(&self, chord: &str) {
        let keys: Vec<char> = match chord {
            "+" => vec!['+'],
            chord => chord.split('+').map(key).collect(),
        };
        let pressed = keys.iter().map(|key| key_action("keyDown", *key));
        let released = keys.iter().rev().map(|key| key_action("keyUp", *key));
        let actions: Vec<Value> = pressed.chain(released).collect();
        self.act(json!([keyboard(&actions)]));
    }

    /// Types text into what has the focus.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let both = |key| [key_action("keyDown", key), key_action("keyUp", key)];
        let actions: Vec<Value> = text.chars().flat_map(both).collect();
        self.act(json!([keyboard(&actions)]));
    }

    /// The middle of the first match, once it is certain that a pointer there meets it.
    #[track_caller]
    fn reachable(&self, selector: &str) -> Point {
        let middle = self.rect(selector).center();
        let body = "const it = deep(arguments[0]);
            const over = hit(arguments[1], arguments[2]);
            for (let at = over; at; at = at.assignedSlot ?? at.parentNode ?? at.host)
                if (at === it) return null;
            return over ? over.outerHTML.slice(0, 200) : 'nothing';";
        let args = [selector.into(), middle.x.into(), middle.y.into()];
        let over = self.js(body, &args);
        assert!(
            over.is_null(),
            "{}: a pointer at the middle of {selector}, {middle:?}, meets {over}",
            self.engine.name()
        );
        middle
    }
}

fn mouse(actions: &[Value]) -> Value {
    pointer("mouse", "mouse", actions)
}

fn finger(number: usize, path: &[Point]) -> Value {
    // A finger that goes nowhere rests for a moment.
    let rest = if path.len() == 1 { 30 } else { 0 };
    pointer(&format!("finger{number}"), "touch", &stroke(path, rest))
}

fn pointer(id: &str, kind: &str, actions: &[Value]) -> Value {
    json!({
        "type": "pointer", "id": id, "parameters": { "pointerType": kind }, "actions": actions,
    })
}

fn keyboard(actions: &[Value]) -> Value {
    json!({ "type": "key", "id": "keyboard", "actions": actions })
}

/// From one point to another in eight steps: a page that samples movement sees some.
fn path(from: Point, to: Point) -> Vec<Point> {
    (0..=8)
        .map(|step| from.toward(to, f64::from(step) / 8.0))
        .collect()
}

/// Down at the first point, a rest in milliseconds, along the path by a point a frame, and up.
fn stroke(path: &[Point], rest: u32) -> Vec<Value> {
    let first = path.first().expect("a path has a point");
    let mut actions = vec![go(*first, 0), down(), pause(rest)];
    actions.extend(path[1..].iter().map(|at| go(*at, 16)));
    actions.push(up());
    actions
}

fn go(point: Point, milliseconds: u32) -> Value {
    // Whole numbers: not every engine takes fractions of a pixel.
    json!({
        "type": "pointerMove", "duration": milliseconds, "origin": "viewport",
        "x": whole(point.x), "y": whole(point.y),
    })
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a viewport has thousands of pixels"
)]
fn whole(length: f64) -> i64 {
    length.round() as i64
}

fn down() -> Value {
    json!({ "type": "pointerDown", "button": 0 })
}

fn up() -> Value {
    json!({ "type": "pointerUp", "button": 0 })
}

fn wheel(actions: &[Value]) -> Value {
    json!({ "type": "wheel", "id": "wheel", "actions": actions })
}

fn scroll(at: Point, (x, y): (i32, i32)) -> Value {
    json!({
        "type": "scroll", "duration": 0, "origin": "viewport",
        "x": whole(at.x), "y": whole(at.y), "deltaX": x, "deltaY": y,
    })
}

fn pause(milliseconds: u32) -> Value {
    json!({ "type": "pause", "duration": milliseconds })
}

fn key_action(kind: &str, key: char) -> Value {
    json!({ "type": kind, "value": key.to_string() })
}

fn key(name: &str) -> char {
    let known = match name {
        "Alt" => Key::Alt,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "Backspace" => Key::Backspace,
        "Control" => Key::Control,
        "Delete" => Key::Delete,
        "End" => Key::End,
        // The client's `Enter` is the one of the number pad.
        "Enter" => Key::Return,
        "Escape" => Key::Escape,
        "Home" => Key::Home,
        "PageDown" => Key::PageDown,
        "PageUp" => Key::PageUp,
        "Shift" => Key::Shift,
        "Tab" => Key::Tab,
        "Space" => return ' ',
        "Plus" => return '+',
        name => {
            let mut letters = name.chars();
            return match (letters.next(), letters.next()) {
                (Some(letter), None) => letter,
                _ => panic!("`{name}` is not the name of a key"),
            };
        }
    };
    known.value()
}

/// Fingers as pointer events. The element under a finger keeps its events to the end, as a touch
/// does; pointer capture is imitated, because the browser refuses it for pointers it has not seen.
const TOUCH: &str = "const paths = arguments[0], element = Element.prototype, captured = new Map();
const { setPointerCapture, hasPointerCapture, releasePointerCapture } = element;
element.setPointerCapture = function (id) { captured.set(id, this); };
element.hasPointerCapture = function (id) { return captured.get(id) === this; };
element.releasePointerCapture = function (id) { captured.delete(id); };
const first = paths.map(([[x, y]]) => hit(x, y) ?? document.documentElement);
const send = (kind, finger, step, down) => {
    const [clientX, clientY] = paths[finger][step], pointerId = 1000 + finger;
    const target = captured.get(pointerId) ?? first[finger];
    target.dispatchEvent(new PointerEvent(kind, {
        pointerId, clientX, clientY, pointerType: 'touch', isPrimary: finger === 0,
        button: kind === 'pointermove' ? -1 : 0, buttons: down ? 1 : 0, pressure: down ? 0.5 : 0,
        bubbles: true, cancelable: true, composed: true, view: window,
    }));
};
const frame = () => new Promise((next) => requestAnimationFrame(next));
const longest = Math.max(...paths.map((path) => path.length));
try {
    paths.forEach((_, finger) => send('pointerdown', finger, 0, true));
    for (let step = 1; step < longest; step++) {
        await frame();
        paths.forEach((path, finger) => step < path.length && send('pointermove', finger, step, true));
    }
    await frame();
    paths.forEach((path, finger) => send('pointerup', finger, path.length - 1, false));
} finally {
    Object.assign(element, { setPointerCapture, hasPointerCapture, releasePointerCapture });
}
if (paths.length === 1 && longest === 1) {
    const [clientX, clientY] = paths[0][0];
    first[0].dispatchEvent(new PointerEvent('click', {
        pointerId: 1000, pointerType: 'touch', clientX, clientY, detail: 1,
        bubbles: true, cancelable: true, composed: true, view: window,
    }));
}";

const WHEEL: &str = "const [clientX, clientY, deltaX, deltaY] = arguments[0];
hit(clientX, clientY).dispatchEvent(new WheelEvent('wheel', {
    clientX, clientY, deltaX, deltaY, ctrlKey: true,
    bubbles: true, cancelable: true, composed: true, view: window,
}));";
