//! Correction sheets on the terminal.

use std::io;

use super::report::counts;
use super::{Ui, table};
use crate::domain::finding::Finding;
use crate::domain::lembar_koreksi::{
    BarisKoreksi, Isian, KoreksiBaris, LembarKoreksi, TemuanBaris,
};
use crate::domain::row::ABSENT;
use crate::domain::tanggal;

/// From this width on units have a column.
const WIDE: u16 = 100;

/// From this width on the quarters have one, too.
const WIDEST: u16 = 120;

impl Ui<'_> {
    /// Prints a correction sheet: what it is of, the rows, findings and corrections.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn sheet(&mut self, lembar: &LembarKoreksi) -> io::Result<()> {
        let kepala = &lembar.kepala;
        self.line(&format!(
            "Lembar koreksi · {} · {}",
            kepala.bidang.nama, kepala.rkt
        ))?;
        for line in &kepala.isi {
            self.line(line)?;
        }
        for remark in &kepala.perhatian {
            self.line(&format!("Perhatian: {remark}"))?;
        }
        self.line(&kepala.pembanding)?;
        if let Some(said) = lembar.ubahan() {
            self.line(&said)?;
        }
        self.line("")?;
        if lembar.baris.is_empty() {
            self.line("Form ini belum berisi baris.")?;
        } else {
            self.rows_beside(lembar)?;
        }
        if let Some(since) = &lembar.sejak {
            self.rows_gone(&since.judul(), &since.hilang)?;
        }
        self.rows_gone(&kepala.hilang, &lembar.hilang)?;
        self.findings_below(&lembar.temuan)?;
        self.corrections_below(&lembar.koreksi)
    }

    fn rows_gone(&mut self, judul: &str, rows: &[BarisKoreksi]) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        self.line("")?;
        self.line(&format!("{judul}:"))?;
        for row in rows {
            self.line(&format!("  {}", gone(row)))?;
        }
        Ok(())
    }

    fn rows_beside(&mut self, lembar: &LembarKoreksi) -> io::Result<()> {
        let semula = &lembar.kepala.kolom[0];
        let columns = columns(lembar, self.width);
        let heads: Vec<&str> = columns.iter().map(|isi| isi.judul(lembar)).collect();
        let is_target = |isi: &Isi| matches!(isi, Isi::Semula | Isi::Kini);
        let right = (0..columns.len()).filter(|n| columns.get(*n).is_some_and(is_target));
        let row = |row: &BarisKoreksi| {
            let cells = columns.iter().map(|isi| isi.sel(row, &columns, lembar));
            cells.collect::<Vec<String>>()
        };
        let rows: Vec<Vec<String>> = lembar.baris.iter().map(row).collect();
        let right: Vec<usize> = right.collect();
        self.block(&table::named(self.width, &heads, &right, &rows))?;
        if let Some(said) = unshown(lembar, &columns) {
            self.line(&said)?;
        }
        let pagu = lembar.pagu;
        if pagu.kini.or(pagu.semula).is_none() {
            return Ok(());
        }
        let now = pagu
            .kini
            .map_or_else(|| ABSENT.to_owned(), |of| of.to_string());
        let was = pagu
            .semula
            .map_or_else(String::new, |of| format!(" ({semula}: {of})"));
        self.line("")?;
        self.line(&format!("Jumlah pagu: {now}{was}"))
    }

    fn findings_below(&mut self, all: &[TemuanBaris]) -> io::Result<()> {
        let findings: Vec<Finding> = all.iter().map(|one| one.temuan.clone()).collect();
        self.line("")?;
        self.line(&format!("Temuan: {}", counts(&findings)))?;
        for one in all {
            let finding = &one.temuan;
            let (severity, rule) = (finding.severity.word(), finding.rule);
            let about = match one.baris.as_slice() {
                [] => String::new(),
                baris => format!(" {}", baris.join(", ")),
            };
            let (nomor, message) = (&one.nomor, &finding.message);
            self.line(&format!("{nomor} {severity}[{rule}]{about}: {message}"))?;
            if let Some(help) = &finding.help {
                self.line(&format!("  perbaikan: {help}"))?;
            }
        }
        Ok(())
    }

    fn corrections_below(&mut self, all: &[KoreksiBaris]) -> io::Result<()> {
        self.line("")?;
        if all.is_empty() {
            return self.line("Koreksi: tidak ada.");
        }
        self.line("Koreksi:")?;
        for one in all {
            let koreksi = &one.koreksi;
            let about = one.tentang();
            let about = about.map_or_else(String::new, |row| format!(" {row}"));
            let (nama, tahap, alasan) = (&koreksi.nama, koreksi.tahap.word(), &koreksi.alasan);
            self.line(&format!("{nama} ({tahap}){about}: {alasan}"))?;
            let day = tanggal::long(koreksi.pada.date_naive());
            let (jabatan, oleh) = (&one.jabatan, &koreksi.oleh.nama);
            self.line(&format!("  dari {jabatan} ({oleh}), {day}"))?;
            for answer in &koreksi.jawaban {
                self.line(&format!("  jawaban: {}", answer.told()))?;
            }
        }
        Ok(())
    }
}

