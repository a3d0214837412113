//! The sheet that says how to fill in the form.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::cell::put_text;
use super::form::FormBook;
use super::style::{self, Page, Tone};
use crate::domain::workbook::{PETUNJUK, PROGRAM, RINGKASAN, SASARAN};

/// Width of the column of sentences.
const WIDTH: f64 = 96.0;

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, book: &FormBook<'_>) -> Result<(), XlsxError> {
    sheet.set_name(PETUNJUK)?;
    sheet.set_column_width(0, 4)?;
    sheet.set_column_width(1, WIDTH)?;
    let title = format!("Form Rencana Kinerja Tahunan (RKT) {}", book.tahun);
    put_text(sheet, (0, 0), &title, &style::title())?;
    let of = format!("{}, {}", book.bidang, book.stamp.instansi);
    put_text(sheet, (1, 0), &of, &style::note())?;
    let lines = [
        format!("Isi lembar {SASARAN} dan {PROGRAM}. Sel putih diisi; sel abu-abu tidak diubah. Lembar {RINGKASAN} menghitung sendiri."),
        "Satu baris untuk satu indikator. Indikator berikutnya dari kode yang sama ditulis di baris kosong di bawah, dengan kode yang sama.".to_owned(),
        "Sel kuning berarti masih kurang: indikator tanpa satuan atau tanpa target.".to_owned(),
        "Target boleh angka (79,34), rentang (80-85), predikat (WTP, BB, Baik), atau teks (Ada). Persen ditulis angkanya saja; satuannya Persen.".to_owned(),
        "Pagu ditulis dalam rupiah bulat, tanpa Rp dan tanpa titik. Pagu program dan kegiatan hanya pembanding bila sub kegiatannya berpagu.".to_owned(),
        "TW I sampai TW IV: kumulatif bila berisi capaian sampai triwulan itu, non-kumulatif bila berisi bagiannya sendiri, tetap bila sama sepanjang tahun.".to_owned(),
        "Yang belum ada dikosongkan. Kosong tidak sama dengan nol.".to_owned(),
        "Kolom di sebelah kanan Keterangan tidak ikut tercetak, tetapi ikut dibaca.".to_owned(),
        "Jangan mengubah judul kolom. Baris baru ditulis di bawah; menyisipkan baris juga boleh.".to_owned(),
        "Simpan sebagai Excel Workbook (.xlsx), lalu kirim kembali kepada Kasubbag Program.".to_owned(),
    ];
    let prose = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut last = 0;
    for (row, (n, line)) in (3..).zip((1u32..).zip(&lines)) {
        last = row;
        sheet.write_number_with_format(row, 0, n, &prose)?;
        put_text(sheet, (row, 1), line, &prose)?;
        let texts = std::iter::once((line.as_str(), WIDTH));
        sheet.set_row_height(row, style::height(Tone::Plain, texts))?;
    }
    sheet.protect();
    let page = Page {
        kertas: book.kertas,
        heads: None,
        kept: 0,
        last: (last, 1),
        foot: book.bidang,
    };
    style::page(sheet, &page)
}
