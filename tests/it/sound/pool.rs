//! Pool: good words and numbers that forms are made of.

/// How the values of an indikator are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// With two decimals; more is better.
    Naik,
    /// With two decimals; less is better.
    Turun,
    /// Counted whole.
    Whole,
    /// A step of a scale.
    Step,
}

/// Something to measure: its words, its unit, and from where to where it goes, in hundredths.
#[derive(Clone, Copy, Debug)]
pub struct Ukuran {
    pub uraian: &'static str,
    pub satuan: &'static str,
    pub range: (i64, i64),
    pub kind: Kind,
}

const fn ukuran(
    uraian: &'static str,
    satuan: &'static str,
    range: (i64, i64),
    kind: Kind,
) -> Ukuran {
    Ukuran {
        uraian,
        satuan,
        range,
        kind,
    }
}

const fn share(uraian: &'static str) -> Ukuran {
    ukuran(uraian, "Persen", (4_000, 9_800), Kind::Naik)
}

const fn count(uraian: &'static str, satuan: &'static str) -> Ukuran {
    ukuran(uraian, satuan, (200, 90_000), Kind::Whole)
}

/// Results, of sasaran and program.
pub const OUTCOMES: [Ukuran; 32] = [
    share("APM SD/MI"),
    share("APM SMP/MTs"),
    ukuran("APS usia 7-12 tahun", "Persen", (9_000, 9_900), Kind::Naik),
    ukuran("APS usia 13-15 tahun", "Persen", (9_000, 9_900), Kind::Naik),
    share("APK PAUD"),
    ukuran("Angka putus sekolah SD", "Persen", (10, 90), Kind::Turun),
    ukuran("Angka putus sekolah SMP", "Persen", (10, 90), Kind::Turun),
    ukuran(
        "Angka mengulang di SMP negeri",
        "Persen",
        (50, 300),
        Kind::Turun,
    ),
    share("Angka melek huruf"),
    ukuran("Rata-rata lama sekolah", "Tahun", (700, 1_200), Kind::Naik),
    ukuran("Harapan lama sekolah", "Tahun", (1_100, 1_500), Kind::Naik),
    ukuran(
        "Indeks Pembangunan Kebudayaan",
        "Indeks",
        (5_000, 7_000),
        Kind::Naik,
    ),
    ukuran(
        "Indeks kepuasan masyarakat",
        "Indeks",
        (8_000, 9_200),
        Kind::Naik,
    ),
    ukuran(
        "Nilai SAKIP perangkat daerah",
        "Nilai",
        (6_200, 8_500),
        Kind::Naik,
    ),
    ukuran(
        "Predikat SAKIP perangkat daerah",
        "Predikat",
        (0, 0),
        Kind::Step,
    ),
    share("Persentase guru SD bersertifikat pendidik"),
    share("Persentase SD terakreditasi minimal B"),
    share("Persentase satuan PAUD terakreditasi minimal B"),
    share("Persentase peserta didik SD yang cakap literasi"),
    share("Persentase peserta didik SMP yang cakap numerasi"),
    share("Persentase cagar budaya yang dilestarikan"),
    share("Persentase ruang kelas SD dalam kondisi baik"),
    share("Persentase guru berkualifikasi S1/D4"),
    share("Persentase sekolah dengan jaringan internet"),
    share("Persentase lulusan SD yang diterima di SMP/MTs"),
    share("Angka kelulusan SMP"),
    share("Persentase kelompok seni yang aktif"),
    share("Persentase sekolah dengan muatan lokal"),
    share("Persentase sekolah ramah anak"),
    share("Cakupan layanan pendidikan anak berkebutuhan khusus"),
    ukuran(
        "Jumlah warga belajar yang lulus ujian",
        "Orang",
        (5_000, 90_000),
        Kind::Whole,
    ),
    ukuran(
        "Jumlah sekolah penggerak",
        "Sekolah",
        (500, 9_000),
        Kind::Whole,
    ),
];

