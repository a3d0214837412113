//! `sop.yaml`: the SOP, the only YAML there is.

use serde::Deserialize;

use super::sop_place::{at_id, at_text};
use super::text::{self, Source};
use crate::domain::digest::sha256;
use crate::domain::finding::{Finding, Place, Spot};
use crate::domain::name::{Jabatan, LangkahId, NameFault};
use crate::domain::rule::Rule;
use crate::domain::sop::{
    Asal, Cakupan, Identitas, Jenis, Kembali, Langkah, MutuBaku, Pelaksana, Sop, Waktu,
};
use crate::source::is_hidden;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    format: u32,
    identitas: Block,
    daftar: Vec<Listing>,
    pelaksana: Vec<Column>,
    langkah: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    pemerintah: String,
    instansi: String,
    nomor: String,
    judul: String,
    judul_matriks: String,
    baris: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    nama: String,
    isi: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listing {
    nama: String,
    isi: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    id: String,
    nama: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    no: u32,
    id: String,
    uraian: String,
    pelaksana: Vec<String>,
    jenis: String,
    mutu_baku: Vec<Standard>,
    #[serde(default)]
    kembali_ke: Vec<Return>,
    #[serde(default)]
    penyetuju: Vec<String>,
    #[serde(default)]
    bukti: Vec<String>,
    asal: String,
    #[serde(default)]
    saat_mulai: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Standard {
    kelengkapan: String,
    waktu: String,
    output: String,
    asal: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Return {
    langkah: String,
    cakupan: String,
    #[serde(default)]
    waktu: Option<String>,
}

/// Reads the SOP; `None` with findings when it can't be used.
#[must_use]
pub fn decode(source: &Source) -> (Option<Sop>, Vec<Finding>) {
    let mut findings = text::conflict_markers(source);
    findings.extend(hidden(source));
    findings.extend(anchor(source));
    if !findings.is_empty() {
        return (None, findings);
    }
    let document: Document = match serde_yaml::from_str(&source.text) {
        Ok(document) => document,
        Err(error) => return (None, vec![explain(source, &error)]),
    };
    let mut reader = Reader {
        source,
        findings: Vec::new(),
    };
    if document.format != 1 {
        let message = format!(
            "format {} tidak dikenal oleh rkt versi ini",
            document.format
        );
        reader.findings.push(
            Finding::new(Rule::UnknownFormat, at_text(source, "format:"), message)
                .help("perbarui rkt, atau tulis format: 1"),
        );
    }
    let sop = reader.sop(document);
    // What can't be read may be the very langkah that the SOP lacks.
    let whole = reader.findings.is_empty();
    for (fault, langkah) in sop.faults().into_iter().filter(|_| whole) {
        let place = langkah.map_or_else(
            || Place::file(&source.file),
            |id| at_id(source, id.as_str()),
        );
        let finding = Finding::new(Rule::SopFault, place, fault);
        reader
            .findings
            .push(finding.help("perbaiki sop.yaml; `rkt sop` menampilkan SOP yang terbaca"));
    }
    let sop = reader.findings.is_empty().then_some(sop);
    (sop, reader.findings)
}

/// The digest that binds a cycle to its SOP; how lines end does not count.
#[must_use]
pub fn sop_digest(text: &str) -> String {
    sha256(text.replace("\r\n", "\n").as_bytes())
}

struct Reader<'a> {
    source: &'a Source,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn sop(&mut self, document: Document) -> Sop {
        let Block {
            pemerintah,
            instansi,
            nomor,
            judul,
            judul_matriks,
            baris,
        } = document.identitas;
        let baris = baris
            .into_iter()
            .map(|line| (line.nama, line.isi))
            .collect();
        Sop {
            identitas: Identitas {
                pemerintah,
                instansi,
                nomor,
                judul,
                judul_matriks,
                baris,
            },
            daftar: document
                .daftar
                .into_iter()
                .map(|list| (list.nama, list.isi))
                .collect(),
            pelaksana: document
                .pelaksana
                .into_iter()
                .filter_map(|column| self.column(column))
                .collect(),
            langkah: document
                .langkah
                .into_iter()
                .filter_map(|step| self.langkah(step))
                .collect(),
        }
    }

    fn column(&mut self, column: Column) -> Option<Pelaksana> {
        let id = self.name(&column.id, &column.id, Jabatan::parse)?;
        Some(Pelaksana {
            id,
            nama: column.nama,
        })
    }

    fn langkah(&mut self, step: Step) -> Option<Langkah> {
        let of = step.id.clone();
        let id = self.name(&of, &of, LangkahId::parse);
        let jabatan = |reader: &mut Self, names: &[String]| -> Vec<Jabatan> {
            names
                .iter()
                .filter_map(|name| reader.name(&of, name, Jabatan::parse))
                .collect()
        };
        let pelaksana = jabatan(self, &step.pelaksana);
        let penyetuju = jabatan(self, &step.penyetuju);
        let jenis = self.word(&of, "jenis", &step.jenis, &Jenis::NAMES, Jenis::parse);
        let asal = self.word(&of, "asal", &step.asal, &ASAL, asal);
        let mutu_baku = step
            .mutu_baku
            .into_iter()
            .filter_map(|row| self.standard(&of, row))
            .collect();
        let kembali_ke = step
            .kembali_ke
            .into_iter()
            .filter_map(|row| self.kembali(&of, row))
            .collect();
        Some(Langkah {
            id: id?,
            no: step.no,
            uraian: step.uraian,
            pelaksana,
            jenis: jenis?,
            mutu_baku,
            kembali_ke,
            penyetuju,
            bukti: step.bukti,
            asal: asal?,
            saat_mulai: step.saat_mulai,
        })
    }

    fn standard(&mut self, of: &str, row: Standard) -> Option<MutuBaku> {
        let waktu = self.waktu(of, &row.waktu);
        let asal = self.word(of, "asal", &row.asal, &ASAL, asal);
        Some(MutuBaku {
            kelengkapan: row.kelengkapan,
            waktu: waktu?,
            output: row.output,
            asal: asal?,
        })
    }

    fn kembali(&mut self, of: &str, row: Return) -> Option<Kembali> {
        let langkah = self.name(of, &row.langkah, LangkahId::parse);
        let cakupan = self.word(of, "cakupan", &row.cakupan, &CAKUPAN, cakupan);
        let waktu = row.waktu.map(|waktu| self.waktu(of, &waktu));
        Some(Kembali {
            langkah: langkah?,
            cakupan: cakupan?,
            waktu: waktu.flatten(),
        })
    }

    fn waktu(&mut self, of: &str, text: &str) -> Option<Waktu> {
        let waktu = Waktu::parse(text);
        if waktu.is_none() {
            self.fault(
                of,
                format!("waktu \"{text}\" pada langkah `{of}` tidak terbaca"),
                "tulis misalnya \"3 Hari\" atau \"1 Minggu\"",
            );
        }
        waktu
    }

    fn word<T>(
        &mut self,
        of: &str,
        key: &str,
        text: &str,
        names: &[&str],
        parse: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let value = parse(text);
        if value.is_none() {
            let message = format!("{key} `{text}` pada langkah `{of}` bukan pilihan");
            self.fault(
                of,
                message,
                &format!("pilih salah satu: {}", names.join(", ")),
            );
        }
        value
    }

    fn name<T>(
        &mut self,
        of: &str,
        text: &str,
        parse: fn(&str) -> Result<T, NameFault>,
    ) -> Option<T> {
        match parse(text) {
            Ok(name) => Some(name),
            Err(fault) => {
                self.fault(of, fault.to_string(), "perbaiki id-nya di sop.yaml");
                None
            }
        }
    }

    fn fault(&mut self, of: &str, message: String, help: &str) {
        let place = at_id(self.source, of);
        self.findings
            .push(Finding::new(Rule::SopFault, place, message).help(help));
    }
}

