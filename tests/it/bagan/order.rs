//! What holds of every chart.

use std::collections::BTreeSet;

use rkt::domain::bagan::{
    Area, Bagan, Bentuk, Halaman, Milik, Panah, Rata, Rupa, Simbol, Teks, Titik,
};
use rkt::domain::sop::Sop;

/// What is nearer than this is at the same place, in millimetres.
const NEAR: f64 = 1e-6;

type Edge = (Milik, Milik);

/// Asserts all of it.
#[track_caller]
pub fn is_in_order(sop: &Sop, bagan: &Bagan) {
    for halaman in &bagan.halaman {
        texts_stay_in_place(halaman);
        nothing_crosses_a_symbol(halaman);
        no_two_arrows_share_a_way(halaman);
        answers_have_room(halaman);
    }
    every_pelaksana_has_its_symbol(sop, bagan);
    every_way_is_drawn(sop, bagan);
}

/// Every segilima: its page, whether the way comes in there, and the langkah it leads to.
pub fn segilima(bagan: &Bagan) -> Vec<(usize, bool, usize)> {
    let mut all = Vec::new();
    for (page, halaman) in bagan.halaman.iter().enumerate() {
        for simbol in symbols(halaman) {
            match simbol.milik {
                Milik::Keluar(n) => all.push((page, false, n)),
                Milik::Masuk(n) => all.push((page, true, n)),
                Milik::Langkah { .. } | Milik::Mulai | Milik::Selesai | Milik::Contoh => {}
            }
        }
    }
    all.sort_unstable();
    all
}

pub fn symbols(halaman: &Halaman) -> Vec<Simbol> {
    let symbol = |bentuk: &Bentuk| match bentuk {
        Bentuk::Simbol(simbol) => Some(*simbol),
        Bentuk::Latar(_) | Bentuk::Garis(_) | Bentuk::Panah(_) | Bentuk::Teks(_) => None,
    };
    halaman.bentuk.iter().filter_map(symbol).collect()
}

fn arrows(halaman: &Halaman) -> Vec<&Panah> {
    fn arrow(bentuk: &Bentuk) -> Option<&Panah> {
        match bentuk {
            Bentuk::Panah(panah) => Some(panah),
            Bentuk::Latar(_) | Bentuk::Garis(_) | Bentuk::Simbol(_) | Bentuk::Teks(_) => None,
        }
    }
    halaman.bentuk.iter().filter_map(arrow).collect()
}

fn texts(halaman: &Halaman) -> Vec<&Teks> {
    fn text(bentuk: &Bentuk) -> Option<&Teks> {
        match bentuk {
            Bentuk::Teks(teks) => Some(teks),
            Bentuk::Latar(_) | Bentuk::Garis(_) | Bentuk::Simbol(_) | Bentuk::Panah(_) => None,
        }
    }
    halaman.bentuk.iter().filter_map(text).collect()
}

/// The pairs of neighbours along an arrow.
fn segments(panah: &Panah) -> impl Iterator<Item = (Titik, Titik)> {
    panah.titik.windows(2).map(|pair| (pair[0], pair[1]))
}

/// Whether two rectangles have more than an edge in common.
fn overlap(a: &Area, b: &Area) -> bool {
    a.x + NEAR < b.kanan()
        && b.x + NEAR < a.kanan()
        && a.y + NEAR < b.bawah()
        && b.y + NEAR < a.bawah()
}

/// A line across or down as a rectangle.
fn thin((from, to): (Titik, Titik)) -> Area {
    let width = 4.0 * NEAR;
    Area {
        x: from.x.min(to.x) - width / 2.0,
        y: from.y.min(to.y) - width / 2.0,
        lebar: (from.x - to.x).abs() + width,
        tinggi: (from.y - to.y).abs() + width,
    }
}

/// The room that the lines of a text take at most.
fn extent(teks: &Teks) -> Area {
    let lebar = teks.baris.iter();
    let lebar = lebar.map(|line| teks.huruf.lebar(line.trim_end()));
    let lebar = lebar.fold(0.0, f64::max);
    let tinggi = teks.huruf.tinggi(teks.baris.len());
    let x = match teks.rata {
        Rata::Kiri => teks.area.x,
        Rata::Tengah => teks.area.pusat().x - lebar / 2.0,
        Rata::Kanan => teks.area.kanan() - lebar,
    };
    Area {
        x,
        y: teks.area.pusat().y - tinggi / 2.0,
        lebar,
        tinggi,
    }
}

fn within(inner: &Area, outer: &Area) -> bool {
    inner.x >= outer.x - NEAR
        && inner.y >= outer.y - NEAR
        && inner.kanan() <= outer.kanan() + NEAR
        && inner.bawah() <= outer.bawah() + NEAR
}

