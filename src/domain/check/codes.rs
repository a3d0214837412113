//! Rules on the codes of one form, by what they are made of: whose government, urusan and Bidang
//! they are of, and whether they are of the older decrees.

use std::collections::BTreeSet;

use super::Ground;
use super::broken::Broken;
use super::line::Line;
use super::official::same_uraian;
use super::words;
use crate::domain::finding::Finding;
use crate::domain::form::{Form, List};
use crate::domain::instansi::Pengampu;
use crate::domain::kode::{Awalan, Kode};
use crate::domain::name::BidangId;
use crate::domain::nomenklatur::Entry;
use crate::domain::rule::{Rule, Severity};

/// The first year that every plan has four digits for a sub kegiatan; plans of the year before
/// were begun with two.
const FOUR_DIGITS: i64 = 2025;

/// Program that the nomenclature has for one region only: the kode, the region, and the names of
/// its governments.
const SPECIAL: [(&str, &str, &[&str]); 2] = [
    (
        "2.22.07",
        "Aceh",
        &[
            "aceh",
            "bener meriah",
            "bireuen",
            "gayo lues",
            "langsa",
            "lhokseumawe",
            "nagan raya",
            "pidie",
            "sabang",
            "simeulue",
            "subulussalam",
        ],
    ),
    (
        "2.22.08",
        "Daerah Istimewa Yogyakarta",
        &[
            "bantul",
            "gunung kidul",
            "gunungkidul",
            "kulon progo",
            "kulonprogo",
            "sleman",
            "yogyakarta",
        ],
    ),
];

/// Checks the codes of one form.
pub(super) fn check(form: &Form, file: &str, ground: &Ground<'_>) -> Vec<Finding> {
    let rows: Vec<Line<'_>> = Line::all(file, form).collect();
    let mut findings = short(&rows, ground);
    for row in &rows {
        let Some(kode) = row.kode else { continue };
        findings.extend(foreign_urusan(row, kode, ground));
        findings.extend(special(row, kode, ground));
        findings.extend(other_government(row, kode, ground));
    }
    findings.extend(of_others(&rows, form, ground));
    findings
}

/// Whether a kode is one that this office may write at all, so that it makes sense to look it up.
pub(super) fn is_ours(kode: &Kode, ground: &Ground<'_>) -> bool {
    !is_outdated(kode, ground)
        && !is_of_other_government(kode, ground)
        && !is_of_other_urusan(kode, ground)
        && region_elsewhere(kode, ground).is_none()
}

/// A sub kegiatan has four digits since 900.1.15.5-1317/2023.
fn short(rows: &[Line<'_>], ground: &Ground<'_>) -> Vec<Finding> {
    let sub = rows.iter().filter(|row| row.list == List::SubKegiatan);
    let is_short = |row: &Line<'_>| row.kode.is_some_and(|kode| is_outdated(kode, ground));
    let since = "bentuk sebelum Kepmendagri 900.1.15.5-1317/2023";
    Broken::of(Rule::KodeShort, sub.copied(), is_short).tell(
        |row| {
            let message = format!("kode {} dua digit, {since}", row.label());
            let help = lengthened(&row, ground);
            Finding::new(Rule::KodeShort, row.at("kode"), message).help(help)
        },
        |row, share| {
            let message = format!("kode {share} sub kegiatan dua digit, {since}");
            let help = format!(
                "ganti satu per satu; yang ini: {}",
                lengthened(&row, ground)
            );
            Finding::new(Rule::KodeShort, row.at("kode"), message).help(help)
        },
    )
}

/// Whether a kode has the two digits of decrees that no longer hold, and not because the table
/// of the office knows no others.
fn is_outdated(kode: &Kode, ground: &Ground<'_>) -> bool {
    kode.is_short()
        && ground.tahun >= FOUR_DIGITS
        && (ground.nomenklatur.of(kode).is_none() || !of_four_digits(kode, ground).is_empty())
}

/// The entries beside a sub kegiatan that have four digits and are not retired.
fn of_four_digits<'a>(kode: &Kode, ground: &Ground<'a>) -> Vec<&'a Entry> {
    let beside = ground.nomenklatur.siblings(kode).into_iter();
    beside
        .filter(|entry| !entry.kode.is_short() && entry.pengganti.is_none())
        .collect()
}

