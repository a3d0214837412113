//! JSON for scripts. Every key is always there, `null` where there is no value.
//!
//! A change of shape raises [`VERSION`]; docs/json.md describes it.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Value, json};

use super::report::count;
use crate::domain::check::{Silenced, Verdict};
use crate::domain::diff::{Change, Part};
use crate::domain::document::kode;
use crate::domain::event::{Act, Event, Value as Field};
use crate::domain::finding::{Finding, Place, Spot};
use crate::domain::kalender::{HariKerja, Libur};
use crate::domain::kode::Kode;
use crate::domain::koreksi::Koreksi;
use crate::domain::masa::Span;
use crate::domain::nomenklatur::Entry;
use crate::domain::progress::{BidangProgress, Drift, LangkahProgress, Progress};
use crate::domain::ramalan::{LangkahRamalan, Ramalan};
use crate::domain::row::{Row, given};
use crate::domain::rule::Severity;
use crate::domain::sop::Sop;
use crate::domain::state::{Baseline, State};
use crate::domain::tugas::Tugas;
use crate::source::Texts;

/// `versi_skema` of everything printed here.
pub const VERSION: u32 = 1;

fn moment(at: Option<DateTime<FixedOffset>>) -> Value {
    at.map_or(Value::Null, |at| json!(at.to_rfc3339()))
}

/// Days from one to another.
#[must_use]
pub fn span(span: Span) -> Value {
    json!({ "mulai": span.mulai.to_string(), "akhir": span.akhir.to_string() })
}

/// What `rkt status --json` prints.
#[must_use]
pub fn status(
    siklus: &str,
    (progress, drift): (&Progress, Option<&Drift>),
    state: &State,
    tugas: &[Tugas],
) -> Value {
    json!({
        "versi_skema": VERSION,
        "siklus": siklus,
        "hari_ini": progress.hari_ini.to_string(),
        "langkah": progress.langkah.iter().map(langkah).collect::<Vec<_>>(),
        "bidang": progress.bidang.iter().map(|one| bidang(one, state)).collect::<Vec<_>>(),
        "menunggu": tugas.iter().map(waiting).collect::<Vec<_>>(),
        "koreksi": unsettled(state),
        "draf": draft(state),
        "atas_nama": in_place_of(state),
        "perkiraan_selesai": progress.perkiraan_selesai.to_string(),
        "tanpa_libur": progress.tanpa_libur,
        "rencana": baselines(state),
        "kalender_berubah": drift.map(drifted),
    })
}

/// What days off that came to be known since do to the plan.
fn drifted(drift: &Drift) -> Value {
    let libur = drift.libur.iter().map(|one| {
        json!({
            "tanggal": one.tanggal.to_string(),
            "nama": one.nama,
            "sejak": one.sejak.map(|day| day.to_string()),
        })
    });
    let langkah = drift.langkah.iter().map(|(id, planned, now)| {
        json!({ "id": id.as_str(), "rencana": planned.to_string(), "kini": now.to_string() })
    });
    json!({ "libur": libur.collect::<Vec<_>>(), "langkah": langkah.collect::<Vec<_>>() })
}

/// What `rkt status --ramalan --json` prints.
#[must_use]
pub fn ramalan(siklus: &str, progress: &Progress, ahead: &Ramalan) -> Value {
    let one = |one: &LangkahRamalan| {
        json!({
            "no": one.no,
            "id": one.id.as_str(),
            "pelaksana": one.pelaksana.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "selesai": one.selesai.map(|day| day.to_string()),
            "rencana": one.rencana.to_string(),
            "perkiraan": one.perkiraan.to_string(),
            "tercepat": one.tercepat.to_string(),
            "longgar_hari_kerja": one.longgar,
            "punya_hari_kerja": one.punya,
            "butuh_hari_kerja": one.butuh,
            "terjepit": one.is_squeezed(),
        })
    };
    json!({
        "versi_skema": VERSION,
        "siklus": siklus,
        "hari_ini": progress.hari_ini.to_string(),
        "rencana_selesai": ahead.rencana.to_string(),
        "perkiraan_selesai": ahead.perkiraan.to_string(),
        "tercepat_selesai": ahead.tercepat.to_string(),
        "langkah": ahead.langkah.iter().map(one).collect::<Vec<_>>(),
    })
}

