//! Plan against reality, as bars in a terminal and as a picture.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use rkt::domain::agenda::{Asked, agenda};
use rkt::domain::gantt::{Baris, Gantt, Hari, Petak};
use rkt::domain::masa::{Masa, Span};
use rkt::domain::mutu::measure;
use rkt::domain::name::LangkahId;
use rkt::domain::progress::look;
use rkt::domain::state::State;

use crate::finish::{is_over, step_on};
use crate::office::Office;
use crate::workspace::Workspace;

fn finished() -> Workspace {
    let workspace = Workspace::empty();
    workspace.rkt("demo contoh --lengkap").ok();
    workspace
}

/// Monday, 2 November 2026.
fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 2).unwrap()
}

/// A row whose bars lie before every day that is shown.
fn empty_row() -> Baris {
    let before = monday() - Days::new(40);
    let span = Span {
        mulai: before,
        akhir: before,
    };
    Baris {
        no: 1,
        id: LangkahId::parse("isi").unwrap(),
        uraian: String::new(),
        keadaan: String::new(),
        masa: Masa {
            rencana: span,
            nyata: None,
        },
    }
}

/// The bars of a langkah in a screen of 80 columns, from the first day shown.
fn bars(screen: &str, id: &str) -> String {
    let line = screen.lines().find(|line| line.contains(id)).expect(id);
    line.chars().skip(22).collect()
}

#[test]
fn what_happened_is_beside_the_plan() {
    let mut workspace = Workspace::example("kukar-2025");
    workspace.at("2026-11-17T09:00:00+08:00");
    let screen = workspace.rkt("status --gantt").ok().out;
    // From Monday, 2 November; today is the sixteenth day.
    assert_eq!(
        &bars(&screen, " disposisi")
            .chars()
            .take(7)
            .collect::<String>(),
        "█    ░░"
    );
    let filling: String = bars(&screen, " isi ").chars().take(17).collect();
    assert_eq!(filling, "   ██░░█▄▄▄▄░░▄▄ ");
    let later: String = bars(&screen, "kompilasi").chars().take(17).collect();
    assert_eq!(later, "     ░░    ▀░░▀▀ ");
    assert!(screen.contains("TERLAMBAT 6 hk"), "{screen}");
}

#[test]
fn bars_fit_and_stay_readable_at_any_width() {
    let mut workspace = Workspace::example("balangan-2027");
    for (now, width) in [
        ("2026-11-06T09:00:00+08:00", "40"),
        ("2026-11-06T09:00:00+08:00", "80"),
        ("2026-11-20T09:00:00+08:00", "120"),
        ("2027-09-20T09:00:00+08:00", "80"),
        ("2099-01-01T09:00:00+08:00", "80"),
    ] {
        workspace.at(now).env("COLUMNS", width);
        let screen = workspace.rkt("status --gantt").ok().out;
        let most: usize = width.parse().unwrap();
        let rows = screen.lines().filter(|line| line.contains(['█', '▀']));
        for line in rows.filter(|line| !line.contains("rencana")) {
            assert!(line.chars().count() <= most, "{now} {width}: {line}");
        }
        assert!(!screen.contains('\u{1b}'));
    }
    let wide = workspace
        .at("2027-09-20T09:00:00+08:00")
        .rkt("status --gantt");
    assert!(wide.ok().out.contains("Satu kolom = "));
}

#[test]
fn a_long_cycle_keeps_its_words_and_dates_within_80_columns() {
    let mut workspace = Workspace::example("kukar-2025");
    workspace.env("COLUMNS", "80");
    for (now, late) in [
        ("2026-12-10T09:00:00+08:00", "TERLAMBAT 20 hk"),
        ("2027-01-28T09:00:00+08:00", "TERLAMBAT"),
        ("2027-09-20T09:00:00+08:00", "TERLAMBAT"),
    ] {
        let screen = workspace.at(now).rkt("status --gantt").ok().out;
        for line in screen.lines() {
            assert!(line.chars().count() <= 80, "{now}: {line}");
        }
        assert!(screen.contains(late), "{now}: {screen}");
        let heads: Vec<&str> = screen.lines().skip(2).take(2).collect();
        for month in ["Nov", "Des"]
            .iter()
            .filter(|_| !now.starts_with("2027-09"))
        {
            assert!(heads[0].contains(month), "{screen}");
        }
        // Where a column is a week or more, Mondays tell nothing.
        let mondays = heads[1].trim_start().starts_with("2 ");
        assert_eq!(mondays, !now.starts_with("2027-09"), "{screen}");
    }
}

