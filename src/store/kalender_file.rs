//! `kalender/2026.toml`: the days off of one year, with where the list comes from.

use std::collections::BTreeMap;

use chrono::Datelike as _;

use super::reader::{Fields, Sink, beside};
use super::syntax;
use super::text::Source;
use crate::domain::finding::Finding;
use crate::domain::kalender::Tahun;
use crate::domain::rule::Rule;

/// The kinds of a day off, as written in the file.
const JENIS: [&str; 3] = ["libur", "cuti-bersama", "daerah"];

/// Reads the calendar of the year that the file is named after.
#[must_use]
pub fn decode(source: &Source, tahun: i32) -> (Option<Tahun>, Vec<Finding>) {
    let (tree, mut findings) = syntax::parse(source);
    let Some(tree) = tree else {
        return (None, findings);
    };
    let sink = Sink::new(source);
    let kalender = read(Fields::root(tree.get_ref(), &sink), tahun);
    findings.extend(beside(&findings, sink.into_findings()));
    (kalender, findings)
}

fn read(root: Fields<'_>, tahun: i32) -> Option<Tahun> {
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
    let sumber = root.words("sumber");
    let mut libur = BTreeMap::new();
    for (_, row) in root.rows("libur") {
        let tanggal = row.need("tanggal", row.date("tanggal"));
        let nama = row.words("nama");
        let _ = row.choice("jenis", &JENIS, |text| JENIS.contains(&text).then_some(()));
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
        libur.extend(tanggal.zip(nama));
    }
    root.finish();
    Some(Tahun {
        tahun,
        sumber: sumber?,
        libur,
    })
}