#[track_caller]
fn texts_stay_in_place(halaman: &Halaman) {
    let page = Area {
        x: 0.0,
        y: 0.0,
        lebar: halaman.lebar,
        tinggi: halaman.tinggi,
    };
    let all = texts(halaman);
    let extents: Vec<Area> = all.iter().map(|teks| extent(teks)).collect();
    for (n, (teks, extent)) in all.iter().zip(&extents).enumerate() {
        assert!(within(extent, &teks.area), "{teks:?}");
        assert!(within(&teks.area, &page), "{teks:?}");
        for (other, beside) in all.iter().zip(&extents).take(n) {
            assert!(!overlap(extent, beside), "{teks:?}\n{other:?}");
        }
        for line in arrows(halaman).into_iter().flat_map(segments) {
            assert!(!overlap(&thin(line), extent), "{line:?} {teks:?}");
        }
    }
}

/// Whether a point is on the outline of a symbol.
fn touches(simbol: &Simbol, point: Titik) -> bool {
    let corners = simbol.sudut();
    let next = corners.iter().cycle().skip(1);
    corners.iter().zip(next).any(|(a, b)| {
        let (ax, ay) = (point.x - a.x, point.y - a.y);
        let (bx, by) = (b.x - a.x, b.y - a.y);
        let along = (ax * bx + ay * by) / (bx * bx + by * by);
        let off = (ax * by - ay * bx).abs() / bx.hypot(by);
        off < NEAR && (-NEAR..=1.0 + NEAR).contains(&along)
    })
}

/// Whether a point is inside a symbol and not on its outline.
fn inside(simbol: &Simbol, point: Titik) -> bool {
    let corners = simbol.sudut();
    let next = corners.iter().cycle().skip(1);
    !touches(simbol, point)
        && corners.iter().zip(next).all(|(a, b)| {
            let cross = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
            cross > 0.0
        })
}

/// The symbols at which an arrow begins and ends.
#[track_caller]
fn ends(panah: &Panah, all: &[Simbol]) -> (Simbol, Simbol) {
    let at = |point: Titik| -> Simbol {
        let mut found = all.iter().filter(|simbol| touches(simbol, point));
        let only = found.next().unwrap_or_else(|| panic!("{panah:?}"));
        assert!(found.next().is_none(), "{panah:?}");
        *only
    };
    (at(panah.titik[0]), at(*panah.titik.last().unwrap()))
}

#[track_caller]
fn nothing_crosses_a_symbol(halaman: &Halaman) {
    let all = symbols(halaman);
    for (n, simbol) in all.iter().enumerate() {
        for other in &all[..n] {
            assert!(!overlap(&simbol.area, &other.area), "{simbol:?} {other:?}");
        }
    }
    for panah in arrows(halaman) {
        let (from, to) = ends(panah, &all);
        for line in segments(panah) {
            let straight = (line.0.x - line.1.x).abs() < NEAR || (line.0.y - line.1.y).abs() < NEAR;
            assert!(straight, "{panah:?}");
            for simbol in &all {
                if *simbol == from || *simbol == to {
                    let inner = (1..100).map(|part| f64::from(part) / 100.0).any(|part| {
                        let point = Titik {
                            x: line.0.x + (line.1.x - line.0.x) * part,
                            y: line.0.y + (line.1.y - line.0.y) * part,
                        };
                        inside(simbol, point)
                    });
                    assert!(!inner, "{panah:?} in {simbol:?}");
                } else {
                    assert!(!overlap(&thin(line), &simbol.area), "{panah:?} {simbol:?}");
                }
            }
        }
    }
}

/// Whether two lines run over one another for a while.
fn along(a: (Titik, Titik), b: (Titik, Titik)) -> bool {
    let (a, b) = (thin(a), thin(b));
    let across = a.kanan().min(b.kanan()) - a.x.max(b.x);
    let down = a.bawah().min(b.bawah()) - a.y.max(b.y);
    across.min(down) > 0.0 && across.max(down) > 0.1
}

/// Only ways that leave together or arrive together run over one another.
#[track_caller]
fn no_two_arrows_share_a_way(halaman: &Halaman) {
    let all = symbols(halaman);
    let arrows = arrows(halaman);
    for (n, one) in arrows.iter().enumerate() {
        for other in &arrows[..n] {
            let ((a, b), (c, d)) = (ends(one, &all), ends(other, &all));
            let meet = segments(one).any(|x| segments(other).any(|y| along(x, y)));
            assert!(!meet || a == c || b == d, "{one:?}\n{other:?}");
        }
    }
}

