//! Rules on the words of a sasaran: a result, not an activity and not an indikator.

use super::measure::Measure;
use super::text::{Role, Text, is_same, one_line, quoted};
use crate::domain::check::{Ground, words};
use crate::domain::finding::{Finding, Place};
use crate::domain::renstra::List;
use crate::domain::rule::Rule;

/// How words begin that say what has come about.
const RESULTS: [&str; 28] = [
    "meningkat",
    "menurun",
    "terwujud",
    "menguat",
    "terpenuhi",
    "terjamin",
    "tercapai",
    "terkendali",
    "berkurang",
    "bertambah",
    "terselenggara",
    "terlestari",
    "membaik",
    "tercipta",
    "terbangun",
    "terlaksana",
    "terjaga",
    "terpelihara",
    "tersedia",
    "terkelola",
    "terbina",
    "terbentuk",
    "terlindung",
    "terlayani",
    "berkembang",
    "meluas",
    "turun",
    "naik",
];

/// How words begin that say how a thing is, unless it is what is worked on.
const STATES: [&str; 8] = [
    "lestari", "merata", "optimal", "tumbuh", "tuntas", "bebas", "semakin", "makin",
];

/// First words of what is done rather than of what it brings about.
const ACTIVITIES: [&str; 46] = [
    "melaksanakan",
    "pelaksanaan",
    "menyusun",
    "penyusunan",
    "mengadakan",
    "pengadaan",
    "menyelenggarakan",
    "penyelenggaraan",
    "melakukan",
    "memfasilitasi",
    "fasilitasi",
    "mengoordinasikan",
    "mengkoordinasikan",
    "mengkoordinir",
    "koordinasi",
    "menyosialisasikan",
    "mensosialisasikan",
    "sosialisasi",
    "melatih",
    "pelatihan",
    "menyediakan",
    "penyediaan",
    "memberikan",
    "pemberian",
    "membayar",
    "pembayaran",
    "mengikuti",
    "monitoring",
    "rapat",
    "bimbingan teknis",
    "bimtek",
    "workshop",
    "lokakarya",
    "diseminasi",
    "menyiapkan",
    "penyiapan",
    "merehabilitasi",
    "rehabilitasi",
    "memelihara",
    "pemeliharaan",
    "pendataan",
    "menerbitkan",
    "penerbitan",
    "memantau",
    "pemantauan",
    "membuat",
];

/// First words of what was held, if an activity stands behind them: "Terlaksananya pelatihan guru".
const HELD: [&str; 2] = ["terlaksananya", "terselenggaranya"];

/// First words of what was only written.
const WRITTEN: [&str; 1] = ["tersusunnya"];

/// Nouns of what an office does, beside those that a sasaran may begin with.
const DOINGS: [&str; 24] = [
    "kegiatan",
    "sub kegiatan",
    "program",
    "bimbingan",
    "pembinaan",
    "pendampingan",
    "pembangunan",
    "evaluasi",
    "supervisi",
    "seleksi",
    "lomba",
    "festival",
    "pameran",
    "pentas",
    "pagelaran",
    "pergelaran",
    "upacara",
    "seminar",
    "ujian",
    "asesmen",
    "administrasi",
    "pengelolaan",
    "pengawasan",
    "penatausahaan",
];

/// First words that name a process, each with the result that it is to bring.
const PROCESSES: [(&str, &str); 28] = [
    ("peningkatan", "Meningkatnya"),
    ("meningkatkan", "Meningkatnya"),
    ("perwujudan", "Terwujudnya"),
    ("mewujudkan", "Terwujudnya"),
    ("penurunan", "Menurunnya"),
    ("menurunkan", "Menurunnya"),
    ("penguatan", "Menguatnya"),
    ("memperkuat", "Menguatnya"),
    ("menguatkan", "Menguatnya"),
    ("pengembangan", "Berkembangnya"),
    ("mengembangkan", "Berkembangnya"),
    ("pemenuhan", "Terpenuhinya"),
    ("memenuhi", "Terpenuhinya"),
    ("pemerataan", "Meratanya"),
    ("perluasan", "Meluasnya"),
    ("memperluas", "Meluasnya"),
    ("pelestarian", "Lestarinya"),
    ("melestarikan", "Lestarinya"),
    ("penciptaan", "Terciptanya"),
    ("menciptakan", "Terciptanya"),
    ("perbaikan", "Membaiknya"),
    ("memperbaiki", "Membaiknya"),
    ("pengendalian", "Terkendalinya"),
    ("mengendalikan", "Terkendalinya"),
    ("optimalisasi", "Optimalnya"),
    ("mengoptimalkan", "Optimalnya"),
    ("pengurangan", "Berkurangnya"),
    ("mengurangi", "Berkurangnya"),
];

