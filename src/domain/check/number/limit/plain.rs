//! The words by which it is plain what a target can't be, each where it stands.

/// What may well be below zero, where it is what is measured.
pub(super) const MAY_FALL: [&str; 15] = [
    "pertumbuhan",
    "laju",
    "perubahan",
    "selisih",
    "deviasi",
    "inflasi",
    "defisit",
    "surplus",
    "penurunan",
    "kesenjangan",
    "gap",
    "kelebihan",
    "kekurangan",
    "neraca",
    "saldo",
];

/// What may well pass 100 percent, where it is what is measured: it is held against something else
/// than the whole that it is part of.
pub(super) const MAY_PASS: [&str; 50] = [
    "apk",
    "partisipasi kasar",
    "melanjutkan",
    "transisi",
    "pertumbuhan",
    "tumbuh",
    "laju",
    "peningkatan",
    "meningkat",
    "meningkatnya",
    "kenaikan",
    "naik",
    "naiknya",
    "penambahan",
    "pertambahan",
    "bertambah",
    "bertambahnya",
    "perkembangan",
    "perubahan",
    "inflasi",
    "surplus",
    "selisih",
    "deviasi",
    "rasio",
    "ratio",
    "perbandingan",
    "indeks",
    "index",
    "realisasi",
    "capaian",
    "pencapaian",
    "ketercapaian",
    "tercapainya",
    "efektivitas",
    "efisiensi",
    "produktivitas",
    "ketersediaan",
    "kecukupan",
    "pemenuhan",
    "terpenuhinya",
    "keterisian",
    "kuota",
    "nilai tukar",
    "kunjungan",
    "pengunjung",
    "pendaftar",
    "pendapatan",
    "penerimaan",
    "retribusi",
    "serapan",
];

/// Words that hold a share against something else than its whole, wherever they stand.
pub(super) const COMPARED: [&str; 17] = [
    "apk",
    "kasar",
    "melanjutkan",
    "transisi",
    "rasio",
    "ratio",
    "perbandingan",
    "dibanding",
    "dibandingkan",
    "terhadap target",
    "terhadap rencana",
    "terhadap kebutuhan",
    "daya tampung",
    "kuota",
    "tahun sebelumnya",
    "tahun lalu",
    "dari target",
];

/// What people think and do about something: "terhadap" compares nothing there.
pub(super) const ATTITUDES: [&str; 8] = [
    "kepuasan",
    "kepercayaan",
    "kepatuhan",
    "ketaatan",
    "pemahaman",
    "respon",
    "respons",
    "kepedulian",
];

/// Quantities: a share word before them says how much they grew, and no part of a whole.
pub(super) const QUANTITIES: [&str; 4] = ["jumlah", "nilai", "rata-rata", "volume"];

/// Rates that are parts of a hundred by definition, whatever the satuan says.
pub(super) const RATES: [&str; 3] = ["apm", "partisipasi murni", "partisipasi sekolah"];

/// What is no count, though the satuan is that of a count: `27,5 Siswa` is the rata-rata of whole
/// ones.
pub(super) const NO_COUNT: [&str; 19] = [
    "rata-rata",
    "rerata",
    "rata",
    "rasio",
    "ratio",
    "perbandingan",
    "indeks",
    "index",
    "nilai",
    "skor",
    "angka",
    "laju",
    "tingkat",
    "kepadatan",
    "frekuensi",
    "persentase",
    "prosentase",
    "presentase",
    "proporsi",
];

/// Words that make no count of what is counted, wherever they stand.
pub(super) const SPREAD: [&str; 6] = [
    "rata-rata",
    "rerata",
    "rata",
    "rasio",
    "perbandingan",
    "per",
];
