//! `rkt form import`: filled workbooks back into forms, shown before they count.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::Open;
use super::foreign::{self, Wanted};
use crate::commands::checking::{Asked, check_against};
use crate::commands::{Outcome, Session, bidang_of, quoted, show};
use crate::domain::diff::{Change, EMPTIED, changes};
use crate::domain::digest::sha256;
use crate::domain::finding::{Finding, Place, any_error};
use crate::domain::form::Form;
use crate::domain::row::of_form;
use crate::domain::rule::{Rule, Severity};
use crate::domain::sheet::Sheet;
use crate::domain::state::BidangState;
use crate::domain::workbook::merge::{Edit, Terms, merge};
use crate::domain::workbook::plan::Plan;
use crate::domain::workbook::reading::{self, Reading};
use crate::domain::workbook::stamp::{Stamp, StampFault};
use crate::store::cycle::Loaded;
use crate::store::form_edit::FormText;
use crate::store::references::References;
use crate::store::text::Source;
use crate::store::txn::Txn;
use crate::store::workspace::Trouble;
use crate::store::{form_file, layout, table_file};
use crate::ui::{self, Ui, report};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// Buku kerja (.xlsx) yang sudah diisi; dengan --bidang juga tabel lain (.xlsx, .csv, .tsv)
    #[arg(value_name = "FILE", required = true)]
    pub(super) file: Vec<PathBuf>,
    /// Tampilkan perubahannya tanpa menulis apa pun
    #[arg(long)]
    dry_run: bool,
    /// Hapus baris form yang tidak ada lagi di buku kerja
    #[arg(long)]
    hapus: bool,
    /// Bidang yang formnya diisi dari tabel yang bukan dari rkt
    #[arg(long, value_name = "BIDANG")]
    pub(super) bidang: Option<String>,
    /// Lembar yang dibaca (boleh diulang)
    #[arg(long, value_name = "NAMA", requires = "bidang")]
    pub(super) lembar: Vec<String>,
    /// Peta judul kolom di folder peta/ (bawaan: yang cocok)
    #[arg(long, value_name = "NAMA", requires = "bidang")]
    pub(super) peta: Option<String>,
    /// Usulkan peta judul kolom, tanpa mengimpor
    #[arg(long, value_name = "NAMA", requires = "bidang", conflicts_with_all = ["peta", "hapus"])]
    buat_peta: Option<String>,
}

/// Reads every workbook, then changes every form, or none.
pub fn run(args: &Args, session: Session<'_>, ui: &mut Ui<'_>) -> Result<Outcome, Trouble> {
    if let Some(nama) = &args.buat_peta {
        return propose(nama, args, session, ui);
    }
    let (loaded, txn) = if args.dry_run {
        (session.reading()?, None)
    } else {
        let (loaded, txn) = session.writing()?;
        (loaded, Some(txn))
    };
    let wanted = Wanted::of(args, &loaded, session)?;
    let mut findings = Vec::new();
    let mut books = Vec::new();
    for file in &args.file {
        let path = session.env.cwd.join(file);
        let name = file.display().to_string();
        let how = (args.hapus, wanted.as_ref());
        books.extend(book(&loaded, &path, &name, how, &mut findings)?);
    }
    twice(&books)?;
    if any_error(&findings) {
        return Err(Trouble::Findings(findings, Vec::new()));
    }
    recheck(&loaded, &mut books)?;
    if let Some(txn) = txn {
        write(txn, &books)?;
    }
    tell(&loaded, &books, &findings, args.dry_run, ui)?;
    Ok(Outcome::Done)
}

/// Proposes a mapping for the tables of the first file.
fn propose(
    nama: &str,
    args: &Args,
    session: Session<'_>,
    ui: &mut Ui<'_>,
) -> Result<Outcome, Trouble> {
    let loaded = session.reading()?;
    let wanted = Wanted::of(args, &loaded, session)?;
    let (Some(file), Some(wanted)) = (args.file.first(), wanted) else {
        return Ok(Outcome::Done);
    };
    match table_file::sheets(&session.env.cwd.join(file))? {
        Ok(sheets) => foreign::propose((nama, args.dry_run), &loaded, &sheets, &wanted, ui),
        Err(unreadable) => {
            let finding = unreadable.finding(&file.display().to_string());
            Err(Trouble::Findings(vec![finding], Vec::new()))
        }
    }
}

