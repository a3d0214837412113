//! What the forms of a new cycle begin with: blank, as signed, or as an earlier cycle had them.

use serde_json::{Value, json};

use crate::domain::document::kode;
use crate::domain::instansi::Bidang;
use crate::domain::name::{BidangId, joined};
use crate::store::carry::Carried;
use crate::store::earlier::{Begun, Earlier, Origin};
use crate::store::revision::Signed;
use crate::store::workspace::Trouble;
use crate::store::{layout, seed};
use crate::ui::{Ui, table};

/// What the forms of a new cycle begin with.
pub enum Beginning {
    /// Nothing yet.
    Blank,
    /// The signed RKT that the cycle revises.
    Signed(Signed),
    /// The words of an earlier cycle, whose numbers are decided again.
    Earlier(Earlier),
}

impl Beginning {
    /// The signed RKT, in a cycle that revises one.
    #[must_use]
    pub fn signed(&self) -> Option<&Signed> {
        match self {
            Beginning::Signed(signed) => Some(signed),
            Beginning::Blank | Beginning::Earlier(_) => None,
        }
    }

    /// The form that a Bidang begins with; a blank one where there is none to begin with.
    #[must_use]
    pub fn form(&self, tahun: i64, bidang: &Bidang) -> Vec<u8> {
        let known = match self {
            Beginning::Blank => None,
            Beginning::Signed(signed) => signed.forms.get(&bidang.id).cloned(),
            Beginning::Earlier(earlier) => {
                let carried = earlier.carried(&bidang.id);
                carried.map(|carried| carried.text.clone().into_bytes())
            }
        };
        known.unwrap_or_else(|| seed::blank_form(tahun, bidang).into_bytes())
    }

    /// What the Bidang do until their forms are due.
    #[must_use]
    pub fn meanwhile(&self) -> &'static str {
        match self {
            Beginning::Blank => "Sementara itu tiap Bidang mengisi formnya.",
            Beginning::Signed(_) => {
                "Sementara itu tiap Bidang mengubah formnya; yang tidak berubah tetap diajukan."
            }
            Beginning::Earlier(_) => {
                "Sementara itu tiap Bidang memutuskan lagi target, triwulan, dan pagu di formnya."
            }
        }
    }

    /// Says what the cycle was opened with.
    ///
    /// # Errors
    /// When nobody takes the output.
    pub fn tell(&self, siklus: &str, bidang: &[Bidang], ui: &mut Ui<'_>) -> Result<(), Trouble> {
        match self {
            Beginning::Blank => Ok(ui.line(&format!(
                "Siklus RKT {siklus} dibuka di folder {siklus}/ dengan {} form kosong.",
                bidang.len()
            ))?),
            Beginning::Signed(signed) => tell_revision(signed, siklus, bidang, ui),
            Beginning::Earlier(earlier) => tell_earlier(earlier, siklus, bidang, ui),
        }
    }

    /// What each Bidang begins with, for scripts; `null` unless it comes from an earlier cycle.
    #[must_use]
    pub fn json(&self, bidang: &[Bidang]) -> Value {
        let Beginning::Earlier(earlier) = self else {
            return Value::Null;
        };
        let none = Carried::default();
        let one = |id: &BidangId| {
            let (begun, carried) = (earlier.forms.get(id), earlier.carried(id));
            let carried = carried.unwrap_or(&none);
            let putaran = begun.and_then(|begun| match begun.origin {
                Origin::Signed(n) | Origin::Submitted(n) => Some(n),
                Origin::Working => None,
            });
            json!({
                "bidang": id.as_str(),
                "sumber": word(earlier, id),
                "putaran": putaran,
                "n_target": carried.n_target,
                "n_triwulan": carried.n_triwulan,
                "n_pagu": carried.n_pagu,
            })
        };
        let bidang = bidang.iter().map(|bidang| one(&bidang.id));
        json!({
            "dari": earlier.siklus,
            "bidang": bidang.collect::<Vec<_>>(),
            "ditinggal": earlier.left.iter().map(BidangId::as_str).collect::<Vec<_>>(),
        })
    }
}

impl Earlier {
    /// The form that a Bidang had, unless it was blank.
    fn carried(&self, id: &BidangId) -> Option<&Carried> {
        self.forms.get(id)?.carried.as_ref()
    }
}

/// Which form a Bidang begins with, in a word of the JSON.
fn word(earlier: &Earlier, id: &BidangId) -> &'static str {
    match earlier.forms.get(id) {
        Some(Begun {
            origin,
            carried: Some(_),
        }) => match origin {
            Origin::Signed(_) => "ditandatangani",
            Origin::Submitted(_) => "ajuan",
            Origin::Working => "salinan-kerja",
        },
        Some(Begun { carried: None, .. }) | None => "kosong",
    }
}

