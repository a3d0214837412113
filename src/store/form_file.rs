//! A form file as a [`Form`]: its shape is design.md, 2; every fault is told at once.

use super::reader::{Fields, Sink, beside};
use super::syntax;
use super::text::Source;
use super::unwritten::Unwritten;
use crate::domain::check::{self, Lost};
use crate::domain::finding::{Finding, Spot, Step};
use crate::domain::form::{Form, Kegiatan, List, Program, Sasaran, SubKegiatan};
use crate::domain::indikator::{Abaikan, Arah, Dasar, Indikator, JenisTriwulan};
use crate::domain::kode::{Kode, Level};
use crate::domain::name::{BidangId, nearest};
use crate::domain::number::{NumberFault, quote};
use crate::domain::pagu::{self, Rupiah};
use crate::domain::rule::Rule;
use crate::domain::target::{Target, TargetFault};

/// Whose form a file has to be.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The year of the cycle.
    pub tahun: i64,
    /// The Bidang that the file is named after.
    pub bidang: &'a BidangId,
}

/// Reads a form: what could be read, and what could not.
///
/// Rows without a readable id or kode are left out of the form, and told.
#[must_use]
pub fn decode(source: &Source, expected: Expected<'_>) -> (Option<Form>, Vec<Finding>) {
    let (read, findings) = decode_rows(source, expected);
    (read.map(|(form, _)| form), findings)
}

/// Reads a form and checks it by itself.
#[must_use]
pub fn checked(source: &Source, expected: Expected<'_>) -> (Option<Form>, Vec<Finding>) {
    let (read, mut findings) = decode_rows(source, expected);
    let Some((form, lost)) = read else {
        return (None, findings);
    };
    // A row that can't be read may be the very one that another row misses, or that a sum lacks.
    let found = check::form_without(&form, &source.file, &lost);
    findings.extend(known(source, &findings, found));
    (Some(form), findings)
}

/// What a check says of a form beside the faults by which some of it can't be read: nothing of a row
/// that is no TOML, which says something else once it is mended, and no count of rows that lack
/// what may be there.
#[must_use]
pub fn known(source: &Source, faults: &[Finding], mut found: Vec<Finding>) -> Vec<Finding> {
    let unwritten = Unwritten::of(source, faults);
    let is_whole = unwritten.is_empty();
    found.retain(|one| !unwritten.has_row(&one.at) && (is_whole || one.rule != Rule::Unsplit));
    found
}

/// Whether a rule asks for a row that is not in the form, for its money or for its indikator.
#[must_use]
pub fn misses_a_row(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::EmptyForm
            | Rule::PaguControl
            | Rule::PaguUnmeasured
            | Rule::ParentMissing
            | Rule::SasaranUnknown
            | Rule::SasaranWithoutIndikator
    )
}

/// Whether a fault may keep a row of a file out of its form; what is wrong with a number, or with
/// rows that are there, does not.
#[must_use]
pub fn may_hide_a_row(finding: &Finding) -> bool {
    let is_there = matches!(
        finding.rule,
        Rule::TargetMissing | Rule::NumberAmbiguous | Rule::NumberUnreadable | Rule::RangeReversed
    );
    is_unread(finding) && !is_there || finding.rule == Rule::EmptyForm
}

/// Whether a fault of a form means that some of it is not there to be held against anything: what
/// can't be read, and a target that is not written. What is wrong with rows as they were read is
/// no such fault.
#[must_use]
pub fn is_unread(finding: &Finding) -> bool {
    let is_read = misses_a_row(finding.rule) || finding.rule == Rule::Duplicate;
    finding.is_error() && !is_read
}

