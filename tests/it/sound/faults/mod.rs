//! Faults: one way or more to break each rule that the texts of an office can break.
//!
//! Each makes one fault at a random place of a clean world, or nothing where that world has no such
//! place.

pub mod between;
pub mod kode;
pub mod money;
pub mod number;
pub mod shape;
pub mod words;

use rkt::domain::rule::Rule;

use super::dice::Dice;
use super::world::World;

/// A way to break a rule.
#[derive(Clone, Copy)]
pub struct Fault {
    pub rule: Rule,
    /// What tells it from the other ways to break the rule.
    pub name: &'static str,
    /// Makes the fault; `None` where there is no place for it.
    pub make: fn(&mut World, &mut Dice) -> Option<()>,
}

const fn fault(
    rule: Rule,
    name: &'static str,
    make: fn(&mut World, &mut Dice) -> Option<()>,
) -> Fault {
    Fault { rule, name, make }
}

/// Every fault.
pub fn all() -> Vec<Fault> {
    let families = [
        &shape::ALL[..],
        &number::ALL,
        &kode::ALL,
        &money::ALL,
        &words::ALL,
        &between::ALL,
    ];
    families.concat()
}

/// Goes on only if something holds.
fn only_if(holds: bool) -> Option<()> {
    holds.then_some(())
}
