//! How a paper looks: margins, sizes and greys, in points of 1/72 inch.

/// Points of a millimetre.
pub const MM: f32 = 72.0 / 25.4;

/// Room left of the text, where papers are filed.
pub const LEFT: f32 = 20.0 * MM;
/// Room right of the text.
pub const RIGHT: f32 = 15.0 * MM;
/// Room above the text.
pub const TOP: f32 = 15.0 * MM;
/// Room below the text, with the footer in it.
pub const BOTTOM: f32 = 19.0 * MM;
/// From the lower edge up to the line of the footer.
pub const FOOT: f32 = 10.0 * MM;

/// Size of running text.
pub const BODY: f32 = 10.0;
/// Size of text in tables.
pub const CELL: f32 = 8.0;
/// Size of the footer.
pub const SMALL: f32 = 8.0;

/// From one line to the next, in sizes of the text.
pub const LEADING: f32 = 1.3;
/// From the top of a line to its baseline, in sizes of the text.
pub const BASELINE: f32 = 0.99;

/// Between the border of a cell and its text, left and right.
pub const PAD_X: f32 = 3.0;
/// Between the border of a cell and its text, above and below.
pub const PAD_Y: f32 = 2.2;

/// Width of the lines of a table.
pub const HAIR: f32 = 0.5;

/// Grey of the lines of a table; 0 is black, 255 white.
pub const LINE: u8 = 70;
/// Grey behind heading rows.
pub const HEAD: u8 = 217;
/// Grey behind bands and totals.
pub const BAND: u8 = 230;
/// Grey behind rows above others.
pub const TINT: u8 = 246;
/// Grey of what marks a draft.
pub const WATERMARK: u8 = 238;

/// The height of some lines of a size.
pub fn lines(n: usize, size: f32) -> f32 {
    f32::from(u16::try_from(n).unwrap_or(u16::MAX)) * size * LEADING
}
