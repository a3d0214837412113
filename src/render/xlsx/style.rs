//! What every workbook shares: looks, the page, and what it says of itself. The same input gives
//! the same bytes.

use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, FontScheme, Format, FormatAlign, FormatBorder,
    FormatUnderline, RowNum, Worksheet, XlsxError,
};

use crate::domain::document::Column;
use crate::source::printable;

/// Paper of a print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kertas {
    /// A4.
    A4,
    /// F4 (folio, 215 by 330 mm).
    F4,
}

impl Kertas {
    /// Its code in a workbook. F4 has none; folio is nearest.
    fn code(self) -> u8 {
        match self {
            Kertas::A4 => 9,
            Kertas::F4 => 14,
        }
    }
}

/// The most that a header or a footer holds.
const MOST_FOOTER: usize = 255;

/// Number format of whole amounts.
pub const WHOLE: &str = "#,##0";

/// Number format of money on a cover, with its sign.
pub const RUPIAH: &str = "\"Rp\"#,##0";

const HEAD_FILL: u32 = 0x00D9_E2F3;
const STRONG_FILL: u32 = 0x00ED_EDED;
const LINE: u32 = 0x00A6_A6A6;
const FAINT: u32 = 0x0059_5959;
const LINK: u32 = 0x001F_4E9E;

/// How much a row says: a total, a level above others, or one among many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A row among many.
    Plain,
    /// A row with others below it.
    Strong,
    /// A row of the highest level.
    Top,
    /// The sum of all.
    Total,
}

/// To which side a cell is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// What all looks start from: a font that is the same wherever the workbook is opened.
fn base() -> Format {
    Format::new()
        .set_font_name("Calibri")
        .set_font_scheme(FontScheme::None)
}

/// The look of a cell in a table.
#[must_use]
pub fn cell(tone: Tone, side: Side) -> Format {
    let (align, indent) = match side {
        Side::Left => (FormatAlign::Left, 1),
        Side::Right => (FormatAlign::Right, 0),
    };
    let format = base()
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
        .set_align(FormatAlign::Top)
        .set_align(align)
        .set_indent(indent)
        .set_text_wrap();
    match tone {
        Tone::Plain => format,
        Tone::Strong => format.set_bold(),
        Tone::Top => format.set_bold().set_background_color(STRONG_FILL),
        Tone::Total => format
            .set_bold()
            .set_background_color(HEAD_FILL)
            .set_border_top(FormatBorder::Double),
    }
}

impl Side {
    /// Right for numbers, else left.
    #[must_use]
    pub fn of(column: &Column) -> Side {
        if column.right {
            Side::Right
        } else {
            Side::Left
        }
    }
}

/// The look of a column's heading.
#[must_use]
pub fn head() -> Format {
    base()
        .set_bold()
        .set_background_color(HEAD_FILL)
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// The look of a title.
#[must_use]
pub fn title() -> Format {
    base().set_bold().set_font_size(14)
}

/// The look of a line below a title.
#[must_use]
pub fn subtitle() -> Format {
    base().set_bold()
}

/// The look of a line that explains.
#[must_use]
pub fn note() -> Format {
    base().set_font_color(FAINT)
}

/// The look of a link in a table.
#[must_use]
pub fn link() -> Format {
    cell(Tone::Plain, Side::Left)
        .set_font_color(LINK)
        .set_underline(FormatUnderline::Single)
}

/// Where a cell is: row and column, from 0.
pub type At = (RowNum, ColNum);

/// How high a line of text is.
const LINE_HEIGHT: u32 = 15;

/// The height of a row that shows the whole of each of its texts, given with the width of its
/// column. Not every program works it out by itself.
#[must_use]
pub fn height<'a>(tone: Tone, texts: impl Iterator<Item = (&'a str, f64)>) -> u32 {
    let lines = texts.map(|(text, width)| n_lines(text, width, tone)).max();
    LINE_HEIGHT * lines.unwrap_or(1).clamp(1, MOST_LINES)
}

/// A row is at most as high as a sheet lets it be.
const MOST_LINES: u32 = 27;

