//! A time of day.

use super::super::error::{EdtfError, Reason};
use super::super::{Time, Zone};
use super::cursor::{Cursor, located, number};

/// Reads `T23:20:30` and what may follow it.
pub(super) fn time(cursor: &mut Cursor) -> Result<Time, EdtfError> {
    let start = cursor.at;
    let wrong = |cursor: &Cursor| located(start..cursor.end, Reason::Time);
    let mut parts = [0_u8; 3];
    for (place, part) in parts.iter_mut().enumerate() {
        if !cursor.eat(if place == 0 { b'T' } else { b':' }) {
            return Err(wrong(cursor));
        }
        let limit = if place == 0 { 23 } else { 59 };
        *part = number(cursor, 2)
            .filter(|number| *number <= limit)
            .ok_or_else(|| wrong(cursor))?
            .to_le_bytes()[0];
    }
    if matches!(cursor.peek(), b'.' | b',') {
        return Err(cursor.error_to(cursor.end, Reason::TimeFraction));
    }
    let zone = if cursor.eat(b'Z') {
        Zone::Utc
    } else if matches!(cursor.peek(), b'+' | b'-') {
        let west = cursor.eat(b'-');
        cursor.at += usize::from(!west);
        let hours = number(cursor, 2).ok_or_else(|| wrong(cursor))?;
        let colon = cursor.eat(b':');
        let minutes = if colon || cursor.peek() != 0 {
            number(cursor, 2).filter(|number| *number <= 59)
        } else {
            Some(0)
        };
        let minutes = minutes.ok_or_else(|| wrong(cursor))?;
        // The zones of the world run from 12 hours west to 14 hours east; −00:00 says nothing.
        let total = hours * 60 + minutes;
        let offset = i16::try_from(total).unwrap_or(i16::MAX);
        if west && !(1..=720).contains(&total) || total > 840 {
            return Err(wrong(cursor));
        }
        Zone::Offset(if west { -offset } else { offset })
    } else {
        Zone::Local
    };
    if cursor.at < cursor.end {
        return Err(wrong(cursor));
    }
    Ok(Time {
        hour: parts[0],
        minute: parts[1],
        second: parts[2],
        zone,
    })
}
