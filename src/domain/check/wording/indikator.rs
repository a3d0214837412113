//! Rules on the words of an indikator: what it measures, in which unit, and whether that is told.

use super::measure::{self, Measure};
use super::text::{Text, quoted};
use super::{Found, few_or_one, named};
use crate::domain::check::gathered::gathered;
use crate::domain::check::words;
use crate::domain::finding::Finding;
use crate::domain::form::List;
use crate::domain::indikator::Indikator;
use crate::domain::rule::Rule;
use crate::domain::unit::{self, Kind};

/// Units that are a measure themselves.
const MEASURING_UNITS: [&str; 8] = [
    "Indeks", "Level", "Nilai", "Poin", "Predikat", "Rasio", "Rupiah", "Skor",
];

/// What is made rather than brought about, behind `jumlah`.
const OUTPUTS: [&str; 15] = [
    "dokumen",
    "laporan",
    "berkas",
    "kegiatan",
    "rapat",
    "pelatihan",
    "sosialisasi",
    "bimtek",
    "bimbingan teknis",
    "workshop",
    "monitoring",
    "koordinasi",
    "paket",
    "naskah",
    "surat",
];

/// Units of what is made.
const OUTPUT_UNITS: [&str; 6] = [
    "Dokumen",
    "Laporan",
    "Kegiatan",
    "Paket",
    "Berkas",
    "Eksemplar",
];

/// Before a word of a named scale it is not vague.
const SCALES: [&str; 8] = [
    "kategori",
    "predikat",
    "kondisi",
    "berkondisi",
    "minimal",
    "kriteria",
    "klasifikasi",
    "level",
];

/// What an indikator of a sasaran may lack.
const BOTH: &str = "tanpa definisi, rumus, dan sumber_data";
const UNDEFINED: &str = "tanpa definisi dan rumus";
const UNSOURCED: &str = "tanpa sumber_data";

