//! Dice: choices made from numbers that proptest draws, so that it can shrink what comes of them.
//! Where the numbers end, the first choice is made.

/// Numbers to choose by.
#[derive(Clone, Debug)]
pub struct Dice {
    draws: Vec<u16>,
    at: usize,
}

impl Dice {
    pub fn new(draws: Vec<u16>) -> Dice {
        Dice { draws, at: 0 }
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        let draw = self.draws.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        usize::from(draw) % n.max(1)
    }

    /// A number from `least` to `most`.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = usize::try_from(most - least + 1).unwrap();
        least + i64::try_from(self.below(span)).unwrap()
    }

    pub fn yes(&mut self) -> bool {
        self.below(2) == 1
    }

    pub fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    pub fn word(&mut self, all: &[&'static str]) -> &'static str {
        all[self.below(all.len())]
    }

    /// Takes one out of several; `None` when none is left.
    pub fn take<T>(&mut self, all: &mut Vec<T>) -> Option<T> {
        (!all.is_empty()).then(|| all.remove(self.below(all.len())))
    }
}
