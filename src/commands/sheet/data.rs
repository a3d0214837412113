//! Correction sheets as JSON.

use serde_json::{Value, json};

use super::File;
use super::content::Sheet;
use crate::domain::lembar_koreksi::{
    BarisKoreksi, Beda, KoreksiBaris, Nilai, Paraf, Sejak, TemuanBaris, Ubahan,
};
use crate::domain::pagu::Rupiah;
use crate::store::cycle::Loaded;
use crate::ui::json;

/// All sheets of a run, each with the files that it was written to.
pub(super) fn data(loaded: &Loaded, sheets: &[Sheet], files: &[File], excused: &[String]) -> Value {
    let sheets = sheets.iter().map(|one| sheet(one, files));
    json!({
        "versi_skema": json::VERSION,
        "siklus": loaded.siklus,
        "lembar": sheets.collect::<Vec<_>>(),
        "dilewati": excused,
    })
}

fn sheet(sheet: &Sheet, files: &[File]) -> Value {
    let lembar = &sheet.lembar;
    let kepala = &lembar.kepala;
    let [semula, kini] = &kepala.kolom;
    let money = |of: Option<Rupiah>| of.map(Rupiah::get);
    let own = files
        .iter()
        .filter(|file| file.bidang == kepala.bidang.id.as_str());
    json!({
        "bidang": kepala.bidang.id.as_str(),
        "nama_bidang": kepala.bidang.nama,
        "keadaan": sheet.keadaan,
        "basi": sheet.basi,
        "versi": sheet.version.json(),
        "pembanding": { "semula": semula, "kini": kini, "sumber": kepala.pembanding },
        "total_pagu": money(lembar.pagu.kini),
        "total_pagu_semula": money(lembar.pagu.semula),
        "baris": lembar.baris.iter().map(baris).collect::<Vec<_>>(),
        "hilang": lembar.hilang.iter().map(baris).collect::<Vec<_>>(),
        "sejak": lembar.sejak.as_ref().map(sejak),
        "temuan": lembar.temuan.iter().map(temuan).collect::<Vec<_>>(),
        "koreksi": lembar.koreksi.iter().map(koreksi).collect::<Vec<_>>(),
        "paraf": lembar.paraf.iter().map(paraf).collect::<Vec<_>>(),
        "perhatian": kepala.perhatian,
        "berkas": own.map(file).collect::<Vec<_>>(),
    })
}

fn baris(row: &BarisKoreksi) -> Value {
    let berubah = row.beda.as_ref().map_or(&[][..], Beda::isian).iter();
    let berubah = berubah.map(|isian| isian.replace(' ', "_"));
    json!({
        "baris": row.alamat,
        "tingkat": row.list.name(),
        "indikator": row.is_indikator,
        "kini": nilai(&row.kini),
        "semula": row.semula.as_ref().map(nilai),
        "beda": row.beda.as_ref().map(Beda::word),
        "berubah": berubah.collect::<Vec<_>>(),
        "sejak": row.sejak.as_ref().map(ubahan),
        "lihat": row.lihat,
    })
}

fn sejak(since: &Sejak) -> Value {
    json!({
        "putaran": since.putaran,
        "hilang": since.hilang.iter().map(baris).collect::<Vec<_>>(),
    })
}

fn ubahan(ubahan: &Ubahan) -> Value {
    let (beda, parts) = match ubahan {
        Ubahan::Baru => ("baru", &[][..]),
        Ubahan::Berubah(parts) => ("berubah", parts.as_slice()),
    };
    json!({ "beda": beda, "isi": parts.iter().map(json::part).collect::<Vec<_>>() })
}

fn nilai(of: &Nilai) -> Value {
    let uraian = (!of.uraian.is_empty()).then_some(&of.uraian);
    json!({
        "uraian": uraian,
        "satuan": of.satuan,
        "target": of.target,
        "triwulan": of.triwulan,
        "pagu": of.pagu.map(Rupiah::get),
        "sumber_dana": of.sumber_dana,
    })
}

fn temuan(one: &TemuanBaris) -> Value {
    json!({
        "nomor": one.nomor,
        "kode": one.temuan.rule.code(),
        "tingkat": one.temuan.severity.word(),
        "baris": one.baris,
        "pesan": one.temuan.message,
        "saran": one.temuan.help,
    })
}

fn koreksi(one: &KoreksiBaris) -> Value {
    let mut data = json::koreksi(&one.koreksi);
    data["baris_kini"] = json!(one.baris);
    data
}

fn paraf(one: &Paraf) -> Value {
    json!({
        "langkah": one.langkah,
        "jabatan": one.jabatan.as_str(),
        "sebutan": one.sebutan,
        "nama": one.nama,
        "nip": one.nip,
        "memutuskan": one.decides,
    })
}

fn file(one: &File) -> Value {
    json!({
        "format": one.format.extension(),
        "berkas": one.name,
        "jumlah_halaman": one.n_pages,
    })
}