/// Checks the indikator of a form.
pub(super) fn check(texts: &[Text<'_>]) -> Vec<Finding> {
    let measured: Vec<(&Text<'_>, &Indikator)> = texts
        .iter()
        .filter(|text| text.is_indikator())
        .filter_map(|text| Some((text, text.indikator?)))
        .collect();
    let mut findings = unmeasured(&measured);
    findings.extend(each(&measured, against_satuan, |n| {
        format!("{n} indikator tidak cocok dengan satuannya")
    }));
    findings.extend(each(&measured, output, |n| {
        format!("{n} indikator sasaran dan program mengukur keluaran, bukan hasil")
    }));
    findings.extend(each(&measured, vague, |n| {
        format!("{n} indikator memakai kata tanpa ukuran")
    }));
    findings.extend(unexplained(&measured));
    findings
}

type Measured<'a, 'b> = (&'b Text<'a>, &'b Indikator);

/// What a rule says of each indikator; of many, once.
fn each(
    measured: &[Measured<'_, '_>],
    rule: impl Fn(&Text<'_>, &Indikator) -> Option<Finding>,
    all: impl Fn(usize) -> String,
) -> Vec<Finding> {
    let found = measured
        .iter()
        .filter_map(|(text, indikator)| Some(Found::of(text, rule(text, indikator)?)));
    few_or_one(found, all)
}

/// An indikator says what it counts: jumlah, persentase, indeks.
fn unmeasured(measured: &[Measured<'_, '_>]) -> Vec<Finding> {
    let is_unit =
        |satuan: &str| unit::known(satuan).is_some_and(|unit| MEASURING_UNITS.contains(&unit.name));
    let bare = measured.iter().filter(|(text, indikator)| {
        text.official.is_none()
            && !text.words.is_empty()
            && !measure::says(text.raw, &text.words)
            && !is_unit(&indikator.satuan)
    });
    gathered(
        bare,
        |(text, _)| text.ignores(Rule::MeasureMissing),
        |bare| without_measure(bare, measured.len()),
    )
}

fn without_measure(bare: &[&Measured<'_, '_>], n_all: usize) -> Option<Finding> {
    let (first, indikator) = bare.first()?;
    let names: Vec<&str> = bare.iter().map(|(text, _)| text.raw).collect();
    let message = if bare.len() == 1 {
        format!("indikator {} tidak menyebut ukurannya", named(&names))
    } else {
        let n = bare.len();
        format!(
            "{n} dari {n_all} indikator tidak menyebut ukurannya: {}",
            named(&names)
        )
    };
    let word = match unit::kind(&indikator.satuan) {
        Some(Kind::Percent) => "Persentase",
        Some(Kind::Whole) => "Jumlah",
        Some(Kind::Measure) | None => "Jumlah ...\" atau \"Indeks",
    };
    let help = format!("awali dengan kata ukuran, misalnya \"{word} ...\"");
    Some(Finding::new(Rule::MeasureMissing, first.at(), message).help(help))
}

/// A number of things is not in percent, and a share is not in pieces.
fn against_satuan(text: &Text<'_>, indikator: &Indikator) -> Option<Finding> {
    if text.official.is_some() {
        return None;
    }
    let measure = Measure::of(&text.words)?;
    let kind = unit::kind(&indikator.satuan)?;
    let first = text.raw.split_whitespace().next()?;
    let in_percent = kind == Kind::Percent && !has_share(&text.words);
    let help = if measure == Measure::Jumlah && in_percent {
        "awali dengan \"Persentase\", atau tulis satuan yang dihitung, misalnya \"Orang\""
    } else if measure == Measure::Persentase && kind == Kind::Whole {
        "tulis satuan = \"Persen\", atau awali dengan \"Jumlah\""
    } else {
        return None;
    };
    let message = format!(
        "indikator {} diawali \"{first}\", padahal satuannya {}",
        quoted(text.raw),
        indikator.satuan
    );
    let at = text.at_key("satuan");
    let finding = Finding::new(Rule::MeasureAgainstSatuan, at, message).help(help);
    Some(finding.unless(&[Rule::IkuSatuan, Rule::SatuanOffRenstra]))
}

fn has_share(text: &[&str]) -> bool {
    let is_share = |word: &&str| measure::PERSENTASE.contains(word);
    text.iter().any(is_share) || words::has(text, &["proporsi", "rasio"])
}

/// A sasaran and a program are measured by what comes of them; the program that serves the office
/// itself (`X.XX.01`) has little but outputs.
fn output(text: &Text<'_>, indikator: &Indikator) -> Option<Finding> {
    let is_outcome = match text.line.list {
        List::Sasaran => true,
        List::Program => !text.line.name.ends_with(".01"),
        List::Kegiatan | List::SubKegiatan => false,
    };
    let measure = Measure::of(&text.words);
    if !is_outcome || text.official.is_some() || measure == Some(Measure::Persentase) {
        return None;
    }
    let behind = text.words.get(1..).unwrap_or_default();
    let is_made = measure == Some(Measure::Jumlah) && words::starts(behind, &OUTPUTS);
    let unit = unit::known(&indikator.satuan).map_or("", |unit| unit.name);
    if !is_made && !OUTPUT_UNITS.contains(&unit) {
        return None;
    }
    let message = format!(
        "{} diukur dengan keluaran: {} ({})",
        text.line.label(),
        quoted(text.raw),
        indikator.satuan
    );
    let help = "ukur hasilnya, misalnya \"Persentase ...\" atau \"Indeks ...\", dan pindahkan \
                keluaran ini ke sub kegiatan";
    Some(Finding::new(Rule::OutputAtOutcome, text.at(), message).help(help))
}

/// A word that has no measure of its own needs a definition.
fn vague(text: &Text<'_>, indikator: &Indikator) -> Option<Finding> {
    if text.official.is_some() || is_said(indikator.definisi.as_ref()) {
        return None;
    }
    let mut pairs = text.words.iter().zip(text.words.iter().skip(1));
    let (before, word) = pairs.find(|(before, word)| is_vague(before, word))?;
    let said = match *word {
        "optimal" | "memadai" => (*word).to_owned(),
        word => format!("{before} {word}"),
    };
    let message = format!(
        "\"{said}\" di indikator {} tidak punya ukuran",
        quoted(text.raw)
    );
    let help = "jelaskan kapan itu tercapai: definisi = \"...\"";
    Some(Finding::new(Rule::VagueWord, text.at(), message).help(help))
}

/// Whether everybody reads a word in another way, where it stands behind that one.
fn is_vague(before: &str, word: &str) -> bool {
    match word {
        "optimal" | "memadai" => !SCALES.contains(&before),
        "baik" => matches!(before, "dengan" | "secara"),
        "maksimal" | "efektif" => matches!(before, "dengan" | "secara" | "yang"),
        "efisien" => matches!(before, "dengan" | "secara" | "yang" | "dan"),
        _ => false,
    }
}

/// Whether an explanation is there, and not only its key.
fn is_said(text: Option<&String>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// What a sasaran is measured by is defined, with a formula and a source.
fn unexplained(measured: &[Measured<'_, '_>]) -> Vec<Finding> {
    let all = measured.iter();
    let all = all.filter(|(text, _)| text.line.list == List::Sasaran);
    let lacking = all.clone().filter_map(|(text, one)| {
        let is_defined = is_said(one.definisi.as_ref()) || is_said(one.rumus.as_ref());
        let what = match (is_defined, is_said(one.sumber_data.as_ref())) {
            (true, true) => return None,
            (true, false) => UNSOURCED,
            (false, true) => UNDEFINED,
            (false, false) => BOTH,
        };
        Some((*text, what))
    });
    gathered(
        lacking,
        |(text, _)| text.ignores(Rule::Unexplained),
        |lacking| without_words(lacking, all.clone().count()),
    )
}

fn without_words(lacking: &[(&Text<'_>, &str)], n_all: usize) -> Option<Finding> {
    let (text, _) = lacking.first()?;
    let count = |what| lacking.iter().filter(|(_, own)| *own == what).count();
    let parts = [BOTH, UNDEFINED, UNSOURCED].map(|what| (count(what), what));
    let mut parts = parts.iter().filter(|(n, _)| *n > 0);
    let message = match (n_all, parts.next()) {
        (1, Some((_, what))) => format!("indikator sasaran {} {what}", quoted(text.raw)),
        (of, first) => {
            let parts = first.into_iter().chain(parts);
            let parts: Vec<String> = parts.map(|(n, what)| format!("{n} {what}")).collect();
            format!("dari {of} indikator sasaran, {}", parts.join(", "))
        }
    };
    let help = "lengkapi: definisi = \"...\", rumus = \"...\", sumber_data = \"...\"";
    Some(Finding::new(Rule::Unexplained, text.at(), message).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::wording::samples::{indikator, kegiatan, program, sasaran, told};
    use crate::domain::form::Form;

    fn codes(form: &Form) -> Vec<&'static str> {
        let found = told(form, check);
        found.iter().map(|finding| finding.rule.code()).collect()
    }

    fn of(uraian: &str, satuan: &str) -> Vec<&'static str> {
        codes(&kegiatan("Pengelolaan", vec![indikator(uraian, satuan)]))
    }

    #[test]
    fn an_indikator_says_what_it_counts() {
        for (uraian, satuan) in [
            ("Standar isi Pendidikan Sekolah Dasar", "Persen"),
            ("Ketaatan Terhadap Regulasi Rencana Tata Ruang", "Persen"),
            ("Tersedianya Profil Gender", "Dokumen"),
            ("Guru berkualifikasi S1/D4", "Orang"),
            ("Lulusan SMK bersertifikat keahlian", ""),
        ] {
            assert_eq!(of(uraian, satuan), ["RKT503"], "{uraian}");
        }
        for (uraian, satuan) in [
            ("Prosentase SD terakreditasi", "%"),
            ("APK PAUD", "Persen"),
            ("Harapan Lama Sekolah", "Tahun"),
            ("Usia Harapan Hidup", "Tahun"),
            ("Prevalensi kurang gizi", "Persen"),
            ("Opini BPK", "Predikat"),
            ("Capaian Indeks Mutu Pendidikan (IMP) SD", "Persen"),
            ("IPLM", "Nilai"),
            (
                "Literasi membaca (Persentase SD yang mencapai minimum)",
                "Persen",
            ),
            ("Rumah tangga dengan akses sanitasi aman (%)", "Persen"),
            ("Kepuasan masyarakat", "Indeks"),
            ("SAKIP perangkat daerah", "Predikat"),
            ("Hasil evaluasi SAKIP", "Huruf"),
            ("Realisasi anggaran", "Persen"),
        ] {
            assert_eq!(of(uraian, satuan), [""; 0], "{uraian}");
        }
    }

    #[test]
    fn many_without_a_measure_are_told_once() {
        let all = (0..8).map(|n| indikator(&format!("Standar {n}"), "Persen"));
        let found = told(&kegiatan("Pengelolaan", all.collect()), check);
        assert_eq!(found.len(), 1);
        let message = &found[0].message;
        assert!(message.starts_with("8 dari 8 indikator"), "{message}");
        assert!(
            message.ends_with("\"Standar 0\", \"Standar 1\", dan 6 lainnya"),
            "{message}"
        );
    }

    #[test]
    fn a_measure_fits_its_unit() {
        for (uraian, satuan) in [
            ("Jumlah anak usia 7-18 tahun yang berpartisipasi", "%"),
            ("Persentase Keluarga Miskin yang Berdaya", "Keluarga"),
            ("Prosentase guru bersertifikat", "Orang"),
        ] {
            assert_eq!(of(uraian, satuan), ["RKT506"], "{uraian}");
        }
        for (uraian, satuan) in [
            ("Jumlah guru", "Orang"),
            ("Jumlah guru", "Angka"),
            ("Jumlah guru", ""),
            ("Jumlah guru", "Sertifikat"),
            ("Persentase guru", "Persen"),
            ("Persentase bangunan per satuan bangunan", "Rasio"),
            ("Persentase capaian", "Indeks"),
            ("Jumlah kenaikan persentase guru", "Persen"),
            ("Proporsi jumlah satuan PAUD terakreditasi", "%"),
            ("Angka putus sekolah yang ditangani", "Nilai"),
        ] {
            assert_eq!(of(uraian, satuan), [""; 0], "{uraian}");
        }
    }

    #[test]
    fn a_result_is_not_measured_by_what_is_made() {
        let of_program = |kode: &str, uraian: &str, satuan: &str| {
            codes(&program(
                kode,
                "Meningkatnya mutu",
                vec![indikator(uraian, satuan)],
            ))
        };
        for (uraian, satuan) in [
            ("Jumlah dokumen kurikulum muatan lokal", "Dokumen"),
            ("Jumlah Laporan", ""),
            ("Jumlah pelatihan guru", "Kali"),
            ("Jumlah bimbingan teknis", "Kali"),
            ("Nilai kurikulum", "Dok."),
        ] {
            assert_eq!(
                of_program("1.01.03", uraian, satuan),
                ["RKT507"],
                "{uraian}"
            );
            assert_eq!(of_program("1.01.01", uraian, satuan), [""; 0], "{uraian}");
            assert_eq!(of(uraian, satuan), [""; 0], "{uraian}");
        }
        for (uraian, satuan) in [
            ("Jumlah Bantuan Beasiswa Stimulan", "Orang"),
            ("Jumlah peserta didik yang Berprestasi", "Angka"),
            ("Persentase dokumen perencanaan tepat waktu", "Persen"),
            ("Jumlah cagar budaya yang dilestarikan", "Objek"),
            ("Nilai SAKIP", "Nilai"),
        ] {
            assert_eq!(of_program("1.01.02", uraian, satuan), [""; 0], "{uraian}");
        }
        let mut one = indikator("Jumlah dokumen perencanaan", "Dokumen");
        one.definisi = Some("a".to_owned());
        one.sumber_data = Some("b".to_owned());
        assert_eq!(
            codes(&sasaran("Meningkatnya tata kelola", vec![one])),
            ["RKT507"]
        );
    }

    #[test]
    fn a_vague_word_needs_a_definition() {
        for uraian in [
            "Persentase aset yang terkelola dengan baik",
            "Persentase sekolah dengan sarana memadai",
            "Persentase layanan yang optimal",
            "Persentase komite yang berjalan secara efektif",
        ] {
            assert_eq!(of(uraian, "Angka"), ["RKT508"], "{uraian}");
            let mut one = indikator(uraian, "Persen");
            one.definisi = Some("menurut standar sarana".to_owned());
            assert_eq!(codes(&kegiatan("Pengelolaan", vec![one])), [""; 0]);
        }
        for uraian in [
            "Persentase ruang kelas dalam kondisi baik",
            "Persentase SD berkondisi baik",
            "Persentase sekolah berkategori Sangat Baik",
            "Persentase satuan pendidikan berkinerja minimal baik",
            "Jumlah jam efektif belajar",
            "Jumlah siswa maksimal per kelas",
            "Persentase guru dengan predikat baik",
        ] {
            assert_eq!(of(uraian, "Angka"), [""; 0], "{uraian}");
        }
    }

    #[test]
    fn what_measures_a_sasaran_is_explained() {
        let all = vec![
            indikator("APK PAUD", "Persen"),
            indikator("APM SD", "Persen"),
        ];
        let found = told(&sasaran("Meningkatnya akses", all.clone()), check);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message,
            "dari 2 indikator sasaran, 2 tanpa definisi, rumus, dan sumber_data"
        );
        assert_eq!(codes(&kegiatan("Pengelolaan", all.clone())), [""; 0]);
        let mut half = all.clone();
        half[0].rumus = Some("a / b".to_owned());
        half[1].sumber_data = Some(" ".to_owned());
        let found = told(&sasaran("Meningkatnya akses", half), check);
        assert_eq!(
            found[0].message,
            "dari 2 indikator sasaran, 1 tanpa definisi, rumus, dan sumber_data, 1 tanpa sumber_data"
        );
        let whole = all.into_iter().map(|one| Indikator {
            rumus: Some("a / b".to_owned()),
            sumber_data: Some("BPS".to_owned()),
            ..one
        });
        assert_eq!(
            codes(&sasaran("Meningkatnya akses", whole.collect())),
            [""; 0]
        );
    }
}
