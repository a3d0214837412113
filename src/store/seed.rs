//! What `rkt init` lays into a new workspace or cycle, and what holds where nothing is laid.

use crate::domain::instansi::Bidang;

/// Files of a new workspace; `rkt.toml` last, since it makes the folder a workspace.
pub const WORKSPACE: [(&str, &str); 6] = [
    (".gitattributes", include_str!("seed/gitattributes")),
    (".gitignore", include_str!("seed/gitignore")),
    ("acuan/iku.toml", include_str!("seed/iku.toml")),
    ("acuan/renstra.toml", include_str!("seed/renstra.toml")),
    ("sop.yaml", include_str!("seed/sop.yaml")),
    ("rkt.toml", include_str!("seed/rkt.toml")),
];

/// Calendars that come with rkt: year and text.
pub const KALENDER: [(i32, &str); 3] = [
    (2024, include_str!("seed/kalender/2024.toml")),
    (2025, include_str!("seed/kalender/2025.toml")),
    (2026, include_str!("seed/kalender/2026.toml")),
];

/// The nomenclature that holds where the office has no table of its own.
pub const NOMENKLATUR: &str = include_str!("seed/nomenklatur.tsv");

/// Units that workbooks offer, one a line; lines that begin with `#` are remarks.
pub const SATUAN: &str = include_str!("seed/satuan.txt");

/// The blank form of a Bidang.
#[must_use]
pub fn blank_form(tahun: i64, bidang: &Bidang) -> String {
    include_str!("seed/form.toml")
        .replace("{tahun}", &tahun.to_string())
        .replace("{lalu}", &(tahun - 2).to_string())
        .replace("{bidang}", bidang.id.as_str())
        .replace("{nama}", &bidang.nama.replace(char::is_control, " "))
}
