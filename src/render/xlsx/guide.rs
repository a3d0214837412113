//! The sheet that says how to fill in the form.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::fill;
use super::form::FormBook;
use crate::domain::workbook::{PETUNJUK, PROGRAM, RINGKASAN, SASARAN};

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, book: &FormBook<'_>) -> Result<(), XlsxError> {
    sheet.set_name(PETUNJUK)?;
    sheet.set_column_width(0, 4)?;
    sheet.set_column_width(1, 96)?;
    let title = format!("Form Rencana Kinerja Tahunan (RKT) {}", book.tahun);
    sheet.write_string_with_format(0, 0, title, &fill::title())?;
    let of = format!("{}, {}", book.bidang, book.stamp.instansi);
    sheet.write_string_with_format(1, 0, of, &fill::subtitle())?;
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
    for (row, (n, line)) in (3..).zip((1u32..).zip(&lines)) {
        sheet.write_number_with_format(row, 0, n, &fill::prose())?;
        sheet.write_string_with_format(row, 1, line, &fill::prose())?;
        sheet.set_row_height(row, fill::height(std::iter::once((line.as_str(), 96))))?;
    }
    sheet.set_landscape().set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.protect();
    Ok(())
}
