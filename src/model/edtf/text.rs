//! The canonical text of a date.

use super::date::{DAY, Date, MONTH, Pair, Part, X, YEAR, Year};
use super::{End, Item, Repr, Time, Zone};

/// Appends the canonical text of a whole value.
pub(super) fn push_repr(out: &mut String, repr: &Repr) {
    match repr {
        Repr::Date(date) => push_date(out, date),
        Repr::Moment(date, time) => {
            push_date(out, date);
            push_time(out, *time);
        }
        Repr::Interval(start, end) => {
            push_end(out, start);
            out.push('/');
            push_end(out, end);
        }
        Repr::Set { all, items } => {
            out.push(if *all { '{' } else { '[' });
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                match item {
                    Item::One(date) => push_date(out, date),
                    Item::Range(start, end) => {
                        if let Some(start) = start {
                            push_date(out, start);
                        }
                        out.push_str("..");
                        if let Some(end) = end {
                            push_date(out, end);
                        }
                    }
                }
            }
            out.push(if *all { '}' } else { ']' });
        }
    }
}

/// Appends the canonical text of one date.
///
/// A qualifier that holds from the year to some component is written once, after that component;
/// any other is written before its component.
pub(super) fn push_date(out: &mut String, date: &Date) {
    let components = date.part.components();
    let group = |bits: u8| {
        let run = bits.trailing_ones();
        // The right-hand mark stands after the last component of the run that begins at the year.
        if run == 0 { 0 } else { 1 << (run - 1) }
    };
    let single = |bits: u8| bits & !((1 << bits.trailing_ones()) - 1);
    let marks = date.marks;
    let (uncertain_after, uncertain_before) = (group(marks.uncertain), single(marks.uncertain));
    let (approximate_after, approximate_before) =
        (group(marks.approximate), single(marks.approximate));
    for component in [YEAR, MONTH, DAY] {
        if components & component == 0 {
            break;
        }
        if component != YEAR {
            out.push('-');
        }
        push_mark(
            out,
            uncertain_before & component != 0,
            approximate_before & component != 0,
        );
        match (component, date.part) {
            (YEAR, _) => push_year(out, date.year),
            (MONTH, Part::Season(code)) => push_padded(out, u32::from(code), 2),
            (MONTH, Part::Month(pair) | Part::Day(pair, _)) | (_, Part::Day(_, pair)) => {
                push_pair(out, pair);
            }
            _ => {}
        }
        push_mark(
            out,
            uncertain_after & component != 0,
            approximate_after & component != 0,
        );
    }
}

/// Appends a number with at least `width` digits, without the standard formatting machinery.
pub(super) fn push_padded(out: &mut String, number: u32, width: u32) {
    let mut unit = 10_u32.pow(super::date::digits(number).max(width) - 1);
    while unit > 0 {
        out.push(char::from(b'0' + (number / unit % 10).to_le_bytes()[0]));
        unit /= 10;
    }
}

fn push_year(out: &mut String, year: Year) {
    if year.magnitude > 9_999 {
        out.push('Y');
    }
    if year.negative {
        out.push('-');
    }
    if year.mask == 0 {
        push_padded(out, year.magnitude, 4);
    } else {
        let mut unit = 1_000;
        for place in (0..4).rev() {
            if year.mask >> place & 1 == 1 {
                out.push('X');
            } else {
                push_padded(out, year.magnitude / unit % 10, 1);
            }
            unit /= 10;
        }
    }
    if year.significant > 0 {
        out.push('S');
        push_padded(out, u32::from(year.significant), 1);
    }
}

fn push_pair(out: &mut String, pair: Pair) {
    for digit in [pair.tens, pair.ones] {
        out.push(if digit == X {
            'X'
        } else {
            char::from(b'0' + digit)
        });
    }
}

fn push_mark(out: &mut String, uncertain: bool, approximate: bool) {
    match (uncertain, approximate) {
        (true, true) => out.push('%'),
        (true, false) => out.push('?'),
        (false, true) => out.push('~'),
        (false, false) => {}
    }
}

fn push_end(out: &mut String, end: &End) {
    match end {
        End::Unknown => {}
        End::Open => out.push_str(".."),
        End::Date(date) => push_date(out, date),
    }
}

fn push_time(out: &mut String, time: Time) {
    let mut mark = 'T';
    for number in [time.hour, time.minute, time.second] {
        out.push(mark);
        push_padded(out, u32::from(number), 2);
        mark = ':';
    }
    match time.zone {
        Zone::Local => {}
        Zone::Utc => out.push('Z'),
        Zone::Offset(minutes) => {
            out.push(if minutes < 0 { '-' } else { '+' });
            let minutes = u32::from(minutes.unsigned_abs());
            push_padded(out, minutes / 60, 2);
            out.push(':');
            push_padded(out, minutes % 60, 2);
        }
    }
}
