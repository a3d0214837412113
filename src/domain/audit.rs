//! Audit: every event asked again, in the state that its writer had seen, whether the SOP
//! allowed it; and what an auditor should know that is no breach.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::document::kode;
use super::event::{Act, Actor, Event, EventId};
use super::instansi::PLACEHOLDER;
use super::kalender::Kalender;
use super::name::{BidangId, Jabatan};
use super::rule::Rule;
use super::state::State;
use super::tanggal;
use super::workflow::{Action, By, Decision, Office, Scope, decide};

/// An event that the SOP did not allow, or that somebody else would have had to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// Which event.
    pub event: EventId,
    /// What is wrong with it.
    pub message: String,
    /// What it is about.
    pub about: About,
}

/// What a breach is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Who held a jabatan.
    Person,
    /// What the SOP allows.
    Act,
    /// A due date by the days off as they are known now, which may not be those of that day: to
    /// be known, and no breach by itself.
    DueDate,
}

/// Decides on every event again. `holders` says who held which jabatan on a day.
#[must_use]
pub fn audit(
    state: &State,
    holders: impl Fn(NaiveDate) -> BTreeMap<Jabatan, Actor>,
    kalender: &Kalender,
) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for event in state.events() {
        let holders = holders(event.pada.date_naive());
        let office = Office {
            kalender,
            holders: &holders,
        };
        let people = unheld(event, &holders).into_iter();
        let seal = second_seal(event, state).map(|message| (About::Act, message));
        let acts = unlawful(event, state, &office).into_iter().chain(seal);
        let all = people.map(|message| (About::Person, message)).chain(acts);
        breaches.extend(all.map(|(about, message)| Breach {
            event: event.id.clone(),
            message: format!("{}: {message}", called(event)),
            about,
        }));
    }
    breaches
}

/// An event as findings name it.
fn called(event: &Event) -> String {
    let (what, nama) = (event.act.called(), &event.oleh.nama);
    let (jabatan, pada) = (event.oleh.title(), tanggal::moment(event.pada));
    format!("{what} oleh {nama} ({jabatan}), {pada}")
}

/// The people of an event who did not hold their jabatan on that day, or not so.
fn unheld(event: &Event, holders: &BTreeMap<Jabatan, Actor>) -> Vec<String> {
    let people = [Some(&event.oleh), event.dicatat_oleh.as_ref()];
    let hari = tanggal::long(event.pada.date_naive());
    let wrong = |person: &Actor| {
        let jabatan = &person.jabatan;
        let Some(holder) = holders.get(jabatan) else {
            return Some(format!(
                "menurut rkt.toml `{jabatan}` pada {hari} tidak dijabat siapa pun"
            ));
        };
        let unnamed = person.nama.starts_with(PLACEHOLDER)
            && !matches!(event.act, Act::Setujui { .. } | Act::Tandatangan { .. });
        let known = holder.is_same_person(person) && holder.status == person.status;
        (!known && !unnamed).then(|| {
            format!(
                "menurut rkt.toml `{jabatan}` pada {hari} dijabat {} ({}), bukan {} ({})",
                holder.nama,
                holder.title(),
                person.nama,
                person.title()
            )
        })
    };
    people.into_iter().flatten().filter_map(wrong).collect()
}

/// That two clones sealed different archives: only one counts, and nobody decided which.
fn second_seal(event: &Event, state: &State) -> Option<String> {
    let first = state.archive().filter(|first| first.id != event.id)?;
    let same = first.act == event.act;
    (matches!(event.act, Act::Arsip { .. }) && !same).then(|| {
        format!(
            "arsip lain sudah disegel pada {} tanpa diketahuinya; tetapkan satu, dan kembalikan yang lain dari riwayat git",
            tanggal::moment(first.pada)
        )
    })
}