/// What to write instead of a kode of two digits: the kode of the same name.
fn lengthened(row: &Line<'_>, ground: &Ground<'_>) -> String {
    let found = row.kode.and_then(|kode| {
        let known = ground.nomenklatur.of(kode);
        let uraian = row.uraian.or(known.map(|entry| entry.uraian.as_str()))?;
        let beside = of_four_digits(kode, ground).into_iter();
        same_uraian(beside, uraian)
    });
    if let Some(entry) = found {
        return format!("tulis kode = \"{}\"", entry.kode);
    }
    let parent = row.kode.and_then(Kode::parent);
    let parent = parent.map_or_else(|| row.name.to_owned(), |parent| parent.to_string());
    format!("cari kode empat digitnya: rkt kode {parent}")
}

/// The digit behind the program is that of the government that plans.
fn other_government(row: &Line<'_>, kode: &Kode, ground: &Ground<'_>) -> Option<Finding> {
    // A sub kegiatan follows its kegiatan, or misses it, which is told already.
    if row.list != List::Kegiatan || !is_of_other_government(kode, ground) {
        return None;
    }
    let instansi = &ground.settings.instansi;
    let (own, theirs) = match instansi.government()? {
        '1' => ('1', "kabupaten/kota"),
        own => (own, "provinsi"),
    };
    let message = format!(
        "{} berkode {theirs}, padahal kantor ini {}",
        row.label(),
        instansi.pemerintah
    );
    let beside = ground.nomenklatur.siblings(kode).into_iter();
    let beside = beside.filter(|entry| entry.kode.government() == Some(own));
    let named = row.uraian.and_then(|uraian| same_uraian(beside, uraian));
    let help = match named {
        Some(entry) => format!("tulis kode = \"{}\"", entry.kode),
        None => format!("pakai kegiatan dengan angka {own} sesudah kode programnya"),
    };
    Some(Finding::new(Rule::KodeGovernment, row.at("kode"), message).help(help))
}

fn is_of_other_government(kode: &Kode, ground: &Ground<'_>) -> bool {
    let own = ground.settings.instansi.government();
    let others = |own: char| if own == '1' { '2' } else { '1' };
    own.is_some_and(|own| kode.government() == Some(others(own)))
}

/// A program is of an urusan that the office has, as far as it says which.
fn foreign_urusan(row: &Line<'_>, kode: &Kode, ground: &Ground<'_>) -> Option<Finding> {
    if row.list != List::Program || !is_of_other_urusan(kode, ground) {
        return None;
    }
    let own = ground.settings.instansi.urusan.iter().map(Awalan::as_str);
    let own: Vec<&str> = own.collect();
    let (urusan, _) = kode.as_str().rsplit_once('.')?;
    let message = format!(
        "{} dari urusan {urusan}, padahal urusan kantor ini {}",
        row.label(),
        own.join(" dan ")
    );
    let help = format!("perbaiki kodenya, atau tambahkan \"{urusan}\" ke urusan di rkt.toml");
    Some(Finding::new(Rule::UrusanForeign, row.at("kode"), message).help(help))
}

fn is_of_other_urusan(kode: &Kode, ground: &Ground<'_>) -> bool {
    let own = &ground.settings.instansi.urusan;
    !own.is_empty() && own.iter().all(|urusan| !urusan.covers(kode))
}

/// Some program are for one region.
fn special(row: &Line<'_>, kode: &Kode, ground: &Ground<'_>) -> Option<Finding> {
    let region = region_elsewhere(kode, ground).filter(|_| row.list == List::Program)?;
    let message = format!(
        "{} khusus {region}, padahal kantor ini {}",
        row.label(),
        ground.settings.instansi.pemerintah
    );
    let help = "pilih program kebudayaan 2.22.02 sampai 2.22.06: rkt kode 2.22";
    let finding = Finding::new(Rule::ProgramSpecial, row.at("kode"), message).help(help);
    Some(finding.unless(&[Rule::UrusanForeign]))
}

