//! The faces that papers are set in, and how wide their letters are.

use krilla::text::Font;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider as _};

use super::PdfError;
use crate::domain::naskah::Gaya;

/// A face of the font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Upright.
    Regular,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
}

impl From<Gaya> for Face {
    fn from(gaya: Gaya) -> Face {
        match gaya {
            Gaya::Biasa => Face::Regular,
            Gaya::Tebal => Face::Bold,
            Gaya::Miring => Face::Italic,
        }
    }
}

/// The font, Noto Sans in three faces.
pub struct Fonts {
    regular: Metrics,
    bold: Metrics,
    italic: Metrics,
}

/// What is known of a face.
struct Metrics {
    font: Font,
    map: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    /// Units of the font in its size.
    em: f32,
    /// The letters of the first characters, by their number: nearly all that a paper has.
    first: Vec<Option<Letter>>,
}

/// How many characters are looked up once and for all.
const N_FIRST: u32 = 0x250;

/// A letter of a face.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Letter {
    /// Its number in the font.
    pub glyph: u32,
    /// Its width, in sizes of the text.
    pub width: f32,
}

impl Fonts {
    /// Reads the faces.
    ///
    /// # Errors
    /// When one can't be read.
    pub fn load() -> Result<Fonts, PdfError> {
        let read = |data| Metrics::read(data).ok_or(PdfError::Broken("huruf"));
        Ok(Fonts {
            regular: read(ttf_noto_sans::REGULAR)?,
            bold: read(ttf_noto_sans::BOLD)?,
            italic: read(ttf_noto_sans::ITALIC)?,
        })
    }

    /// The letter of a character, if the face has one.
    pub fn letter(&self, face: Face, c: char) -> Option<Letter> {
        let metrics = self.of(face);
        let known = usize::try_from(u32::from(c)).ok();
        match known.and_then(|n| metrics.first.get(n)) {
            Some(letter) => *letter,
            None => metrics.letter(c),
        }
    }

    /// The width of a text, in sizes of the text.
    pub fn width(&self, face: Face, text: &str) -> f32 {
        let letters = text.chars().filter_map(|c| self.letter(face, c));
        letters.map(|letter| letter.width).sum()
    }

    /// The face as it is embedded.
    pub fn font(&self, face: Face) -> Font {
        self.of(face).font.clone()
    }

    fn of(&self, face: Face) -> &Metrics {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
            Face::Italic => &self.italic,
        }
    }
}

impl Metrics {
    fn read(data: &'static [u8]) -> Option<Metrics> {
        let font = FontRef::new(data).ok()?;
        let (size, place) = (Size::unscaled(), LocationRef::default());
        let mut metrics = Metrics {
            map: font.charmap(),
            widths: font.glyph_metrics(size, place),
            em: f32::from(font.metrics(size, place).units_per_em),
            font: Font::new(data.into(), 0)?,
            first: Vec::new(),
        };
        let chars = (0..N_FIRST).map(char::from_u32);
        metrics.first = chars.map(|c| metrics.letter(c?)).collect();
        Some(metrics)
    }

    fn letter(&self, c: char) -> Option<Letter> {
        let glyph = self.map.map(c)?;
        let width = self.widths.advance_width(glyph)?;
        Some(Letter {
            glyph: glyph.to_u32(),
            width: width / self.em,
        })
    }
}
