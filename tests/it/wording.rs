//! The rules on wording in a workspace: a sound plan hears nothing of them, and an exception of one
//! row takes that row out of what is told of many.

use crate::workspace::Workspace;

#[test]
fn an_exception_takes_its_own_row_out_of_the_count() {
    let workspace = Workspace::example("kukar-2025");
    let file = "2025/form/sd.toml";
    let second = "uraian = \"Standar isi Pendidikan Sekolah Dasar\"\n";
    let except = |kode: &str| format!("{{ aturan = \"{kode}\", alasan = \"istilah standar\" }}");
    let row = format!(
        "{second}abaikan = [{}, {}]\n",
        except("RKT503"),
        except("RKT223")
    );
    workspace.write(file, &workspace.read(file).replacen(second, &row, 1));
    let found = workspace.json("check sd");
    let told = found["temuan"].as_array().unwrap();
    let of = |kode: &str| -> Vec<&str> {
        let of = told.iter().filter(|one| one["kode"] == kode);
        of.map(|one| one["pesan"].as_str().unwrap()).collect()
    };
    assert_eq!(of("RKT126"), [""; 0]);
    assert_eq!(
        of("RKT223"),
        ["13 dari 14 indikator belum punya target triwulan"]
    );
    assert!(
        of("RKT503")[0].starts_with("7 dari 14 indikator tidak"),
        "{found}"
    );
    let silenced = found["diabaikan"].as_array().unwrap();
    let messages: Vec<&str> = silenced
        .iter()
        .map(|one| one["pesan"].as_str().unwrap())
        .collect();
    let name = "\"Standar isi Pendidikan Sekolah Dasar\"";
    assert_eq!(
        messages,
        [
            format!("{name} belum punya target triwulan"),
            format!("indikator {name} tidak menyebut ukurannya"),
        ]
    );
}