/// What `rkt status --andai ... --json` prints; `shift` counts hari kerja.
#[must_use]
pub fn andai(
    siklus: &str,
    now: &Progress,
    then: &Progress,
    shift: impl Fn(&LangkahProgress, &LangkahProgress) -> i64,
) -> Value {
    let one = |(now, then): (&LangkahProgress, &LangkahProgress)| {
        json!({
            "no": now.no,
            "id": now.id.as_str(),
            "rencana": now.rencana_batas.to_string(),
            "perkiraan": now.perkiraan.to_string(),
            "andai": then.perkiraan.to_string(),
            "selisih_hari_kerja": shift(now, then),
        })
    };
    json!({
        "versi_skema": VERSION,
        "siklus": siklus,
        "hari_ini": now.hari_ini.to_string(),
        "perkiraan_selesai": now.perkiraan_selesai.to_string(),
        "andai_selesai": then.perkiraan_selesai.to_string(),
        "langkah": now.langkah.iter().zip(&then.langkah).map(one).collect::<Vec<_>>(),
    })
}

/// The planned dates ever set, first those of the opening.
fn baselines(state: &State) -> Value {
    let one = |baseline: &Baseline| {
        let days = state.sop.langkah.iter().zip(&baseline.rencana);
        let days = days.map(|(langkah, day)| (langkah.id.to_string(), json!(day.to_string())));
        json!({
            "pada": baseline.pada.to_rfc3339(),
            "oleh": baseline.oleh.jabatan.as_str(),
            "alasan": baseline.alasan,
            "batas": days.collect::<serde_json::Map<_, _>>(),
        })
    };
    state.baselines().iter().map(one).collect()
}

fn langkah(langkah: &LangkahProgress) -> Value {
    json!({
        "no": langkah.no,
        "id": langkah.id.as_str(),
        "uraian": langkah.uraian,
        "pelaksana": langkah.pelaksana.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "keadaan": langkah.keadaan.word(),
        "rencana_mulai": langkah.rencana_mulai.to_string(),
        "rencana_batas": langkah.rencana_batas.to_string(),
        "batas": langkah.batas.to_string(),
        "selesai": moment(langkah.selesai),
        "sisa_hari_kerja": langkah.sisa,
        "terlambat_hari_kerja": langkah.terlambat,
    })
}

/// Something that waits, for whom, and the command.
fn waiting(tugas: &Tugas) -> Value {
    json!({
        "siapa": tugas.who.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "apa": tugas.what,
        "perintah": tugas.command,
    })
}

fn bidang(bidang: &BidangProgress, state: &State) -> Value {
    let excuse = state.bidang(&bidang.id).excuse();
    let excuse = excuse.map(|excuse| &excuse.alasan);
    json!({
        "id": bidang.id.as_str(),
        "keadaan": bidang.keadaan,
        "basi": bidang.basi,
        "batas": bidang.batas.to_string(),
        "putaran": bidang.putaran,
        "diajukan": moment(bidang.diajukan),
        "dikembalikan": moment(bidang.dikembalikan),
        "disetujui": moment(bidang.disetujui),
        "alasan_tanpa": excuse,
        "terlambat_hari_kerja": bidang.terlambat,
    })
}

/// Acts that count and were decided in another's place.
fn in_place_of(state: &State) -> Value {
    let counted = state
        .events()
        .iter()
        .filter(|event| state.counts(&event.id));
    let flagged = counted.filter(|event| event.atas_nama.is_some());
    flagged.map(event).collect()
}

/// What the nomenclature says of a kode.
#[must_use]
pub fn entry(entry: &Entry) -> Value {
    json!({
        "kode": entry.kode.as_str(),
        "tingkat": entry.kode.level().name(),
        "uraian": entry.uraian,
        "kinerja": entry.kinerja,
        "indikator": entry.indikator,
        "satuan": entry.satuan,
        "sumber": entry.sumber,
        "pengganti": entry.pengganti.as_ref().map(Kode::as_str),
    })
}

/// The corrections that are not settled.
#[must_use]
pub fn unsettled(state: &State) -> Value {
    state.pending().into_iter().map(koreksi).collect()
}

/// A correction.
#[must_use]
pub fn koreksi(koreksi: &Koreksi) -> Value {
    json!({
        "nama": koreksi.nama,
        "tentang": koreksi.subjek.to_string(),
        "baris": koreksi.baris,
        "alasan": koreksi.alasan,
        "oleh": koreksi.jabatan.as_str(),
        "pada": koreksi.pada.to_rfc3339(),
        "ke": koreksi.ke.as_str(),
        "keadaan": koreksi.tahap.word(),
        "jawaban": koreksi.jawaban.iter().map(|one| &one.teks).collect::<Vec<_>>(),
    })
}