const ASAL: [&str; 2] = ["cetak", "tafsir"];

fn asal(text: &str) -> Option<Asal> {
    match text {
        "cetak" => Some(Asal::Cetak),
        "tafsir" => Some(Asal::Tafsir),
        _ => None,
    }
}

const CAKUPAN: [&str; 2] = ["bidang", "draft"];

fn cakupan(text: &str) -> Option<Cakupan> {
    match text {
        "bidang" => Some(Cakupan::Bidang),
        "draft" => Some(Cakupan::Draft),
        _ => None,
    }
}

/// YAML's anchors and aliases, which let a small file grow without bound: a `&` or `*` at the
/// start of a value, outside quotes and comments.
fn anchor(source: &Source) -> Option<Finding> {
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        if let Some(at) = anchor_in(line) {
            let place = Place {
                file: source.file.clone(),
                spot: Spot::Bytes(start + at, start + line.trim_end().len()),
            };
            let message = "jangkar dan alias YAML (& dan *) tidak dipakai di sop.yaml";
            let help = "tulis isinya di sini, atau apit dengan tanda kutip";
            return Some(Finding::new(Rule::SopFault, place, message).help(help));
        }
        start += line.len();
    }
    None
}

/// Where a line has a `&` or `*` that begins a value.
fn anchor_in(line: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    let mut value_may_begin = true;
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '#') if before.is_whitespace() => return None,
            (None, '&' | '*') if value_may_begin => return Some(at),
            (None, '"' | '\'') if value_may_begin => quote = Some(c),
            (Some(_) | None, _) => {}
        }
        let separator = matches!(c, '[' | '{' | ',' | '-' | ':') && quote.is_none();
        value_may_begin = separator || (value_may_begin && c.is_whitespace());
        before = c;
    }
    None
}

