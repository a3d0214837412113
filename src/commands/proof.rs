//! What `rkt verify` looks at: a cycle against its SOP, its copies, its evidence and its drafts;
//! an archive also against its seal.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::archive::{VERSI, printed};
use super::compile::judged;
use crate::domain::audit::{About, audit, notices};
use crate::domain::check;
use crate::domain::digest::sha256;
use crate::domain::document::kode;
use crate::domain::event::{Act, Event, EventId};
use crate::domain::finding::{Finding, Place, Spot, any_error};
use crate::domain::rule::Rule;
use crate::domain::state::{Compilation, State};
use crate::store::archive::Files;
use crate::store::cycle::Loaded;
use crate::store::draft::Draft;
use crate::store::seal::{self, Hashes};
use crate::store::text::Source;
use crate::store::workspace::{Trouble, Workspace, cycles};
use crate::store::{archive, evidence, layout, text};

/// What was checked, and what came of it.
#[derive(Default)]
pub(super) struct Checked {
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Texts that findings point into.
    pub sources: Vec<Source>,
    /// What an auditor should know.
    pub notices: Vec<String>,
    /// How many files were compared with a SHA-256.
    pub n_files: usize,
    /// The cycle, if it could be read.
    pub loaded: Option<Loaded>,
}

impl Checked {
    /// Tells that the document can't be printed again, and so not be compared.
    fn unprinted(&mut self, loaded: &Loaded, trouble: Trouble) {
        let (findings, sources, why) = match trouble {
            Trouble::Findings(findings, sources) => (findings, sources, None),
            Trouble::World(error) => (Vec::new(), Vec::new(), Some(format!("{error:#}"))),
            Trouble::Misuse(text) => (Vec::new(), Vec::new(), Some(text)),
        };
        self.findings.extend(findings);
        self.sources.extend(sources);
        self.findings.extend(why.map(|why| {
            let folder = format!("{}/{}", loaded.siklus, layout::KELUARAN);
            differs(
                &folder,
                &format!("tidak dapat dicetak ulang untuk dibandingkan: {why}"),
            )
        }));
    }
}

/// An archive by itself: its manifest first, then what it holds as far as that can be read.
///
/// # Errors
/// When the disk refuses.
pub(super) fn sealed(root: &Path) -> Result<Checked, Trouble> {
    let seal::Sealed { hashes, findings } = seal::check(root)?;
    let mut checked = Checked {
        n_files: hashes.len(),
        findings,
        ..Checked::default()
    };
    let loaded = match load(root) {
        Ok(loaded) => loaded,
        Err(Trouble::Findings(findings, sources)) => {
            checked.findings.extend(findings);
            checked.sources.extend(sources);
            return Ok(checked);
        }
        // What can't be loaded since a file is gone was named above, if the manifest had it.
        Err(Trouble::World(_) | Trouble::Misuse(_)) if !checked.findings.is_empty() => {
            return Ok(checked);
        }
        Err(Trouble::World(error)) => {
            let place = Place::file(layout::MANIFEST);
            let message = format!("arsip tidak lengkap, juga menurut MANIFEST.sha256: {error}");
            let finding = Finding::new(Rule::ManifestBroken, place, message);
            checked.findings.push(finding);
            return Ok(checked);
        }
        Err(Trouble::Misuse(message)) => {
            let place = Place::file(layout::MANIFEST);
            let finding = Finding::new(Rule::ManifestBroken, place, message);
            checked.findings.push(finding);
            return Ok(checked);
        }
    };
    let n_files = checked.n_files;
    cycle(&loaded, &mut checked)?;
    checked.n_files = n_files;
    if !any_error(&loaded.findings) {
        seal_event(&loaded, &hashes, &mut checked);
        print_again(&loaded, &hashes, &mut checked);
    }
    checked.loaded = Some(loaded);
    Ok(checked)
}

/// The one cycle of an archive.
fn load(root: &Path) -> Result<Loaded, Trouble> {
    let names = cycles(root)?;
    let [siklus] = names.as_slice() else {
        let n = names.len();
        return Err(Trouble::Misuse(format!(
            "arsip memuat {n} siklus; seharusnya satu"
        )));
    };
    Loaded::read(&Workspace::at(root)?, siklus)
}