/// A workbook that was read, and what it makes of its form.
pub(super) struct Book {
    file: String,
    open: Open,
    /// The form's new text.
    text: String,
    /// What changes, row by row.
    changes: Vec<Change>,
    /// What a check says of the changed form.
    left: Vec<Finding>,
    /// What should be known about its age.
    age: Option<String>,
}

/// Two workbooks of one form would undo one another.
fn twice(books: &[Book]) -> Result<(), Trouble> {
    for (n, book) in books.iter().enumerate() {
        let same = |other: &&Book| other.open.bidang.id == book.open.bidang.id;
        if let Some(other) = books.iter().skip(n + 1).find(same) {
            return Err(Trouble::Misuse(format!(
                "{} dan {} keduanya form {}\nimpor satu per satu",
                book.file, other.file, book.open.bidang.id
            )));
        }
    }
    Ok(())
}

/// Checks the forms as they are now, all of them changed.
fn recheck(loaded: &Loaded, books: &mut [Book]) -> Result<(), Trouble> {
    let text = |book: &Book| Source {
        file: book.open.read.source.file.clone(),
        text: book.text.clone(),
    };
    let changed: Vec<Source> = books.iter().map(text).collect();
    let references = References::read(loaded)?;
    for book in books {
        let id = book.open.bidang.id.to_string();
        let checked = check_against(loaded, &references, Asked::one(&id), &changed)?;
        book.left = checked.verdict.findings;
    }
    Ok(())
}

fn write(mut txn: Txn, books: &[Book]) -> Result<(), Trouble> {
    let changed = books
        .iter()
        .filter(|book| book.text != book.open.read.source.text);
    let mut any = false;
    for book in changed {
        txn.put(layout::form(&book.open.bidang.id), book.text.as_bytes());
        any = true;
    }
    if any {
        txn.commit()?;
    }
    Ok(())
}

fn book(
    loaded: &Loaded,
    path: &Path,
    name: &str,
    (remove, wanted): (bool, Option<&Wanted>),
    findings: &mut Vec<Finding>,
) -> Result<Option<Book>, Trouble> {
    let whole = |rule, message: String, help: String| {
        Finding::new(rule, Place::file(name), message).help(help)
    };
    let sheets = match table_file::sheets(path)? {
        Ok(sheets) => sheets,
        Err(unreadable) => {
            findings.push(unreadable.finding(name));
            return Ok(None);
        }
    };
    let again = || "ekspor buku kerja yang baru: `rkt form export BIDANG`".to_owned();
    let stamp = match Stamp::read(&sheets) {
        Ok(Some(stamp)) => stamp,
        Ok(None) => {
            if let Some(wanted) = wanted {
                return foreign::book(loaded, &sheets, name, wanted, findings);
            }
            let message = "buku kerja ini bukan dari `rkt form export`".to_owned();
            let help = format!(
                "{}; tabel dari tempat lain: `rkt form import {} --bidang BIDANG`",
                again(),
                quoted(name)
            );
            findings.push(whole(Rule::OtherWorkbook, message, help));
            return Ok(None);
        }
        Err(fault) => {
            let (message, help) = match fault {
                StampFault::Newer => (
                    "buku kerja ini dibuat rkt yang lebih baru",
                    "pakai rkt yang lebih baru".to_owned(),
                ),
                StampFault::Broken => ("tanda rkt di buku kerja ini rusak", again()),
            };
            findings.push(whole(Rule::OtherWorkbook, message.to_owned(), help));
            return Ok(None);
        }
    };
    if let Some((message, help)) = belongs_elsewhere(loaded, &stamp) {
        findings.push(whole(Rule::OtherWorkbook, message, help));
        return Ok(None);
    }
    if let Some(wanted) = wanted.filter(|wanted| wanted.bidang != stamp.bidang) {
        return Err(Trouble::Misuse(format!(
            "{name} buku kerja Bidang {}, bukan {}\nimpor tanpa --bidang",
            stamp.bidang, wanted.bidang
        )));
    }
    let open = Open::read(loaded, bidang_of(&stamp.bidang, loaded)?)?;
    let Some(base) = FormText::parse(&stamp.form) else {
        findings.push(whole(
            Rule::OtherWorkbook,
            "tanda rkt di buku kerja ini rusak".to_owned(),
            again(),
        ));
        return Ok(None);
    };
    let readings = readings(name, &sheets, findings);
    if readings.is_empty() {
        let message = "tidak ada lembar yang memuat tabel form".to_owned();
        findings.push(whole(Rule::WorkbookUnreadable, message, again()));
        return Ok(None);
    }
    Ok(Some(changed(
        loaded,
        open,
        (&stamp, &base.plan()),
        (name, &readings, remove),
        findings,
    )?))
}

