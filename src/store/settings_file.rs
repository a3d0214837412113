//! `rkt.toml`: the office, its officials, its Bidang.

use super::reader::{Fields, Sink, beside};
use super::syntax;
use super::text::Source;
use crate::domain::cetak::{Cetak, Format, Isi, Saat};
use crate::domain::finding::{Finding, Spot, Step};
use crate::domain::instansi::{
    Aturan, Bidang, Instansi, Pejabat, Pengampu, Penugasan, Settings, Tingkat,
};
use crate::domain::kalender::{HariKerja, Minggu};
use crate::domain::kode::Awalan;
use crate::domain::kontak::{NomorWa, is_address};
use crate::domain::name::{BidangId, Jabatan, NameFault};
use crate::domain::naskah::{Cetakan, TataLetak, Ukuran};
use crate::domain::rule::Rule;
use crate::domain::zona::Zona;

/// Reads the settings; `None` when something that must be there is not.
#[must_use]
pub fn decode(source: &Source) -> (Option<Settings>, Vec<Finding>) {
    let (tree, mut findings) = syntax::parse(source);
    let Some(tree) = tree else {
        return (None, findings);
    };
    let sink = Sink::new(source);
    let settings = read(Fields::root(tree.get_ref(), &sink));
    findings.extend(beside(&findings, sink.into_findings()));
    (settings, findings)
}

/// Whether a finding is about how the office judges rules: such a line is left out, and the rest of
/// the settings holds.
#[must_use]
pub fn is_of_aturan(finding: &Finding) -> bool {
    match &finding.at.spot {
        Spot::Field(path) | Spot::Key(path) => {
            path.steps().first() == Some(&Step::Key("aturan".to_owned()))
        }
        Spot::File | Spot::Bytes(..) | Spot::Cell(..) => false,
    }
}

fn read(root: Fields<'_>) -> Option<Settings> {
    root.format();
    let instansi = root
        .need("instansi", root.table("instansi"))
        .and_then(instansi);
    let waktu = root.need("waktu", root.table("waktu")).map(waktu);
    let pejabat = root
        .rows("pejabat")
        .into_iter()
        .filter_map(|(_, row)| pejabat(row))
        .collect();
    let rows = root
        .need("bidang", Some(root.rows("bidang")))
        .unwrap_or_default();
    let (mut bidang, mut pengampu): (Vec<Bidang>, Vec<Pengampu>) = (Vec::new(), Vec::new());
    for (n, row) in rows {
        let Some((found, kode)) = one_bidang(row) else {
            continue;
        };
        if bidang.iter().any(|known| known.id == found.id) {
            let message = format!("Bidang {} tercantum dua kali", found.id);
            root.fault_at(
                Rule::Duplicate,
                "bidang",
                Some(n),
                message,
                "hapus salah satunya",
            );
        } else {
            pengampu.extend(kode.into_iter().map(|kode| Pengampu {
                bidang: found.id.clone(),
                kode,
            }));
            bidang.push(found);
        }
    }
    let aturan = root
        .table("aturan")
        .as_ref()
        .map(aturan)
        .unwrap_or_default();
    let cetak = root.table("cetak").map(cetak).unwrap_or_default();
    root.finish();
    let (zona, hari_kerja, minggu) = waktu?;
    Some(Settings {
        instansi: instansi?,
        zona: zona?,
        hari_kerja: hari_kerja?,
        minggu: minggu?,
        pejabat,
        bidang,
        pengampu,
        aturan,
        cetak,
    })
}

/// How papers are printed, and which files follow an act; what the office does not choose is as
/// rkt has it.
fn cetak(fields: Fields<'_>) -> Cetak {
    let tata_letak = fields.choice("tata_letak", &TataLetak::NAMES, TataLetak::parse);
    let ukuran = fields.choice("kertas", &Ukuran::NAMES, Ukuran::parse);
    let formats = Format::ALL.map(|one| (one.name(), one));
    let follow = |saat: Saat| (saat, fields.choices(saat.key(), &formats));
    let otomatis = Saat::ALL.map(follow).into();
    let arsip = fields.choices("arsip", &Isi::ALL.map(|one| (one.name(), one)));
    fields.finish();
    Cetak {
        cetakan: Cetakan {
            tata_letak: tata_letak.unwrap_or_default(),
            ukuran: ukuran.unwrap_or_default(),
        },
        otomatis,
        arsip,
    }
}

/// How rules are judged: `RKT209 = { tingkat = "peringatan", alasan = "..." }`.
fn aturan(fields: &Fields<'_>) -> Vec<Aturan> {
    let line = |kode: &str, tingkat: Option<&str>| {
        let known = tingkat.filter(|tingkat| Tingkat::parse(tingkat).is_some());
        let tingkat = known.unwrap_or("saran");
        format!("{kode} = {{ tingkat = \"{tingkat}\", alasan = \"...\" }}")
    };
    let all = fields.named_tables_as(line).into_iter();
    all.filter_map(|(kode, one)| {
        let tingkat = one.choice("tingkat", &Tingkat::NAMES, Tingkat::parse);
        let help = format!("tulis {}", line(&kode, tingkat.map(Tingkat::name)));
        let tingkat = one.need_as("tingkat", tingkat, &help);
        let alasan = one.words_as("alasan", &help);
        one.finish();
        Some(Aturan {
            kode,
            tingkat: tingkat?,
            alasan: alasan?,
        })
    })
    .collect()
}