/// What the event of the archive says must be what lies there, and nothing follows it.
fn seal_event(loaded: &Loaded, hashes: &Hashes, checked: &mut Checked) {
    let agreed = checked.findings.is_empty();
    let place = Place::file(&layout::state(&loaded.siklus));
    let mut say = |message: &str| {
        let finding = Finding::new(Rule::ManifestBroken, place.clone(), message);
        let help = "kembalikan arsip dari git atau salinan cadangan";
        checked.findings.push(finding.help(help));
    };
    let Some(event) = loaded.state.archive() else {
        say("state.toml di arsip ini tidak memuat peristiwa arsip");
        return;
    };
    if loaded.state.heads() != [event.id.clone()] {
        say("state.toml di arsip ini memuat peristiwa sesudah arsip disegel");
    }
    let now = seal::digest(hashes, &loaded.siklus);
    let same = matches!(&event.act, Act::Arsip { digest, .. } if *digest == now);
    // A file that differs from the manifest was named already; this is about a new manifest.
    if !same && agreed {
        say(
            "isi arsip cocok dengan MANIFEST.sha256, tetapi tidak dengan peristiwa arsip: isi dan MANIFEST.sha256 diganti sesudah disegel",
        );
    }
}

/// The archived document must be what its forms give: byte for byte if this version printed it,
/// else by its data. Nothing else may lie there.
fn print_again(loaded: &Loaded, hashes: &Hashes, checked: &mut Checked) {
    if loaded.state.archive().is_none() {
        return;
    }
    let other = other_printer(&loaded.state);
    if let Some(versi) = other {
        checked.notices.push(format!(
            "arsip dicetak rkt {versi}, ini rkt {VERSI}: isinya dibandingkan, cetakannya tidak"
        ));
    }
    let same = other.is_none();
    let (wanted, remarks) = match reprinted(loaded, same) {
        Ok(Some(printed)) => printed,
        Ok(None) => return,
        Err(trouble) => return checked.unprinted(loaded, trouble),
    };
    checked.notices.extend(remarks);
    let data = format!("{}/{}", loaded.siklus, layout::rkt("json"));
    let told = checked
        .findings
        .iter()
        .map(|finding| finding.at.file.clone());
    let told: BTreeSet<String> = told.collect();
    for (file, bytes) in &wanted {
        let fits = match hashes.get(file) {
            Some(_) if !same => *file != data || agrees_on_disk(loaded, file, bytes),
            Some(hash) => *hash == sha256(bytes),
            None => false,
        };
        if !fits && !told.contains(file) {
            let message = "cetakan ini tidak sama dengan yang dicetak dari ajuan di arsip ini";
            checked.findings.push(differs(file, message));
        }
    }
    let mut known = archive::names(loaded);
    known.extend(wanted.into_keys());
    let prints = format!("{}/{}/", loaded.siklus, layout::KELUARAN);
    let news = |file: &&String| !known.contains(*file) && !told.contains(*file);
    for file in hashes.keys().filter(news) {
        // A later version may print more.
        if same || !file.starts_with(&prints) {
            let message = "berkas ini bukan bagian dari arsip RKT";
            checked.findings.push(differs(file, message));
        }
    }
}

/// The version that printed the archive, if it was another one.
pub(super) fn other_printer(state: &State) -> Option<&str> {
    match state.archive().map(|event| &event.act) {
        Some(Act::Arsip { versi, .. }) if versi != VERSI => Some(versi),
        Some(_) | None => None,
    }
}

/// What this version prints of the signed document, and of the archive if it made that.
///
/// # Errors
/// When something can't be printed; what is no longer there was told before, and gives `None`.
fn reprinted(loaded: &Loaded, same: bool) -> Result<Option<(Files, Vec<String>)>, Trouble> {
    let fixed = loaded.state.signed_draft();
    let draft = fixed.and_then(|fixed| Some((Draft::again(loaded, &fixed).ok()?, fixed)));
    let Some((draft, fixed)) = draft else {
        return Ok(None);
    };
    let (mut wanted, remarks) = printed(loaded, draft, fixed)?;
    if let Some(signature) = loaded.state.signature().filter(|_| same) {
        let text = archive::readme(loaded, signature);
        wanted.insert(layout::BACA_SAYA.to_owned(), text.into_bytes());
    }
    Ok(Some((wanted, remarks)))
}