/// What enters a decision stays clear of the way that leaves it at its corner.
#[track_caller]
fn answers_have_room(halaman: &Halaman) {
    let all = symbols(halaman);
    for panah in arrows(halaman) {
        let (_, Simbol { rupa, area, .. }) = ends(panah, &all);
        let above = area.pusat().y - panah.titik.last().unwrap().y;
        assert!(
            rupa != Rupa::Belah || above > 0.3 * area.tinggi,
            "{panah:?}"
        );
    }
}

/// Each symbol below the heading of its column, beside the number of its langkah.
#[track_caller]
fn every_pelaksana_has_its_symbol(sop: &Sop, bagan: &Bagan) {
    let squeezed = |text: &str| -> String { text.split_whitespace().collect() };
    let find = |halaman: &Halaman, bold: bool, text: &str| -> Option<Area> {
        let all = texts(halaman)
            .into_iter()
            .filter(|teks| teks.huruf.tebal == bold);
        let mut all = all.filter(|teks| squeezed(&teks.baris.concat()) == squeezed(text));
        all.next().map(|teks| teks.area)
    };
    let mut drawn = BTreeSet::new();
    for halaman in &bagan.halaman {
        for simbol in symbols(halaman) {
            let Milik::Langkah { langkah, pelaksana } = simbol.milik else {
                continue;
            };
            assert!(drawn.insert((langkah, pelaksana)), "{simbol:?} twice");
            let (step, column) = (&sop.langkah[langkah], &sop.pelaksana[pelaksana]);
            let heading = find(halaman, true, &column.nama).unwrap();
            assert!((heading.pusat().x - simbol.area.pusat().x).abs() < NEAR);
            let number = find(halaman, false, &step.no.to_string()).unwrap();
            assert!(number.y < simbol.area.y && simbol.area.bawah() < number.bawah());
            assert_eq!(simbol.rupa == Rupa::Belah, !step.kembali_ke.is_empty());
        }
    }
    let mut expected = BTreeSet::new();
    for (n, langkah) in sop.langkah.iter().enumerate() {
        for who in &langkah.pelaksana {
            let column = sop.pelaksana.iter().position(|one| one.id == *who);
            expected.insert((n, column.unwrap()));
        }
    }
    assert_eq!(drawn, expected);
}

/// A symbol by what it stands for, whoever acts.
fn place(milik: Milik) -> Milik {
    match milik {
        Milik::Langkah { langkah, .. } => Milik::Langkah {
            langkah,
            pelaksana: 0,
        },
        Milik::Mulai | Milik::Selesai | Milik::Keluar(_) | Milik::Masuk(_) | Milik::Contoh => milik,
    }
}

/// Every way on and back is there and no other, over pages by a segilima at either end.
#[track_caller]
fn every_way_is_drawn(sop: &Sop, bagan: &Bagan) {
    let mut drawn: Vec<(usize, Edge)> = Vec::new();
    let mut page_of = vec![0; sop.langkah.len()];
    for (page, halaman) in bagan.halaman.iter().enumerate() {
        let all = symbols(halaman);
        for simbol in &all {
            if let Milik::Langkah { langkah, .. } = simbol.milik {
                page_of[langkah] = page;
            }
        }
        for panah in arrows(halaman) {
            let (from, to) = ends(panah, &all);
            drawn.push((page, (place(from.milik), place(to.milik))));
        }
    }
    let node = |langkah| Milik::Langkah {
        langkah,
        pelaksana: 0,
    };
    let last = sop.langkah.len() - 1;
    let mut expected = Vec::new();
    let mut coming = BTreeSet::new();
    let mut way = |from: usize, to: usize, beside: bool| {
        if page_of[from] == page_of[to] {
            expected.push((page_of[from], (node(from), node(to))));
            return;
        }
        expected.push((page_of[from], (node(from), Milik::Keluar(to))));
        if coming.insert((to, beside)) {
            expected.push((page_of[to], (Milik::Masuk(to), node(to))));
        }
    };
    for n in 0..last {
        way(n, n + 1, false);
    }
    for (n, langkah) in sop.langkah.iter().enumerate() {
        let back: BTreeSet<usize> = langkah
            .kembali_ke
            .iter()
            .map(|k| sop.rank(&k.langkah))
            .collect();
        for to in back {
            way(n, to, true);
        }
    }
    let own = |n: usize| last == 0 || !sop.langkah[n].kembali_ke.is_empty();
    if own(0) {
        expected.push((page_of[0], (Milik::Mulai, node(0))));
    }
    if own(last) {
        expected.push((page_of[last], (node(last), Milik::Selesai)));
    }
    let sorted = |edges: &[(usize, Edge)]| {
        let mut edges: Vec<String> = edges.iter().map(|edge| format!("{edge:?}")).collect();
        edges.sort();
        edges
    };
    assert_eq!(sorted(&drawn), sorted(&expected));
}
