//! How the cells of a form look: what is to be filled in, what is locked, what is missing.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Blue of headings.
const HEAD: Color = Color::RGB(0x1F_4E_79);
/// Grey of what is locked.
const LOCKED: Color = Color::RGB(0xF2_F2_F2);
/// Yellow of what is still missing.
pub const MISSING: Color = Color::RGB(0xFF_F2_CC);
const LINE: Color = Color::RGB(0xBF_BF_BF);

/// A heading of a page.
pub fn title() -> Format {
    Format::new().set_bold().set_font_size(14)
}

/// A line below it.
pub fn subtitle() -> Format {
    Format::new().set_font_color(Color::RGB(0x59_59_59))
}

/// Words that run over several lines.
pub fn prose() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// The heading of a column.
pub fn heading() -> Format {
    boxed()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(HEAD)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

/// A cell that nobody should change.
pub fn locked() -> Format {
    boxed().set_background_color(LOCKED)
}

/// A cell to fill in.
pub fn input() -> Format {
    boxed().set_unlocked()
}

fn boxed() -> Format {
    Format::new()
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
        .set_text_wrap()
        .set_align(FormatAlign::Top)
}

/// The height of a row, in points, that shows texts whole in columns of some widths.
pub fn height<'a>(cells: impl Iterator<Item = (&'a str, u16)>) -> f64 {
    let lines = |(text, width): (&str, u16)| -> u16 {
        let width = usize::from(width.saturating_sub(1).max(1));
        let lines = text
            .lines()
            .map(|line| line.chars().count().div_ceil(width).max(1));
        u16::try_from(lines.sum::<usize>()).unwrap_or(u16::MAX)
    };
    // Excel shows at most 409 points.
    f64::from(cells.map(lines).max().unwrap_or(1).clamp(1, 27)) * 15.0
}

/// Money.
pub const RUPIAH: &str = "#,##0";

/// The format of a number with so many decimals.
pub fn decimals(n: usize) -> String {
    match n {
        0 => RUPIAH.to_owned(),
        n => format!("{RUPIAH}.{}", "0".repeat(n)),
    }
}
