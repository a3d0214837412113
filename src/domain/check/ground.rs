//! Ground: what the rules hold the forms of a cycle against.

use crate::domain::form::Form;
use crate::domain::iku::Iku;
use crate::domain::instansi::Settings;
use crate::domain::nomenklatur::Nomenklatur;
use crate::domain::renstra::Renstra;

/// What forms are held against.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The year of the cycle.
    pub tahun: i64,
    /// How many Bidang have to hand in a form: what no form of fewer says may stand in another.
    pub n_bidang: usize,
    /// The office's settings.
    pub settings: &'a Settings,
    /// The nomenclature that holds here.
    pub nomenklatur: &'a Nomenklatur,
    /// Whether the office brought it; the one that comes with rkt is not complete.
    pub is_own_nomenklatur: bool,
    /// The Renstra; one without rows when there is none, or when some can't be read.
    pub renstra: &'a Renstra,
    /// The path of the Renstra in the workspace.
    pub renstra_file: &'a str,
    /// The list of IKU; one without rows when there is none, or when some can't be read.
    pub iku: &'a Iku,
    /// The path of the list of IKU in the workspace.
    pub iku_file: &'a str,
    /// The forms of the year before, if that cycle is here.
    pub last_year: Option<&'a LastYear>,
}

/// The forms that count of the cycle of the year before.
#[derive(Clone, Debug)]
pub struct LastYear {
    /// Its folder.
    pub siklus: String,
    /// The forms, each with its path in the workspace.
    pub forms: Vec<(String, Form)>,
}
