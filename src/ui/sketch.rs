//! Elements as a text from which the browser makes them all at once.
//!
//! Every call out of WebAssembly costs about a microsecond, most of it for reading its texts, and an
//! element is half a dozen calls. The elements of a card never change: they are written down here and
//! made by one call of [`Tools::draw`], so that a change of years hands over 430 texts and not 1,035.
//! What follows something is made by [`super::el`].
//!
//! A part of the notation is a zero character, a sign and a text: `<` begins an element, `@` is an
//! attribute with `=` between name and value, `'` is text and `>` ends the element. Nothing of it is
//! HTML, so that nothing has to be escaped: a zero character, which no element can show, is left out.

use super::el::El;
use super::tools::Tools;

/// An element that is not made yet, with what is in it.
pub struct Sketch(String);

/// An element; one within `svg`, and that itself, is of SVG.
#[inline(never)]
pub fn sketch(tag: &str) -> Sketch {
    let mut sketch = Sketch(String::new());
    sketch.part('<', tag);
    sketch
}

impl Sketch {
    /// Sets its class.
    #[inline(never)]
    pub fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// Sets an attribute.
    #[inline(never)]
    pub fn attr(mut self, name: &str, value: &str) -> Self {
        self.part('@', name);
        self.0.push('=');
        self.push(value);
        self
    }

    /// Adds text.
    #[inline(never)]
    pub fn text(mut self, text: &str) -> Self {
        self.part('\'', text);
        self
    }

    /// Adds a child.
    #[allow(clippy::needless_pass_by_value, reason = "a child is given away")]
    #[inline(never)]
    pub fn child(mut self, child: Self) -> Self {
        self.0.push_str(&child.0);
        self.part('>', "");
        self
    }

    /// Makes it.
    pub fn made(&self, tools: &Tools) -> El {
        El::from(tools.draw(&self.0))
    }

    #[inline(never)]
    fn part(&mut self, sign: char, text: &str) {
        self.0.push('\0');
        self.0.push(sign);
        self.push(text);
    }

    fn push(&mut self, text: &str) {
        for piece in text.split('\0') {
            self.0.push_str(piece);
        }
    }
}
