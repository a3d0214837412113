//! The rules on wording and the shipped example: a sound plan hears nothing of them.

use crate::workspace::Workspace;

#[test]
fn the_texts_of_the_sound_example_are_worded_well() {
    let found = Workspace::example("balangan-2027").json("check");
    let of_wording = |kode: &str| kode.starts_with("RKT5") || kode == "RKT610";
    let all = found["temuan"].as_array().unwrap().iter();
    let told: Vec<_> = all
        .filter(|one| of_wording(one["kode"].as_str().unwrap()))
        .collect();
    assert!(told.is_empty(), "{told:?}");
}
