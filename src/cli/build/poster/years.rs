//! The histogram of years as it stands before anyone has touched it.

use super::markup::{Text, number};
use crate::app::words::{Words, words};
use crate::index::{Catalog, Filter, Selection, YearCount};
use crate::model::Lang;
use std::fmt::Write as _;

/// Height of the tallest bar in CSS pixels, as in the element.
const TALL: f64 = 48.0;

/// Where the bars stand, in CSS pixels from the top.
const BASE: f64 = 62.0;

/// At most so many years are written below the bars.
const MOST_LABELS: usize = 12;

/// The strip of years: how many events there are, and a bar for each year. Empty without a year.
pub fn strip(catalog: &Catalog) -> String {
    let words = words(Lang::En);
    let index = catalog.index();
    let years = index.histogram(&Filter::default(), &mut Selection::default());
    let (Some(first), Some(last)) = (years.first(), years.last()) else {
        return String::new();
    };
    let mut out = String::new();
    let _ = write!(
        out,
        r#"<div class="yp-time"><p><strong>{} – {}</strong> <span>{}</span>"#,
        first.year,
        last.year,
        Text(&(words.events)(index.events()))
    );
    if years.iter().any(|year| year.possible > year.certain) {
        let _ = write!(
            out,
            r#" <span class="yp-legend"><svg width="14" height="14" aria-hidden="true"><rect fill="url(#yalu-hatch)" stroke="currentColor" x="1" y="1" width="12" height="12"/></svg> <span>{}</span></span>"#,
            Text(words.year_uncertain)
        );
    }
    let undated = index.undated().len();
    if undated > 0 {
        let _ = write!(out, " <span>{}</span>", Text(&(words.undated)(undated)));
    }
    out.push_str("</p>\n");
    bars(&mut out, &years, words);
    out.push_str("</div>\n");
    out
}

fn bars(out: &mut String, years: &[YearCount], words: &Words) {
    let most = years.iter().map(|year| year.possible.max(year.certain));
    let most = f64::from(most.max().unwrap_or(1).max(1));
    let height = |events: u32| match events {
        0 => 0.0,
        // One event can be seen beside a thousand.
        _ => (f64::from(events) / most * TALL).max(2.0),
    };
    let step = 100.0 / years.len() as f64;
    let every = years.len().div_ceil(MOST_LABELS);
    let _ = writeln!(
        out,
        r#"<svg class="yp-years" width="800" height="84" role="img" aria-label="{}"><defs><pattern id="yalu-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path stroke="currentColor" stroke-width="1.4" d="M0 0V5"/></pattern></defs>
<line stroke="currentColor" stroke-opacity=".3" x1="0" x2="100%" y1="{BASE}" y2="{BASE}"/>"#,
        Text(words.years)
    );
    for (place, year) in years.iter().enumerate() {
        let x = (place as f64 + 0.06) * step;
        let (x, width) = (number(x, 2), number(step * 0.88, 2));
        let certain = height(year.certain);
        let maybe = (height(year.possible) - certain).max(0.0);
        let title = (words.bar)(year.year, year.certain, year.possible);
        let _ = write!(out, "<g><title>{}</title>", Text(&title));
        if certain > 0.0 {
            let (y, tall) = (number(BASE - certain, 1), number(certain, 1));
            let _ = write!(
                out,
                r#"<rect fill="currentColor" x="{x}%" y="{y}" width="{width}%" height="{tall}"/>"#
            );
        }
        if maybe > 1.0 {
            let (y, tall) = (number(BASE - certain - maybe, 1), number(maybe, 1));
            let _ = write!(
                out,
                r#"<rect fill="url(#yalu-hatch)" stroke="currentColor" x="{x}%" y="{y}" width="{width}%" height="{tall}"/>"#
            );
        }
        if place % every == 0 {
            let _ = write!(
                out,
                r#"<text x="{}%" y="{}" text-anchor="middle" fill="currentColor" font-size="11">{}</text>"#,
                number((place as f64 + 0.5) * step, 2),
                BASE + 15.0,
                year.year
            );
        }
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
}