fn instansi(fields: Fields<'_>) -> Option<Instansi> {
    let nama = fields.words("nama");
    let pemerintah = fields.words("pemerintah");
    let tempat = fields.words("tempat");
    let alamat = fields.lines("alamat");
    let urusan = all_awalan(&fields, "urusan", Awalan::is_bidang_urusan, |text| {
        let help = "tulis bidang urusannya, misalnya urusan = [\"1.01\", \"2.22\"]";
        (format!("`{text}` bukan kode bidang urusan"), help)
    });
    fields.finish();
    Some(Instansi {
        nama: nama?,
        pemerintah: pemerintah?,
        tempat: tempat?,
        alamat,
        urusan,
    })
}

/// The codes of a list that may stand there; the others are told.
fn all_awalan(
    fields: &Fields<'_>,
    key: &'static str,
    may_be: fn(&Awalan) -> bool,
    fault: fn(&str) -> (String, &'static str),
) -> Vec<Awalan> {
    let texts = fields.texts(key).into_iter().enumerate();
    let read = texts.filter_map(|(n, text)| {
        let awalan = Awalan::parse(&text).filter(may_be);
        if awalan.is_none() {
            let (message, help) = fault(&text);
            fields.fault_at(Rule::BadKode, key, Some(n), message, help);
        }
        awalan
    });
    read.collect()
}

type Waktu = (Option<Zona>, Option<HariKerja>, Option<Minggu>);

fn waktu(fields: Fields<'_>) -> Waktu {
    let zona = fields.need("zona", fields.choice("zona", &Zona::NAMES, Zona::parse));
    let hari_kerja = hari_kerja(&fields);
    let minggu = fields.need(
        "minggu",
        fields.choice("minggu", &Minggu::NAMES, Minggu::parse),
    );
    fields.finish();
    (zona, hari_kerja, minggu)
}

/// The length of the working week, which rkt.toml and state.toml both hold.
pub(super) fn hari_kerja(fields: &Fields<'_>) -> Option<HariKerja> {
    let days = fields.need("hari_kerja", fields.integer("hari_kerja"))?;
    let week = HariKerja::new(days);
    if week.is_none() {
        let message = format!("hari_kerja = {days}, padahal hanya 5 atau 6");
        fields.fault(
            Rule::NotAChoice,
            "hari_kerja",
            message,
            "tulis hari_kerja = 5 atau hari_kerja = 6",
        );
    }
    week
}

fn pejabat(fields: Fields<'_>) -> Option<Pejabat> {
    let jabatan = name(&fields, "jabatan", Jabatan::parse);
    let nama = fields.words("nama");
    let nip = fields.text("nip").filter(|nip| !nip.is_empty());
    let status = fields.choice("status", &Penugasan::NAMES, Penugasan::parse);
    let (mulai, selesai) = (fields.date("mulai"), fields.date("selesai"));
    let surel = addresses(&fields);
    let (wa, atasan) = (number(&fields), superior(&fields, jabatan.as_ref()));
    fields.finish();
    Some(Pejabat {
        jabatan: jabatan?,
        nama: nama?,
        nip,
        status: status.unwrap_or(Penugasan::Definitif),
        mulai,
        selesai,
        surel,
        wa,
        atasan,
    })
}

/// The e-mail addresses of a person; what is none is told.
fn addresses(fields: &Fields<'_>) -> Vec<String> {
    let surel = fields.texts("surel");
    for (n, one) in surel.iter().enumerate().filter(|(_, one)| !is_address(one)) {
        let message = format!("`{one}` bukan alamat surel");
        let help = "tulis misalnya surel = [\"nama@contoh.go.id\"]";
        fields.fault_at(Rule::BadName, "surel", Some(n), message, help);
    }
    surel
}

/// The number at which a person reads messages.
fn number(fields: &Fields<'_>) -> Option<NomorWa> {
    let typed = fields.text("wa").filter(|wa| !wa.is_empty())?;
    let wa = NomorWa::parse(&typed);
    if wa.is_none() {
        let message = format!("`{typed}` bukan nomor telepon seluler Indonesia");
        let help = "tulis misalnya wa = \"0812-0000-0001\" atau wa = \"+62 812 0000 0001\"";
        fields.fault(Rule::BadName, "wa", message, help);
    }
    wa
}

/// The jabatan to which a person answers; nobody answers to himself.
fn superior(fields: &Fields<'_>, jabatan: Option<&Jabatan>) -> Option<Jabatan> {
    if !fields.has("atasan") {
        return None;
    }
    let atasan = name(fields, "atasan", Jabatan::parse)?;
    if jabatan == Some(&atasan) {
        let message = format!("atasan `{atasan}` adalah jabatan itu sendiri");
        let help = "tulis jabatan atasannya, atau hapus baris ini";
        fields.fault(Rule::BadName, "atasan", message, help);
    }
    Some(atasan)
}

/// A Bidang, and what the kode of its work begin with.
fn one_bidang(fields: Fields<'_>) -> Option<(Bidang, Vec<Awalan>)> {
    let id = name(&fields, "id", BidangId::parse_new);
    let nama = fields.words("nama");
    let kode = all_awalan(
        &fields,
        "kode",
        |_| true,
        |text| {
            let help = "tulis kode program atau kegiatannya, misalnya kode = [\"1.01.02.2.01\"]";
            (format!("`{text}` bukan kode program atau kegiatan"), help)
        },
    );
    fields.finish();
    let bidang = Bidang {
        id: id?,
        nama: nama?,
    };
    Some((bidang, kode))
}

fn name<T>(
    fields: &Fields<'_>,
    key: &'static str,
    parse: fn(&str) -> Result<T, NameFault>,
) -> Option<T> {
    let text = fields.words(key)?;
    match parse(&text) {
        Ok(name) => Some(name),
        Err(fault) => {
            fields.fault(
                Rule::BadName,
                key,
                fault.to_string(),
                "pakai huruf kecil, angka, dan tanda hubung",
            );
            None
        }
    }
}