/// Checks the sasaran of a form.
pub(super) fn check(texts: &[Text<'_>], ground: &Ground<'_>) -> Vec<Finding> {
    let sasaran = texts.iter().filter(|text| text.role == Role::Sasaran);
    sasaran.filter_map(|text| fault(text, ground)).collect()
}

fn fault(text: &Text<'_>, ground: &Ground<'_>) -> Option<Finding> {
    let said = said(&text.words);
    let first = said.first()?;
    let process = PROCESSES.iter().find(|(word, _)| word == first);
    let is_activity = words::starts(said, &ACTIVITIES) || is_held(said);
    let is_state = process.is_none() && !is_activity && any_begins(said, &STATES);
    let is_result = any_begins(said, &RESULTS) || first.ends_with("nya");
    if is_state || (is_result && !is_held(said)) {
        return None;
    }
    let label = text.line.label();
    let shown = quoted(text.raw);
    if is_measured(said) {
        let message = format!("{label} berbunyi seperti indikator: {shown}");
        let todo = "pindahkan ke indikator, dan tulis hasil yang diukurnya";
        return Some(told(
            Rule::SasaranAsIndikator,
            text,
            message,
            (todo, None),
            ground,
        ));
    }
    if is_activity {
        let message = format!("{label} berupa kegiatan, bukan hasil: {shown}");
        let todo = "tulis keadaan yang dihasilkannya";
        return Some(told(
            Rule::SasaranAsActivity,
            text,
            message,
            (todo, None),
            ground,
        ));
    }
    // A state may be said in other ways: masyarakat yang cerdas.
    if process.is_none() && said.contains(&"yang") {
        return None;
    }
    let message = format!("{label} belum menyebut hasil yang ingin dicapai: {shown}");
    let mended = process.and_then(|(word, result)| mended(text.raw, word, result));
    let todo = ("tulis hasilnya", mended);
    Some(told(Rule::ResultMissing, text, message, todo, ground))
}

/// The words without the number or the id that stands before some sasaran.
fn said<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    let is_label = |word: &&str| {
        word.chars().any(|c| c.is_ascii_digit())
            || word.chars().nth(1).is_none()
            || matches!(*word, "sasaran" | "strategis" | "ss")
    };
    let n_labels = words.iter().take_while(|word| is_label(word)).count();
    words.get(n_labels..).unwrap_or_default()
}

/// Whether it says that something was held or written, and nothing of what that brought about.
fn is_held(said: &[&str]) -> bool {
    let rest = said.get(1..).unwrap_or_default();
    let is_doing = words::starts(rest, &ACTIVITIES) || words::starts(rest, &DOINGS);
    let is_held = words::starts(said, &WRITTEN) || (words::starts(said, &HELD) && is_doing);
    is_held && !any_begins(rest, &RESULTS)
}

/// Whether a word begins so; a verb of what somebody does (meningkatkan) and its noun do not.
fn any_begins(said: &[&str], any: &[&str]) -> bool {
    let is_done = |word: &&str| word.ends_with("kan") || word.ends_with("isasi");
    said.iter()
        .filter(|word| !is_done(word))
        .any(|word| any.iter().any(|begin| word.starts_with(begin)))
}

/// Whether a text begins as an indikator does.
fn is_measured(said: &[&str]) -> bool {
    Measure::of(said).is_some() || words::starts(said, &["angka", "tingkat"])
}

/// The text with the result in place of the process at its beginning.
fn mended(text: &str, process: &str, result: &str) -> Option<String> {
    let line = one_line(text);
    let (first, rest) = line.split_once(' ')?;
    (first.to_lowercase() == process).then(|| format!("{result} {rest}"))
}

