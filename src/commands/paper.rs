//! Papers of the office: whose name stands below the RKT, how it is arranged, and what of a paper
//! can't be printed.

use chrono::NaiveDate;

use crate::domain::document::Document;
use crate::domain::edition::{Edition, Stage};
use crate::domain::event::Actor;
use crate::domain::instansi::Pejabat;
use crate::domain::naskah::{self, Cetakan, Kop, Naskah, Penanda, TandaTangan};
use crate::domain::sop::Jenis;
use crate::domain::state::Compilation;
use crate::store::cycle::Loaded;

/// The most characters that are named on the terminal.
const MOST_NAMED: usize = 10;

/// The paper of an edition.
///
/// Who signed it signs it there; until then who holds the jabatan that signs by the SOP today. It is
/// of the day on which it was signed; until then of that on which its content was compiled.
pub(super) fn paper(
    loaded: &Loaded,
    document: &Document,
    edition: &Edition,
    cetakan: Cetakan,
    today: NaiveDate,
) -> Naskah {
    let signed = match edition.stage {
        Stage::Signed => signed(loaded),
        Stage::Fixed | Stage::Compiled => None,
    };
    let kop = Kop::of(&loaded.settings.instansi);
    let (sign_off, pada) = match signed {
        Some((sign_off, day)) => (Some(sign_off), day),
        None => (unsigned(loaded, today), compiled(loaded, &edition.was)),
    };
    naskah::rkt(document, pada, kop, sign_off, cetakan)
}

/// The day on which a content was compiled first.
fn compiled(loaded: &Loaded, was: &Compilation) -> NaiveDate {
    let mut all = loaded.state.compilations().iter();
    let first = all.find(|one| one.nomor == was.nomor && one.digest == was.digest);
    first.unwrap_or(was).pada.date_naive()
}

/// The sign-off of who signed, and the day.
fn signed(loaded: &Loaded) -> Option<(TandaTangan, NaiveDate)> {
    let signature = loaded.state.signature()?;
    let event = loaded.state.history().get(&signature.event);
    let place = event.and_then(|event| event.atas_nama.as_ref());
    let day = signature.pada.date_naive();
    let penanda = Penanda {
        jabatan: place.map_or(&signature.oleh.jabatan, |place| &place.jabatan),
        oleh: Some(&signature.oleh),
        pada: Some(day),
    };
    Some((sign_off(loaded, penanda), day))
}

/// The sign-off that waits for who holds the jabatan.
fn unsigned(loaded: &Loaded, today: NaiveDate) -> Option<TandaTangan> {
    let jabatan = loaded.sop().pelaksana_of(Jenis::Tandatangan).first()?;
    let holder: Option<Actor> = loaded.settings.holder(jabatan, today).map(Pejabat::acting);
    let penanda = Penanda {
        jabatan,
        oleh: holder.as_ref(),
        pada: None,
    };
    Some(sign_off(loaded, penanda))
}

fn sign_off(loaded: &Loaded, penanda: Penanda<'_>) -> TandaTangan {
    TandaTangan::of(penanda, loaded.sop(), &loaded.settings.instansi)
}

/// That characters could not be printed, and what stands for them.
pub(super) fn unprinted(lacking: &[char]) -> Option<String> {
    let first = lacking.first()?;
    let named: Vec<String> = lacking
        .iter()
        .take(MOST_NAMED)
        .map(|c| format!("{c} (U+{:04X})", u32::from(*c)))
        .collect();
    let more = match lacking.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        n => format!(" dan {n} lainnya"),
    };
    let first = format!("[U+{:04X}]", u32::from(*first));
    let named = named.join(", ");
    Some(format!(
        "huruf naskah tidak memiliki {named}{more}; tercetak dengan nomornya, misalnya {first}."
    ))
}
