//! `rkt export ics` and `rkt export gantt`: the dates of a cycle, whatever is compiled.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Product, Source};
use crate::commands::{is_somebody, jabatan_of};
use crate::domain::agenda::{Agenda, Asked, agenda};
use crate::domain::gantt::Gantt;
use crate::domain::kabar;
use crate::domain::name::Jabatan;
use crate::domain::progress::Progress;
use crate::render;
use crate::store::cycle::Loaded;
use crate::store::layout;
use crate::store::outlet::Outlet;
use crate::store::workspace::Trouble;
use crate::ui;

/// The dates of everybody, or of one jabatan, for calendars; newer than those that lie there.
///
/// # Errors
/// When the cycle never began, or somebody is named who has no langkah.
pub(super) fn calendar(source: &Source<'_>) -> Result<Product, Trouble> {
    Dates::of(source)?.calendar(source.choice.untuk, source.outlet)
}

/// Plan and reality as bars.
///
/// # Errors
/// When the cycle never began.
pub(super) fn picture(source: &Source<'_>) -> Result<Product, Trouble> {
    Ok(Dates::of(source)?.picture())
}

/// The dates of a cycle as they are today.
struct Dates<'a> {
    loaded: &'a Loaded,
    progress: Progress,
}

impl<'a> Dates<'a> {
    fn of(source: &Source<'a>) -> Result<Dates<'a>, Trouble> {
        Ok(Dates {
            loaded: source.loaded,
            progress: source.progress(&BTreeSet::new())?,
        })
    }

    fn calendar(&self, untuk: Option<&str>, outlet: Option<&Outlet>) -> Result<Product, Trouble> {
        let loaded = self.loaded;
        let untuk = untuk.map(jabatan_of).transpose()?;
        if let Some(who) = &untuk {
            is_somebody(who, loaded)?;
        }
        let agenda: Agenda = agenda(&Asked {
            judul: &loaded.title(),
            state: &loaded.state,
            progress: &self.progress,
            kalender: &loaded.kalender,
            untuk: untuk.as_ref(),
        });
        if agenda.acara.is_empty() {
            let who = untuk.map_or_else(String::new, |who| who.to_string());
            return Err(Trouble::Misuse(format!(
                "tidak ada langkah untuk {who} menurut SOP\nsemua tanggal: rkt export ics"
            )));
        }
        let n = agenda.acara.len();
        let bentuk = untuk.as_ref().map_or("", Jabatan::as_str);
        let file = layout::ekspor(&loaded.siklus, None, bentuk, "ics");
        let old = outlet.and_then(|outlet| outlet.there(&file));
        let words = format!(
            "{}: {n} acara. Buka berkasnya di aplikasi kalender.",
            agenda.judul
        );
        Ok(Product {
            bytes: render::ics::to_newer_bytes(&agenda, &old.unwrap_or_default()),
            file,
            words: vec![words],
            remarks: self.remarks(),
            data: self.data(untuk.as_ref()),
        })
    }

    fn picture(&self) -> Product {
        let loaded = self.loaded;
        let gantt = Gantt::of(&loaded.state, &self.progress, &loaded.kalender);
        let office = loaded.settings.instansi.full_name();
        let judul = format!("{} · {office}", loaded.title());
        Product {
            file: layout::ekspor(&loaded.siklus, None, "gantt", "svg"),
            bytes: render::gantt::to_string(&gantt, &judul).into_bytes(),
            words: vec![format!("Rencana dan kenyataan {}.", loaded.title())],
            remarks: self.remarks(),
            data: self.data(None),
        }
    }

    fn remarks(&self) -> Vec<String> {
        let unknown = kabar::tanpa_libur(&self.progress.tanpa_libur);
        unknown.into_iter().collect()
    }

    fn data(&self, untuk: Option<&Jabatan>) -> Value {
        json!({
            "versi_skema": ui::json::VERSION,
            "siklus": self.loaded.siklus,
            "untuk": untuk.map(Jabatan::as_str),
            "berkas": Value::Null,
            "perhatian": self.remarks(),
        })
    }
}
