//! The element's attributes as values.

use crate::geo::decimal::{fixed, parse, whole};
use crate::geo::{LonLat, View};
use std::fmt;
use std::ops::RangeInclusive;

/// Light, dark, or whatever the reader's system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Why an attribute's value cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionError {
    /// Not one or two years.
    Years,
    /// The first year comes after the last.
    YearsReversed,
    /// Not three numbers.
    View,
    /// A position that is not on the globe, or a zoom out of range.
    ViewRange,
    /// Not one of the three themes.
    Theme,
}

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Years => "years takes a year or two, as in 2019 or 2018-2020",
            Self::YearsReversed => "years takes the earlier year first, as in 2018-2020",
            Self::View => "view takes longitude, latitude and zoom, as in 126.9,41.8,6.5",
            Self::ViewRange => {
                "view takes a longitude of -180 to 180, a latitude of -85 to 85 and a zoom of 0 to 22"
            }
            Self::Theme => "theme takes auto, light or dark",
        })
    }
}

/// Reads a range of years: `2019`, `2018-2020`, `2018–2020`, `2018/2020`. Years before our era
/// have a minus sign. Nothing, or only blanks, is no limit.
///
/// # Errors
/// [`OptionError::Years`] for anything else, [`OptionError::YearsReversed`] for a range that ends
/// before it starts.
pub fn parse_years(text: &str) -> Result<Option<RangeInclusive<i16>>, OptionError> {
    let text = text.trim_ascii();
    if text.is_empty() {
        return Ok(None);
    }
    let year = |text: &str| text.trim_ascii().parse().map_err(|_| OptionError::Years);
    // A minus sign at the very start belongs to the first year.
    let body = text.strip_prefix('-').unwrap_or(text);
    let sign = text.len() - body.len();
    let parts = |(_, letter): &(usize, char)| matches!(letter, '-' | '–' | '/');
    let range = match body.char_indices().find(parts) {
        None => {
            let only = year(text)?;
            only..=only
        }
        Some((at, letter)) => {
            let (first, last) = (&text[..sign + at], &text[sign + at + letter.len_utf8()..]);
            year(first)?..=year(last)?
        }
    };
    if range.is_empty() {
        return Err(OptionError::YearsReversed);
    }
    Ok(Some(range))
}

/// Writes a range of years so that [`parse_years`] reads it back.
#[must_use]
pub fn show_years(years: Option<&RangeInclusive<i16>>) -> String {
    match years {
        None => String::new(),
        Some(years) if years.start() == years.end() => whole((*years.start()).into()),
        Some(years) => [years.start(), years.end()]
            .map(|year| whole(i64::from(*year)))
            .join("-"),
    }
}

/// Reads a view: `lon,lat,zoom`. Nothing, or only blanks, is the home view.
///
/// # Errors
/// [`OptionError::View`] for anything but three numbers, [`OptionError::ViewRange`] for numbers
/// that are nowhere on the map.
pub fn parse_view(text: &str) -> Result<Option<View>, OptionError> {
    if text.trim_ascii().is_empty() {
        return Ok(None);
    }
    // A function, because the library's search for one letter is much code.
    let is_comma = |letter: char| letter.cmp(&',').is_eq();
    let mut numbers = text.split(is_comma).map(|part| parse(part.trim_ascii()));
    let mut next = || numbers.next().flatten().ok_or(OptionError::View);
    let (lon, lat, zoom) = (next()?, next()?, next()?);
    if numbers.next().is_some() {
        return Err(OptionError::View);
    }
    let on_map =
        LonLat::new(lon, lat).is_valid() && lat.abs() <= 85.0 && (0.0..=22.0).contains(&zoom);
    if !on_map {
        return Err(OptionError::ViewRange);
    }
    Ok(Some(View {
        center: LonLat::new(lon, lat),
        zoom,
    }))
}

/// Writes a view so that [`parse_view`] reads it back to within a metre and a hundredth of a
/// zoom.
#[must_use]
pub fn show_view(view: &View) -> String {
    [
        fixed(view.center.lon, 5),
        fixed(view.center.lat, 5),
        fixed(view.zoom, 2),
    ]
    .join(",")
}

/// Reads a theme: `auto`, `light` or `dark`. Nothing is `auto`.
///
/// # Errors
/// [`OptionError::Theme`] for any other word.
pub fn parse_theme(text: &str) -> Result<Theme, OptionError> {
    match text.trim_ascii() {
        "" | "auto" => Ok(Theme::Auto),
        "light" => Ok(Theme::Light),
        "dark" => Ok(Theme::Dark),
        _ => Err(OptionError::Theme),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years() {
        let check = |text: &str, expected: Result<Option<RangeInclusive<i16>>, OptionError>| {
            assert_eq!(parse_years(text), expected, "{text:?}");
        };
        check("", Ok(None));
        check("  ", Ok(None));
        check("2019", Ok(Some(2019..=2019)));
        check("2018-2020", Ok(Some(2018..=2020)));
        check(" 2018 – 2020 ", Ok(Some(2018..=2020)));
        check("2018/2020", Ok(Some(2018..=2020)));
        check("-44-2020", Ok(Some(-44..=2020)));
        check("2020-2018", Err(OptionError::YearsReversed));
        check("2018-", Err(OptionError::Years));
        check("–", Err(OptionError::Years));
        check("99999", Err(OptionError::Years));
        check("last year", Err(OptionError::Years));
    }

    #[test]
    fn what_is_shown_reads_back() {
        for years in [None, Some(2019..=2019), Some(-44..=2020)] {
            assert_eq!(parse_years(&show_years(years.as_ref())), Ok(years));
        }
        let view = View {
            center: LonLat::new(124.394_72, -40.129_17),
            zoom: 11.25,
        };
        assert_eq!(parse_view(&show_view(&view)), Ok(Some(view)));
    }

    #[test]
    fn views_and_themes() {
        assert_eq!(parse_view(" "), Ok(None));
        assert!(parse_view("126.9, 41.8, 6.5").is_ok_and(|view| view.is_some()));
        assert_eq!(parse_view("126.9,41.8"), Err(OptionError::View));
        assert_eq!(parse_view("1,2,3,4"), Err(OptionError::View));
        assert_eq!(parse_view("41.8,126.9,6.5"), Err(OptionError::ViewRange));
        assert_eq!(parse_view("NaN,1,1"), Err(OptionError::View));
        assert_eq!(parse_theme("dark"), Ok(Theme::Dark));
        assert_eq!(parse_theme("sepia"), Err(OptionError::Theme));
    }
}
