//! One date: year, month or season, day, and their qualifiers.

use std::ops::Range;

use super::super::date::{
    DAY, Date, MAX_YEAR, MONTH, Marks, Pair, Part, X, YEAR, Year, written_digits,
};
use super::super::error::{EdtfError, Reason};
use super::cursor::{Cursor, located, number};

/// Reads a date, up to the first character that is not of it.
pub(super) fn date(cursor: &mut Cursor) -> Result<Date, EdtfError> {
    let mut marks = Marks::default();
    mark(cursor, &mut marks, YEAR)?;
    let start = cursor.at;
    let (year, alone) = year(cursor)?;
    let mut part = Part::Year;
    mark(cursor, &mut marks, YEAR)?;
    if cursor.peek() == b'-' {
        if alone {
            return Err(cursor.error_to(cursor.end, Reason::YearOnly));
        }
        cursor.at += 1;
        part = month(cursor, &mut marks)?;
        if cursor.peek() == b'-' {
            let Part::Month(month) = part else {
                return Err(cursor.error_to(cursor.end, Reason::SeasonDay));
            };
            cursor.at += 1;
            mark(cursor, &mut marks, DAY)?;
            let (day, range) = pair(cursor, Reason::DayDigits)?;
            if !(1..=31).any(|number| day.fits(number)) {
                let number = day.value().map_or(Reason::NoSuchDay, Reason::Day);
                return Err(located(range, number));
            }
            mark(cursor, &mut marks, YEAR | MONTH | DAY)?;
            part = Part::Day(month, day);
        }
    }
    Date::new(year, part, marks).ok_or_else(|| located(start..cursor.at, Reason::NoSuchDay))
}

/// Reads what follows the year's hyphen.
fn month(cursor: &mut Cursor, marks: &mut Marks) -> Result<Part, EdtfError> {
    mark(cursor, marks, MONTH)?;
    if cursor.peek() == b'W' {
        return Err(cursor.error_to(cursor.end, Reason::Week));
    }
    let (pair, range) = pair(cursor, Reason::MonthDigits)?;
    let part = match pair.value() {
        Some(code @ 21..=41) => Part::Season(code),
        Some(1..=12) => Part::Month(pair),
        Some(month) => return Err(located(range, Reason::Month(month))),
        None if (1..=12).any(|month| pair.fits(month)) => Part::Month(pair),
        None => return Err(located(range, Reason::MonthMask)),
    };
    mark(cursor, marks, YEAR | MONTH)?;
    Ok(part)
}

/// Reads a year, and whether it can only stand alone.
fn year(cursor: &mut Cursor) -> Result<(Year, bool), EdtfError> {
    let long = cursor.eat(b'Y');
    let negative = cursor.eat(b'-');
    let range = cursor.digits();
    if range.is_empty() {
        return Err(cursor.unexpected());
    }
    let mut magnitude = 0_u32;
    let mut mask = 0_u16;
    for at in range.clone() {
        let byte = cursor.byte(at);
        if at - range.start >= 9 {
            return Err(located(range, Reason::YearTooFar));
        }
        let digit = if byte == b'X' { 0 } else { byte - b'0' };
        magnitude = magnitude * 10 + u32::from(digit);
        mask = mask << 1 | u16::from(byte == b'X');
    }
    if long && mask != 0 || !long && range.len() != 4 {
        return Err(located(range, Reason::YearDigits));
    }
    if long && cursor.eat(b'E') {
        let exponent = number(cursor, 1);
        for _ in 0..exponent.unwrap_or(MAX_YEAR) {
            if magnitude == 0 || magnitude > MAX_YEAR / 10 {
                return Err(located(range.start..cursor.at, Reason::YearTooFar));
            }
            magnitude *= 10;
        }
    }
    if long && (magnitude <= 9_999 || cursor.byte(range.start) == b'0') {
        return Err(located(range, Reason::LongYearShort));
    }
    if negative && magnitude == 0 && mask == 0 {
        return Err(located(range.start - 1..range.end, Reason::NegativeZero));
    }
    let mut significant = 0;
    let count = cursor.at;
    if cursor.eat(b'S') {
        let wanted = number(cursor, 1).unwrap_or(0);
        if wanted == 0 || wanted > written_digits(magnitude) || mask != 0 {
            return Err(located(count..cursor.at, Reason::Significant));
        }
        significant = wanted.to_le_bytes()[0];
    }
    let year = Year {
        negative,
        magnitude,
        // Only years of four digits have one.
        mask: mask.to_le_bytes()[0],
        significant,
    };
    Ok((year, long || significant > 0))
}

/// Reads the two digits of a month or a day.
fn pair(cursor: &mut Cursor, wrong: Reason) -> Result<(Pair, Range<usize>), EdtfError> {
    let range = cursor.digits();
    let digit = |at: usize| match cursor.byte(at) {
        b'X' => X,
        byte => byte - b'0',
    };
    if range.len() == 2 {
        let pair = Pair {
            tens: digit(range.start),
            ones: digit(range.start + 1),
        };
        return Ok((pair, range));
    }
    if cursor.at < cursor.end && range.is_empty() {
        return Err(cursor.unexpected());
    }
    let reason = if range.len() == 3 && wrong == Reason::MonthDigits {
        Reason::DayOfYear
    } else {
        wrong
    };
    Err(located(range, reason))
}

/// Reads a qualifier, if there is one, that holds for these components.
fn mark(cursor: &mut Cursor, marks: &mut Marks, components: u8) -> Result<(), EdtfError> {
    let next = cursor.peek();
    if matches!(next, b'?' | b'%') {
        marks.uncertain |= components;
    }
    if matches!(next, b'~' | b'%') {
        marks.approximate |= components;
    }
    if matches!(next, b'?' | b'~' | b'%') {
        cursor.at += 1;
        if matches!(cursor.peek(), b'?' | b'~' | b'%') {
            return Err(cursor.error(Reason::TwoMarks));
        }
    }
    Ok(())
}
