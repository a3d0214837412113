//! Arah: which way is better for an indikator, as its row says or as its words plainly say.

use super::head;
use super::words::{self, has};
use crate::domain::indikator::Arah;
use crate::domain::target::Target;
use crate::domain::unit::{Kind, Unit};

mod naik;
mod plain;
mod turun;

use plain::{COUNTED, JUMPY};

/// A way, and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) arah: Arah,
    basis: Basis,
}

/// How a way is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Basis {
    /// The row says so.
    Stated,
    /// Its words do.
    Words,
    /// Its targets all go that way.
    Course,
}

impl Way {
    pub(super) fn stated(arah: Arah) -> Way {
        let basis = Basis::Stated;
        Way { arah, basis }
    }

    pub(super) fn of_course(arah: Arah) -> Way {
        let basis = Basis::Course;
        Way { arah, basis }
    }

    /// Whether the row says so itself.
    pub(super) fn is_stated(self) -> bool {
        self.basis == Basis::Stated
    }

    /// What speaks against a value that is worse.
    pub(super) fn reason(self) -> String {
        let arah = self.arah.name();
        match self.basis {
            Basis::Stated => format!("padahal arahnya {arah}"),
            Basis::Words => format!("padahal menurut uraiannya arahnya {arah}"),
            Basis::Course => format!("padahal target tahun-tahunnya {arah}"),
        }
    }
}

/// Which way is better as the words of an indikator plainly say; `None` when they don't.
///
/// `values` are what is to be compared. Yearly outputs go up and down rightly, so that no count
/// has to rise.
pub(super) fn likely(uraian: &str, unit: Option<&Unit>, values: &[&Target]) -> Option<Way> {
    let (text, inside) = head::apart(uraian);
    let (words, asides) = (words::split(&text), words::split(&inside));
    let is_whole = unit.is_some_and(|unit| unit.kind == Kind::Whole);
    let arah = match (
        turun::is_of_bad(&words, &asides),
        naik::is_good(&words, &asides, values),
    ) {
        (true, false) if is_counted_itself(unit) => Arah::Turun,
        (false, true) if !is_whole => Arah::Naik,
        (true | false, true | false) => return None,
    };
    let basis = Basis::Words;
    Some(Way { arah, basis })
}

/// Whether less may be better of what has these words, all of an uraian in lower case.
pub(super) fn may_be_bad(words: &[&str]) -> bool {
    turun::names_bad(words)
}

/// Whether the words of an indikator plainly say that less is better.
pub(super) fn is_less_better(uraian: &str, unit: Option<&Unit>) -> bool {
    if !is_counted_itself(unit) {
        return false;
    }
    let (text, inside) = head::apart(uraian);
    turun::is_of_bad(&words::split(&text), &words::split(&inside))
}

/// Whether a measure goes up and down by nature: growth, inflation.
pub(super) fn jumps<S: AsRef<str>>(words: &[S]) -> bool {
    has(words, &JUMPY)
}

