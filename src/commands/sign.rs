//! `rkt sign`: the Kepala Dinas signs exactly the content that he was shown (SOP step 10).

use std::collections::BTreeSet;

use super::acting::{Acting, Role, Turn};
use super::advice::Advice;
use super::compile::files;
use super::export::along;
use super::{Outcome, Session, one_line, tell_act};
use crate::domain::cetak::Saat;
use crate::domain::document::kode;
use crate::domain::finding::{Finding, Place};
use crate::domain::koreksi::{Koreksi, Tahap};
use crate::domain::name::BidangId;
use crate::domain::pagu::Rupiah;
use crate::domain::rule::Rule;
use crate::domain::sop::Jenis;
use crate::domain::state::Compilation;
use crate::domain::tanggal;
use crate::domain::workflow::{Action, Office, signable};
use crate::store::cycle::Loaded;
use crate::store::draft::Draft;
use crate::store::workspace::Trouble;
use crate::store::{evidence, layout, text};
use crate::ui::{Ui, json};

/// Tanda tangani RKT; tanpa --kode menampilkan ringkasan dan kodenya
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Kode dokumen seperti ditampilkan, misalnya 7F3A-19C2
    #[arg(long, value_name = "KODE", value_parser = one_line)]
    kode: Option<String>,
    /// Nomor naskah
    #[arg(long, value_name = "NOMOR", value_parser = one_line, requires = "kode")]
    naskah: Option<String>,
    /// PDF yang ditandatangani: pindaian, atau bertanda tangan elektronik
    #[arg(long, value_name = "BERKAS", requires = "kode")]
    pindaian: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

/// Shows what is to be signed, or signs it.
///
/// # Errors
/// Findings when it is not ready, or when the code is not that of the present content.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let Some(shown) = &args.kode else {
        return summary(session, ui);
    };
    let (loaded, txn) = session.writing()?;
    let likely = loaded.sop().pelaksana_of(Jenis::Tandatangan).first();
    let role = Role::new(format!("rkt sign --kode {shown}"), likely, "tandatangan");
    let role = role.with("pindaian", args.pindaian.as_ref());
    let mut turn = Turn::begin(session, (loaded, txn), &args.acting, &role)?;
    let fixed = turn.loaded.state.draft().fixed().cloned();
    let added = turn.act(Action::Sign {
        kode: shown.clone(),
        naskah: args.naskah.clone(),
    })?;
    // Who may not, or not yet, heard that first; nothing is written before the commit.
    if args.pindaian.is_some() {
        is_pdf(&turn)?;
    }
    if let Some(fixed) = fixed {
        as_printed(&turn.loaded, &fixed)?;
    }
    let (loaded, _) = turn.commit()?;
    let along = along(Saat::Tandatangan, &loaded, session);
    if ui.json {
        let mut data = json::act(&loaded.siklus, added.as_ref());
        along.add_to(&mut data);
        ui.data(&data)?;
        return Ok(Outcome::Done);
    }
    tell_act(&loaded, added.as_ref(), session, ui, |ui| {
        let Some(event) = &added else {
            return Ok(());
        };
        ui.line(&format!(
            "RKT {} ditandatangani oleh {} ({}), kode {}.",
            loaded.siklus,
            event.oleh.nama,
            event.oleh.title(),
            loaded
                .state
                .signature()
                .map_or_else(String::new, |s| kode(&s.digest))
        ))?;
        for file in event.bukti.keys() {
            ui.line(&format!("Bukti: {}/{file}", loaded.siklus))?;
        }
        along.tell(ui)?;
        ui.line("Catatan ini bukan tanda tangan elektronik tersertifikasi; simpan naskah aslinya.")
    })
}

/// Refuses a scan that is no PDF: it could not carry an electronic signature.
fn is_pdf(turn: &Turn) -> Result<(), Trouble> {
    let mut scans = turn
        .brought()
        .iter()
        .filter(|(file, _)| file.contains("/pindaian-"));
    if scans.all(|(_, bytes)| bytes.starts_with(b"%PDF-")) {
        return Ok(());
    }
    Err(Trouble::Misuse(
        "yang disebut --pindaian bukan PDF\n\
         simpan pindaian atau naskah yang ditandatangani sebagai PDF: --pindaian BERKAS.pdf"
            .to_owned(),
    ))
}

/// What lies on disk must still give what the draft was fixed with.
pub(super) fn same_content(loaded: &Loaded, fixed: &Compilation) -> Result<Draft, Trouble> {
    let draft = Draft::again(loaded, fixed)?;
    let now = draft.document.digest();
    if now == fixed.digest {
        return Ok(draft);
    }
    let place = Place::file(&layout::state(&loaded.siklus));
    let message = format!(
        "isi draf {} sekarang berkode {}, padahal disusun dengan kode {}",
        fixed.nomor,
        kode(&now),
        kode(&fixed.digest)
    );
    let help = "bila nama instansi di rkt.toml berubah, kompilasi dan susun lagi: `rkt compile`, `rkt draft`";
    let finding = Finding::new(Rule::ContentDiffers, place, message).help(help);
    Err(Trouble::Findings(vec![finding], Vec::new()))
}

/// As [`same_content`], and the paper that people read must hold just that.
pub(super) fn as_printed(loaded: &Loaded, fixed: &Compilation) -> Result<Draft, Trouble> {
    let mut draft = same_content(loaded, fixed)?;
    draft.document.nomor = fixed.nomor;
    let who = loaded.sop().pelaksana_of(Jenis::Susun).first();
    let who = who.map_or_else(String::new, |who| format!(" --sebagai {who}"));
    let mut findings = Vec::new();
    for (file, text) in files(&draft.document) {
        let file = format!("{}/{file}", loaded.siklus);
        let read = text::read_up_to(&loaded.root, &file, evidence::MAX_BYTES)?;
        if !matches!(read, Some(Ok(bytes)) if bytes == text.as_bytes()) {
            let kode = kode(&fixed.digest);
            let message = format!("naskah ini hilang atau bukan isi draf berkode {kode}");
            let finding = Finding::new(Rule::ContentDiffers, Place::file(&file), message);
            findings.push(finding.help(format!("tulis ulang: `rkt draft{who}`")));
        }
    }
    if findings.is_empty() {
        return Ok(draft);
    }
    Err(Trouble::Findings(findings, Vec::new()))
}