/// The region that a kode is for, when the office is of another one.
fn region_elsewhere(kode: &Kode, ground: &Ground<'_>) -> Option<&'static str> {
    let mut all = SPECIAL.iter();
    let (_, region, names) = all.find(|(program, ..)| kode.is_within(program))?;
    let own = words::of(&ground.settings.instansi.pemerintah);
    (!words::has(&own, names)).then_some(*region)
}

/// What a Bidang plans is its own work, where the office says whose work what is: told at the
/// highest row.
fn of_others(rows: &[Line<'_>], form: &Form, ground: &Ground<'_>) -> Vec<Finding> {
    let pengampu = &ground.settings.pengampu;
    if pengampu.is_empty() {
        return Vec::new();
    }
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut findings = Vec::new();
    let known: BTreeSet<&Kode> = rows.iter().filter_map(|row| row.kode).collect();
    // Program come before kegiatan, and these before sub kegiatan.
    for row in rows {
        let Some(kode) = row.kode else { continue };
        let Some(others) = owners(kode, form, pengampu) else {
            continue;
        };
        if !kode.all_above().any(|above| told.contains(above)) {
            let is_orphan = kode.parent().is_some_and(|above| !known.contains(&above));
            findings.push(of_other(row, &form.bidang, &others, is_orphan));
        }
        told.insert(kode.as_str());
    }
    findings
}

/// What is wrong with a row of another Bidang. One whose parent is not there either can't be handed
/// in as it is.
fn of_other(row: &Line<'_>, own: &BidangId, others: &[&str], is_orphan: bool) -> Finding {
    let (label, theirs) = (row.label(), others.join(" atau "));
    let message = format!("{label} diampu {}, bukan {own}", others.join(", "));
    if !is_orphan {
        let help =
            format!("pindahkan ke form {theirs}, atau tambahkan ke kode Bidang {own} di rkt.toml");
        return Finding::new(Rule::KodeOfOther, row.at("kode"), message).help(help);
    }
    let message = format!("{message}, dan tanpa induk yang terbaca di form ini");
    let help = format!(
        "pindahkan ke form {theirs}; bila memang milik {own}, tambahkan induknya di form ini dan \
         kodenya pada Bidang {own} di rkt.toml"
    );
    Finding {
        severity: Severity::Galat,
        ..Finding::new(Rule::KodeOfOther, row.at("kode"), message).help(help)
    }
}

/// The Bidang in charge of a kode, by the narrowest that covers it; `None` when nobody is, or the
/// one whose form it is, also of something below it.
fn owners<'a>(kode: &Kode, form: &Form, pengampu: &'a [Pengampu]) -> Option<Vec<&'a str>> {
    let in_charge = in_charge(kode, pengampu);
    let mut own = pengampu.iter().filter(|one| one.bidang == form.bidang);
    let is_own = in_charge.iter().any(|one| one.bidang == form.bidang)
        || own.any(|one| one.kode.is_within(kode));
    let is_others = !is_own && !in_charge.is_empty();
    is_others.then(|| in_charge.iter().map(|one| one.bidang.as_str()).collect())
}

/// Who is in charge of a kode: those of the narrowest that covers it.
fn in_charge<'a>(kode: &Kode, pengampu: &'a [Pengampu]) -> Vec<&'a Pengampu> {
    let covering = || pengampu.iter().filter(|one| one.kode.covers(kode));
    let depth = covering().map(|one| one.kode.depth()).max();
    let narrowest = covering().filter(|one| Some(one.kode.depth()) == depth);
    narrowest.collect()
}

/// Whether all of these Bidang are in charge of a kode, or of its kegiatan; a whole program says
/// little of one sub kegiatan.
pub(super) fn is_of(kode: &Kode, bidang: [&str; 2], pengampu: &[Pengampu]) -> bool {
    let in_charge = in_charge(kode, pengampu);
    let near = in_charge.iter().filter(|one| one.kode.is_of_kegiatan());
    let near: Vec<&str> = near.map(|one| one.bidang.as_str()).collect();
    let is_named = |id: &&str| near.contains(id);
    bidang.iter().all(is_named)
}
