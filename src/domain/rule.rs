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
    /// Every severity, the worst first.
    pub const ALL: [Severity; 3] = [Severity::Galat, Severity::Peringatan, Severity::Saran];

    /// The word shown to people and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Severity::Galat => "galat",
            Severity::Peringatan => "peringatan",
            Severity::Saran => "saran",
        }
    }

    /// Reads the word of one.
    #[must_use]
    pub fn parse(word: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// Whether an office may judge a rule otherwise.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sway {
    /// Nobody may.
    Fixed,
    /// In `[aturan]` of rkt.toml, or by row with `abaikan`.
    Judged,
}

macro_rules! rules {
    ($($name:ident = $code:literal, $severity:ident, $sway:ident, $title:literal, $origin:literal;)*) => {
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

            /// Whether no office and no row may lower or silence it: what it guards is whether files
            /// can be read and trusted, or whether the SOP lets an act happen.
            #[must_use]
            pub fn is_fixed(self) -> bool {
                match self { $(Rule::$name => Sway::$sway == Sway::Fixed,)* }
            }

            /// What the rule asks, in a few Indonesian words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Rule::$name => $title,)* }
            }

            /// Where it comes from: a regulation, a criterion of the LKE, or a langkah of the SOP.
            #[must_use]
            pub fn origin(self) -> &'static str {
                match self { $(Rule::$name => $origin,)* }
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
    FileUnreadable = "RKT001", Galat, Fixed, "berkas tidak dapat dibaca",
        "keutuhan berkas: isi yang tidak terbaca utuh tidak dapat dibuktikan";
    FileTooLarge = "RKT002", Galat, Fixed, "berkas terlalu besar",
        "keutuhan berkas: isi yang tidak terbaca utuh tidak dapat dibuktikan";
    ConflictMarker = "RKT003", Galat, Fixed, "sisa tanda konflik git",
        "keutuhan berkas: isi yang tidak terbaca utuh tidak dapat dibuktikan";
    TomlSyntax = "RKT004", Galat, Fixed, "penulisan TOML salah",
        "keutuhan berkas: isi yang tidak terbaca utuh tidak dapat dibuktikan";
    HiddenCharacter = "RKT005", Galat, Fixed, "karakter tersembunyi di dalam isian",
        "keutuhan berkas: isi yang tidak terbaca utuh tidak dapat dibuktikan";
    UnknownFormat = "RKT006", Galat, Fixed, "nomor format tidak dikenal",
        "keutuhan berkas: isi yang tidak terbaca utuh tidak dapat dibuktikan";
    FormMissing = "RKT007", Galat, Fixed, "berkas form tidak ada",
        "SOP langkah 4 dan 5: satu form setiap Bidang";
    FormUnexpected = "RKT008", Peringatan, Fixed, "berkas form tanpa Bidang",
        "SOP langkah 4 dan 5: satu form setiap Bidang";
    SopFault = "RKT009", Galat, Fixed, "sop.yaml tidak sah",
        "PermenPANRB 35/2012: dokumen SOP";
    EventBroken = "RKT010", Galat, Fixed, "peristiwa di state.toml rusak",
        "riwayat siklus: setiap peristiwa terikat pada yang sebelumnya";
    EventParentUnknown = "RKT011", Galat, Fixed, "peristiwa merujuk peristiwa yang hilang",
        "riwayat siklus: setiap peristiwa terikat pada yang sebelumnya";
    StateTableMissing = "RKT012", Galat, Fixed, "tabel state.toml hilang atau salah",
        "riwayat siklus: setiap peristiwa terikat pada yang sebelumnya";
    SubmissionMissing = "RKT013", Galat, Fixed, "salinan ajuan hilang atau berubah",
        "SOP langkah 5: yang dikompilasi adalah yang diajukan";
    EvidenceBroken = "RKT014", Galat, Fixed, "bukti hilang atau berubah",
        "SOP kolom Kelengkapan: bukti terikat pada isinya";
    ManifestBroken = "RKT015", Galat, Fixed, "arsip tidak cocok dengan MANIFEST.sha256",
        "SOP langkah 10 dan 11: yang diarsipkan adalah yang ditandatangani";
    ArchiveStray = "RKT016", Galat, Fixed, "berkas arsip di luar MANIFEST.sha256",
        "SOP langkah 10 dan 11: yang diarsipkan adalah yang ditandatangani";
    EventUnlawful = "RKT017", Galat, Fixed, "peristiwa tidak sesuai SOP",
        "riwayat siklus: setiap peristiwa terikat pada yang sebelumnya";
    ContentDiffers = "RKT018", Galat, Fixed, "isi dokumen tidak sama dengan yang tercatat",
        "SOP langkah 10 dan 11: yang diarsipkan adalah yang ditandatangani";
    SopOddity = "RKT019", Saran, Fixed, "kejanggalan pada dokumen SOP",
        "PermenPANRB 35/2012: dokumen SOP";
    WorkbookUnreadable = "RKT030", Galat, Fixed, "buku kerja tidak dapat dibaca",
        "SOP langkah 4: form yang diisi di Excel";
    OtherWorkbook = "RKT031", Galat, Fixed, "buku kerja untuk siklus atau Bidang lain",
        "SOP langkah 4: form yang diisi di Excel";
    TextUnfit = "RKT032", Galat, Fixed, "tulisan memuat yang tidak dapat dibawa ke naskah",
        "SOP langkah 8: naskah RKT yang utuh";
    UnknownKey = "RKT101", Galat, Fixed, "kunci tidak dikenal",
        "SOP langkah 4: bentuk form RKT";
    WrongType = "RKT102", Galat, Fixed, "jenis nilai salah",
        "SOP langkah 4: bentuk form RKT";
    MissingKey = "RKT103", Galat, Fixed, "kunci wajib tidak ada",
        "SOP langkah 4: bentuk form RKT";
    NotAChoice = "RKT104", Galat, Fixed, "nilai di luar pilihan",
        "SOP langkah 4: bentuk form RKT";
    OtherForm = "RKT105", Galat, Fixed, "form milik Bidang atau tahun lain",
        "SOP langkah 4: bentuk form RKT";
    EmptyForm = "RKT106", Galat, Fixed, "form belum berisi",
        "SOP langkah 4: Bidang mengisi form";
    SasaranWithoutIndikator = "RKT107", Galat, Fixed, "sasaran tanpa indikator",
        "PermenPANRB 53/2014; LKE: indikator SMART dan cukup";
    BadName = "RKT108", Galat, Fixed, "nama atau tanggal tidak sah",
        "SOP langkah 4: bentuk form RKT";
    BrokenRow = "RKT109", Galat, Fixed, "baris tabel tidak utuh",
        "SOP langkah 4: tabel yang dikirim Bidang";
    CellUnreadable = "RKT110", Galat, Fixed, "isi sel tidak dapat dipakai",
        "SOP langkah 4: tabel yang dikirim Bidang";
    CellLost = "RKT111", Galat, Fixed, "isi sel diubah oleh Excel",
        "SOP langkah 4: tabel yang dikirim Bidang";
    CellOutside = "RKT112", Peringatan, Fixed, "isi di luar tabel tidak dibaca",
        "SOP langkah 4: tabel yang dikirim Bidang";
    RowTwice = "RKT113", Galat, Fixed, "baris ganda di buku kerja",
        "SOP langkah 4: tabel yang dikirim Bidang";
    RowsMissing = "RKT114", Galat, Fixed, "baris form tidak ada di buku kerja",
        "SOP langkah 4: tabel yang dikirim Bidang";
    RowConflict = "RKT115", Galat, Fixed, "buku kerja dan form bertentangan",
        "SOP langkah 4: tabel yang dikirim Bidang";
    HeadingUnknown = "RKT116", Galat, Fixed, "judul kolom tidak jelas artinya",
        "SOP langkah 4: tabel yang dikirim Bidang";
    NameUnknown = "RKT117", Galat, Fixed, "baris tanpa kode tidak dikenal",
        "SOP langkah 4: tabel yang dikirim Bidang";
    TablePartSkipped = "RKT118", Saran, Fixed, "bagian tabel dilewati",
        "SOP langkah 4: tabel yang dikirim Bidang";
    SatuanDiffers = "RKT119", Peringatan, Judged, "satuan di target berbeda dari kolom satuan",
        "LKE: indikator dapat diukur, satuannya jelas";
    RenstraYear = "RKT120", Galat, Fixed, "tahun di Renstra tidak sah",
        "Permendagri 86/2017: tabel Renstra";
    RenstraLink = "RKT121", Galat, Fixed, "rujukan di Renstra tidak ada",
        "Permendagri 86/2017: tabel Renstra";
    RowHomeless = "RKT122", Galat, Fixed, "baris acuan tanpa pemilik",
        "Permendagri 86/2017: tabel Renstra";
    AcuanUnknown = "RKT123", Galat, Fixed, "tabel acuan tidak dikenali",
        "Permendagri 86/2017: tabel Renstra";
    SasaranNumbered = "RKT124", Saran, Fixed, "sasaran baru dari tabel diberi id",
        "SOP langkah 4: tabel yang dikirim Bidang";
    ExceptionUnknown = "RKT125", Peringatan, Fixed, "pengecualian untuk aturan yang tidak ada",
        "pengecualian harus terbaca: yang diabaikan tetap dihitung";
    ExceptionIdle = "RKT126", Saran, Fixed, "pengecualian yang tidak dipakai",
        "pengecualian harus terbaca: yang diabaikan tetap dihitung";
    KodeCompleted = "RKT127", Saran, Fixed, "kode dari tabel dilengkapi",
        "SOP langkah 4: tabel yang dikirim Bidang";
    PaguUnmeasured = "RKT130", Peringatan, Judged, "pagu tanpa indikator",
        "LKE: anggaran mengacu pada kinerja";
    TargetUnpaid = "RKT131", Peringatan, Judged, "target dengan pagu nol",
        "LKE: anggaran mengacu pada kinerja";
    SasaranCrowded = "RKT132", Saran, Judged, "indikator satu sasaran terlalu banyak",
        "LKE: indikator SMART dan cukup";
    TargetMissing = "RKT201", Galat, Fixed, "indikator tanpa target",
        "LKE: setiap indikator punya target";
    NumberUnreadable = "RKT202", Galat, Fixed, "bilangan tidak terbaca",
        "LKE: target dapat diukur";
    NumberAmbiguous = "RKT203", Galat, Fixed, "bilangan bermakna ganda",
        "LKE: target dapat diukur";
    RangeReversed = "RKT204", Galat, Fixed, "rentang terbalik",
        "LKE: target dapat diukur";
    TargetBelowDasar = "RKT205", Peringatan, Judged, "target Renstra lebih buruk daripada kondisi awal",
        "LKE: target menantang dan realistis";
    TargetBackward = "RKT206", Peringatan, Judged, "target Renstra mundur dari tahun sebelumnya",
        "LKE: target menantang dan realistis";
    YearWithoutTarget = "RKT207", Saran, Judged, "tahun tanpa target di Renstra",
        "Permendagri 86/2017: target Renstra per tahun";
    MixedMarks = "RKT208", Saran, Judged, "tanda desimal bercampur",
        "LKE: target dapat diukur";
    OverHundred = "RKT209", Galat, Judged, "target di atas 100 persen",
        "LKE: target dapat diukur dan dapat dicapai";
    TargetNegative = "RKT210", Galat, Judged, "target di bawah nol",
        "LKE: target dapat diukur dan dapat dicapai";
    Fraction = "RKT211", Peringatan, Judged, "pecahan dari yang dihitung utuh",
        "LKE: indikator dapat diukur, satuannya jelas";
    BelowDasar = "RKT212", Peringatan, Judged, "target lebih buruk daripada dasar atau tahun lalu",
        "LKE: target menantang dan realistis";
    Unchanged = "RKT213", Saran, Judged, "target tidak berubah dua tahun",
        "LKE: target menantang";
    Jump = "RKT214", Saran, Judged, "target melonjak jauh dari dasarnya",
        "LKE: target realistis";
    AllHundred = "RKT215", Saran, Judged, "semua target persen 100",
        "LKE: target menantang dan realistis";
    OffScale = "RKT216", Peringatan, Judged, "target di luar skala",
        "LKE: target dapat diukur";
    SatuanSpelling = "RKT217", Saran, Judged, "penulisan satuan tidak baku",
        "Permendagri 90/2019: satuan baku sub kegiatan";
    SatuanUnknown = "RKT218", Saran, Judged, "satuan tampaknya salah ketik",
        "LKE: indikator dapat diukur, satuannya jelas";
    DasarYear = "RKT219", Peringatan, Judged, "tahun dasar janggal",
        "LKE: target menantang dan realistis";
    TriwulanSum = "RKT220", Galat, Judged, "jumlah triwulan tidak sama dengan target",
        "LKE: rencana aksi dijabarkan dari target tahunan";
    TriwulanEnd = "RKT221", Galat, Judged, "triwulan tidak sampai ke target",
        "LKE: rencana aksi dijabarkan dari target tahunan";
    TriwulanBack = "RKT222", Galat, Judged, "triwulan kumulatif mundur",
        "LKE: rencana aksi dijabarkan dari target tahunan";
    Unsplit = "RKT223", Saran, Judged, "indikator tanpa target triwulan",
        "LKE: rencana aksi dijabarkan dari target tahunan";
    PredicateSplit = "RKT224", Galat, Judged, "predikat dijumlahkan per triwulan",
        "LKE: rencana aksi dijabarkan dari target tahunan";
    BadKode = "RKT301", Galat, Fixed, "kode tidak sah",
        "Permendagri 90/2019: bentuk kode";
    ParentMissing = "RKT302", Galat, Fixed, "induk kode tidak ada di form",
        "Permendagri 90/2019: program, kegiatan, sub kegiatan";
    SasaranUnknown = "RKT303", Galat, Fixed, "sasaran yang dirujuk tidak ada",
        "PermenPANRB 89/2021: penjenjangan kinerja";
    ProgramAdrift = "RKT305", Galat, Judged, "program tanpa sasaran",
        "PermenPANRB 89/2021: penjenjangan kinerja";
    SasaranUnserved = "RKT306", Peringatan, Judged, "sasaran tanpa program",
        "PermenPANRB 89/2021: penjenjangan kinerja";
    KodeShort = "RKT310", Saran, Judged, "kode sub kegiatan dua digit",
        "Kepmendagri 900.1.15.5-1317/2023: kode empat digit";
    KodeGovernment = "RKT311", Galat, Judged, "kode tingkat pemerintahan lain",
        "Permendagri 90/2019: kode provinsi dan kabupaten/kota";
    KodeUnlisted = "RKT312", Peringatan, Judged, "kode tidak ada di nomenklatur",
        "Permendagri 90/2019: program, kegiatan, sub kegiatan";
    UraianUnofficial = "RKT313", Peringatan, Judged, "uraian berbeda dari nomenklatur",
        "Permendagri 90/2019: satu kode satu uraian";
    IndikatorUnofficial = "RKT314", Peringatan, Judged, "indikator resmi sub kegiatan tidak dipakai",
        "Kepmendagri 050-5889/2021: indikator dan satuan sub kegiatan";
    KodeOfOther = "RKT315", Peringatan, Judged, "kode diampu Bidang lain",
        "SOP langkah 4: setiap Bidang mengisi kegiatannya";
    UrusanForeign = "RKT316", Galat, Judged, "program dari urusan lain",
        "Permendagri 90/2019: program menurut urusan";
    ProgramSpecial = "RKT317", Peringatan, Judged, "program khusus daerah lain",
        "Permendagri 90/2019: program khusus Aceh dan DIY";
    KodeRetired = "RKT318", Peringatan, Judged, "kode sudah diganti",
        "Kepmendagri 900.1.15.5-1317/2023: pemutakhiran nomenklatur";
    PaguControl = "RKT401", Galat, Judged, "pagu pembanding tidak sama dengan jumlahnya",
        "Permendagri 90/2019: pagu dijumlahkan dari sub kegiatan";
    PaguBeside = "RKT402", Galat, Fixed, "pagu di atas rincian Bidang lain",
        "Permendagri 90/2019: pagu dijumlahkan dari sub kegiatan";
    RenstraPagu = "RKT403", Galat, Judged, "pagu program Renstra tidak sama dengan jumlah kegiatannya",
        "Permendagri 86/2017: pagu program sama dengan jumlah kegiatannya";
    PaguOverRenstra = "RKT404", Peringatan, Judged, "pagu di atas Renstra",
        "Permendagri 86/2017: pagu indikatif Renstra";
    PaguUneven = "RKT405", Saran, Judged, "pagu tidak bulat ribuan",
        "SOP langkah 4: pagu di form RKT";
    PaguTiny = "RKT406", Peringatan, Judged, "pagu di bawah satu juta rupiah",
        "SOP langkah 4: pagu di form RKT";
    SourceMissing = "RKT407", Saran, Judged, "pagu tanpa sumber dana",
        "Permendagri 86/2017: sumber dana di Renja";
    ResultMissing = "RKT501", Saran, Judged, "sasaran tanpa kata hasil",
        "LKE: sasaran berorientasi hasil";
    SasaranAsActivity = "RKT502", Peringatan, Judged, "sasaran berupa kegiatan",
        "LKE: sasaran berorientasi hasil, bukan proses atau kegiatan";
    MeasureMissing = "RKT503", Saran, Judged, "indikator tanpa kata ukuran",
        "LKE: indikator SMART, dapat diukur";
    SasaranAsIndikator = "RKT504", Peringatan, Judged, "sasaran berupa indikator",
        "LKE: sasaran berorientasi hasil";
    TwoInOne = "RKT505", Peringatan, Judged, "dua indikator dalam satu baris",
        "LKE: indikator SMART, spesifik";
    MeasureAgainstSatuan = "RKT506", Peringatan, Judged, "kata ukuran tidak cocok dengan satuan",
        "LKE: indikator dapat diukur, satuannya jelas";
    OutputAtOutcome = "RKT507", Peringatan, Judged, "hasil diukur dengan keluaran",
        "PermenPANRB 53/2014: sasaran dan program diukur dengan hasil (outcome)";
    VagueWord = "RKT508", Saran, Judged, "kata kabur di indikator",
        "LKE: indikator SMART, tidak bermakna ganda";
    Misspelt = "RKT509", Saran, Judged, "salah ketik",
        "SOP langkah 7 dan 9: koreksi";
    ArahMissing = "RKT510", Peringatan, Judged, "arah belum ditulis, padahal makin kecil makin baik",
        "LKE: target dapat diukur";
    Unexplained = "RKT511", Saran, Judged, "indikator sasaran belum dijelaskan",
        "LKE: indikator punya definisi operasional, rumus, dan sumber data";
    LineBreak = "RKT512", Peringatan, Judged, "ganti baris di tengah isian",
        "SOP langkah 4: tabel yang dikirim Bidang";
    DoubleBlank = "RKT513", Saran, Judged, "spasi ganda di dalam isian",
        "SOP langkah 4: tabel yang dikirim Bidang";
    AllCapitals = "RKT514", Saran, Judged, "isian dengan huruf kapital semua",
        "EYD: huruf kapital";
    RevokedRule = "RKT515", Peringatan, Judged, "peraturan yang dirujuk sudah dicabut",
        "PermenPANRB 53/2014 pasal 6, PermenPANRB 88/2021, Permendagri 86/2017";
    LeftBehind = "RKT516", Peringatan, Judged, "nama atau tahun yang tertinggal",
        "LKE: rencana menggambarkan kebutuhan kantor dan tahun ini";
    ArahAgainst = "RKT517", Peringatan, Judged, "arah berlawanan dengan uraiannya",
        "LKE: target dapat diukur";
    Duplicate = "RKT601", Galat, Fixed, "id atau kode ganda di satu form",
        "SOP langkah 6: satu baris satu nama";
    UraianDiffers = "RKT602", Peringatan, Judged, "uraian berbeda untuk baris yang sama",
        "Permendagri 90/2019: satu kode satu uraian";
    TargetDiffers = "RKT603", Galat, Judged, "satu indikator, target berbeda",
        "LKE: satu indikator satu target di setiap tingkat";
    SharedSubKegiatan = "RKT604", Peringatan, Judged, "sub kegiatan di dua Bidang",
        "Permendagri 90/2019: sub kegiatan dengan satu penanggung jawab";
    RenstraTwice = "RKT605", Galat, Judged, "satu indikator Renstra, dua target setahun",
        "LKE: satu indikator satu target setahun";
    SasaranOffRenstra = "RKT606", Peringatan, Judged, "sasaran tidak ada di Renstra",
        "LKE: RKT selaras dengan Renstra";
    TargetOffRenstra = "RKT607", Peringatan, Judged, "target berbeda dari Renstra tanpa alasan",
        "LKE: target Renstra dijabarkan ke target tahunan";
    SasaranTwice = "RKT608", Peringatan, Judged, "satu sasaran, dua id",
        "PermenPANRB 89/2021: satu sasaran dalam penjenjangan kinerja";
    ProgramOffRenstra = "RKT609", Peringatan, Judged, "program tidak ada di Renstra",
        "LKE: RKT selaras dengan Renstra";
    IndikatorAlike = "RKT610", Saran, Judged, "dua indikator hampir sama di satu baris",
        "LKE: indikator SMART dan cukup";
    RenstraNotCarried = "RKT611", Peringatan, Judged, "rencana Renstra tidak ada di form mana pun",
        "LKE: lebih dari 90% target Renstra dijabarkan ke RKT";
    IndikatorOffRenstra = "RKT612", Peringatan, Judged, "indikator tidak ada di Renstra",
        "LKE: RKT selaras dengan Renstra";
    IkuChanged = "RKT613", Saran, Judged, "IKU berubah dari tahun lalu",
        "LKE: IKU tepat dan berkelanjutan";
    IkuNotCarried = "RKT614", Peringatan, Judged, "IKU tidak ada di form mana pun",
        "LKE: IKU tepat dan berkelanjutan";
    IkuUnknown = "RKT615", Peringatan, Judged, "ditandai IKU, tetapi tidak ada di daftar IKU",
        "LKE: IKU tepat dan berkelanjutan";
    TargetBeyondRenstra = "RKT616", Peringatan, Judged, "target melampaui akhir Renstra",
        "LKE: target menantang dan realistis";
    WordingOffRenstra = "RKT617", Saran, Judged, "uraian sedikit berbeda dari Renstra",
        "LKE: RKT selaras dengan Renstra";
    DecimalsOffRenstra = "RKT618", Saran, Judged, "jumlah desimal berbeda dari Renstra",
        "LKE: target Renstra dijabarkan ke target tahunan";
    IkuSatuan = "RKT619", Peringatan, Judged, "satuan berbeda dari daftar IKU",
        "LKE: indikator dapat diukur, satuannya jelas";
    CopiedFromLastYear = "RKT620", Saran, Judged, "target sama persis dengan tahun lalu",
        "LKE: target menantang dan realistis";
    CopiedFromBidang = "RKT621", Saran, Judged, "baris sama persis dengan Bidang lain",
        "SOP langkah 4: setiap Bidang mengisi formnya sendiri";
    SatuanOffRenstra = "RKT622", Peringatan, Judged, "satuan berbeda dari Renstra",
        "LKE: RKT selaras dengan Renstra";
    DasarOffRenstra = "RKT623", Saran, Judged, "dasar berbeda dari kondisi awal Renstra",
        "LKE: RKT selaras dengan Renstra";
    IkuUnmarked = "RKT624", Saran, Judged, "IKU tidak ditandai di form",
        "LKE: IKU tepat dan berkelanjutan";
    IkuSasaran = "RKT625", Peringatan, Judged, "sasaran di daftar IKU tidak ada",
        "LKE: IKU tepat dan berkelanjutan";
    NotYourAct = "RKT701", Galat, Fixed, "bukan wewenang jabatan ini",
        "SOP kolom Pelaksana";
    LateWithoutReason = "RKT702", Galat, Fixed, "terlambat tanpa alasan",
        "SOP Peringatan: Tepat Waktu";
    WrongStep = "RKT703", Galat, Fixed, "langkah tidak dijalankan dengan perintah ini",
        "SOP urutan langkah";
    BidangMissing = "RKT704", Galat, Fixed, "ajuan Bidang belum lengkap",
        "SOP langkah 5 dan 6: semua Bidang mengumpulkan";
    DateAhead = "RKT705", Galat, Fixed, "tanggal belum terjadi",
        "SOP kolom Waktu: yang dicatat sudah terjadi";
    NotYetTurn = "RKT706", Galat, Fixed, "belum gilirannya",
        "SOP urutan langkah";
    FormClosed = "RKT707", Galat, Fixed, "form sudah disetujui atau masuk draf",
        "SOP langkah 7 dan 9: koreksi";
    KoreksiOpen = "RKT708", Galat, Fixed, "koreksi belum selesai",
        "SOP langkah 7 dan 9: koreksi";
    OwnForm = "RKT709", Galat, Fixed, "form sendiri tidak disetujui sendiri",
        "SOP langkah 7: yang mengoreksi bukan yang mengisi";
    KodeStale = "RKT710", Galat, Fixed, "kode tidak cocok dengan isi sekarang",
        "SOP langkah 10: yang ditandatangani adalah yang dibaca";
    DraftStale = "RKT711", Galat, Fixed, "draf basi",
        "SOP langkah 10: yang ditandatangani adalah yang dibaca";
    CycleClosed = "RKT712", Galat, Fixed, "RKT sudah ditandatangani atau diarsipkan",
        "SOP urutan langkah";
    NameMissing = "RKT713", Galat, Fixed, "nama pejabat belum diisi",
        "SOP kolom Pelaksana";
    Forked = "RKT714", Galat, Fixed, "isi bercabang",
        "SOP langkah 6: satu isi yang berlaku";
    NothingToUndo = "RKT715", Galat, Fixed, "tidak ada yang dapat dibatalkan",
        "SOP urutan langkah";
    EvidenceMissing = "RKT716", Galat, Fixed, "bukti yang diminta belum ada",
        "SOP kolom Kelengkapan";
    KoreksiUnknown = "RKT717", Galat, Fixed, "koreksi tidak ada",
        "SOP langkah 7 dan 9: koreksi";
    FormsDisagree = "RKT718", Galat, Fixed, "temuan antar-form menghentikan draf",
        "SOP langkah 8: draf dari form yang sepakat";
    PlanPastDue = "RKT720", Saran, Judged, "rencana siklus melewati batas perjanjian kinerja",
        "PermenPANRB 53/2014: perjanjian kinerja sebulan setelah dokumen anggaran";
    NipUnsound = "RKT721", Peringatan, Judged, "NIP tidak sah",
        "Perka BKN 22/2007: susunan NIP";
    PlanBackwards = "RKT722", Galat, Fixed, "rencana tidak urut menurut langkah SOP",
        "SOP: langkah berurutan";
    PlanPassed = "RKT723", Galat, Fixed, "rencana yang sudah lewat tidak diubah",
        "SOP Peringatan: Tepat Waktu";
    PlanOnDayOff = "RKT724", Galat, Fixed, "rencana jatuh pada hari libur",
        "Perpres 21/2023: hari kerja instansi pemerintah";
    DayOffDoubtful = "RKT730", Peringatan, Fixed, "baris kalender meragukan",
        "SKB Tiga Menteri: hari libur nasional dan cuti bersama";
    DayOffTwice = "RKT731", Peringatan, Fixed, "hari libur tercatat dua kali",
        "SKB Tiga Menteri: hari libur nasional dan cuti bersama";
    DaysOffSourceless = "RKT732", Peringatan, Fixed, "kalender tanpa sumber yang jelas",
        "Perpres 21/2023: hari libur ditetapkan dengan keputusan";
    DaysOffIncomplete = "RKT733", Peringatan, Fixed, "kalender belum lengkap",
        "SKB Tiga Menteri: hari libur nasional dan cuti bersama";
}