/// What is measured of a kegiatan.
pub const WORKS: [Ukuran; 14] = [
    share("Persentase SD yang menerima buku teks"),
    share("Persentase guru dalam komunitas belajar"),
    share("Persentase sekolah yang disupervisi"),
    share("Persentase sanggar yang dibina"),
    share("Tingkat kehadiran guru"),
    share("Persentase satuan PAUD dengan alat peraga"),
    share("Persentase perpustakaan yang buka setiap hari"),
    share("Persentase ruang kelas SMP yang bebas rusak berat"),
    share("Persentase pegawai yang lulus uji jabatan"),
    share("Cakupan imunisasi peserta didik kelas awal"),
    ukuran("Nilai rapor mutu", "Nilai", (5_500, 9_000), Kind::Naik),
    ukuran("Predikat arsip kantor", "Predikat", (0, 0), Kind::Step),
    count("Jumlah sekolah penerima bantuan", "Sekolah"),
    count("Jumlah siswa penerima beasiswa", "Siswa"),
];

/// What a sub kegiatan makes.
pub const OUTPUTS: [Ukuran; 14] = [
    count("Jumlah guru yang dilatih", "Orang"),
    count("Jumlah laporan pemantauan triwulan", "Laporan"),
    count("Jumlah naskah kajian", "Dokumen"),
    count("Jumlah peserta lomba", "Peserta"),
    count("Jumlah alat peraga matematika", "Unit"),
    count("Jumlah pengawas yang didampingi", "Orang"),
    count("Jumlah seragam", "Stel"),
    count("Jumlah meja dan kursi", "Paket"),
    count("Jumlah komite sekolah yang dibina", "Satuan Pendidikan"),
    count("Jumlah rapat berkala", "Kali"),
    ukuran(
        "Panjang pagar yang dibangun",
        "Meter",
        (2_000, 50_000),
        Kind::Naik,
    ),
    ukuran(
        "Luas halaman yang ditata",
        "Meter Persegi",
        (5_000, 90_000),
        Kind::Naik,
    ),
    share("Persentase gedung yang diasuransikan"),
    share("Persentase aset yang tercatat"),
];

/// What sasaran say.
pub const SASARAN: [&str; 6] = [
    "Meningkatnya akses dan mutu pendidikan",
    "Terwujudnya tata kelola yang akuntabel",
    "Meningkatnya pelestarian kebudayaan daerah",
    "Menurunnya ketimpangan layanan antarkecamatan",
    "Meratanya sebaran guru",
    "Berkembangnya minat baca masyarakat",
];

pub const HASIL: [&str; 4] = [
    "Meningkatnya layanan bagi peserta didik",
    "Terpenuhinya standar pelayanan minimal",
    "Lestarinya warisan budaya",
    "Meningkatnya kinerja perangkat daerah",
];

pub const DANA: [&str; 6] = ["DAU", "PAD", "DAK", "DAU, PAD", "DBH", "BOSP"];
pub const LOKASI: [&str; 4] = [
    "Kabupaten Balangan",
    "Kecamatan Paringin",
    "Kecamatan Awayan dan Kecamatan Halong",
    "SDN Batu Piring",
];
pub const UNTUK: [&str; 4] = ["SD negeri", "Guru", "Peserta didik", "Masyarakat adat"];
pub const SUMBER: [&str; 4] = [
    "Dapodik",
    "Susenas BPS",
    "Rapor Pendidikan",
    "Laporan Bidang",
];
pub const PROSA: [&str; 4] = [
    "Dihitung pada akhir tahun pelajaran",
    "Bagian yang memenuhi dibagi jumlah seluruhnya dikali 100",
    "Menurut daftar yang ditetapkan Kepala Dinas",
    "Termasuk satuan pendidikan swasta; tidak termasuk madrasah",
];

