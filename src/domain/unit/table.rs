//! The units that plans use, each with its other spellings.

use super::{Kind, Unit};

const fn unit(
    kind: Kind,
    name: &'static str,
    signs: &'static [&'static str],
    slips: &'static [&'static str],
) -> Unit {
    Unit {
        name,
        kind,
        signs,
        slips,
    }
}

const fn whole(name: &'static str, slips: &'static [&'static str]) -> Unit {
    unit(Kind::Whole, name, &[], slips)
}

const fn measure(name: &'static str, slips: &'static [&'static str]) -> Unit {
    unit(Kind::Measure, name, &[], slips)
}

/// A measure that has a sign of its own, which is as good as its name.
const fn signed(
    name: &'static str,
    signs: &'static [&'static str],
    slips: &'static [&'static str],
) -> Unit {
    unit(Kind::Measure, name, signs, slips)
}

/// The units that are known; one that is not may be right all the same.
pub const UNITS: &[Unit] = &[
    unit(
        Kind::Percent,
        "Persen",
        &["%"],
        &["persentase", "prosen", "prosentase", "presentase"],
    ),
    whole("Akun", &[]),
    whole("Anak", &[]),
    whole("Aplikasi", &[]),
    whole("Arsip", &[]),
    whole("Asosiasi dan Serikat Pekerja", &[]),
    whole("Bangunan Gedung", &[]),
    whole("Berita Acara", &["ba"]),
    whole("Berkas", &[]),
    whole("Buah", &["bh"]),
    whole("Buku", &[]),
    whole("Cagar Budaya", &[]),
    whole("Data", &[]),
    whole("Desa", &[]),
    whole("Dokumen", &["dok", "doc", "dokument", "document"]),
    whole("Duta", &[]),
    whole("Eksemplar", &["eks", "exp", "eksamplar", "exemplar"]),
    whole("Entitas", &[]),
    whole("Grup", &[]),
    whole("Guru", &[]),
    whole("Jenis", &[]),
    whole("Kampung", &[]),
    whole("Karya", &[]),
    whole("Kasus", &[]),
    whole("Kawasan", &[]),
    whole("Kecamatan", &["kec"]),
    whole("Kegiatan", &["keg"]),
    whole("Kegiatan Usaha", &[]),
    whole("Kelas", &[]),
    whole("Kelompok", &["klp"]),
    unit(Kind::Whole, "Keluarga", &["kk"], &[]),
    whole("Kelurahan", &[]),
    whole("Kerja Sama", &[]),
    whole("Kesepakatan", &[]),
    whole("Komunitas", &[]),
    whole("Laporan", &["lap"]),
    whole("Layanan", &[]),
    whole("Lembaga", &["lbg"]),
    whole("Lembaga Kemasyarakatan", &[]),
    whole("Lembar", &["lbr"]),
    whole("Lokasi", &["lok"]),
    whole("Lokus", &[]),
    whole("Makam", &[]),
    whole("Objek", &["obyek", "obj"]),
    whole("Objek Pajak", &["obyekpajak"]),
    whole("Orang", &["org", "orng"]),
    whole("Organisasi", &[]),
    whole("Paket", &["pkt"]),
    whole("Pegawai", &["peg"]),
    whole("Pelaku Usaha", &[]),
    whole("Perangkat Daerah", &[]),
    whole("Perkara", &[]),
    whole("Perpustakaan", &[]),
    whole("Perusahaan", &[]),
    whole("Peserta", &[]),
    unit(Kind::Whole, "Peserta Didik", &["pd"], &[]),
    whole("Pokmas/Ormas", &[]),
    whole("Produk", &[]),
    whole("Promosi", &[]),
    whole("Rekomendasi", &[]),
    unit(Kind::Whole, "Rombongan Belajar", &["rombel"], &[]),
    unit(Kind::Whole, "Ruang", &["ruangan"], &["rg"]),
    whole("Sanggar", &[]),
    whole("Satuan Pendidikan", &["satdik", "satpen"]),
    whole("Sekolah", &[]),
    unit(Kind::Whole, "Siswa", &["murid"], &[]),
    whole("SR", &[]),
    whole("Stel", &["setel"]),
    whole("Tari", &[]),
    whole("Tatanan", &[]),
    whole("UMKM", &[]),
    whole("Unit", &["unt"]),
    whole("Unit Rumah", &[]),
    whole("Unit Usaha", &[]),
    whole("Usaha/Kegiatan", &[]),
    whole("Usulan", &[]),
    whole("Wilayah", &[]),
    measure("Angka", &[]),
    measure("Bulan", &["bln"]),
    measure("Hari", &["hr"]),
    signed("Hektare", &["ha", "hektar"], &[]),
    measure("Indeks", &["index", "indek"]),
    measure("Jam", &[]),
    signed("Kilometer", &["km"], &[]),
    measure("Level", &[]),
    signed("Liter", &["l"], &["ltr"]),
    signed("Liter/Detik", &["l/detik", "l/dtk"], &[]),
    signed("Meter", &["m"], &["mtr"]),
    signed("Meter Persegi", &["m2", "m²"], &[]),
    measure("Minggu", &[]),
    measure("Nilai", &[]),
    signed("Orang/Bulan", &["ob"], &["org/bln", "orangbulan"]),
    signed("Orang/Hari", &["oh"], &["org/hr", "oranghari"]),
    signed("Orang/Jam", &["oj"], &[]),
    measure("Poin", &["point"]),
    measure("Predikat", &[]),
    measure("Rasio", &["ratio"]),
    signed("Rupiah", &["rp"], &[]),
    measure("Skor", &["score"]),
    measure("Tahun", &["thn", "th"]),
    measure("Ton", &[]),
];
