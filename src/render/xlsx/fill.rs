//! How the cells of a form look: what is to be filled in, what is locked, what is missing.

use rust_xlsxwriter::{Color, Format};

use super::style::{self, Side, Tone};

/// Blue of headings.
const HEAD: Color = Color::RGB(0x1F_4E_79);
/// Grey of what is locked.
const LOCKED: Color = Color::RGB(0xF2_F2_F2);
/// Yellow of what is still missing.
pub const MISSING: Color = Color::RGB(0xFF_F2_CC);

/// The heading of a column.
pub fn heading() -> Format {
    style::head()
        .set_font_color(Color::White)
        .set_background_color(HEAD)
}

/// A cell that nobody should change.
pub fn locked(side: Side) -> Format {
    style::cell(Tone::Plain, side).set_background_color(LOCKED)
}

/// A cell to fill in.
pub fn input(side: Side) -> Format {
    style::cell(Tone::Plain, side).set_unlocked()
}