/// Why a workbook belongs to another office, year or Bidang.
fn belongs_elsewhere(loaded: &Loaded, stamp: &Stamp) -> Option<(String, String)> {
    let instansi = &loaded.settings.instansi;
    let here = instansi.full_name();
    if stamp.lineage != loaded.state.cycle.siklus {
        let message = if stamp.instansi != here {
            format!("buku kerja ini milik instansi lain: {}", stamp.instansi)
        } else if stamp.siklus != loaded.siklus {
            format!(
                "buku kerja ini untuk siklus {}, padahal ini siklus {}",
                stamp.siklus, loaded.siklus
            )
        } else {
            format!(
                "buku kerja ini dari siklus {} yang lain, bukan yang dibuka di sini",
                stamp.siklus
            )
        };
        let help = format!(
            "pilih siklusnya dengan --siklus {}, atau ekspor lagi: `rkt form export {}`",
            stamp.siklus, stamp.bidang
        );
        return Some((message, help));
    }
    if loaded.bidang(&stamp.bidang).is_none() {
        let message = format!(
            "buku kerja ini milik Bidang {}, yang tidak ada di siklus ini",
            stamp.bidang
        );
        let help = format!("Bidang siklus ini: {}", loaded.bidang_names().join(", "));
        return Some((message, help));
    }
    None
}

fn readings(file: &str, sheets: &[Sheet], findings: &mut Vec<Finding>) -> Vec<Reading> {
    sheets
        .iter()
        .filter_map(|sheet| reading::read(file, sheet, findings))
        .collect()
}

fn changed(
    loaded: &Loaded,
    open: Open,
    (stamp, base): (&Stamp, &Plan),
    (name, readings, remove): (&str, &[Reading], bool),
    findings: &mut Vec<Finding>,
) -> Result<Book, Trouble> {
    let terms = Terms {
        whole: true,
        remove,
    };
    let edits = merge(base, &open.plan, readings, terms, findings);
    let age = age(loaded, &open, stamp, base);
    made(loaded, open, &edits, (name, age))
}

/// What edits make of a form.
pub(super) fn made(
    loaded: &Loaded,
    open: Open,
    edits: &[Edit],
    (name, age): (&str, Option<String>),
) -> Result<Book, Trouble> {
    let old = &open.read.source;
    let mut edited = open.text.clone();
    edited.apply(edits);
    let text = if edits.is_empty() {
        old.text.clone()
    } else {
        edited.text()
    };
    let read = |text: String| {
        let file = old.file.clone();
        let source = Source { file, text };
        let (form, left) = form_file::checked(&source, loaded.expected(&open.bidang.id));
        form.ok_or_else(|| Trouble::Findings(left, vec![source]))
    };
    read(text.clone())?;
    // What a form must have and is empty is no row that went, and no target that does not apply.
    let shown = |text: &FormText| read(text.with_gaps(EMPTIED).text());
    let changes = row_changes(&shown(&open.text)?, &shown(&edited)?);
    Ok(Book {
        file: name.to_owned(),
        age,
        open,
        text,
        changes,
        left: Vec::new(),
    })
}

fn row_changes(old: &Form, new: &Form) -> Vec<Change> {
    changes(&of_form(old), &of_form(new))
}