/// Which form a Bidang begins with, for people.
fn origin(earlier: &Earlier, id: &BidangId) -> String {
    match earlier.forms.get(id) {
        Some(Begun {
            origin,
            carried: Some(_),
        }) => match origin {
            Origin::Signed(n) => format!("putaran {n}, yang ditandatangani"),
            Origin::Submitted(n) => format!("putaran {n}, ajuan terakhir"),
            Origin::Working => "salinan kerja, belum diajukan".to_owned(),
        },
        Some(Begun { carried: None, .. }) => "form kosong, dahulu pun kosong".to_owned(),
        None => "form kosong, Bidang baru".to_owned(),
    }
}

fn tell_earlier(
    earlier: &Earlier,
    siklus: &str,
    bidang: &[Bidang],
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    let dari = &earlier.siklus;
    ui.line(&format!(
        "Siklus RKT {siklus} dibuka di folder {siklus}/ dengan isian awal dari RKT {dari}. Yang \
         dikosongkan untuk diputuskan lagi:"
    ))?;
    ui.line("")?;
    let heads = ["Bidang", "Isian awal", "Target", "Triwulan", "Pagu"];
    let row = |bidang: &Bidang| {
        let mut row = vec![bidang.id.to_string(), origin(earlier, &bidang.id)];
        let count = |n: fn(&Carried) -> usize| {
            let carried = earlier.carried(&bidang.id);
            carried.map_or_else(|| "–".to_owned(), |carried| n(carried).to_string())
        };
        row.extend([
            count(|carried| carried.n_target),
            count(|carried| carried.n_triwulan),
            count(|carried| carried.n_pagu),
        ]);
        row
    };
    let rows: Vec<Vec<String>> = bidang.iter().map(row).collect();
    ui.block(&table::plain(ui.width, &heads, &[2, 3, 4], &rows))?;
    ui.line("")?;
    tell_kept(earlier, ui)?;
    for id in &earlier.left {
        ui.line(&format!(
            "Perhatian: Bidang {id} ada di RKT {dari} tetapi tidak di rkt.toml; formnya tidak \
             dibawa."
        ))?;
    }
    if let Some(revised) = &earlier.revised_by {
        ui.line(&format!(
            "Perhatian: RKT {dari} sudah diubah oleh {revised}. Bila itu yang dimaksud, hapus \
             folder {siklus} lalu ulangi dengan --dari {revised}."
        ))?;
    }
    Ok(())
}

/// Where the numbers of the earlier cycle are now.
fn tell_kept(earlier: &Earlier, ui: &mut Ui<'_>) -> Result<(), Trouble> {
    let dari = &earlier.siklus;
    let carried = earlier.forms.values().filter_map(|b| b.carried.as_ref());
    let n_dasar: usize = carried.map(|carried| carried.n_dasar).sum();
    ui.line(&if earlier.is_last_year {
        format!(
            "Target {dari} kini ada di `lalu`; pagu dan prakiraan majunya tersisa sebagai \
             keterangan (#)."
        )
    } else {
        format!(
            "RKT {dari} bukan RKT tahun lalu: `lalu` kosong; target, pagu, dan prakiraan majunya \
             tersisa sebagai keterangan (#)."
        )
    })?;
    if n_dasar > 0 {
        ui.line(&format!(
            "Data dasar {n_dasar} indikator masih yang dahulu; perbarui bila ada yang lebih baru."
        ))?;
    }
    Ok(())
}

/// From what the revision starts, and whose signed form nobody goes on with.
fn tell_revision(
    signed: &Signed,
    siklus: &str,
    bidang: &[Bidang],
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    let (dari, kode) = (&signed.siklus, kode(&signed.digest));
    let has_form = |bidang: &&Bidang| signed.forms.contains_key(&bidang.id);
    let n_signed = bidang.iter().filter(has_form).count();
    let new = bidang.iter().filter(|bidang| !has_form(bidang));
    let new: Vec<BidangId> = new.map(|bidang| bidang.id.clone()).collect();
    let blank = if new.is_empty() {
        String::new()
    } else {
        format!(", form kosong untuk {}", joined(&new))
    };
    ui.line(&format!(
        "Siklus RKT Perubahan {siklus} dibuka di folder {siklus}/ dari RKT {dari} (kode {kode}): \
         {n_signed} form seperti yang ditandatangani{blank}."
    ))?;
    let listed = |id: &BidangId| bidang.iter().any(|bidang| bidang.id == *id);
    for id in signed.forms.keys().filter(|id| !listed(id)) {
        let file = layout::dasar(id);
        ui.line(&format!(
            "Perhatian: Bidang {id} ada di RKT {dari} tetapi tidak di rkt.toml; isinya \
             ({siklus}/{file}) akan tertulis dihapus. Bila tetap ikut: \
             rkt bidang tambah {id} --siklus {siklus}"
        ))?;
    }
    Ok(())
}