/// A small nomenclature of an office: kode, uraian, indikator, satuan, pengganti.
pub const NOMENKLATUR: &str = "\
kode\turaian\tindikator\tsatuan\tpengganti
1.01.01\tPROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA\t\t\t
1.01.01.2.02\tAdministrasi Keuangan Perangkat Daerah\t\t\t
1.01.01.2.02.0001\tPenyediaan Gaji dan Tunjangan ASN\tJumlah Orang yang Menerima Gaji dan Tunjangan ASN\tOrang/Bulan\t
1.01.01.2.02.0005\tKoordinasi dan Penyusunan Laporan Keuangan Akhir Tahun SKPD\t\t\t
1.01.01.2.06\tAdministrasi Umum Perangkat Daerah\t\t\t
1.01.01.2.06.0004\tPenyediaan Bahan Logistik Kantor\tJumlah Paket Bahan Logistik Kantor yang Disediakan\tPaket\t
1.01.01.2.06.0009\tPenyelenggaraan Rapat Koordinasi dan Konsultasi SKPD\t\t\t
1.01.02\tPROGRAM PENGELOLAAN PENDIDIKAN\t\t\t
1.01.02.2.01\tPengelolaan Pendidikan Sekolah Dasar\t\t\t
1.01.02.2.01.0014\tPengadaan Mebel Sekolah\tJumlah Mebel sekolah yang Tersedia\tPaket\t
1.01.02.2.01.0022\tPengadaan Alat Praktik dan Peraga Siswa\t\t\t1.01.02.2.01.0055
1.01.02.2.01.0047\tPembangunan Ruang Kelas Baru\tJumlah Ruang Kelas Baru yang Bertambah\tRuang\t
1.01.02.2.01.0055\tPengadaan Alat Praktik dan Peraga Peserta Didik\t\t\t
1.01.02.2.03\tPengelolaan Pendidikan Anak Usia Dini (PAUD)\t\t\t
1.01.02.2.03.0009\tPengadaan Perlengkapan PAUD\tJumlah perlengkapan PAUD yang Tersedia\tPaket\t
1.01.02.2.03.0018\tPengelolaan Dana BOP PAUD\tJumlah PAUD yang Mengelola Dana BOP\tSatuan Pendidikan\t
2.22.02\tPROGRAM PENGEMBANGAN KEBUDAYAAN\t\t\t
2.22.02.2.01\tPengelolaan Kebudayaan yang Masyarakat Pelakunya dalam Daerah Kabupaten/Kota\t\t\t
2.22.02.2.01.0001\tPelindungan, Pengembangan, Pemanfaatan Objek Pemajuan Kebudayaan\t\t\t
2.22.02.2.01.0002\tPembinaan Sumber Daya Manusia, Lembaga, dan Pranata Kebudayaan\t\t\t
";

/// A row of a nomenclature.
#[derive(Clone, Debug)]
pub struct Entry {
    pub kode: String,
    pub uraian: String,
    pub indikator: String,
    pub satuan: String,
    pub is_retired: bool,
}

impl Entry {
    /// The kode of the row above it.
    pub fn above(&self) -> &str {
        let (above, _) = self.kode.rsplit_once('.').unwrap();
        if self.kode.split('.').count() == 5 {
            above.rsplit_once('.').unwrap().0
        } else {
            above
        }
    }
}

/// The rows of a nomenclature, read without rkt.
pub fn entries(table: &str) -> Vec<Entry> {
    let mut lines = table.lines().filter(|line| !line.starts_with('#'));
    let head: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let entry = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |name: &str| {
            let at = head.iter().position(|known| *known == name);
            let cell = at.and_then(|at| cells.get(at)).copied();
            cell.unwrap_or_default().to_owned()
        };
        Entry {
            kode: cell("kode"),
            uraian: cell("uraian"),
            indikator: cell("indikator"),
            satuan: cell("satuan"),
            is_retired: !cell("pengganti").is_empty(),
        }
    };
    lines.map(entry).collect()
}

/// The nomenclature that comes with rkt.
pub const BUILT_IN: &str = include_str!("../../../src/store/seed/nomenklatur.tsv");