/// A finding with what to do and, if it is known, the uraian to write. Words of the Renstra are
/// mended there first.
fn told(
    rule: Rule,
    text: &Text<'_>,
    message: String,
    (todo, mended): (&str, Option<String>),
    ground: &Ground<'_>,
) -> Finding {
    let finding = Finding::new(rule, text.at(), message);
    let mended = mended.unwrap_or_else(|| "Meningkatnya ...".to_owned());
    let planned = ground.renstra.row(List::Sasaran, text.line.name);
    let planned = planned.filter(|row| {
        let uraian = row.uraian.as_deref();
        uraian.is_some_and(|uraian| is_same(uraian, text.raw))
    });
    let Some(planned) = planned else {
        return finding.help(format!("{todo}: uraian = \"{mended}\""));
    };
    let there = Place::field(ground.renstra_file, planned.path().key("uraian"));
    finding
        .because(there, "demikian juga di Renstra")
        .help(format!(
            "usulkan pada perubahan Renstra: uraian = \"{mended}\""
        ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::wording::samples::{asked, sasaran, told_in};
    use crate::domain::renstra::{Renstra, Row};
    use std::collections::BTreeMap;

    fn found(uraian: &str) -> Vec<Finding> {
        let form = sasaran(uraian, Vec::new());
        asked(|ground| told_in(&form, ground, |texts| check(texts, ground)))
    }

    #[track_caller]
    fn case(code: &str, uraian: &str) {
        let codes: Vec<&str> = found(uraian).iter().map(|one| one.rule.code()).collect();
        assert_eq!(codes.join(" "), code, "{uraian}");
    }

    #[test]
    fn a_result_is_said_in_many_ways() {
        for uraian in [
            "Meningkatnya akses dan mutu pendidikan",
            "MENINGKATNYA PENDIDIKAN YANG BERKUALITAS",
            "Meningkatya mutu pendidikan",
            "Terwujudnya tata kelola pemerintahan yang bersih",
            "Menurunnya angka putus sekolah",
            "Optimalnya pelayanan pendidikan",
            "Berdayanya masyarakat yang berkearifan lokal",
            "Terselenggaranya pendidikan inklusif",
            "Terlaksananya tata kelola pemerintahan yang baik",
            "Terlaksananya pelatihan guru dan meningkatnya mutu pembelajaran",
            "Terwujudnya pembinaan yang merata",
            "1. Meningkatnya kualitas pendidik",
            "Sasaran 2: Meningkatnya pelestarian budaya",
            "Kualitas pendidikan dasar meningkat",
            "Angka putus sekolah menurun",
            "Akses pendidikan yang semakin merata",
            "Pelestarian budaya meningkat",
            "Masyarakat yang cerdas dan berkarakter",
            "Pelayanan publik yang prima",
            "Lestarinya warisan budaya daerah",
            "",
            "-",
        ] {
            case("", uraian);
        }
    }

    #[test]
    fn a_process_is_no_result() {
        for uraian in [
            "Peningkatan akses dan mutu pendidikan",
            "Meningkatkan kualitas pendidikan yang merata",
            "Mewujudkan pendidikan yang berkualitas",
            "Optimalisasi penjaminan mutu PAUD",
            "Pengembangan kebudayaan daerah",
            "Akses dan mutu pendidikan",
        ] {
            case("RKT501", uraian);
        }
        let help = found("Peningkatan akses dan  mutu pendidikan")[0]
            .help
            .clone();
        let line = "tulis hasilnya: uraian = \"Meningkatnya akses dan mutu pendidikan\"";
        assert_eq!(help.as_deref(), Some(line));
    }

    #[test]
    fn an_activity_and_an_indikator_are_told_as_such() {
        for uraian in [
            "Melaksanakan pelatihan guru",
            "Penyusunan dokumen perencanaan",
            "Penyelenggaraan pendidikan yang bermutu",
            "Fasilitasi komunitas belajar",
            "Bimbingan teknis kepala sekolah",
            "Terlaksananya pelatihan guru",
            "S1. Terselenggaranya kegiatan lomba literasi",
            "Terlaksananya pembinaan sanggar yang bermutu",
            "Tersusunnya dokumen perencanaan",
        ] {
            case("RKT502", uraian);
        }
        for uraian in [
            "Prosentase guru bersertifikat",
            "Jumlah siswa yang lulus",
            "Angka partisipasi murni SD",
            "APK PAUD",
            "Tingkat kelulusan SMP",
        ] {
            case("RKT504", uraian);
        }
        case("RKT501", "Nilai budaya daerah");
        case("", "Jumlah siswa yang lulus meningkat");
    }

    #[test]
    fn what_the_renstra_says_too_is_mended_there() {
        let form = sasaran("Peningkatan mutu", Vec::new());
        let renstra = Renstra {
            rows: vec![Row {
                list: List::Sasaran,
                pos: 0,
                name: "S1".to_owned(),
                uraian: Some("peningkatan  mutu".to_owned()),
                serves: Vec::new(),
                pagu: BTreeMap::new(),
                indikator: Vec::new(),
            }],
        };
        asked(|ground| {
            let ground = Ground {
                renstra: &renstra,
                ..*ground
            };
            let found = told_in(&form, &ground, |texts| check(texts, &ground));
            assert_eq!(found[0].because.len(), 1);
            assert!(found[0].help.as_deref().unwrap().starts_with("usulkan"));
        });
    }
}