#[test]
fn a_weekend_shows_also_where_it_is_cut_in_two() {
    let day = |libur: bool, n: u64| Hari {
        tanggal: monday() + Days::new(n),
        libur,
    };
    let week: Vec<Hari> = (0..14).map(|n| day(n % 7 >= 5, n)).collect();
    let gantt = Gantt {
        hari: week.clone(),
        hari_ini: monday() - Days::new(30),
        baris: Vec::new(),
    };
    let baris = empty_row();
    let shown: Vec<Petak> = week
        .chunks(2)
        .map(|days| gantt.petak(&baris, days))
        .collect();
    let (work, off) = (Petak::Kosong, Petak::Libur);
    assert_eq!(shown, [work, work, off, off, work, work, off]);
    let threes: Vec<Petak> = week
        .chunks(7)
        .map(|days| gantt.petak(&baris, days))
        .collect();
    assert_eq!(threes, [work, work]);
}

#[test]
fn the_picture_holds_no_markup_of_others() {
    let mut workspace = Workspace::example("balangan-2027");
    workspace.at("2026-11-20T09:00:00+08:00");
    let settings = workspace.read("rkt.toml");
    let odd = settings.replacen("Kabupaten Balangan", "<script>alert(1)</script> & 'B'", 1);
    workspace.write("rkt.toml", &odd);
    workspace.rkt("export gantt -o gambar").ok();
    let svg = workspace.read("gambar/rkt-2027-gantt.svg");
    assert!(
        !svg.contains("<script") && svg.contains("&lt;script&gt;"),
        "{svg}"
    );
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    for name in ["svg", "g", "text", "title", "style", "defs", "pattern"] {
        let opened =
            svg.matches(&format!("<{name}>")).count() + svg.matches(&format!("<{name} ")).count();
        assert_eq!(opened, svg.matches(&format!("</{name}>")).count(), "{name}");
    }
    let again = workspace.rkt("export gantt -o gambar").ok().out;
    assert!(again.contains("sudah ada, isinya sama"), "{again}");
}

#[test]
fn a_cycle_that_is_over_shows_no_today() {
    let mut workspace = finished();
    workspace.at("2027-03-01T09:00:00+08:00");
    let data = workspace.json("-C contoh status --gantt");
    let rows = data["langkah"].as_array().unwrap();
    let spans = rows.iter().map(|row| &row["nyata"]);
    let ends: Vec<&str> = spans.map(|span| span["akhir"].as_str().unwrap()).collect();
    assert_eq!(
        ends,
        [
            "2026-11-02",
            "2026-11-02",
            "2026-11-04",
            "2026-11-17",
            "2026-11-17",
            "2026-11-17",
            "2026-11-17",
            "2026-11-20",
            "2026-11-20",
            "2026-11-23",
            "2026-11-24",
        ]
    );
    let starts = rows
        .iter()
        .map(|row| row["nyata"]["mulai"].as_str().unwrap());
    let starts: Vec<&str> = starts.collect();
    assert_eq!(
        starts,
        [
            "2026-11-02",
            "2026-11-02",
            "2026-11-03",
            "2026-11-05",
            "2026-11-06",
            "2026-11-10",
            "2026-11-11",
            "2026-11-13",
            "2026-11-16",
            "2026-11-19",
            "2026-11-24",
        ]
    );
}

/// What holds of every picture of a cycle, however far it has come.
#[track_caller]
fn is_in_order(office: &Office, state: &State) {
    let today = state.events().last().unwrap().pada.date_naive();
    let progress = look(state, &office.kalender, today, &BTreeSet::new()).unwrap();
    let gantt = Gantt::of(state, &progress, &office.kalender);
    assert_eq!(gantt.baris.len(), office.sop.langkah.len());
    for (baris, langkah) in gantt.baris.iter().zip(&progress.langkah) {
        let real = baris.masa.nyata;
        for span in [Some(baris.masa.rencana), real].into_iter().flatten() {
            assert!(span.mulai <= span.akhir, "{}: {span:?}", baris.id);
            let ends = gantt.place(span.mulai).zip(gantt.place(span.akhir));
            assert!(ends.is_some_and(|(first, last)| first <= last));
        }
        if let Some(ended) = langkah.selesai {
            assert_eq!(real.map(|span| span.akhir), Some(ended.date_naive()));
        }
    }
    let all = agenda(&Asked {
        judul: "RKT",
        state,
        progress: &progress,
        kalender: &office.kalender,
        untuk: None,
    });
    let names: BTreeSet<&str> = all.acara.iter().map(|one| one.uid.as_str()).collect();
    assert_eq!(names.len(), progress.langkah.len() + progress.bidang.len());
    let measured = measure("2027", state, &office.kalender, today).unwrap();
    let ended = progress.langkah.iter().filter(|one| one.selesai.is_some());
    assert_eq!(measured.langkah.len(), ended.count());
}

#[test]
fn pictures_are_in_order_all_the_way_under_every_sop() {
    for office in Office::all() {
        let mut state = office.opened();
        is_in_order(&office, &state);
        while !is_over(&office, &state) {
            step_on(&office, &mut state);
            is_in_order(&office, &state);
        }
    }
}
