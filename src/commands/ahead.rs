//! Looking ahead from where a cycle stands: the outlook, and what a delay would do. Writes nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{date, langkah_of};
use crate::domain::jadwal::Jadwal;
use crate::domain::kabar;
use crate::domain::name::BidangId;
use crate::domain::progress::{Andai, LangkahProgress, Misal, Progress, look_if};
use crate::domain::ramalan;
use crate::domain::tanggal;
use crate::store::cycle::Loaded;
use crate::store::workspace::Trouble;
use crate::ui::{Ui, ahead, json};

/// The most hari kerja that anybody may suppose.
const MOST: u32 = 366;

/// Shows how soon all can be done, how far each langkah may slip, and who is squeezed.
///
/// # Errors
/// When nobody takes the output.
pub fn outlook(loaded: &Loaded, progress: &Progress, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    let jadwal = Jadwal {
        kalender: &loaded.kalender,
        minggu: loaded.state.cycle.minggu,
    };
    let Some(found) = ramalan::ramalan(loaded.sop(), &jadwal, progress) else {
        return Ok(());
    };
    if ui.json {
        return Ok(ui.data(&json::ramalan(&loaded.siklus, progress, &found))?);
    }
    seen_from(loaded, progress, ui)?;
    let table = ahead::ramalan(&found, ui.width);
    ui.block(&table)?;
    ui.line("")?;
    for line in kabar::ramalan(&found) {
        ui.line(&line)?;
    }
    ui.line("")?;
    ui.line(
        "Longgar: selesainya masih dapat mundur sekian hari kerja dari yang tercepat, dan akhirnya \
         tetap menurut rencana. Waktu: hari kerja menurut SOP.",
    )?;
    doubts(progress, ui)
}

/// Shows what would be expected if langkah ended on another day.
///
/// # Errors
/// Misuse for a langkah that ended or that the SOP does not have, and for a day that has passed.
pub fn suppose(
    asked: &[(String, Misal)],
    (loaded, progress): (&Loaded, &Progress),
    basi: &BTreeSet<BidangId>,
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    let andai = supposed(asked, loaded, progress)?;
    let today = progress.hari_ini;
    let then = look_if(&loaded.state, &loaded.kalender, today, basi, &andai);
    let Some(then) = then else {
        return Ok(());
    };
    let days = |from: NaiveDate, to: NaiveDate| {
        let later = i64::from(loaded.kalender.between(from, to));
        later - i64::from(loaded.kalender.between(to, from))
    };
    let shift = |now: &LangkahProgress, then: &LangkahProgress| days(now.perkiraan, then.perkiraan);
    if ui.json {
        return Ok(ui.data(&json::andai(&loaded.siklus, progress, &then, shift))?);
    }
    seen_from(loaded, progress, ui)?;
    let table = ahead::andai(progress, &then, shift, ui.width);
    ui.block(&table)?;
    ui.line("")?;
    let (from, to) = (progress.perkiraan_selesai, then.perkiraan_selesai);
    let said = compared(days(from, to));
    ui.line(&format!(
        "Andai begitu, selesai {}: {said}.",
        tanggal::full(to)
    ))?;
    ui.line("Ini pengandaian; tidak ada yang ditulis.")?;
    doubts(&then, ui)
}

/// What is not known about the days ahead.
fn doubts(progress: &Progress, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    if let Some(line) = ahead::unknown(&progress.tanpa_libur) {
        ui.line(&line)?;
    }
    Ok(())
}

/// So many hari kerja later than expected, in words.
fn compared(days: i64) -> String {
    match days {
        0 => "tetap seperti perkiraan sekarang".to_owned(),
        1.. => format!("{days} hari kerja lebih lambat daripada perkiraan sekarang"),
        _ => format!(
            "{} hari kerja lebih cepat daripada perkiraan sekarang",
            -days
        ),
    }
}

/// `LANGKAH=+HARI` or `LANGKAH=TANGGAL`, as typed.
///
/// # Errors
/// When it is neither.
pub fn misal(text: &str) -> Result<(String, Misal), String> {
    let parts = text.split_once('=');
    let (langkah, when) = parts.ok_or("tulis LANGKAH=+HARI, misalnya kumpul=+2")?;
    let misal = match when.trim().strip_prefix('+') {
        Some(days) => {
            let days = days.parse().ok().filter(|days| *days <= MOST);
            Misal::Mundur(days.ok_or("tulis banyaknya hari kerja, misalnya kumpul=+2")?)
        }
        None => Misal::Pada(date(when)?),
    };
    Ok((langkah.trim().to_owned(), misal))
}

fn supposed(
    asked: &[(String, Misal)],
    loaded: &Loaded,
    progress: &Progress,
) -> Result<Andai, Trouble> {
    let mut andai = BTreeMap::new();
    for (typed, misal) in asked {
        let id = &langkah_of(typed, loaded.sop())?.id;
        let mut all = progress.langkah.iter();
        let ended = all.any(|at| at.id == *id && at.selesai.is_some());
        if ended {
            return Err(Trouble::Misuse(format!(
                "langkah `{id}` sudah selesai\nandaikan langkah yang belum selesai; lihat: rkt status"
            )));
        }
        if let Misal::Pada(day) = misal
            && *day < progress.hari_ini
        {
            let (day, today) = (tanggal::long(*day), tanggal::long(progress.hari_ini));
            return Err(Trouble::Misuse(format!(
                "{day} sudah lewat; hari ini {today}\nandaikan tanggal mulai hari ini, atau {id}=+2"
            )));
        }
        if let Misal::Pada(day) = misal
            && !loaded.kalender.is_working(*day)
        {
            let (day, next) = (tanggal::full(*day), loaded.kalender.on_or_after(*day));
            return Err(Trouble::Misuse(format!(
                "{day} bukan hari kerja\nandaikan hari kerja, misalnya {id}={next}"
            )));
        }
        if andai.insert(id.clone(), *misal).is_some() {
            return Err(Trouble::Misuse(format!(
                "--andai {typed} disebut dua kali\nandaikan tiap langkah sekali"
            )));
        }
    }
    Ok(Andai(andai))
}

fn seen_from(loaded: &Loaded, progress: &Progress, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    ui.line(&format!(
        "RKT {}, dilihat dari {} ({})",
        loaded.siklus,
        tanggal::full(progress.hari_ini),
        loaded.state.cycle.zona
    ))?;
    ui.line("")?;
    Ok(())
}