/// What should be known of a workbook that was not made from the form as it stands.
fn age(loaded: &Loaded, open: &Open, stamp: &Stamp, base: &Plan) -> Option<String> {
    if *base == open.plan {
        return None;
    }
    let rounds = loaded.state.rounds(&open.bidang.id);
    let sha = sha256(stamp.form.as_bytes());
    let round = rounds.iter().rposition(|round| round.sha256 == sha);
    Some(match round {
        Some(n) => format!(
            "Perhatian: buku kerja ini dibuat dari putaran {}; form sudah berubah sesudahnya, dan perubahan itu dipertahankan.",
            n + 1
        ),
        None => "Perhatian: buku kerja ini dibuat dari isi form yang lain daripada sekarang (lebih lama, atau dari salinan lain); yang berubah di form dipertahankan.".to_owned(),
    })
}

fn tell(
    loaded: &Loaded,
    books: &[Book],
    findings: &[Finding],
    dry_run: bool,
    ui: &mut Ui<'_>,
) -> Result<(), Trouble> {
    if ui.json {
        ui.data(&data(loaded, books, findings, dry_run))?;
        return Ok(());
    }
    if !findings.is_empty() {
        show(findings, &[], ui)?;
    }
    for book in books {
        let id = &book.open.bidang.id;
        let n = book.changes.len();
        let rows = if n == 0 {
            "0 perubahan".to_owned()
        } else {
            format!("{n} baris berubah")
        };
        ui.line(&format!(
            "{}: {rows} dari {}",
            book.open.bidang.nama, book.file
        ))?;
        if n > 0 {
            if let Some(age) = &book.age {
                ui.line(age)?;
            }
            ui.changes_in_full(&book.changes)?;
            if let Some(closed) = closed(loaded, book) {
                ui.line(&closed)?;
            }
            ui.line(&next(book, dry_run, id.as_str()))?;
        }
    }
    Ok(())
}

/// That a change of this form does not count by itself.
fn closed(loaded: &Loaded, book: &Book) -> Option<String> {
    match loaded.state.bidang(&book.open.bidang.id) {
        BidangState::Disetujui(_) => Some(format!(
            "Perhatian: form ini sudah disetujui; perubahannya baru berlaku bila dikembalikan dan diajukan lagi: rkt return {} --alasan \"...\"",
            book.open.bidang.id
        )),
        BidangState::Belum
        | BidangState::Diajukan(_)
        | BidangState::Dikembalikan(..)
        | BidangState::Tanpa(_)
        | BidangState::Bercabang => None,
    }
}

fn next(book: &Book, dry_run: bool, id: &str) -> String {
    if dry_run {
        return "Tidak ada yang ditulis (--dry-run).".to_owned();
    }
    let written = format!("Ditulis ke {}.", book.open.read.source.file);
    let left = report::counts(&book.left);
    let submit = format!("Berikutnya, {id}: rkt submit {id} --sebagai {id}");
    if any_error(&book.left) {
        format!("{written} Masih ada {left}: rkt check {id}")
    } else if book.left.is_empty() {
        format!("{written} {submit}")
    } else {
        format!("{written} Masih ada {left}: rkt check {id}. {submit}")
    }
}

fn data(loaded: &Loaded, books: &[Book], findings: &[Finding], dry_run: bool) -> Value {
    let one = |book: &Book| {
        json!({
            "berkas": book.file,
            "bidang": book.open.bidang.id.to_string(),
            "perhatian": book.age,
            "perubahan": ui::json::changes(&book.changes),
            "temuan_tersisa": book.left.len(),
        })
    };
    let notes = findings
        .iter()
        .filter(|finding| finding.severity != Severity::Galat);
    let notes: Vec<String> = notes
        .map(|finding| format!("{}: {}", finding.at.name(), finding.message))
        .collect();
    json!({
        "versi_skema": ui::json::VERSION,
        "siklus": loaded.siklus,
        "ditulis": !dry_run,
        "buku_kerja": books.iter().map(one).collect::<Vec<_>>(),
        "peringatan": notes,
    })
}