fn differs(file: &str, message: &str) -> Finding {
    let finding = Finding::new(Rule::ContentDiffers, Place::file(file), message);
    finding.help("kembalikan arsip dari git atau salinan cadangan")
}

/// Whether a document that another version wrote as JSON says the same where both say anything.
fn agrees_on_disk(loaded: &Loaded, file: &str, printed: &[u8]) -> bool {
    let read = text::read_up_to(&loaded.root, file, evidence::MAX_BYTES);
    let Ok(Some(Ok(bytes))) = read else {
        return false;
    };
    let there = serde_json::from_slice(&bytes);
    let here = serde_json::from_slice(printed);
    matches!((there, here), (Ok(there), Ok(here)) if agrees(&there, &here))
}

fn agrees(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let mut shared = a.iter().filter_map(|(key, a)| Some((a, b.get(key)?)));
            shared.all(|(a, b)| agrees(a, b))
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| agrees(a, b))
        }
        (a, b) => a == b,
    }
}

/// A cycle, be it in a workspace or in an archive.
///
/// # Errors
/// When the disk refuses.
pub(super) fn cycle(loaded: &Loaded, checked: &mut Checked) -> Result<(), Trouble> {
    checked.sources.extend(loaded.sources.iter().cloned());
    checked.findings.extend(loaded.findings.iter().cloned());
    let all = [
        archive::submissions(loaded)?,
        archive::basis(loaded)?,
        archive::evidence(loaded)?,
    ];
    for counted in all {
        checked.findings.extend(counted.findings);
        checked.n_files += counted.n_files;
    }
    // Of a state that is not whole no act can be judged.
    if any_error(&loaded.findings) {
        return Ok(());
    }
    let holders = |day| loaded.settings.holders(day);
    for breach in audit(&loaded.state, holders, &loaded.kalender) {
        let place = line_of(loaded, &breach.event);
        let help = match breach.about {
            About::DueDate => {
                let message = breach.message;
                checked
                    .notices
                    .push(format!("{message} (menurut kalender sekarang)"));
                continue;
            }
            About::Person => {
                "bila ejaan nama di rkt.toml dibetulkan sesudahnya, kembalikan ejaan itu, atau isi NIP pejabatnya sejak awal siklus; bila pejabatnya berganti, beri tiap pejabat masa jabatannya (`mulai`, `selesai`)"
            }
            About::Act => "lihat perbuatan itu di `rkt log`; penjelasan: `rkt explain RKT017`",
        };
        let finding = Finding::new(Rule::EventUnlawful, place, breach.message);
        checked.findings.push(finding.help(help));
    }
    rows(loaded, checked);
    drafts(loaded, checked)?;
    checked.notices.extend(notices(&loaded.state));
    checked.notices.extend(archive::lacking(loaded));
    Ok(())
}

/// Corrections of rows that no form in question ever had.
fn rows(loaded: &Loaded, checked: &mut Checked) {
    for event in loaded.state.events() {
        let Act::Kembalikan {
            subjek,
            baris: Some(baris),
            ..
        } = &event.act
        else {
            continue;
        };
        let ids = loaded.state.cycle.bidang.iter().map(|bidang| &bidang.id);
        let mut ids = ids.filter(|id| subjek.bidang().is_none_or(|only| only == *id));
        let known = ids.any(|id| {
            let rounds = loaded.state.rounds(id);
            // A copy that is gone or changed was named above.
            let has = |sha: &str| {
                loaded
                    .frozen(id, sha)
                    .map_or(true, |form| form.has_row(baris))
            };
            rounds.iter().any(|round| has(&round.sha256))
        });
        if !known {
            let message = format!("koreksi atas baris `{baris}`, yang tidak ada pada {subjek}");
            let place = line_of(loaded, &event.id);
            let finding = Finding::new(Rule::EventUnlawful, place, message);
            checked.findings.push(finding);
        }
    }
}