fn draft(state: &State) -> Value {
    let stands = state.draft();
    let (fixed, signature) = (stands.fixed(), state.signature());
    let digest = fixed.map(|draft| &draft.digest);
    let digest = digest.or(signature.map(|signature| &signature.digest));
    let moved = fixed.map_or_else(Vec::new, |draft| state.moved(draft));
    json!({
        "keadaan": stands.word(),
        "nomor": fixed.map(|draft| draft.nomor),
        "kode": digest.map(|digest| kode(digest)),
        "berubah": moved.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

/// What every refusal prints under `--json`.
#[must_use]
pub fn findings(findings: &[Finding], texts: &Texts<'_>) -> Value {
    let all = findings.iter().map(|one| finding(one, texts));
    json!({ "versi_skema": VERSION, "temuan": all.collect::<Vec<_>>() })
}

/// What `rkt check --json` prints: what is shown, what is silenced, and how many there are of each,
/// shown or not.
#[must_use]
pub fn checked(shown: &[Finding], verdict: &Verdict, texts: &Texts<'_>) -> Value {
    let quiet = |one: &Silenced| {
        let mut silenced = finding(&one.finding, texts);
        silenced["alasan"] = json!(one.alasan);
        silenced
    };
    let mut all = findings(shown, texts);
    all["diabaikan"] = verdict.silenced.iter().map(quiet).collect();
    all["jumlah"] = counted(verdict);
    all["belum_terbaca"] = json!(verdict.unread);
    all
}

/// How many findings there are of each severity, and how many are silenced.
#[must_use]
pub fn counted(verdict: &Verdict) -> Value {
    let of = |severity: Severity| {
        let n = count(&verdict.findings, severity);
        (severity.word().to_owned(), json!(n))
    };
    let mut n_each: serde_json::Map<String, Value> = Severity::ALL.into_iter().map(of).collect();
    n_each.insert("diabaikan".to_owned(), json!(verdict.silenced.len()));
    Value::Object(n_each)
}

fn finding(finding: &Finding, texts: &Texts<'_>) -> Value {
    let (line, column) = texts.line_column(&finding.at).unzip();
    let path = match &finding.at.spot {
        Spot::Field(path) | Spot::Key(path) => json!(path.to_string()),
        Spot::File | Spot::Bytes(..) | Spot::Cell(..) => Value::Null,
    };
    let (sheet, cell) = finding.at.cell_name().unzip();
    let related = |(place, words): &(Place, String)| {
        let (line, column) = texts.line_column(place).unzip();
        json!({ "berkas": place.file, "baris": line, "kolom": column, "pesan": words })
    };
    json!({
        "kode": finding.rule.code(),
        "tingkat": finding.severity.word(),
        "berkas": finding.at.file,
        "jalur": path,
        "baris": line,
        "kolom": column,
        "lembar": sheet,
        "sel": cell.map(|cell| cell.to_string()),
        "pesan": finding.message,
        "terkait": finding.because.iter().map(related).collect::<Vec<_>>(),
        "saran": finding.help,
    })
}

/// One event with all its fields; those that may be absent are `null` then.
#[must_use]
pub fn event(event: &Event) -> Value {
    let value = |field| match field {
        Field::Text(text) => json!(text),
        Field::Number(number) => json!(number),
        Field::List(list) => json!(list),
        Field::Table(table) => json!(table),
    };
    let mut fields = serde_json::Map::new();
    fields.insert("id".to_owned(), json!(event.id.as_str()));
    for name in MAYBE.iter().chain(maybe_absent(&event.act)) {
        fields.insert((*name).to_owned(), Value::Null);
    }
    fields.extend(
        event
            .fields()
            .into_iter()
            .map(|(name, field)| (name.to_owned(), value(field))),
    );
    Value::Object(fields)
}

/// The fields that any event may lack.
const MAYBE: [&str; 10] = [
    "nip",
    "status",
    "dicatat_oleh",
    "dicatat_nama",
    "dicatat_nip",
    "dicatat_status",
    "atas_nama",
    "alasan_atas_nama",
    "jam",
    "bukti",
];

/// The fields of an act that an event may lack.
fn maybe_absent(act: &Act) -> &'static [&'static str] {
    match act {
        Act::Mulai { .. } => &["disposisi", "dari", "rkt", "alasan", "dasar", "form"],
        Act::Catat { .. } => &["catatan", "hadir", "url"],
        Act::Ajukan { .. } => &["alasan", "jawab"],
        Act::Kembalikan { .. } => &["bidang", "baris"],
        Act::Jawab { .. } | Act::Setujui { .. } => &["bidang"],
        Act::Ingatkan { .. } => &["terlambat"],
        Act::Tandatangan { .. } => &["naskah"],
        Act::Arsip { .. } => &["alasan"],
        Act::Jadwal { .. } => &["mulai"],
        Act::Tanpa { .. }
        | Act::Tarik { .. }
        | Act::Kompilasi { .. }
        | Act::Susun { .. }
        | Act::Batalkan { .. }
        | Act::Buka { .. }
        | Act::Bidang { .. } => &[],
    }
}

/// What an act prints: the event it added, or `null` when nothing changed.
#[must_use]
pub fn act(siklus: &str, added: Option<&Event>) -> Value {
    json!({ "versi_skema": VERSION, "siklus": siklus, "peristiwa": added.map(event) })
}

/// What a command prints that may do several acts at once.
#[must_use]
pub fn acts(siklus: &str, added: &[Event]) -> Value {
    json!({
        "versi_skema": VERSION,
        "siklus": siklus,
        "peristiwa": added.iter().map(event).collect::<Vec<_>>(),
    })
}

/// What `rkt log --json` prints; of each event also whether it counts.
#[must_use]
pub fn log(siklus: &str, events: &[&Event], state: &State) -> Value {
    let one = |told: &&Event| {
        let mut shown = event(told);
        shown["berlaku"] = json!(state.counts(&told.id));
        shown
    };
    json!({
        "versi_skema": VERSION,
        "siklus": siklus,
        "peristiwa": events.iter().map(one).collect::<Vec<_>>(),
    })
}

/// Rows that differ, as `compile --dry-run` and `diff` list them.
#[must_use]
pub fn changes(changes: &[Change]) -> Value {
    let one = |change: &Change| {
        let isi: Vec<String> = change.parts().iter().map(ToString::to_string).collect();
        json!({ "jenis": change.sign().to_string(), "baris": change.row(), "isi": isi })
    };
    Value::Array(changes.iter().map(one).collect())
}

/// Rows of a form. A field that this kind of row does not have is left out.
#[must_use]
pub fn rows(rows: &[Row]) -> Value {
    let one = |row: &Row| {
        let cells = row.cells.iter();
        let fields = cells.map(|(heading, cell)| (key(heading), value(heading, given(cell))));
        let name = (!row.is_own()).then_some(&row.name);
        json!({
            "induk": row.parent,
            "indikator": name,
            "isi": fields.collect::<serde_json::Map<_, _>>(),
        })
    };
    Value::Array(rows.iter().map(one).collect())
}

/// One cell of a row that differs, under the key that forms have for it.
#[must_use]
pub fn part(part: &Part) -> Value {
    let of = |cell: &str| value(&part.isian, given(cell));
    json!({ "isian": key(&part.isian), "semula": of(&part.semula), "menjadi": of(&part.menjadi) })
}

/// A heading as the key that forms have for it.
fn key(heading: &str) -> String {
    match heading {
        "TW I" => "tw1".to_owned(),
        "TW II" => "tw2".to_owned(),
        "TW III" => "tw3".to_owned(),
        "TW IV" => "tw4".to_owned(),
        "Target lalu" => "lalu".to_owned(),
        _ => heading.to_lowercase().replace(' ', "_"),
    }
}

/// Money as a whole number, everything else as typed.
fn value(heading: &str, text: Option<&str>) -> Value {
    match (heading, text) {
        (_, None) => Value::Null,
        ("Pagu" | "Prakiraan maju", Some(text)) => {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            digits
                .parse::<i64>()
                .map_or(Value::Null, |rupiah| json!(rupiah))
        }
        (_, Some(text)) => json!(text),
    }
}

/// What `rkt sop --json` prints.
#[must_use]
pub fn sop(sop: &Sop) -> Value {
    let langkah = sop.langkah.iter().map(|langkah| {
        let rows = langkah.mutu_baku.iter().map(|row| {
            json!({ "kelengkapan": row.kelengkapan, "waktu": row.waktu.to_string(), "output": row.output })
        });
        json!({
            "no": langkah.no,
            "id": langkah.id.as_str(),
            "uraian": langkah.uraian,
            "pelaksana": langkah.pelaksana.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "mutu_baku": rows.collect::<Vec<_>>(),
        })
    });
    json!({
        "versi_skema": VERSION,
        "nomor": sop.identitas.nomor,
        "judul": sop.identitas.judul,
        "langkah": langkah.collect::<Vec<_>>(),
    })
}

/// What `rkt kalender --json` prints: a year, its list and the due dates in it, each with its cycle
/// and langkah.
#[must_use]
pub fn kalender(
    (tahun, week): (i32, HariKerja),
    sumber: Option<&str>,
    libur: &[&Libur],
    batas: &[(NaiveDate, &str, &str)],
) -> Value {
    let off = libur.iter().map(|one| {
        json!({
            "tanggal": one.tanggal.to_string(),
            "nama": one.nama,
            "jenis": one.jenis.name(),
            "sejak": one.sejak.map(|day| day.to_string()),
        })
    });
    let dues = batas.iter().map(|(day, siklus, langkah)| {
        json!({ "tanggal": day.to_string(), "siklus": siklus, "langkah": langkah })
    });
    json!({
        "versi_skema": VERSION,
        "tahun": tahun,
        "hari_kerja": week.days(),
        "ada": sumber.is_some(),
        "sumber": sumber.filter(|text| !text.is_empty()),
        "libur": off.collect::<Vec<_>>(),
        "batas": dues.collect::<Vec<_>>(),
    })
}