fn decode_rows(source: &Source, expected: Expected<'_>) -> (Option<(Form, Lost)>, Vec<Finding>) {
    let (tree, mut findings) = syntax::parse(source);
    let Some(tree) = tree else {
        return (None, findings);
    };
    let unwritten = Unwritten::of(source, &findings);
    let sink = Sink::new(source);
    let (form, mut lost) = read(Fields::root(tree.get_ref(), &sink), expected);
    let shape = sink.into_findings();
    lost.is_guess = !unwritten.is_empty();
    let anything = lost.is_guess || shape.iter().any(hides_rows);
    if anything {
        lost.lists.extend(List::ALL);
    }
    lost.indikator = anything || shape.iter().any(hides_indikator);
    let mut shape = beside(&findings, shape);
    // A line that is no TOML may take others of its row with it, which are not missing then.
    let is_taken = |one: &Finding| one.rule == Rule::TargetMissing && unwritten.has_row(&one.at);
    shape.retain(|one| !unwritten.has_line(&one.at) && !is_taken(one));
    findings.extend(shape);
    (Some((form, lost)), findings)
}

/// Whether a whole list of rows can't be read: its heading is misspelt or of another kind.
fn hides_rows(finding: &Finding) -> bool {
    let is_heading = match &finding.at.spot {
        Spot::Field(path) | Spot::Key(path) => path.steps().len() == 1,
        Spot::File | Spot::Bytes(..) | Spot::Cell(..) => false,
    };
    is_heading
        && matches!(
            finding.rule,
            Rule::UnknownKey | Rule::WrongType | Rule::MissingKey
        )
}

/// Whether an indikator of a row can't be read: it has no uraian, or the key of them all is misspelt
/// or of another kind.
fn hides_indikator(finding: &Finding) -> bool {
    let (Spot::Field(path) | Spot::Key(path)) = &finding.at.spot else {
        return false;
    };
    match (finding.rule, path.steps()) {
        (Rule::UnknownKey | Rule::WrongType, [_, _, Step::Key(key)]) => {
            nearest(key, ["indikator"]).is_some()
        }
        (Rule::MissingKey | Rule::WrongType, [_, _, _, _, Step::Key(key)]) => key == "uraian",
        (Rule::WrongType, [_, _, Step::Key(key), Step::Index(_)]) => key == "indikator",
        _ => false,
    }
}

fn read(root: Fields<'_>, expected: Expected<'_>) -> (Form, Lost) {
    root.format();
    let tahun = root.need("tahun", root.integer("tahun"));
    if let Some(tahun) = tahun.filter(|tahun| *tahun != expected.tahun) {
        let message = format!(
            "form ini untuk tahun {tahun}, padahal siklusnya {}",
            expected.tahun
        );
        let help = format!(
            "tulis tahun = {}, bila isinya memang untuk tahun itu",
            expected.tahun
        );
        root.fault(Rule::OtherForm, "tahun", message, help);
    }
    let bidang = root.need("bidang", root.text("bidang"));
    if let Some(bidang) = bidang.filter(|bidang| bidang != expected.bidang.as_str()) {
        let message = format!(
            "form ini milik Bidang {bidang}, padahal berkasnya milik {}",
            expected.bidang
        );
        let help = format!(
            "letakkan di form/{bidang}.toml, atau tulis bidang = \"{}\"",
            expected.bidang
        );
        root.fault(Rule::OtherForm, "bidang", message, help);
    }
    let mut lost = Lost::default();
    let form = Form {
        tahun: expected.tahun,
        bidang: expected.bidang.clone(),
        sasaran: list(&root, List::Sasaran, sasaran, &mut lost),
        program: list(&root, List::Program, program, &mut lost),
        kegiatan: list(&root, List::Kegiatan, kegiatan, &mut lost),
        sub_kegiatan: list(&root, List::SubKegiatan, sub_kegiatan, &mut lost),
    };
    root.finish();
    (form, lost)
}