impl Rule {
    /// The rule with that code, in any case of letters; `203` is `RKT203`.
    #[must_use]
    pub fn find(code: &str) -> Option<Rule> {
        let code = code.trim();
        let is_it = |rule: &Rule| {
            let number = rule.code().trim_start_matches("RKT");
            rule.code().eq_ignore_ascii_case(code) || number == code
        };
        Rule::ALL.iter().copied().find(is_it)
    }

    /// What its family is about, in Indonesian words.
    #[must_use]
    pub fn family(self) -> &'static str {
        match self.code().as_bytes().get(3) {
            Some(b'0') => "Berkas dan riwayat",
            Some(b'1') => "Bentuk form dan tabel",
            Some(b'2') => "Bilangan, target, dan triwulan",
            Some(b'3') => "Kode dan nomenklatur",
            Some(b'4') => "Pagu",
            Some(b'5') => "Kata-kata",
            Some(b'6') => "Keselarasan dan kesamaan",
            _ => "Proses dan tanggal",
        }
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
    fn a_rule_is_found_by_its_code_or_its_number() {
        for code in ["RKT203", " rkt203 ", "203"] {
            assert_eq!(Rule::find(code), Some(Rule::NumberAmbiguous), "{code}");
        }
        for code in ["", "RKT", "RKT2", "20", "RKT999", "target"] {
            assert_eq!(Rule::find(code), None, "{code}");
        }
    }

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
