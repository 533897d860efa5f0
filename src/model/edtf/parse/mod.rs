//! From a text to a value, or to the first thing that is wrong with it.

mod cursor;
mod date;
mod time;

use std::ops::Range;

use self::cursor::{Cursor, located};
use self::date::date;
use self::time::time;
use super::date::{Date, Part};
use super::error::{EdtfError, Reason};
use super::{End, Item, Repr};

/// Reads a whole text.
pub(super) fn parse(text: &str) -> Result<Repr, EdtfError> {
    let mut cursor = Cursor {
        bytes: text.as_bytes(),
        at: 0,
        end: text.len(),
    };
    match text.as_bytes() {
        [] => Err(cursor.error(Reason::Empty)),
        [b'[' | b'{', ..] => set(&mut cursor),
        [b'P', ..] | [b'R', b'/' | b'0'..=b'9', ..] => {
            Err(cursor.error_to(text.len(), Reason::Duration))
        }
        b".." => Err(cursor.error_to(text.len(), Reason::LoneDots)),
        bytes => {
            if let Some(slash) = bytes.iter().position(|&byte| byte == b'/') {
                return interval(&cursor, slash);
            }
            let date = date(&mut cursor)?;
            let repr = if cursor.peek() != b'T' {
                Repr::Date(date)
            } else if matches!(date.part, Part::Day(..)) && date.is_plain() {
                Repr::Moment(date, time(&mut cursor)?)
            } else {
                return Err(cursor.error_to(text.len(), Reason::TimeWithoutDay));
            };
            cursor.finish()?;
            Ok(repr)
        }
    }
}

fn interval(cursor: &Cursor, slash: usize) -> Result<Repr, EdtfError> {
    let mut rest = slash + 1;
    while rest < cursor.end {
        if cursor.byte(rest) == b'/' {
            return Err(located(rest..rest + 1, Reason::TwoSlashes));
        }
        rest += 1;
    }
    let start = end(Cursor {
        end: slash,
        ..*cursor
    })?;
    let stop = end(Cursor {
        at: slash + 1,
        ..*cursor
    })?;
    ordered(start.date(), stop.date(), slash + 1..cursor.end)?;
    Ok(Repr::Interval(start, stop))
}

fn end(mut cursor: Cursor) -> Result<End, EdtfError> {
    match cursor.bytes.get(cursor.at..cursor.end).unwrap_or_default() {
        b"" => Ok(End::Unknown),
        b".." => Ok(End::Open),
        _ => {
            let date = date(&mut cursor)?;
            cursor.finish()?;
            Ok(End::Date(date))
        }
    }
}

fn ordered(start: Option<&Date>, end: Option<&Date>, range: Range<usize>) -> Result<(), EdtfError> {
    match (start, end) {
        (Some(start), Some(end)) if end.last < start.first => Err(located(range, Reason::Reversed)),
        _ => Ok(()),
    }
}

fn set(cursor: &mut Cursor) -> Result<Repr, EdtfError> {
    let all = cursor.eat(b'{');
    let close = if all { b'}' } else { b']' };
    if !all {
        cursor.at += 1;
    }
    let mut items = Vec::new();
    loop {
        cursor.blanks();
        items.push(item(cursor)?);
        cursor.blanks();
        if !cursor.eat(b',') {
            break;
        }
    }
    if cursor.eat(close) {
        cursor.finish()?;
        Ok(Repr::Set {
            all,
            items: items.into_boxed_slice(),
        })
    } else if matches!(cursor.peek(), 0 | b']' | b'}') {
        Err(cursor.error(Reason::Bracket))
    } else {
        Err(cursor.unexpected())
    }
}

fn item(cursor: &mut Cursor) -> Result<Item, EdtfError> {
    if matches!(cursor.peek(), 0 | b',' | b']' | b'}') {
        return Err(cursor.error(Reason::EmptyMember));
    }
    let first = if cursor.peek() == b'.' {
        None
    } else {
        Some(date(cursor)?)
    };
    if !cursor.eat(b'.') {
        return match first {
            Some(date) => Ok(Item::One(date)),
            None => Err(cursor.unexpected()),
        };
    }
    if !cursor.eat(b'.') {
        return Err(cursor.unexpected());
    }
    let start = cursor.at;
    let last = if matches!(cursor.peek(), 0 | b' ' | b',' | b']' | b'}') {
        None
    } else {
        Some(date(cursor)?)
    };
    if first.is_none() && last.is_none() {
        return Err(cursor.error(Reason::EmptyMember));
    }
    ordered(first.as_ref(), last.as_ref(), start..cursor.at)?;
    Ok(Item::Range(first, last))
}