/// The rows of a list that can be read, and whether others are lost.
fn list<'a, T>(
    root: &Fields<'a>,
    of: List,
    row: fn((usize, Fields<'a>)) -> Option<T>,
    lost: &mut Lost,
) -> Vec<T> {
    let rows = root.rows(of.key());
    let n_rows = rows.len();
    let read: Vec<T> = rows.into_iter().filter_map(row).collect();
    if read.len() < n_rows {
        lost.lists.insert(of);
    }
    read
}

fn sasaran((pos, fields): (usize, Fields<'_>)) -> Option<Sasaran> {
    let id = fields.words("id");
    let uraian = fields.text("uraian");
    let indikator = indikator(&fields);
    let abaikan = all_abaikan(&fields);
    fields.finish();
    Some(Sasaran {
        pos,
        id: id?,
        uraian,
        indikator,
        abaikan,
    })
}

fn program((pos, fields): (usize, Fields<'_>)) -> Option<Program> {
    let kode = kode(&fields, Level::Program);
    let uraian = fields.text("uraian");
    let sasaran = fields.texts("sasaran");
    let hasil = fields.text("hasil");
    let pagu = rupiah(&fields, "pagu");
    let indikator = indikator(&fields);
    let abaikan = all_abaikan(&fields);
    fields.finish();
    Some(Program {
        pos,
        kode: kode?,
        uraian,
        sasaran,
        hasil,
        pagu,
        indikator,
        abaikan,
    })
}

fn kegiatan((pos, fields): (usize, Fields<'_>)) -> Option<Kegiatan> {
    let kode = kode(&fields, Level::Kegiatan);
    let uraian = fields.text("uraian");
    let pagu = rupiah(&fields, "pagu");
    let indikator = indikator(&fields);
    let abaikan = all_abaikan(&fields);
    fields.finish();
    Some(Kegiatan {
        pos,
        kode: kode?,
        uraian,
        pagu,
        indikator,
        abaikan,
    })
}

fn sub_kegiatan((pos, fields): (usize, Fields<'_>)) -> Option<SubKegiatan> {
    let kode = kode(&fields, Level::SubKegiatan);
    let uraian = fields.text("uraian");
    let pagu = rupiah(&fields, "pagu");
    let sumber_dana = fields.text("sumber_dana");
    let lokasi = fields.text("lokasi");
    let kelompok_sasaran = fields.text("kelompok_sasaran");
    let prakiraan_maju = rupiah(&fields, "prakiraan_maju");
    let indikator = indikator(&fields);
    let abaikan = all_abaikan(&fields);
    fields.finish();
    Some(SubKegiatan {
        pos,
        kode: kode?,
        uraian,
        pagu,
        sumber_dana,
        lokasi,
        kelompok_sasaran,
        prakiraan_maju,
        indikator,
        abaikan,
    })
}

/// A kode of a level, or why it is none.
pub(super) fn kode(fields: &Fields<'_>, level: Level) -> Option<Kode> {
    let text = fields.words("kode")?;
    match Kode::parse(&text, level) {
        Ok(kode) => Some(kode),
        Err(message) => {
            fields.fault(Rule::BadKode, "kode", message, mend_kode(&text, level));
            None
        }
    }
}

/// What to do about a text that is no kode of a level.
fn mend_kode(text: &str, level: Level) -> String {
    let last = text.rsplit('.').next().unwrap_or_default();
    // Of four digits any one may be missing when the zero in front is not.
    let is_open = last.len() == 3 && last.starts_with('0');
    let completed = Kode::completed(text).filter(|kode| kode.level() == level && !is_open);
    if let Some(kode) = completed {
        return format!("maksud Anda `{kode}`?");
    }
    match Kode::read(text) {
        Ok(other) => format!(
            "tulis kode {} (bentuknya {}), atau pindahkan baris ini ke daftar {}",
            level.name(),
            level.sample(),
            other.level().name()
        ),
        Err(_) => "perbaiki kodenya; cari yang benar dengan `rkt kode CARI`".to_owned(),
    }
}

fn indikator(fields: &Fields<'_>) -> Vec<Indikator> {
    fields
        .rows("indikator")
        .into_iter()
        .filter_map(one_indikator)
        .collect()
}

fn one_indikator((pos, fields): (usize, Fields<'_>)) -> Option<Indikator> {
    let uraian = fields.words("uraian");
    let satuan = needed_satuan(&fields, uraian.as_deref());
    let lalu = target(&fields, "lalu");
    let row = Indikator {
        pos,
        id: fields.text("id"),
        uraian: uraian.clone().unwrap_or_default(),
        satuan: satuan.unwrap_or_default(),
        target: needed_target(&fields, uraian.as_deref(), lalu.as_ref())?,
        arah: fields.choice("arah", &Arah::NAMES, Arah::parse),
        triwulan: triwulan(&fields),
        jenis_triwulan: fields.choice(
            "jenis_triwulan",
            &JenisTriwulan::NAMES,
            JenisTriwulan::parse,
        ),
        dasar: fields.table("dasar").and_then(dasar),
        lalu,
        iku: fields.boolean("iku"),
        definisi: fields.text("definisi"),
        rumus: fields.text("rumus"),
        sumber_data: fields.text("sumber_data"),
        alasan_beda: fields.text("alasan_beda"),
        abaikan: all_abaikan(&fields),
        keterangan: fields.text("keterangan"),
    };
    fields.finish();
    uraian.map(|_| row)
}

/// The unit that every indikator must have.
fn needed_satuan(fields: &Fields<'_>, of: Option<&str>) -> Option<String> {
    if fields.has("satuan") {
        return fields.words("satuan");
    }
    let of = of.map_or_else(String::new, |of| format!(" {}", quote(of)));
    let help = "tambahkan baris satuan = \"...\"";
    let message = format!("satuan{of} belum diisi");
    fields.fault(Rule::MissingKey, "satuan", message, help);
    None
}

/// The target that every indikator must have; one that can't be read is told and left blank.
fn needed_target(fields: &Fields<'_>, of: Option<&str>, lalu: Option<&Target>) -> Option<Target> {
    let blank = || Target::parse("-").ok();
    let missing = |help: String| {
        let of = of.map_or_else(String::new, |of| format!(" {}", quote(of)));
        let message = format!("target{of} belum diisi");
        fields.fault(Rule::TargetMissing, "target", message, help);
    };
    let Some(typed) = fields.typed("target") else {
        if !fields.has("target") {
            missing("tambahkan baris target = \"...\"".to_owned());
        }
        return blank();
    };
    if typed.trim().is_empty() {
        missing(lalu.map_or_else(
            || TargetFault::Number(NumberFault::Empty).help(),
            |lalu| {
                let lalu = quote(lalu.raw());
                format!("tulis targetnya, atau \"-\" jika tidak berlaku; target tahun lalu {lalu}")
            },
        ));
        return blank();
    }
    read_target(fields, "target", &typed, None).or_else(blank)
}

/// A target that may be absent or empty.
fn target(fields: &Fields<'_>, key: &'static str) -> Option<Target> {
    let typed = fields.typed(key)?;
    if typed.trim().is_empty() {
        None
    } else {
        read_target(fields, key, &typed, None)
    }
}

/// A target as typed, or why it is none.
pub(super) fn read_target(
    fields: &Fields<'_>,
    key: &str,
    typed: &str,
    index: Option<usize>,
) -> Option<Target> {
    match Target::parse(typed) {
        Ok(target) => Some(target),
        Err(fault) => {
            fields.fault_at(fault.rule(), key, index, fault.message(), fault.help());
            None
        }
    }
}

fn triwulan(fields: &Fields<'_>) -> Option<[Option<Target>; 4]> {
    // What can't be read is told, and it is no blank: nothing is said of a sum or an end without it.
    let unread = || Target::parse("tidak terbaca").ok();
    let Some(typed) = fields.typed_list("triwulan") else {
        let is_there = fields.has("triwulan");
        return is_there.then(|| [unread(), None, None, None]);
    };
    if typed.len() != 4 {
        if let Some((number, line)) = fields.halved("triwulan") {
            let message = format!("angka {number} tanpa tanda kutip terbaca sebagai dua nilai");
            fields.fault(
                Rule::WrongType,
                "triwulan",
                message,
                format!("tulis {line}"),
            );
            return Some([unread(), None, None, None]);
        }
        let message = format!("triwulan berisi {} nilai, seharusnya 4", typed.len());
        let help =
            "tulis empat nilai, kosongkan dengan \"\" bila belum ada: [\"\", \"40\", \"\", \"80\"]";
        fields.fault(Rule::WrongType, "triwulan", message, help);
        return Some([unread(), None, None, None]);
    }
    let mut parts = typed.into_iter().enumerate().map(|(n, typed)| {
        let Some(typed) = typed else { return unread() };
        if typed.trim().is_empty() {
            return None;
        }
        read_target(fields, "triwulan", &typed, Some(n)).or_else(unread)
    });
    Some(std::array::from_fn(|_| parts.next().flatten()))
}

/// A baseline.
pub(super) fn dasar(fields: Fields<'_>) -> Option<Dasar> {
    let tahun = fields.need("tahun", fields.integer("tahun"));
    let nilai = fields.need("nilai", target(&fields, "nilai"));
    let sumber = fields.text("sumber");
    fields.finish();
    Some(Dasar {
        tahun: tahun?,
        nilai: nilai?,
        sumber,
    })
}

fn all_abaikan(fields: &Fields<'_>) -> Vec<Abaikan> {
    let bare = fields.bare_texts("abaikan");
    if !bare.is_empty() {
        let all: Vec<String> = bare.iter().map(|kode| exception(kode)).collect();
        let message = "`abaikan` berisi kode saja, tanpa alasan";
        let help = format!("tulis abaikan = [{}]", all.join(", "));
        fields.fault(Rule::WrongType, "abaikan", message, help);
        return Vec::new();
    }
    if fields.has("abaikan") && !fields.is_list("abaikan") {
        let one = fields.one_text("abaikan", "aturan");
        let message = "`abaikan` bukan daftar pengecualian dalam kurung siku";
        let help = format!("tulis abaikan = [{}]", exception(&one));
        fields.fault(Rule::WrongType, "abaikan", message, help);
        return Vec::new();
    }
    let rows = fields.rows("abaikan").into_iter();
    rows.filter_map(abaikan).collect()
}

fn abaikan((pos, fields): (usize, Fields<'_>)) -> Option<Abaikan> {
    let aturan = fields.text("aturan").unwrap_or_default();
    let line = format!("tulis {}", exception(&aturan));
    let aturan = fields.words_as("aturan", &line);
    let alasan = fields.words_as("alasan", &line);
    fields.finish();
    Some(Abaikan {
        pos,
        aturan: aturan?,
        alasan: alasan?,
    })
}

/// An exception as it is written in a row.
fn exception(kode: &str) -> String {
    let kode = Rule::find(kode).map_or("RKT205", Rule::code);
    format!("{{ aturan = \"{kode}\", alasan = \"...\" }}")
}

fn rupiah(fields: &Fields<'_>, key: &'static str) -> Option<Rupiah> {
    let typed = fields.typed(key)?;
    read_rupiah(fields, key, &typed)
}

/// Money as typed, or why it is none; nothing when nothing was typed.
pub(super) fn read_rupiah(fields: &Fields<'_>, key: &str, typed: &str) -> Option<Rupiah> {
    if typed.trim().is_empty() {
        return None;
    }
    match Rupiah::parse(typed) {
        Ok(rupiah) => Some(rupiah),
        Err(fault) => {
            let (rule, help) = match &fault {
                NumberFault::Ambiguous { grouped, .. } => {
                    let help = format!(
                        "tulis {} untuk ribuan; pagu ditulis dalam rupiah bulat",
                        grouped.normalize()
                    );
                    (Rule::NumberAmbiguous, help)
                }
                NumberFault::Empty
                | NumberFault::Unreadable { .. }
                | NumberFault::TooLarge { .. }
                | NumberFault::NotWhole { .. }
                | NumberFault::Negative { .. } => (Rule::NumberUnreadable, pagu::help(&fault)),
            };
            fields.fault(rule, key, format!("{key} {}", fault.message()), help);
            None
        }
    }
}