/// Why the SOP does not give this event after what its writer had seen.
fn unlawful(event: &Event, state: &State, office: &Office<'_>) -> Option<(About, String)> {
    let act = |message: &str| Some((About::Act, message.to_owned()));
    if event.pada.offset() != &state.cycle.zona.offset() {
        return act(&format!("jamnya bukan jam {}", state.cycle.zona));
    }
    let then = state.before(&event.id);
    let opens = matches!(event.act, Act::Mulai { .. });
    if then.opening().is_none() && !opens {
        return act("tidak menyusul pembukaan siklus");
    }
    if !is_planned(&event.act, state) {
        return act("rencananya tidak memuat satu tanggal maju untuk tiap langkah");
    }
    let Some(action) = action(&event.act, &then) else {
        return act("tidak membuka langkah apa pun");
    };
    let by = By {
        actor: event.oleh.clone(),
        dicatat_oleh: event.dicatat_oleh.clone(),
        atas_nama: event.atas_nama.clone(),
        bukti: event.bukti.clone(),
        at: event.pada,
        jam: event.jam.clone(),
    };
    match decide(&then, office, action, &by) {
        Ok(Decision::Record(again)) if *again == *event => None,
        Ok(Decision::Record(again)) if again.act == event.act => {
            act("tidak menyusul semua peristiwa yang ada waktu itu")
        }
        Ok(Decision::Record(_)) => act("isinya berbeda dengan yang seharusnya dicatat menurut SOP"),
        Ok(Decision::Unchanged) => act("tidak mengubah apa pun, jadi rkt tidak akan mencatatnya"),
        Err(refusal) if matches!(refusal.rule, Rule::LateWithoutReason | Rule::PlanOnDayOff) => {
            Some((About::DueDate, refusal.message))
        }
        Err(refusal) => act(&refusal.message),
    }
}

/// Whether an opening plans a day for each langkah, none before the start or the one before.
fn is_planned(act: &Act, state: &State) -> bool {
    let Act::Mulai {
        tanggal, rencana, ..
    } = act
    else {
        return true;
    };
    let starts = rencana.first().is_some_and(|first| first >= tanggal);
    rencana.len() == state.sop.langkah.len() && starts && rencana.is_sorted()
}

/// The action that an act came from; `None` for one that no command gives. One exhaustive table.
#[expect(clippy::too_many_lines, reason = "a table")]
fn action(act: &Act, then: &State) -> Option<Action> {
    Some(match act.clone() {
        Act::Mulai {
            tanggal,
            rencana,
            sop,
            disposisi,
            perubahan,
            ..
        } => Action::Start {
            tanggal,
            rencana,
            disposisi,
            sop,
            perubahan,
        },
        Act::Catat {
            langkah,
            tanggal,
            catatan,
            hadir,
            url,
        } => Action::Step {
            langkah,
            tanggal: Some(tanggal),
            catatan,
            hadir,
            url,
        },
        Act::Tanpa { bidang, alasan, .. } => Action::Excuse { bidang, alasan },
        Act::Ajukan {
            bidang,
            digest,
            sha256,
            alasan,
            jawab,
        } => Action::Submit {
            bidang,
            digest,
            sha256,
            alasan,
            jawab,
        },
        Act::Tarik { bidang } => Action::Withdraw { bidang },
        Act::Jawab {
            koreksi, jawaban, ..
        } => Action::Answer { koreksi, jawaban },
        Act::Ingatkan {
            kepada,
            langkah,
            terlambat,
        } => Action::Remind {
            kepada,
            langkah,
            terlambat,
        },
        Act::Bidang { bidang, nama } => Action::AddBidang { bidang, nama },
        Act::Batalkan { .. } => Action::Undo,
        Act::Buka { langkah, alasan } => Action::Reopen {
            langkah: langkah.into_iter().next()?,
            alasan,
        },
        Act::Jadwal {
            mulai,
            rencana,
            alasan,
        } => Action::Reschedule {
            mulai,
            rencana,
            alasan,
        },
        Act::Kembalikan {
            subjek,
            ke,
            baris,
            alasan,
            ..
        } => Action::Return {
            subjek,
            ke: Some(ke),
            baris,
            alasan,
        },
        Act::Setujui { subjek, .. } => Action::Approve { subjek },
        Act::Kompilasi { digest, tanpa, .. } => Action::Compile {
            digest,
            scope: scope(&tanpa, then),
        },
        Act::Susun { digest, .. } => Action::Draft {
            digest,
            n_errors: 0,
        },
        Act::Tandatangan { digest, naskah } => Action::Sign {
            kode: kode(&digest),
            naskah,
        },
        Act::Arsip {
            digest,
            versi,
            alasan,
        } => Action::Archive {
            digest,
            versi,
            alasan,
        },
    })
}

/// Whether a draft left out nobody but Bidang that were excused then.
fn scope(tanpa: &[BidangId], then: &State) -> Scope {
    let excused = then.excused();
    if tanpa.iter().all(|id| excused.contains(id)) {
        Scope::Whole
    } else {
        Scope::Partial
    }
}

