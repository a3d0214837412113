//! Told: what is said of triwulan that do not make up their target.

use rust_decimal::Decimal;

use super::{Split, name};
use crate::domain::finding::Finding;
use crate::domain::indikator::JenisTriwulan;
use crate::domain::number::print;
use crate::domain::rule::{Rule, Severity};
use crate::domain::target::{Target, TargetValue};

impl Split<'_> {
    /// A finding that rests on the target, so that it is not told of one that can't be.
    fn finding(&self, rule: Rule, message: impl Into<String>) -> Finding {
        let target = self.measure.at("target");
        Finding::new(rule, self.measure.at("triwulan"), message)
            .unless_at(&target, &[Rule::OverHundred])
            .because(target, "targetnya")
    }

    /// The line to paste, with another value in one triwulan.
    fn line(&self, at: usize, value: &Target) -> String {
        let part = |n: usize| {
            let own = self.filled.iter().find(|(other, _)| *other == n);
            let shown = if n == at {
                Some(value)
            } else {
                own.map(|(_, part)| *part)
            };
            format!("\"{}\"", shown.map(Target::print).unwrap_or_default())
        };
        let parts: Vec<String> = (0..4).map(part).collect();
        format!("triwulan = [{}]", parts.join(", "))
    }

    /// Steps of a scale can't be added up (domain rule 41).
    pub(super) fn predicates(&self) -> Option<Finding> {
        let is_step = |target: &Target| matches!(target.value(), TargetValue::Predicate { .. });
        let n_steps = self.filled.iter().filter(|(_, part)| is_step(part)).count();
        let is_one = self.filled.len() == 1 && self.other_jenis().is_some();
        if !is_step(self.target()) || n_steps == 0 || is_one {
            return None;
        }
        let message = format!(
            "{n_steps} triwulan \"{}\" berupa predikat dan non-kumulatif, padahal predikat tidak \
             dijumlahkan",
            self.measure.indikator.uraian
        );
        let jenis = self.other_jenis().unwrap_or(JenisTriwulan::Kumulatif);
        let help = format!("tulis jenis_triwulan = \"{}\"", jenis.name());
        Some(self.finding(Rule::PredicateSplit, message).help(help))
    }

    /// Parts of the year add up to it (domain rule 45).
    pub(super) fn sum_differs(&self) -> Option<Finding> {
        let (sum, target) = (self.sum()?, self.measure.number()?);
        if self.is_near(sum, target) {
            return None;
        }
        let (shown, printed) = (print(sum), self.target().print());
        let message = format!(
            "jumlah triwulan \"{}\" {shown}, padahal targetnya {printed}",
            self.measure.indikator.uraian
        );
        let help = match self.other_jenis() {
            Some(jenis) => format!(
                "tulis jenis_triwulan = \"{}\", atau perbaiki angkanya",
                jenis.name()
            ),
            None if sum < target => format!(
                "tambah angka triwulan sampai jumlahnya {printed}, atau tulis target = \"{shown}\""
            ),
            None => format!(
                "kurangi angka triwulan sampai jumlahnya {printed}, atau tulis target = \"{shown}\""
            ),
        };
        Some(self.finding(Rule::TriwulanSum, message).help(help))
    }

    /// What is reached by the end of the year is the target, and nothing is lost on the way
    /// (domain rule 46).
    pub(super) fn kumulatif(&self) -> Vec<Finding> {
        let end = self.end_differs();
        // Whoever wrote parts of the year, or misses the target in the last triwulan, hears one
        // thing of it.
        let last = self.filled.last().map(|(n, _)| *n);
        let is_told = |at: usize| end.is_some() && (self.adds_up() || Some(at) == last);
        let back = self.step_back().filter(|(_, at)| !is_told(*at));
        let back = back.map(|(from, at)| self.goes_back(from, at));
        end.into_iter().chain(back).collect()
    }

    fn end_differs(&self) -> Option<Finding> {
        let (n, part) = *self.filled.last()?;
        if self.meets(part)? {
            return None;
        }
        let (uraian, target) = (&self.measure.indikator.uraian, self.target());
        let (shown, printed) = (part.print(), target.print());
        let help = match self.other_jenis() {
            Some(jenis) => format!("tulis jenis_triwulan = \"{}\"", jenis.name()),
            None => format!("tulis {}", self.line(3, target)),
        };
        if n < 3 && self.may_come(part) {
            let message = format!(
                "triwulan \"{uraian}\" kumulatif sampai triwulan {} {shown}, belum {printed} \
                 menurut target",
                name(n)
            );
            let finding = self.finding(Rule::TriwulanEnd, message).help(help);
            return Some(Finding {
                severity: Severity::Peringatan,
                ..finding
            });
        }
        let message = format!(
            "triwulan {} \"{uraian}\" {shown}, padahal targetnya {printed}",
            name(n)
        );
        Some(self.finding(Rule::TriwulanEnd, message).help(help))
    }

    fn goes_back(&self, from: usize, at: usize) -> Finding {
        let part = |n: usize| {
            let own = self.filled.iter().find(|(other, _)| *other == n);
            own.map(|(_, part)| part.print()).unwrap_or_default()
        };
        let message = format!(
            "triwulan {} \"{}\" {}, turun dari {} di triwulan {}, padahal kumulatif",
            name(at),
            self.measure.indikator.uraian,
            part(at),
            part(from),
            name(from)
        );
        let help = "tulis capaian sampai triwulan itu; bila isinya bagian tiap triwulan, tulis \
                    jenis_triwulan = \"non-kumulatif\"";
        let at = self.measure.at_triwulan(at);
        Finding::new(Rule::TriwulanBack, at, message).help(help)
    }

    /// Each triwulan holds the target (domain rule 46).
    pub(super) fn tetap(&self) -> Option<Finding> {
        let mut filled = self.filled.iter();
        let (n, part) = filled.find(|(_, part)| self.meets(part) == Some(false))?;
        let message = format!(
            "triwulan {} \"{}\" {}, padahal targetnya {} dan jenisnya tetap",
            name(*n),
            self.measure.indikator.uraian,
            part.print(),
            self.target().print()
        );
        let help = match self.other_jenis() {
            Some(jenis) => format!("tulis jenis_triwulan = \"{}\"", jenis.name()),
            None => format!("samakan: {}", self.line(*n, self.target())),
        };
        Some(self.finding(Rule::TriwulanEnd, message).help(help))
    }

    /// Without a kind of its own, a row is right if any reading of its quarters is.
    pub(super) fn neither(&self) -> Option<Finding> {
        let (n, last) = *self.filled.last()?;
        let (sum, target) = (self.sum()?, self.measure.number()?);
        let mean = target.checked_mul(Decimal::from(self.filled.len()))?;
        let is_right = self.is_near(sum, target) || self.is_near(sum, mean) || self.meets(last)?;
        if n < 3 || self.filled.len() < 2 || is_right {
            return None;
        }
        let message = format!(
            "triwulan \"{}\" tidak cocok dengan target {}: berjumlah {}, dan triwulan IV {}",
            self.measure.indikator.uraian,
            self.target().print(),
            print(sum),
            last.print()
        );
        let help =
            "perbaiki angkanya, dan tulis jenis_triwulan: kumulatif, non-kumulatif, atau tetap";
        let finding = self.finding(Rule::TriwulanSum, message).help(help);
        Some(Finding {
            severity: Severity::Peringatan,
            ..finding
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::check::number::sample::{breaks, holds};

    #[test]
    fn parts_of_the_year_add_up_to_the_target() {
        breaks(
            "galat RKT220",
            &[
                (
                    "Jumlah ruang kelas; Ruang; 12; jenis=non-kumulatif; tw=||4|6",
                    " 10, padahal targetnya 12: tambah angka triwulan sampai jumlahnya 12, atau tulis target = \"10\"",
                ),
                (
                    "Jumlah ruang kelas; Ruang; 12; jenis=non-kumulatif; tw=||4|9",
                    "kurangi",
                ),
                (
                    "Persentase layanan; Persen; 78; jenis=non-kumulatif; tw=78|78|78|78",
                    "tulis jenis_triwulan = \"tetap\"",
                ),
                (
                    "Persentase layanan; Persen; 78; jenis=non-kumulatif; tw=20|40||78",
                    "tulis jenis_triwulan = \"kumulatif\"",
                ),
                (
                    "Panjang pagar; Meter; 100; jenis=non-kumulatif; tw=33,3|33,3|33,2|",
                    "99,8",
                ),
                (
                    "Jumlah orang; Orang; 3000; jenis=non-kumulatif; tw=1000|1000||",
                    "2000",
                ),
            ],
        );
        holds(&[
            "Jumlah ruang kelas; Ruang; 12; jenis=non-kumulatif; tw=||4|8",
            "Jumlah ruang kelas; Ruang; 12; jenis=non-kumulatif; tw=|||12",
            "Jumlah ruang kelas; Ruang; 12; jenis=non-kumulatif; tw=-|-|4|8",
            "Jumlah ruang kelas; Ruang; 12; jenis=non-kumulatif; tw=0|0|4 Ruang|8",
            "Jumlah ruang kelas; Ruang; 12; jenis=non-kumulatif; tw=|||",
            "Jumlah tenaga; Orang/Bulan; 45; jenis=non-kumulatif; tw=11.25|11.25|11.25|11.25",
            "Persentase layanan; Persen; 100; jenis=non-kumulatif; tw=33,33|33,33|33,33|",
            "Persentase layanan; Persen; 100,00; jenis=non-kumulatif; tw=25|25|25|25",
            "Jumlah ruang kelas; Ruang; 10-12; jenis=non-kumulatif; tw=||4|6",
            "Jumlah laporan; Laporan; -; jenis=non-kumulatif; tw=1|1|1|1",
            "Selisih guru; Orang; -12; jenis=non-kumulatif; tw=||4|8",
            "Jumlah ruang; Ruang; 12; jenis=non-kumulatif; tw=4 Unit|4|2|1",
        ]);
    }

    #[test]
    fn what_is_reached_at_the_end_is_the_target() {
        breaks(
            "galat RKT221",
            &[
                (
                    "APK PAUD; Persen; 82,50; jenis=kumulatif; tw=|81,20||82,05",
                    "triwulan IV \"APK PAUD\" 82,05, padahal targetnya 82,50: tulis triwulan = [\"\", \"81,20\", \"\", \"82,50\"]",
                ),
                (
                    "Persentase layanan; Persen; 80; jenis=kumulatif; tw=20|20|20|20",
                    "tulis jenis_triwulan = \"non-kumulatif\"",
                ),
                (
                    "APK PAUD; Persen; 82,50; arah=naik; jenis=kumulatif; tw=|90||",
                    "triwulan II",
                ),
                (
                    "Predikat SAKIP; Predikat; BB; jenis=kumulatif; tw=|||B",
                    "BB",
                ),
                (
                    "Persentase layanan; Persen; 80-85; jenis=kumulatif; tw=|||86",
                    "80–85",
                ),
                ("Waktu layanan; Hari; ≤ 5; jenis=kumulatif; tw=|||6", "6"),
                (
                    "Persentase layanan; Persen; 100; jenis=tetap; tw=100|100|90|100",
                    "triwulan III \"Persentase layanan\" 90, padahal targetnya 100 dan jenisnya tetap: samakan: triwulan = [\"100\", \"100\", \"100\", \"100\"]",
                ),
                (
                    "Jumlah sekolah; Sekolah; 168; jenis=tetap; tw=42|42|42|42",
                    "tulis jenis_triwulan = \"non-kumulatif\"",
                ),
                (
                    "Persentase layanan; Persen; 100; jenis=tetap; tw=100|90||",
                    "samakan: triwulan = [\"100\", \"100\", \"\", \"\"]",
                ),
            ],
        );
        breaks(
            "peringatan RKT221",
            &[(
                "APK PAUD; Persen; 79,34; jenis=kumulatif; tw=|40||",
                "kumulatif sampai triwulan II 40, belum 79,34",
            )],
        );
        holds(&[
            "APK PAUD; Persen; 82,50; jenis=kumulatif; tw=|81,20||82.5",
            "APK PAUD; Persen; 82,50; jenis=kumulatif; tw=|81,20|82,50|",
            "Angka putus sekolah; Persen; 0,25; arah=turun; jenis=kumulatif; tw=0,4|0,3|0,3|0,25",
            "Persentase layanan; Persen; 80-85; jenis=kumulatif; tw=|||82",
            "Persentase layanan; Persen; ≥ 80; jenis=kumulatif; tw=|||80",
            "Opini BPK; Opini; WTP; jenis=kumulatif; tw=|||WTP",
            "Dokumen; Status; Tersedia; jenis=kumulatif; tw=Proses|Proses|Proses|tersedia",
            "APK PAUD; Persen; 82,50; jenis=kumulatif; tw=|||Tercapai",
            "Persentase layanan; Persen; 100; jenis=tetap; tw=100||100,00|",
            "Persentase layanan; Persen; 100; jenis=tetap; tw=100 %|100 %|100 %|100 %",
        ]);
    }

    #[test]
    fn nothing_is_lost_that_was_reached() {
        breaks(
            "galat RKT222",
            &[
                (
                    "APK PAUD; Persen; 80; arah=naik; jenis=kumulatif; tw=20|60|40|80",
                    "triwulan III \"APK PAUD\" 40, turun dari 60 di triwulan II",
                ),
                (
                    "APK PAUD; Persen; 80; jenis=kumulatif; tw=85|||80",
                    "triwulan IV",
                ),
                (
                    "Persentase layanan; Persen; 80; jenis=kumulatif; tw=20|60|40|80",
                    "40",
                ),
                (
                    "Angka putus sekolah; Persen; 0,3; jenis=kumulatif; tw=0,5|0,2|0,4|0,3",
                    "0,2",
                ),
                (
                    "Predikat SAKIP; Predikat; BB; jenis=kumulatif; tw=|BB|B|BB",
                    "turun dari BB",
                ),
            ],
        );
        holds(&[
            "Angka putus sekolah; Persen; 0,25; jenis=kumulatif; tw=0,4|0,3|0,3|0,25",
            "Jumlah kasus perundungan; Kasus; 5; arah=turun; jenis=kumulatif; tw=1|2|4|5",
            "Waktu layanan; Hari; 3; jenis=kumulatif; tw=5|4|4|3",
            "Persentase layanan; Persen; 80; jenis=kumulatif; tw=80|80|80|80",
            "Indeks kepuasan; Indeks; 86,40; arah=naik; jenis=kumulatif; tw=|85,80||86,40",
        ]);
    }

    #[test]
    fn steps_of_a_scale_are_not_added_up() {
        breaks(
            "galat RKT224",
            &[
                (
                    "Predikat SAKIP; Predikat; BB; jenis=non-kumulatif; tw=B|B|BB|BB",
                    "4 triwulan",
                ),
                (
                    "Opini BPK; Opini; WTP; jenis=non-kumulatif; tw=WTP|WTP|WTP|WTP",
                    "tulis jenis_triwulan = \"tetap\"",
                ),
                (
                    "Opini BPK; Opini; WTP; jenis=non-kumulatif; tw=|||WDP",
                    "1 triwulan",
                ),
            ],
        );
        holds(&[
            "Opini BPK; Opini; WTP; jenis=non-kumulatif; tw=|||WTP",
            "Opini BPK; Opini; WTP; jenis=tetap; tw=WTP|WTP|WTP|WTP",
            "Opini BPK; Opini; WTP; tw=|WTP||",
            "Dokumen; Status; Tersusun; jenis=non-kumulatif; tw=Konsep|Reviu||Tersusun",
        ]);
    }

    #[test]
    fn a_row_without_a_kind_is_right_by_any_reading() {
        breaks(
            "peringatan RKT220",
            &[
                (
                    "Jumlah orang; Orang; 45; tw=10|10|10|10",
                    "berjumlah 40, dan triwulan IV 10",
                ),
                (
                    "APK PAUD; Persen; 80; tw=30|30|20|20",
                    "tidak cocok dengan target 80: berjumlah 100, dan triwulan IV 20",
                ),
                ("APK PAUD; Persen; 80; tw=20|40|60|78", "triwulan IV 78"),
            ],
        );
        holds(&[
            "Jumlah orang; Orang; 45; tw=10|10|10|15",
            "APK PAUD; Persen; 80; tw=20|40|60|80",
            "APK PAUD; Persen; 80; tw=80|80|80|80",
            "Kehadiran; Persen; 95; tw=90|95|95|100",
            "APK PAUD; Persen; 80; tw=|40||",
            "Jumlah orang; Orang; 45; tw=10|10||",
            "APK PAUD; Persen; 80; tw=|||",
        ]);
    }
}