/// How many lines a text takes in a column, broken between words; rather one too many.
fn n_lines(text: &str, width: f64, tone: Tone) -> u32 {
    let bold = if tone == Tone::Plain { 1.0 } else { 1.1 };
    let size = |word: &str| word.chars().map(size_of).sum::<f64>() * bold;
    // The indent takes one, and the margins of a cell another.
    let room = (width - 1.6).max(1.0);
    let broken = |line: &str| {
        let (mut lines, mut at) = (1, 0.0);
        for word in line.split_whitespace() {
            let size = size(word);
            let blank = if at > 0.0 { SPACE } else { 0.0 };
            if at > 0.0 && at + blank + size > room {
                lines += 1;
                at = 0.0;
            } else {
                at += blank;
            }
            at += size;
            while at > room {
                lines += 1;
                at -= room;
            }
        }
        lines
    };
    text.split('\n').map(broken).sum()
}

const SPACE: f64 = 0.5;

/// How wide a character is; a digit is 1.
fn size_of(c: char) -> f64 {
    match c {
        'f' | 'i' | 'j' | 'l' | 'r' | 't' | 'I' => 0.65,
        _ if c.is_ascii_punctuation() => 0.7,
        'm' | 'w' | 'M' | 'W' => 1.6,
        _ if c.is_uppercase() => 1.2,
        _ if c.is_ascii_lowercase() => 0.95,
        _ if c.is_ascii() => 1.0,
        _ => 1.5,
    }
}

/// How a sheet is printed.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The paper.
    pub kertas: Kertas,
    /// The row of the headings, repeated on every page and kept in sight; `None` without a table.
    pub heads: Option<RowNum>,
    /// Columns kept in sight.
    pub kept: ColNum,
    /// The last cell.
    pub last: At,
    /// What stands at the foot of every page beside its number.
    pub foot: &'a str,
}

/// Sets a sheet up for paper across, as wide as one page, numbered.
///
/// # Errors
/// When the last cell is beyond what a sheet has.
pub fn page(sheet: &mut Worksheet, page: &Page<'_>) -> Result<(), XlsxError> {
    let (row, col) = page.last;
    sheet
        .set_paper_size(page.kertas.code())
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(0.4, 0.4, 0.6, 0.7, 0.3, 0.3)
        .set_screen_gridlines(false)
        .set_footer(footer(page.foot));
    sheet.set_print_area(0, 0, row, col)?;
    if let Some(heads) = page.heads {
        sheet.set_repeat_rows(heads, heads)?;
        sheet.set_freeze_panes(heads + 1, page.kept)?;
    }
    Ok(())
}

/// The foot of a page. Its text can't be taken for a code of the format.
fn footer(text: &str) -> String {
    let number = "&RHalaman &P dari &N";
    let text = printable(text).replace('&', "&&");
    let room = MOST_FOOTER - number.len() - "&L".len();
    if text.encode_utf16().count() > room {
        return number.to_owned();
    }
    format!("&L{text}{number}")
}

/// What a workbook says of itself. The moment is the same for all, so that equal content gives
/// equal bytes.
///
/// # Errors
/// Never: the moment is one that exists.
pub fn properties(title: &str, company: &str) -> Result<DocProperties, XlsxError> {
    let moment = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_title(printable(title))
        .set_company(printable(company))
        .set_creation_datetime(&moment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_high_enough() {
        let height = |text: &str| height(Tone::Plain, [(text, 20.0)].into_iter());
        assert_eq!(height(""), 15);
        assert_eq!(height("Persen"), 15);
        assert_eq!(height("Persentase guru bersertifikat pendidik"), 30);
        assert_eq!(height("satu\ndua\ntiga"), 45);
        assert_eq!(height(&"a".repeat(40)), 45);
        assert_eq!(height(&"a ".repeat(10_000)), 405);
    }

    #[test]
    fn a_foot_is_never_a_code() {
        assert_eq!(footer("A & B"), "&LA && B&RHalaman &P dari &N");
        assert_eq!(footer(&"&".repeat(200)), "&RHalaman &P dari &N");
    }
}
