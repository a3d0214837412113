//! How the shapes of a chart look, whatever draws them; lengths are millimetres.

use crate::domain::bagan::{Tanda, Tebal};

/// A colour: red, green and blue.
pub type Colour = [u8; 3];

/// The colour of lines and letters.
pub const INK: Colour = [17; 3];
/// Behind headings.
pub const SHADE: Colour = [0xe9, 0xed, 0xf2];

/// How a shape looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// What it is filled with.
    pub fill: Option<Colour>,
    /// The colour of its outline.
    pub line: Colour,
    /// How thick that is.
    pub width: f64,
    /// Its strokes and gaps, where it is broken.
    pub dash: Option<(f64, f64)>,
}

/// How a line looks.
pub fn line(tebal: Tebal) -> Look {
    let (line, width) = match tebal {
        Tebal::Tipis => ([0x88; 3], 0.18),
        Tebal::Sedang => (INK, 0.35),
        Tebal::Tegas => (INK, 0.5),
    };
    Look {
        fill: None,
        line,
        width,
        dash: None,
    }
}

/// How an arrow looks; its head is filled with the same colour.
pub fn arrow() -> Look {
    line(Tebal::Sedang)
}

/// How a symbol looks: each standing differs from the others in more than colour.
pub fn symbol(tanda: Option<Tanda>) -> Look {
    let (fill, line, width, dash) = match tanda {
        None => ([255; 3], INK, 0.4, None),
        Some(Tanda::Selesai) => ([0xd5, 0xe8, 0xd4], INK, 0.4, None),
        Some(Tanda::Berjalan) => ([0xff, 0xf2, 0xcc], INK, 0.8, None),
        Some(Tanda::Terlambat) => ([0xf8, 0xce, 0xcc], [0x9b, 0, 0x14], 1.0, None),
        Some(Tanda::Dikembalikan) => ([0xe1, 0xd5, 0xe7], INK, 0.6, Some((1.6, 0.7))),
        Some(Tanda::Menunggu) => ([255; 3], [0x55; 3], 0.3, Some((0.8, 0.8))),
    };
    Look {
        fill: Some(fill),
        line,
        width,
        dash,
    }
}

/// A colour in hexadecimal.
pub fn hex([red, green, blue]: Colour) -> String {
    format!("{red:02x}{green:02x}{blue:02x}")
}
