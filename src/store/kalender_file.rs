//! `kalender/2026.toml`: the days off of one year, with where the list comes from.

use chrono::Datelike as _;

use super::reader::{Fields, Sink, beside};
use super::syntax;
use super::text::Source;
use crate::domain::finding::Finding;
use crate::domain::kalender::{JenisLibur, Libur, Tahun};
use crate::domain::rule::Rule;

/// Reads the calendar of the year that the file is named after.
#[must_use]
pub fn decode(source: &Source, tahun: i32) -> (Option<Tahun>, Vec<Finding>) {
    let (tree, mut findings) = syntax::parse(source);
    let Some(tree) = tree else {
        return (None, findings);
    };
    let sink = Sink::new(source);
    let kalender = Some(read(Fields::root(tree.get_ref(), &sink), tahun));
    findings.extend(beside(&findings, sink.into_findings()));
    (kalender, findings)
}

fn read(root: Fields<'_>, tahun: i32) -> Tahun {
    root.format();
    let written = root.need("tahun", root.integer("tahun"));
    if let Some(other) = written.filter(|written| *written != i64::from(tahun)) {
        let message = format!("kalender ini untuk tahun {other}, padahal nama berkasnya {tahun}");
        root.fault(
            Rule::OtherForm,
            "tahun",
            message,
            "samakan tahun dengan nama berkas",
        );
    }
    // That it is missing is for `rkt kalender periksa` to say: no due date hangs on it.
    let sumber = root.text("sumber").unwrap_or_default();
    let mut libur = Vec::new();
    for (_, row) in root.rows("libur") {
        let tanggal = row.need("tanggal", row.date("tanggal"));
        let nama = row.words("nama");
        let jenis = row.choice("jenis", &JenisLibur::NAMES, JenisLibur::parse);
        let sejak = row.date("sejak");
        if let Some(day) = tanggal.filter(|day| day.year() != tahun) {
            let message = format!("{day} bukan tanggal di tahun {tahun}");
            row.fault(
                Rule::BadName,
                "tanggal",
                message,
                "pindahkan ke berkas tahun itu, atau perbaiki tanggalnya",
            );
        }
        row.finish();
        let known = tanggal.zip(nama);
        libur.extend(known.map(|(tanggal, nama)| Libur {
            tanggal,
            nama,
            jenis: jenis.unwrap_or(JenisLibur::Nasional),
            sejak,
        }));
    }
    root.finish();
    Tahun {
        tahun,
        sumber,
        libur,
    }
}
