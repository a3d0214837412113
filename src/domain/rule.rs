//! The rule book: every code, its severity and its title. A code never changes meaning.

use std::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Galat (error): it must be mended before the form can go on.
    Galat,
    /// Peringatan (warning): probably wrong; it stops nothing by itself.
    Peringatan,
    /// Saran (hint).
    Saran,
}

impl Severity {
    /// The word shown to people and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Severity::Galat => "galat",
            Severity::Peringatan => "peringatan",
            Severity::Saran => "saran",
        }
    }
}

macro_rules! rules {
    ($($name:ident = $code:literal, $severity:ident, $title:literal;)*) => {
        /// A rule that documents or acts are held against.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule {
            $(#[doc = $title] $name,)*
        }

        impl Rule {
            /// Every rule, by code.
            pub const ALL: &'static [Rule] = &[$(Rule::$name),*];

            /// The code shown to people, e.g. `RKT203`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Rule::$name => $code,)* }
            }

            /// How bad a breach is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Rule::$name => Severity::$severity,)* }
            }

            /// What the rule asks, in a few Indonesian words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Rule::$name => $title,)* }
            }

            /// The page that `rkt explain` prints.
            #[must_use]
            pub fn page(self) -> &'static str {
                match self { $(Rule::$name => include_str!(concat!("../../docs/aturan/", $code, ".md")),)* }
            }
        }
    };
}