/// Refuses a cycle in which verify finds anything wrong.
///
/// # Errors
/// What is wrong.
pub(super) fn sound(loaded: &Loaded) -> Result<(), Trouble> {
    let mut checked = Checked::default();
    cycle(loaded, &mut checked)?;
    if any_error(&checked.findings) {
        return Err(Trouble::Findings(checked.findings, checked.sources));
    }
    Ok(())
}

/// Where an event stands in the state file.
fn line_of(loaded: &Loaded, id: &EventId) -> Place {
    let file = layout::state(&loaded.siklus);
    let quoted = format!("\"{id}\"");
    // Its own line begins with its id; later ones only name it as what they follow.
    let line = format!("id = {quoted}");
    match loaded.state_text.find(&line) {
        Some(at) => Place {
            file,
            spot: Spot::Bytes(at, at + line.len()),
        },
        None => Place::file(&file),
    }
}

/// Every draft built anew from the frozen forms.
fn drafts(loaded: &Loaded, checked: &mut Checked) -> Result<(), Trouble> {
    for event in loaded.state.events() {
        let Some(was) = Compilation::of(event) else {
            continue;
        };
        let draft = match Draft::again(loaded, &was) {
            Ok(draft) => draft,
            // The copies that are gone or changed were named above.
            Err(Trouble::Findings(..)) => continue,
            Err(Trouble::World(error)) => {
                let message = format!("draf {} tidak dapat disusun ulang: {error}", was.nomor);
                let place = line_of(loaded, &event.id);
                let finding = Finding::new(Rule::ContentDiffers, place, message);
                checked.findings.push(finding);
                continue;
            }
            Err(other @ Trouble::Misuse(_)) => return Err(other),
        };
        one_draft(loaded, event, &was, &draft, checked);
    }
    let signed = loaded.state.signature();
    if let Some(signature) = signed.filter(|_| loaded.state.signed_draft().is_none()) {
        let message = "yang ditandatangani bukan draf yang pernah disusun";
        let place = line_of(loaded, &signature.event);
        let finding = Finding::new(Rule::ContentDiffers, place, message);
        checked.findings.push(finding);
    }
    Ok(())
}

/// A draft that stands must be what the forms give; of one that was replaced it is told.
fn one_draft(
    loaded: &Loaded,
    event: &Event,
    was: &Compilation,
    draft: &Draft,
    checked: &mut Checked,
) {
    let now = draft.document.digest();
    let stands = standing(&loaded.state).contains(&was.digest);
    let aksi = event.act.aksi();
    if now != was.digest {
        let message = format!(
            "draf {} ({aksi}) tercatat berkode {}, padahal dari ajuan yang sama sekarang {}",
            was.nomor,
            kode(&was.digest),
            kode(&now)
        );
        if stands {
            let place = line_of(loaded, &event.id);
            let finding = Finding::new(Rule::ContentDiffers, place, message);
            let help = "bila nama instansi di rkt.toml berubah, kembalikan; penjelasan: `rkt explain RKT018`";
            checked.findings.push(finding.help(help));
        } else {
            let message = format!("{message}; draf itu sudah diganti");
            checked.notices.push(message);
        }
    }
    if stands && matches!(event.act, Act::Susun { .. }) {
        // What an office judges may be judged otherwise since; the draft was lawful all the same.
        let disagreeing = judged(loaded, draft, check::across).findings.into_iter();
        for finding in disagreeing.filter(|one| one.is_error() && one.rule.is_fixed()) {
            let message = format!(
                "draf {} disusun walau ada galat antar-form {}: {}",
                was.nomor, finding.rule, finding.message
            );
            let place = line_of(loaded, &event.id);
            let finding = Finding::new(Rule::EventUnlawful, place, message);
            checked.findings.push(finding);
        }
    }
}

/// The contents that count now: what is signed, else what is fixed and what was compiled last.
fn standing(state: &State) -> BTreeSet<String> {
    if let Some(signature) = state.signature() {
        return [signature.digest.clone()].into();
    }
    let drafts = [state.draft().fixed(), state.last_compilation()];
    let drafts = drafts.into_iter().flatten();
    drafts.map(|draft| draft.digest.clone()).collect()
}
