//! Rekap (recapitulation): the money of a plan by program and Bidang, as Bappeda and the
//! Inspektorat ask for it.

use std::collections::BTreeMap;

use super::compile::{Node, Overflow, Rkt};
use super::instansi::Bidang;
use super::name::BidangId;
use super::pagu::Rupiah;

/// The money of each program, by Bidang.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rekap {
    /// The Bidang that have money in the plan, in printed order.
    pub bidang: Vec<Bidang>,
    /// The program, in the order of the plan.
    pub program: Vec<Baris>,
    /// What each Bidang has in all program.
    pub jumlah: Vec<Rupiah>,
    /// The money of the plan.
    pub total: Option<Rupiah>,
}

/// A program and its money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baris {
    /// Its kode.
    pub kode: String,
    /// Its name.
    pub uraian: Option<String>,
    /// What each Bidang of [`Rekap::bidang`] has in it; `None` for nothing.
    pub bagian: Vec<Option<Rupiah>>,
    /// All of it.
    pub jumlah: Option<Rupiah>,
}

impl Rekap {
    /// The money of a plan; `bidang` are those of the office, in printed order.
    ///
    /// # Errors
    /// When a sum passes what 64 bits hold.
    pub fn of(rkt: &Rkt, bidang: &[Bidang]) -> Result<Rekap, Overflow> {
        let parts = rkt.program.iter().map(|program| {
            let mut parts = BTreeMap::new();
            gather(program, &mut parts)?;
            Ok(parts)
        });
        let parts: Vec<BTreeMap<&BidangId, Rupiah>> = parts.collect::<Result<_, _>>()?;
        let mut sums = BTreeMap::new();
        for (id, part) in parts.iter().flatten() {
            give(&mut sums, id, *part)?;
        }
        let named = bidang.iter();
        let (bidang, jumlah): (Vec<Bidang>, Vec<Rupiah>) = named
            .filter_map(|one| Some((one.clone(), *sums.get(&one.id)?)))
            .unzip();
        let program = rkt.program.iter().zip(&parts).map(|(node, parts)| Baris {
            kode: node.name.clone(),
            uraian: node.uraian.clone(),
            bagian: bidang
                .iter()
                .map(|one| parts.get(&one.id).copied())
                .collect(),
            jumlah: node.pagu,
        });
        let program = program.collect();
        Ok(Rekap {
            bidang,
            program,
            jumlah,
            total: rkt.total,
        })
    }
}

/// Adds what a row and all below it were given.
fn gather<'a>(node: &'a Node, parts: &mut BTreeMap<&'a BidangId, Rupiah>) -> Result<(), Overflow> {
    for (bidang, pagu) in &node.parts {
        give(parts, bidang, *pagu)?;
    }
    node.children
        .iter()
        .try_for_each(|child| gather(child, parts))
}

/// Adds money to what a Bidang has.
fn give<'a>(
    parts: &mut BTreeMap<&'a BidangId, Rupiah>,
    bidang: &'a BidangId,
    pagu: Rupiah,
) -> Result<(), Overflow> {
    let part = parts.entry(bidang).or_insert(Rupiah::ZERO);
    *part = part.checked_add(pagu).ok_or(Overflow)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(name: &str, parts: &[(&str, i64)], children: Vec<Node>) -> Node {
        let part =
            |(id, pagu): &(&str, i64)| (BidangId::parse(id).unwrap(), Rupiah::new(*pagu).unwrap());
        let own: i64 = parts.iter().map(|(_, pagu)| pagu).sum();
        let below = children.iter().filter_map(|one| one.pagu).map(Rupiah::get);
        Node {
            name: name.to_owned(),
            parts: parts.iter().map(part).collect(),
            pagu: Rupiah::new(own + below.sum::<i64>()),
            children,
            ..Node::default()
        }
    }

    #[test]
    fn each_bidang_has_its_part_of_each_program() {
        let sub = node("1.01.02.2.01.0001", &[("sd", 5), ("smp", 7)], Vec::new());
        let kegiatan = node("1.01.02.2.01", &[], vec![sub]);
        let program = vec![
            node("1.01.01", &[("smp", 3)], Vec::new()),
            node("1.01.02", &[], vec![kegiatan]),
        ];
        let total = Rupiah::new(15);
        let rkt = Rkt {
            sasaran: Vec::new(),
            program,
            total,
        };
        let named = |id: &str| Bidang {
            id: BidangId::parse(id).unwrap(),
            nama: id.to_owned(),
        };
        let rekap = Rekap::of(&rkt, &["smp", "paud", "sd"].map(named)).unwrap();
        let ids: Vec<&str> = rekap.bidang.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["smp", "sd"]);
        let rows: Vec<_> = rekap.program.iter().map(|row| row.bagian.clone()).collect();
        let money = |rupiah: i64| Rupiah::new(rupiah);
        assert_eq!(rows, [[money(3), None], [money(7), money(5)]]);
        let jumlah: Vec<_> = rekap.program.iter().map(|row| row.jumlah).collect();
        assert_eq!(jumlah, [money(3), money(12)]);
        assert_eq!(
            rekap.jumlah.iter().map(|sum| sum.get()).collect::<Vec<_>>(),
            [10, 5]
        );
        assert_eq!(rekap.total, total);
    }
}