/// The first character that would steer a terminal or hide in a name.
fn hidden(source: &Source) -> Option<Finding> {
    let body = source.text.trim_start_matches('\u{feff}');
    let start = source.text.len() - body.len();
    let (at, found) = body
        .char_indices()
        .find(|(_, c)| is_hidden(*c) && *c != '\r')?;
    let place = Place {
        file: source.file.clone(),
        spot: Spot::Bytes(start + at, start + at + found.len_utf8()),
    };
    let message = format!("karakter tersembunyi U+{:04X}", u32::from(found));
    Some(
        Finding::new(Rule::HiddenCharacter, place, message)
            .help("ketik ulang isian ini, jangan menempelkannya"),
    )
}

/// A YAML error, which `serde_yaml` tells in English, in Indonesian at its place.
fn explain(source: &Source, error: &serde_yaml::Error) -> Finding {
    let spot = error.location().map_or(Spot::File, |at| {
        let rest = source.text.get(at.index()..).unwrap_or_default();
        Spot::Bytes(
            at.index(),
            at.index() + rest.find('\n').unwrap_or(rest.len()),
        )
    });
    let said = error.to_string();
    let quoted: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    let name = quoted.first().copied().unwrap_or_default();
    let (message, help) = if said.contains("missing field") {
        (
            format!("kunci wajib `{name}` tidak ada"),
            format!("tambahkan {name}: ..."),
        )
    } else if said.contains("unknown field") {
        let known = quoted.get(1..).unwrap_or_default().join(", ");
        (
            format!("kunci `{name}` tidak dikenal di sini"),
            format!("pakai salah satu: {known}"),
        )
    } else if said.contains("duplicate") {
        (
            "kunci yang sama ditulis dua kali".to_owned(),
            "hapus salah satunya".to_owned(),
        )
    } else if said.contains("invalid type") || said.contains("invalid value") {
        (
            "jenis nilai di sini salah".to_owned(),
            "bandingkan dengan langkah lain di berkas ini".to_owned(),
        )
    } else {
        let help = "periksa lekukan (spasi di awal baris), titik dua, dan tanda kutip";
        (
            "penulisan YAML di sini tidak terbaca".to_owned(),
            help.to_owned(),
        )
    };
    Finding::new(
        Rule::SopFault,
        Place {
            file: source.file.clone(),
            spot,
        },
        message,
    )
    .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_seen_where_a_value_begins_and_nowhere_else() {
        for line in ["a: &x 1", "- *x", "b: [&a [1], *a]", "*x", "c: { d: *x }"] {
            assert!(anchor_in(line).is_some(), "{line}");
        }
        for line in [
            "# catatan: *penting*",
            "isi: \"Rev: *1*\"",
            "a: R & D",
            "b: 2*3",
            "- 'x: &y'",
        ] {
            assert_eq!(anchor_in(line), None, "{line}");
        }
    }
}
