//! Messages that remind somebody: polite, whole sentences, ready to be sent.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::json::VERSION;
use crate::domain::event::Actor;
use crate::domain::instansi::Pejabat;
use crate::domain::kontak::mailto;
use crate::domain::name::Jabatan;
use crate::domain::reminder::{Asked, Reminder, when};
use crate::domain::sop::Jenis;
use crate::domain::tugas::Tugas;

/// What every message needs besides what waits.
pub struct Letter<'a> {
    /// What is asked.
    pub asked: Asked<'a>,
    /// The plan, e.g. `RKT 2027 Dinas Pendidikan Kabupaten Balangan`.
    pub judul: String,
    /// What a command needs behind it to mean this cycle.
    pub suffix: String,
    /// Who sends it, if known.
    pub dari: Option<Actor>,
}

impl Letter<'_> {
    /// The message to one person.
    #[must_use]
    pub fn text(&self, reminder: &Reminder<'_>) -> String {
        let mut text = self.salutation(reminder);
        if !reminder.tugas.is_empty() {
            let _ = writeln!(
                text,
                "\nDengan hormat, kami mengingatkan penyusunan {}. Yang menunggu Bapak/Ibu:",
                self.judul
            );
            for (n, (jabatan, tugas)) in reminder.tugas.iter().enumerate() {
                text.push_str(&self.item(n + 1, jabatan, tugas));
            }
        }
        if !reminder.terlambat.is_empty() {
            text.push_str(&self.late(reminder));
        }
        text.push_str("\nAtas perhatian dan kerja sama Bapak/Ibu, kami ucapkan terima kasih.\n");
        text.push_str(&self.signature(reminder));
        text.trim_end().to_owned()
    }

    fn salutation(&self, reminder: &Reminder<'_>) -> String {
        let state = self.asked.state;
        let called: Vec<&str> = reminder.jabatan.iter().map(|j| state.called(j)).collect();
        let called = called.join(", ");
        if reminder.kepada.is_placeholder() {
            return format!("Yth. Bapak/Ibu {called}\n");
        }
        format!("Yth. Bapak/Ibu {}\n{called}\n", reminder.kepada.nama)
    }

    /// One thing that waits: the langkah, its due date, what is missing, and what to type.
    fn item(&self, n: usize, jabatan: &Jabatan, tugas: &Tugas) -> String {
        let mut text = format!("\n{n}. {}\n", self.step(tugas));
        let _ = writeln!(text, "Batas: {}", when(tugas, &self.asked));
        if let Some(what) = self.missing(tugas) {
            let _ = writeln!(text, "Yang ditunggu: {what}");
        }
        if let Some(command) = self.command(tugas) {
            let suffix = &self.suffix;
            let _ = writeln!(text, "Perintah: {command}{suffix} --sebagai {jabatan}");
        }
        text
    }

    /// What to type; who collects the forms reminds those who are missing.
    fn command<'b>(&self, tugas: &'b Tugas) -> Option<&'b str> {
        let langkah = self.asked.state.sop.langkah(&tugas.langkah);
        let collects = langkah.is_some_and(|langkah| langkah.jenis == Jenis::Kumpul);
        let reminds = collects.then_some("rkt remind");
        tugas.command.as_deref().or(reminds)
    }

    fn late(&self, reminder: &Reminder<'_>) -> String {
        let lead = if reminder.tugas.is_empty() {
            format!(
                "Dengan hormat, kami sampaikan bahwa dalam penyusunan {} ",
                self.judul
            )
        } else {
            "Kami sampaikan pula bahwa ".to_owned()
        };
        let mut text = format!("\n{lead}yang berikut terlambat; mohon arahan Bapak/Ibu:\n");
        for (n, (who, tugas)) in reminder.terlambat.iter().enumerate() {
            let _ = writeln!(text, "\n{}. {}", n + 1, self.person(who));
            let _ = writeln!(text, "{}", self.step(tugas));
            let _ = writeln!(text, "Batas: {}", when(tugas, &self.asked));
        }
        text
    }

    fn person(&self, who: &Pejabat) -> String {
        let called = self.asked.state.called(&who.jabatan);
        if who.is_placeholder() {
            return called.to_owned();
        }
        format!("{}, {called}", who.nama)
    }

    /// `Langkah 4: Pengisian form`.
    fn step(&self, tugas: &Tugas) -> String {
        let langkah = self.asked.state.sop.langkah(&tugas.langkah);
        langkah.map_or_else(
            || tugas.langkah.to_string(),
            |langkah| format!("Langkah {}: {}", langkah.no, langkah.uraian),
        )
    }

    /// What is missing, unless that is the langkah itself.
    fn missing(&self, tugas: &Tugas) -> Option<String> {
        let langkah = self.asked.state.sop.langkah(&tugas.langkah)?;
        let (lead, own) = (format!("langkah {}", langkah.no), &langkah.uraian);
        let rest = tugas.what.strip_prefix(&lead).unwrap_or(&tugas.what);
        let rest = rest.trim_start_matches([':', ' ']);
        let rest = rest.strip_suffix(own.as_str()).unwrap_or(rest);
        let rest = rest.trim_end_matches([':', ' ']);
        (!rest.is_empty()).then(|| rest.to_owned())
    }

    /// Who sends it; nobody signs what he tells himself.
    fn signature(&self, reminder: &Reminder<'_>) -> String {
        let Some(from) = &self.dari else {
            return String::new();
        };
        if from.is_same_person(&reminder.kepada.acting()) {
            return String::new();
        }
        let called = self.asked.state.called(&from.jabatan);
        format!("\n{}\n{called}\n", from.nama)
    }

    /// The links that open the message, where rkt.toml says how the person is reached.
    #[must_use]
    pub fn links(&self, kepada: &Pejabat, text: &str) -> [Option<String>; 2] {
        let wa = kepada.wa.as_ref().map(|wa| wa.link(text));
        let subject = format!("Pengingat {}", self.judul);
        let mail = kepada.surel.first();
        [wa, mail.map(|address| mailto(address, &subject, text))]
    }

    /// One person in JSON; `pesan` is `null` for whom was told today already.
    #[must_use]
    pub fn json(&self, reminder: &Reminder<'_>, pesan: Option<&str>) -> Value {
        let links = pesan.map(|text| self.links(reminder.kepada, text));
        let [wa, surel] = links.unwrap_or_default();
        let due = |(jabatan, tugas): &(Jabatan, &Tugas)| {
            json!({
                "jabatan": jabatan.as_str(),
                "langkah": tugas.langkah.as_str(),
                "batas": tugas.batas.to_string(),
                "terlambat_hari_kerja": tugas.terlambat,
                "apa": tugas.what,
                "perintah": self.command(tugas),
            })
        };
        let late = |(who, tugas): &(&Pejabat, &Tugas)| {
            json!({
                "jabatan": who.jabatan.as_str(),
                "langkah": tugas.langkah.as_str(),
                "batas": tugas.batas.to_string(),
                "terlambat_hari_kerja": tugas.terlambat,
            })
        };
        let unsaid = reminder.unsaid(&self.asked).into_iter();
        json!({
            "nama": reminder.kepada.nama,
            "jabatan": reminder.jabatan.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "tugas": reminder.tugas.iter().map(due).collect::<Vec<_>>(),
            "terlambat": reminder.terlambat.iter().map(late).collect::<Vec<_>>(),
            "belum_disampaikan": unsaid.map(ToString::to_string).collect::<Vec<_>>(),
            "diingatkan": reminder.told(&self.asked).map(|at| at.to_rfc3339()),
            "pesan": pesan,
            "wa": wa,
            "surel": surel,
        })
    }
}

/// What `rkt remind --json` prints.
#[must_use]
pub fn data(siklus: &str, orang: &[Value], vacant: &[Jabatan], alone: &[Jabatan]) -> Value {
    let names = |all: &[Jabatan]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    json!({
        "versi_skema": VERSION,
        "siklus": siklus,
        "orang": orang,
        "tanpa_pejabat": names(vacant),
        "tanpa_atasan": names(alone),
    })
}