/// The summary that is read before signing. Writes nothing.
fn summary(session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    let loaded = session.reading()?;
    loaded.whole()?;
    let now = session.now(loaded.state.cycle.zona);
    let advice = Advice::new(session, &loaded, "rkt sign")?;
    let holders = loaded.settings.holders(now.date_naive());
    let office = Office {
        kalender: &loaded.kalender,
        holders: &holders,
    };
    let fixed = signable(&loaded.state, &office, now).map_err(|refusal| advice.refused(refusal))?;
    let draft = as_printed(&loaded, fixed)?;
    let offer = Offer {
        loaded: &loaded,
        fixed,
        draft,
        basi: loaded.basi()?,
        print: session.here(&format!(
            "rkt export pdf --siap-ttd{}",
            session.suffix(&loaded)?
        )),
    };
    if ui.json {
        ui.data(&offer.json())?;
    } else {
        for line in offer.lines() {
            ui.line(&line)?;
        }
    }
    Ok(Outcome::Done)
}

/// What is laid before the signer.
struct Offer<'a> {
    loaded: &'a Loaded,
    fixed: &'a Compilation,
    draft: Draft,
    basi: BTreeSet<BidangId>,
    /// The command that prints it to be signed by hand.
    print: String,
}

impl Offer<'_> {
    fn n_settled(&self) -> usize {
        self.koreksi(Tahap::Selesai).count()
    }

    fn koreksi(&self, tahap: Tahap) -> impl Iterator<Item = &Koreksi> {
        let all = self.loaded.state.koreksi().iter();
        all.filter(move |koreksi| koreksi.tahap == tahap)
    }

    fn file(&self) -> String {
        let draft = layout::draft(self.fixed.nomor, "md");
        format!("{}/{draft}", self.loaded.siklus)
    }

    fn json(&self) -> serde_json::Value {
        let tanpa = self.fixed.tanpa.iter().map(ToString::to_string);
        serde_json::json!({
            "versi_skema": json::VERSION,
            "siklus": self.loaded.siklus,
            "draf": self.fixed.nomor,
            "kode": kode(&self.fixed.digest),
            "digest": self.fixed.digest,
            "bidang": self.draft.forms.len(),
            "tanpa": tanpa.collect::<Vec<_>>(),
            "baris": self.draft.document.n_rows(),
            "total_pagu": self.draft.total.map(Rupiah::get),
            "koreksi_selesai": self.n_settled(),
            "berkas": self.file(),
        })
    }

    fn lines(&self) -> Vec<String> {
        let document = &self.draft.document;
        let mut lines = vec![
            document.judul.clone(),
            document.instansi.clone(),
            String::new(),
        ];
        lines.extend(self.content());
        lines.extend(self.stale());
        lines.extend(self.history());
        let code = kode(&self.fixed.digest);
        let who = self.loaded.sop().pelaksana_of(Jenis::Tandatangan).first();
        let who = who.map_or_else(String::new, |who| format!(" --sebagai {who}"));
        lines.extend([
            format!("Naskah: {}", self.file()),
            format!("Untuk ditandatangani di kertas: {}", self.print),
            String::new(),
            format!("Kode dokumen: {code}"),
            format!("Bila isinya benar: rkt sign --kode {code}{who}"),
        ]);
        lines
    }

    /// What it holds.
    fn content(&self) -> Vec<String> {
        let (n, all) = (self.draft.forms.len(), self.loaded.state.cycle.bidang.len());
        let rows = self.draft.document.n_rows();
        let total = self.draft.total;
        let total = total.map_or_else(|| "belum ada".to_owned(), |total| total.to_string());
        let mut lines = vec![format!(
            "Draf {} memuat {n} dari {all} Bidang, {rows} baris",
            self.fixed.nomor
        )];
        lines.extend(self.draft.document.catatan.iter().cloned());
        lines.push(format!("Total pagu: {total}"));
        lines
    }

    /// Forms that somebody went on editing.
    fn stale(&self) -> Vec<String> {
        let basi = self.basi.iter().map(|id| {
            let form = self.loaded.form_name(id);
            format!("Perhatian: {form} BASI; yang ditandatangani isi yang diajukan.")
        });
        basi.collect()
    }

    /// How it came to be: its corrections and approvals.
    fn history(&self) -> Vec<String> {
        let settled = self.n_settled();
        let answered = self.koreksi(Tahap::Dijawab).map(|koreksi| {
            let (nama, alasan) = (&koreksi.nama, &koreksi.alasan);
            let answer = koreksi.jawaban.last().map_or("", |one| one.teks.as_str());
            format!("Koreksi {nama} ({alasan}) dijawab: {answer}")
        });
        let approved = self.loaded.state.draft_approvals().iter().map(|approval| {
            let (langkah, oleh) = (&approval.langkah, &approval.oleh);
            let when = tanggal::full(approval.pada.date_naive());
            let (nama, title) = (&oleh.nama, oleh.title());
            format!("Disetujui pada langkah {langkah}: {nama} ({title}), {when}")
        });
        let none = format!("Koreksi: {settled} selesai, tidak ada yang terbuka");
        [none].into_iter().chain(answered).chain(approved).collect()
    }
}