rules! {
    FileUnreadable = "RKT001", Galat, "berkas tidak dapat dibaca";
    FileTooLarge = "RKT002", Galat, "berkas terlalu besar";
    ConflictMarker = "RKT003", Galat, "sisa tanda konflik git";
    TomlSyntax = "RKT004", Galat, "penulisan TOML salah";
    HiddenCharacter = "RKT005", Galat, "karakter tersembunyi di dalam isian";
    UnknownFormat = "RKT006", Galat, "nomor format tidak dikenal";
    FormMissing = "RKT007", Galat, "berkas form tidak ada";
    FormUnexpected = "RKT008", Peringatan, "berkas form tanpa Bidang";
    SopFault = "RKT009", Galat, "sop.yaml tidak sah";
    EventBroken = "RKT010", Galat, "peristiwa di state.toml rusak";
    EventParentUnknown = "RKT011", Galat, "peristiwa merujuk peristiwa yang hilang";
    StateTableMissing = "RKT012", Galat, "tabel state.toml hilang atau salah";
    SubmissionMissing = "RKT013", Galat, "salinan ajuan hilang atau berubah";
    EvidenceBroken = "RKT014", Galat, "bukti hilang atau berubah";
    ManifestBroken = "RKT015", Galat, "arsip tidak cocok dengan MANIFEST.sha256";
    ArchiveStray = "RKT016", Galat, "berkas arsip di luar MANIFEST.sha256";
    EventUnlawful = "RKT017", Galat, "peristiwa tidak sesuai SOP";
    ContentDiffers = "RKT018", Galat, "isi dokumen tidak sama dengan yang tercatat";
    SopOddity = "RKT019", Saran, "kejanggalan pada dokumen SOP";
    WorkbookUnreadable = "RKT030", Galat, "buku kerja tidak dapat dibaca";
    OtherWorkbook = "RKT031", Galat, "buku kerja untuk siklus atau Bidang lain";
    UnknownKey = "RKT101", Galat, "kunci tidak dikenal";
    WrongType = "RKT102", Galat, "jenis nilai salah";
    MissingKey = "RKT103", Galat, "kunci wajib tidak ada";
    NotAChoice = "RKT104", Galat, "nilai di luar pilihan";
    OtherForm = "RKT105", Galat, "form milik Bidang atau tahun lain";
    EmptyForm = "RKT106", Galat, "form belum berisi";
    SasaranWithoutIndikator = "RKT107", Galat, "sasaran tanpa indikator";
    BadName = "RKT108", Galat, "nama atau tanggal tidak sah";
    BrokenRow = "RKT109", Galat, "baris tabel tidak utuh";
    CellUnreadable = "RKT110", Galat, "isi sel tidak dapat dipakai";
    CellLost = "RKT111", Galat, "isi sel diubah oleh Excel";
    CellOutside = "RKT112", Peringatan, "isi di luar tabel tidak dibaca";
    RowTwice = "RKT113", Galat, "baris ganda di buku kerja";
    RowsMissing = "RKT114", Galat, "baris form tidak ada di buku kerja";
    RowConflict = "RKT115", Galat, "buku kerja dan form bertentangan";
    HeadingUnknown = "RKT116", Galat, "judul kolom tidak jelas artinya";
    NameUnknown = "RKT117", Galat, "baris tanpa kode tidak dikenal";
    TablePartSkipped = "RKT118", Saran, "bagian tabel dilewati";
    SatuanDiffers = "RKT119", Peringatan, "satuan di target berbeda dari kolom satuan";
    RenstraYear = "RKT120", Galat, "tahun di Renstra tidak sah";
    RenstraLink = "RKT121", Galat, "rujukan di Renstra tidak ada";
    RowHomeless = "RKT122", Galat, "baris acuan tanpa pemilik";
    AcuanUnknown = "RKT123", Galat, "tabel acuan tidak dikenali";
    SasaranNumbered = "RKT124", Saran, "sasaran baru dari tabel diberi id";
    TargetMissing = "RKT201", Galat, "indikator tanpa target";
    NumberUnreadable = "RKT202", Galat, "bilangan tidak terbaca";
    NumberAmbiguous = "RKT203", Galat, "bilangan bermakna ganda";
    RangeReversed = "RKT204", Galat, "rentang terbalik";
    TargetBelowDasar = "RKT205", Peringatan, "target Renstra lebih buruk daripada kondisi awal";
    TargetBackward = "RKT206", Peringatan, "target Renstra mundur dari tahun sebelumnya";
    YearWithoutTarget = "RKT207", Saran, "tahun tanpa target di Renstra";
    BadKode = "RKT301", Galat, "kode tidak sah";
    ParentMissing = "RKT302", Galat, "induk kode tidak ada di form";
    SasaranUnknown = "RKT303", Galat, "sasaran yang dirujuk tidak ada";
    PaguControl = "RKT401", Galat, "pagu pembanding tidak sama dengan jumlahnya";
    PaguBeside = "RKT402", Galat, "pagu di atas anak dari Bidang lain";
    RenstraPagu = "RKT403", Galat, "pagu program Renstra tidak sama dengan jumlah kegiatannya";
    PaguOverRenstra = "RKT404", Peringatan, "pagu program di atas Renstra";
    Duplicate = "RKT601", Galat, "id atau kode ganda di satu form";
    UraianDiffers = "RKT602", Peringatan, "uraian berbeda untuk baris yang sama";
    TargetDiffers = "RKT603", Galat, "satu indikator, target berbeda";
    SharedSubKegiatan = "RKT604", Peringatan, "sub kegiatan di dua Bidang";
    RenstraTwice = "RKT605", Galat, "satu indikator Renstra, dua target setahun";
    SasaranOffRenstra = "RKT606", Peringatan, "sasaran tidak ada di Renstra";
    TargetOffRenstra = "RKT607", Peringatan, "target berbeda dari Renstra tanpa alasan";
    NotYourAct = "RKT701", Galat, "bukan wewenang jabatan ini";
    LateWithoutReason = "RKT702", Galat, "terlambat tanpa alasan";
    WrongStep = "RKT703", Galat, "langkah tidak dijalankan dengan perintah ini";
    BidangMissing = "RKT704", Galat, "ajuan Bidang belum lengkap";
    DateAhead = "RKT705", Galat, "tanggal belum terjadi";
    NotYetTurn = "RKT706", Galat, "belum gilirannya";
    FormClosed = "RKT707", Galat, "form sudah disetujui atau masuk draf";
    KoreksiOpen = "RKT708", Galat, "koreksi belum selesai";
    OwnForm = "RKT709", Galat, "form sendiri tidak disetujui sendiri";
    KodeStale = "RKT710", Galat, "kode tidak cocok dengan isi sekarang";
    DraftStale = "RKT711", Galat, "draf basi";
    CycleClosed = "RKT712", Galat, "RKT sudah ditandatangani atau diarsipkan";
    NameMissing = "RKT713", Galat, "nama pejabat belum diisi";
    Forked = "RKT714", Galat, "isi bercabang";
    NothingToUndo = "RKT715", Galat, "tidak ada yang dapat dibatalkan";
    EvidenceMissing = "RKT716", Galat, "bukti yang diminta belum ada";
    KoreksiUnknown = "RKT717", Galat, "koreksi tidak ada";
    FormsDisagree = "RKT718", Galat, "temuan antar-form menghentikan draf";
}

impl Rule {
    /// The rule with that code, in any case of letters.
    #[must_use]
    pub fn find(code: &str) -> Option<Rule> {
        Rule::ALL
            .iter()
            .copied()
            .find(|rule| rule.code().eq_ignore_ascii_case(code.trim()))
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_rise_and_pages_tell_of_their_rule() {
        for pair in Rule::ALL.windows(2) {
            assert!(pair[0].code() < pair[1].code(), "{} {}", pair[0], pair[1]);
        }
        for rule in Rule::ALL {
            let title = format!("# {}: {}\n", rule.code(), rule.title());
            assert!(rule.page().starts_with(&title), "docs/aturan/{rule}.md");
        }
    }
}