/// What an auditor should know and is no breach, as sentences.
#[must_use]
pub fn notices(state: &State) -> Vec<String> {
    let mut notices = unrecorded(state);
    notices.extend(in_place_of(state));
    notices.extend(for_others(state));
    notices.extend(unseen(state));
    let events = state.events();
    let set = events.iter().filter(|event| event.jam.is_some()).count();
    if set > 0 {
        notices.push(format!(
            "{set} peristiwa dicatat dengan jam yang disetel (RKT_NOW), bukan jam komputer"
        ));
    }
    let earlier = |event: &&Event| {
        let history = state.history();
        let parents = event.sebelum.iter().filter_map(|id| history.get(id));
        parents.into_iter().any(|parent| parent.pada > event.pada)
    };
    let back = events.iter().filter(earlier).count();
    if back > 0 {
        notices.push(format!(
            "{back} peristiwa berjam lebih awal daripada peristiwa yang disusulnya"
        ));
    }
    let people = events.iter().map(|event| &event.oleh);
    let unnamed: BTreeSet<&str> = people
        .filter(|person| person.nama.starts_with(PLACEHOLDER))
        .map(|person| person.jabatan.as_str())
        .collect();
    if !unnamed.is_empty() {
        let names: Vec<&str> = unnamed.into_iter().collect();
        notices.push(format!(
            "nama pejabat belum diisi ketika bertindak: {}",
            names.join(", ")
        ));
    }
    notices.extend(rescheduled(state));
    notices.extend(one_person(state));
    notices.extend(signed(state));
    notices
}

fn unrecorded(state: &State) -> Vec<String> {
    let open = state.unrecorded().into_iter();
    open.map(|l| format!("langkah {} ({}) belum dicatat", l.no, l.id))
        .collect()
}

/// Acts that count and were decided in another's place, as sentences.
#[must_use]
pub fn in_place_of(state: &State) -> Vec<String> {
    let events = state
        .events()
        .iter()
        .filter(|event| state.counts(&event.id));
    let placed = events.filter_map(|event| Some((event, event.atas_nama.as_ref()?)));
    placed
        .map(|(event, place)| {
            let (what, who) = (called(event), &place.jabatan);
            format!(
                "{what} diputuskan atas nama `{who}`, alasan: {}",
                place.alasan
            )
        })
        .collect()
}

/// What the signer had not seen, as sentences.
#[must_use]
pub fn unseen(state: &State) -> Vec<String> {
    let unseen = state.unseen().into_iter();
    unseen
        .map(|event| {
            let what = called(event);
            format!("tidak berlaku, sebab tidak dilihat penanda tangan: {what}")
        })
        .collect()
}

fn for_others(state: &State) -> Vec<String> {
    let mut pairs: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for event in state
        .events()
        .iter()
        .filter(|event| state.counts(&event.id))
    {
        if let Some(typist) = &event.dicatat_oleh {
            *pairs.entry((&event.oleh.nama, &typist.nama)).or_default() += 1;
        }
    }
    pairs
        .into_iter()
        .map(|((whose, typist), n)| format!("{n} perbuatan {whose} dicatat oleh {typist}"))
        .collect()
}

/// That the planned dates were set anew.
fn rescheduled(state: &State) -> Option<String> {
    let (opened, since) = state.baselines().split_first()?;
    let (times, ends) = (since.len(), opened.rencana.last()?);
    (times > 0).then(|| {
        let ends = tanggal::long(*ends);
        format!("siklus dijadwalkan ulang {times} kali; rencana semula selesai {ends}")
    })
}

/// That who fixed the draft also approved it, which the SOP allows.
fn one_person(state: &State) -> Option<String> {
    let fixed = state.signed_draft()?;
    let drafter = &state.history().get(&fixed.event)?.oleh;
    let mut approvals = state.draft_approvals().iter();
    let both = approvals.find(|approval| approval.oleh.is_same_person(drafter))?;
    let nama = &both.oleh.nama;
    Some(format!(
        "draf disusun dan disetujui orang yang sama: {nama}"
    ))
}

fn signed(state: &State) -> Option<String> {
    let signature = state.signature()?;
    let bukti = state.history().get(&signature.event)?.bukti.keys();
    let bukti: Vec<&str> = bukti.map(String::as_str).collect();
    let paper = if bukti.is_empty() {
        "naskah yang ditandatangani tidak dilampirkan".to_owned()
    } else {
        let files = bukti.join(", ");
        format!("naskah yang ditandatangani dilampirkan sebagai bukti: {files}")
    };
    Some(format!(
        "tanda tangan yang dicatat rkt bukan tanda tangan elektronik tersertifikasi; {paper}"
    ))
}
