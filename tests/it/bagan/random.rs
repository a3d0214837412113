//! SOPs at random: so many langkah and pelaksana, and ways back to anywhere.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use rkt::domain::bagan::Tanda;
use rkt::domain::sop::{
    Asal, Cakupan, Identitas, Jenis, Kembali, Langkah, MutuBaku, Pelaksana, Sop, Waktu,
};

use crate::office::{jabatan, langkah_id};

/// What a langkah is drawn from: its pelaksana, ways back, standards, words and origin.
type Draw = (Vec<Index>, Vec<Index>, Vec<String>, String, bool);

/// A few words, some of them long.
fn words() -> impl Strategy<Value = String> {
    let word = select(vec![
        "Menyusun",
        "draf",
        "Form RKT/Renja",
        "oleh",
        "Undang-undang",
        "Pertanggungjawaban-penyelenggaraan",
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
        "Élan",
        "–",
    ]);
    vec(word, 0..12).prop_map(|words| words.join(" "))
}

fn a_langkah() -> impl Strategy<Value = Draw> {
    (
        vec(any::<Index>(), 1..4),
        prop_oneof![3 => Just(Vec::new()), 1 => vec(any::<Index>(), 1..4)],
        vec(words(), 1..4),
        words(),
        any::<bool>(),
    )
}

fn langkah(n: usize, of: usize, columns: usize, draw: Draw) -> Langkah {
    let (pelaksana, back, standards, uraian, read) = draw;
    let asal = if read { Asal::Tafsir } else { Asal::Cetak };
    let kembali = |to: Index| Kembali {
        langkah: langkah_id(&format!("langkah-{}", to.index(of) + 1)),
        cakupan: Cakupan::Draft,
        waktu: Some(Waktu::Hari(3)),
    };
    let standard = |text: String| MutuBaku {
        kelengkapan: text.clone(),
        waktu: Waktu::Minggu(1),
        output: text,
        asal,
    };
    let acting = pelaksana.iter().map(|one| one.index(columns) + 1);
    Langkah {
        id: langkah_id(&format!("langkah-{}", n + 1)),
        no: u32::try_from(n).unwrap() + 1,
        uraian,
        pelaksana: acting.map(|one| jabatan(&format!("kolom-{one}"))).collect(),
        jenis: Jenis::Catat,
        mutu_baku: standards.into_iter().map(standard).collect(),
        kembali_ke: back.into_iter().map(kembali).collect(),
        penyetuju: Vec::new(),
        bukti: Vec::new(),
        asal,
        saat_mulai: false,
    }
}

/// A SOP of at most so many langkah and pelaksana.
pub fn a_sop(langkah_at_most: usize, pelaksana_at_most: usize) -> impl Strategy<Value = Sop> {
    let steps = vec(a_langkah(), 1..=langkah_at_most);
    let lists = vec(words(), 0..5);
    (steps, 1..=pelaksana_at_most, words(), lists).prop_map(|(steps, columns, judul, lists)| {
        let of = steps.len();
        let steps = steps.into_iter().enumerate();
        let column = |n: usize| Pelaksana {
            id: jabatan(&format!("kolom-{n}")),
            nama: format!("Kepala Bidang {n}"),
        };
        Sop {
            identitas: Identitas {
                pemerintah: "PEMERINTAH KABUPATEN REKA".to_owned(),
                instansi: judul.clone(),
                nomor: judul.clone(),
                judul: judul.clone(),
                judul_matriks: judul,
                baris: vec![("Tanggal Pembuatan".to_owned(), "1 Juni 2026".to_owned())],
            },
            daftar: lists
                .iter()
                .map(|text| (text.clone(), lists.clone()))
                .collect(),
            pelaksana: (1..=columns).map(column).collect(),
            langkah: steps
                .map(|(n, draw)| langkah(n, of, columns, draw))
                .collect(),
        }
    })
}

/// A standing for every langkah, each of them in turn.
pub fn standing(sop: &Sop) -> Vec<(Tanda, String)> {
    let marks = Tanda::ALL.iter().cycle().take(sop.langkah.len());
    marks
        .map(|tanda| (*tanda, tanda.word().to_owned()))
        .collect()
}