/// A column of the rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Isi {
    Baris,
    Uraian,
    Satuan,
    Semula,
    Kini,
    Triwulan,
    Tanda,
}

/// The columns that have something to say and room to say it.
fn columns(lembar: &LembarKoreksi, width: u16) -> Vec<Isi> {
    let triwulan = width >= WIDEST && lembar.has(|of| of.triwulan.is_some());
    let semula = lembar.had(|of| of.target.is_some());
    let all = [
        (Isi::Baris, true),
        (Isi::Uraian, true),
        (Isi::Satuan, width >= WIDE),
        (Isi::Semula, semula),
        (Isi::Kini, true),
        (Isi::Triwulan, triwulan),
        (Isi::Tanda, true),
    ];
    let shown = all.into_iter().filter(|(_, is_shown)| *is_shown);
    shown.map(|(isi, _)| isi).collect()
}

/// What rows have and these columns do not show.
fn unshown(lembar: &LembarKoreksi, columns: &[Isi]) -> Option<String> {
    let is_narrow = lembar.has(|of| of.triwulan.is_some()) && !columns.contains(&Isi::Triwulan);
    let triwulan = is_narrow.then(|| format!("triwulan (layar selebar {WIDEST} kolom)"));
    let dana = lembar.has(|of| of.sumber_dana.is_some());
    let dana = dana.then(|| "sumber dana".to_owned());
    let all: Vec<String> = triwulan.into_iter().chain(dana).collect();
    (!all.is_empty()).then(|| {
        let all = all.join(", ");
        format!("Tidak tampil di sini: {all}. Lengkapnya dengan --format pdf.")
    })
}

impl Isi {
    fn judul(self, lembar: &LembarKoreksi) -> &str {
        let [semula, kini] = &lembar.kepala.kolom;
        match self {
            Isi::Baris => "Baris",
            Isi::Uraian => "Uraian",
            Isi::Satuan => "Satuan",
            Isi::Semula => semula,
            Isi::Kini => kini,
            Isi::Triwulan => "Triwulan",
            Isi::Tanda => "Tanda",
        }
    }

    fn sel(self, row: &BarisKoreksi, columns: &[Isi], lembar: &LembarKoreksi) -> String {
        let semula = &lembar.kepala.kolom[0];
        let text = |text: Option<&String>| text.cloned().unwrap_or_default();
        let was = row.semula.as_ref();
        match self {
            Isi::Baris => row.alamat.clone(),
            Isi::Uraian => {
                let satuan = row.kini.satuan.as_ref();
                let satuan = satuan.filter(|_| !columns.contains(&Isi::Satuan));
                let satuan = satuan.map_or_else(String::new, |satuan| format!(" ({satuan})"));
                let was = row.was(Isian::Uraian);
                format!("{}{satuan}{was}{}", row.kini.uraian, money(row, semula))
            }
            Isi::Satuan => text(row.kini.satuan.as_ref()),
            Isi::Semula => text(was.and_then(|was| was.target.as_ref())),
            Isi::Kini => text(row.kini.target.as_ref()),
            Isi::Triwulan => text(row.kini.triwulan.as_ref()),
            Isi::Tanda => lembar.tanda(row),
        }
    }
}

/// The money of a row, behind its words; what it was only where it is another one now.
fn money(row: &BarisKoreksi, semula: &str) -> String {
    let was = row.semula.as_ref().and_then(|was| was.pagu);
    match (row.kini.pagu, was) {
        (None, None) => String::new(),
        (Some(now), Some(was)) if now != was => format!(". Pagu {now} ({semula}: {was})"),
        (Some(now), _) => format!(". Pagu {now}"),
        (None, Some(was)) => format!(". Pagu {ABSENT} ({semula}: {was})"),
    }
}

/// A row that is there no more.
fn gone(row: &BarisKoreksi) -> String {
    let of = &row.kini;
    let values = [
        of.target.clone(),
        of.satuan.clone(),
        of.pagu.map(|pagu| pagu.to_string()),
    ];
    let values: Vec<String> = values.into_iter().flatten().collect();
    let colon = if values.is_empty() { "" } else { ": " };
    let values = values.join(" ");
    format!("{} {}{colon}{values}", row.alamat, of.uraian)
}