/// Whether what should be fewer is itself what a unit counts.
fn is_counted_itself(unit: Option<&Unit>) -> bool {
    unit.is_none_or(|unit| unit.kind != Kind::Whole || COUNTED.contains(&unit.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::unit::known;

    fn way(uraian: &str, satuan: &str, value: &str) -> Option<Arah> {
        let value = Target::parse(value).unwrap();
        likely(uraian, known(satuan), &[&value]).map(|way| way.arah)
    }

    /// Asserts what is read of rows like `uraian; satuan; target`.
    #[track_caller]
    fn reads(arah: Option<Arah>, rows: &[&str]) {
        for row in rows {
            let mut parts = row.split("; ");
            let mut next = || parts.next().unwrap();
            let (uraian, satuan, value) = (next(), next(), next());
            assert_eq!(way(uraian, satuan, value), arah, "{row}");
        }
    }

    #[test]
    fn less_is_better_of_what_is_bad_itself() {
        reads(
            Some(Arah::Turun),
            &[
                "Angka putus sekolah SD; Nilai; 201",
                "Angka Putus Sekolah (APS) SD/MI; Persen; 0,2",
                "Angka Putus Sekolah SD/MI/Paket A (usia 7-12 tahun); Persen; 0,2",
                "Angka putus sekolah SMP di Kabupaten Hulu Sungai Utara; Persen; 0,2",
                "Persentase peserta didik putus sekolah; Persen; 0,2",
                "Prosentase Drop Out SD/MI; Persen; 0,2",
                "Jumlah anak tidak sekolah; Anak; 120",
                "Jumlah anak usia 7-12 tahun yang tidak bersekolah; Orang; 120",
                "Persentase penduduk usia 15 tahun ke atas buta aksara; Persen; 1",
                "Angka buta aksara; Persen; 1,2",
                "Angka mengulang SMP; %; 0,4",
                "Persentase siswa mengulang kelas; Persen; 0,4",
                "Jumlah kasus perundungan di sekolah; Kasus; 5",
                "Jumlah kasus kekerasan dan perundungan pada satuan pendidikan; Kasus; 5",
                "Angka kekerasan terhadap anak; Nilai; 5",
                "Persentase siswa yang mengalami perundungan; Persen; 12",
                "Jumlah anak korban kekerasan seksual; Anak; 4",
                "Persentase ruang kelas rusak berat; Persen; 9",
                "Persentase ruang kelas dalam kondisi rusak; Persen; 9",
                "Jumlah temuan BPK; Kasus; 3",
                "Jumlah temuan hasil pemeriksaan inspektorat; Kasus; 3",
                "Jumlah keluhan masyarakat; Kasus; 3",
                "Tingkat kemiskinan; Persen; 6",
                "Persentase penduduk miskin; Persen; 6",
                "Prevalensi stunting; Persen; 14",
                "Persentase balita stunting; Persen; 14",
                "Tingkat pengangguran terbuka; Persen; 4",
                "Indeks kriminalitas pelajar; Indeks; 4",
                "Indeks ketimpangan gender; Indeks; 0,4",
                "Kesenjangan kompetensi antar sekolah; Nilai; 4",
            ],
        );
    }

    #[test]
    fn more_is_better_of_what_is_good_itself() {
        reads(
            Some(Arah::Naik),
            &[
                "APK PAUD; Persen; 79,34",
                "APM SD sederajat; Persen; 97",
                "APS usia 13-15 tahun; Persen; 97",
                "Angka Partisipasi Kasar (APK) SMP; Persen; 97",
                "Angka Partisipasi (AP) PAUD; Persen; 97",
                "Angka Melek Huruf; Persen; 99,98",
                "Persentase penduduk usia 15 tahun ke atas melek huruf; Persen; 99",
                "Angka Partisipasi Murni (APM) SD/MI/Paket A; Persen; 99",
                "Rata-rata lama sekolah; Tahun; 8,2",
                "Harapan lama sekolah; Tahun; 12,2",
                "Indeks Pembangunan Kebudayaan; Indeks; 55",
                "Indeks iklim keamanan sekolah (perundungan, intoleransi); Indeks; 70",
                "Indeks perlindungan anak dari kekerasan; Indeks; 70",
                "Indeks Kepuasan Masyarakat; Indeks; 88",
                "Nilai SAKIP perangkat daerah; Nilai; 72",
                "Nilai hasil evaluasi akuntabilitas kinerja; Nilai; 72",
                "Persentase guru berkualifikasi S1/D4; Persen; 95",
                "Persentase SD terakreditasi minimal B; Persen; 88",
                "Persentase satuan pendidikan yang memenuhi SNP; Persen; 88",
                "Persentase ruang kelas dalam kondisi baik; %; 80",
                "Kemampuan literasi SD; Nilai; 70",
                "Opini BPK; Predikat; WTP",
                "Tingkat kepuasan orang tua murid; Persen; 88",
                "Persentase keselarasan RKT dengan Renstra; Persen; 93",
            ],
        );
    }

    #[test]
    fn a_bad_word_that_is_not_what_is_measured_says_nothing() {
        reads(
            None,
            &[
                "Persentase satuan pendidikan aman dari perundungan; Persen; 90",
                "Angka partisipasi sekolah penduduk miskin; Persen; 90",
                "Persentase siswa yang memahami bahaya kekerasan seksual; Persen; 90",
                "Persentase respon terhadap keluhan; Persen; 90",
                "Persentase sekolah dengan kanal pengaduan; Persen; 90",
                "Persentase PAUD yang melaksanakan intervensi stunting; Persen; 90",
                "Persentase revitalisasi ruang kelas rusak; Persen; 40",
                "Jumlah anak tidak sekolah terdata; Anak; 120",
                "Jumlah anak tidak sekolah (yang kembali bersekolah); Anak; 120",
                "JUMLAH RUANG KELAS RUSAK (DIREHAB); Ruang; 12",
                "Jumlah anak tidak sekolah di Kabupaten Tapin yang terdata; Anak; 120",
                "Jumlah warga belajar putus sekolah; Orang; 120",
                "Persentase kasus kekerasan; Persen; 90",
                "Persentase anak putus sekolah yang kembali bersekolah; Persen; 40",
                "Persentase ruang kelas rusak yang direhabilitasi; Persen; 40",
                "Persentase ruang kelas yang bebas rusak berat; Persen; 90",
                "Persentase siswa yang tidak mengalami perundungan; Persen; 90",
                "Persentase Kepemilikan Akta Kematian; Persen; 60",
                "Persentase pencatatan kematian tepat waktu; Persen; 90",
                "Persentase temuan yang ditindaklanjuti; Persen; 90",
                "Persentase tindak lanjut temuan; Persen; 90",
                "Persentase penurunan angka putus sekolah; Persen; 5",
                "Jumlah sekolah dengan pencegahan perundungan; Sekolah; 40",
                "Jumlah laporan pengaduan; Laporan; 12",
                "Jumlah anak putus sekolah penerima beasiswa; Orang; 40",
                "Jumlah kasus kekerasan; Dokumen; 2",
            ],
        );
    }

    #[test]
    fn nothing_is_guessed_where_words_leave_it_open() {
        reads(
            None,
            &[
                "Persentase siswa perlu intervensi khusus literasi; Persen; 9",
                "Persentase guru yang dilatih literasi; Persen; 9",
                "APK SD sederajat; Persen; 108",
                "APS SD; Persen; 0,12",
                "Angka Partisipasi Sekolah Paket A; Persen; 3,3",
                "Persentase penduduk melek huruf (tidak buta aksara); Persen; 99",
                "APM SD (Penurunan); Persen; 3",
                "Persentase sekolah yang belum terakreditasi; Persen; 9",
                "Persentase SD terakreditasi C; Persen; 9",
                "Indeks distribusi guru; Indeks; 0,4",
                "Indeks gini; Indeks; 0,4",
                "Indeks harga; Indeks; 104",
                "Jumlah guru bersertifikat pendidik; Orang; 40",
                "Rasio guru terhadap murid; Rasio; 16",
                "Persentase realisasi anggaran; Persen; 95",
                "Standar isi Pendidikan Sekolah Dasar; Persen; 88",
                "; ; 1",
            ],
        );
    }
}
