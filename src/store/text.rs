//! Bytes of a file as text, or why they are none; limits before any parser sees them.

use std::path::Path;

use anyhow::Context as _;

use crate::domain::finding::{Finding, Place, Spot};
use crate::domain::rule::Rule;

/// The largest file that is parsed: a form is some 14 KB.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// The text of one file and its path from the workspace's top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Path, with `/`.
    pub file: String,
    /// Text, exactly as it is on disk.
    pub text: String,
}

/// Why a file is not read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It has so many bytes.
    TooLarge(u64),
    /// It is a link, a folder, or something that is no file: rkt follows none out of the workspace.
    NotAFile,
}

/// Reads a file of a workspace up to [`MAX_BYTES`], through no link; `None` when there is none.
///
/// # Errors
/// When the disk refuses.
pub fn read_under(root: &Path, file: &str) -> anyhow::Result<Option<Result<Vec<u8>, Unfit>>> {
    read_up_to(root, file, MAX_BYTES)
}

/// As [`read_under`], up to another size.
///
/// # Errors
/// When the disk refuses.
pub fn read_up_to(
    root: &Path,
    file: &str,
    most: u64,
) -> anyhow::Result<Option<Result<Vec<u8>, Unfit>>> {
    let path = root.join(file);
    let folders = path
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != root);
    let is_link = |folder: &Path| {
        folder
            .symlink_metadata()
            .is_ok_and(|meta| meta.is_symlink())
    };
    if folders.into_iter().any(is_link) {
        return Ok(Some(Err(Unfit::NotAFile)));
    }
    read_bytes(&path, most)
}

fn read_bytes(path: &Path, most: u64) -> anyhow::Result<Option<Result<Vec<u8>, Unfit>>> {
    let about = || format!("tidak dapat membaca {}", path.display());
    let meta = match std::fs::symlink_metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(about),
    };
    if !meta.is_file() {
        return Ok(Some(Err(Unfit::NotAFile)));
    }
    if meta.len() > most {
        return Ok(Some(Err(Unfit::TooLarge(meta.len()))));
    }
    std::fs::read(path)
        .map(|bytes| Some(Ok(bytes)))
        .with_context(about)
}

/// Takes bytes as text, or says in the user's terms why they are none.
///
/// # Errors
/// One finding: too large, another kind of file, or another encoding than UTF-8.
pub fn decode(file: &str, bytes: Result<Vec<u8>, Unfit>) -> Result<Source, Box<Finding>> {
    let whole = |rule, message: String, help: &str| {
        Box::new(Finding::new(rule, Place::file(file), message).help(help))
    };
    let bytes = bytes.map_err(|unfit| match unfit {
        Unfit::TooLarge(size) => whole(
            Rule::FileTooLarge,
            format!(
                "berkas ini {} KiB; batasnya {} KiB",
                size / 1024,
                MAX_BYTES / 1024
            ),
            "form biasanya belasan KiB; periksa apakah ini berkas yang benar",
        ),
        Unfit::NotAFile => whole(
            Rule::FileUnreadable,
            "ini tautan atau folder, bukan berkas biasa".to_owned(),
            "letakkan berkasnya sendiri di sini, bukan tautan ke tempat lain",
        ),
    })?;
    if let Some((message, help)) = foreign(&bytes) {
        return Err(whole(Rule::FileUnreadable, message.to_owned(), help));
    }
    String::from_utf8(bytes)
        .map(|text| Source {
            file: file.to_owned(),
            text,
        })
        .map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let (before, after) = error.as_bytes().split_at(valid);
            let message = not_utf8(&String::from_utf8_lossy(before), after);
            whole(Rule::FileUnreadable, message, SAVE_AS_UTF8)
        })
}

const SAVE_AS_UTF8: &str =
    "simpan ulang dengan pengodean UTF-8 (di Notepad: Save As, Encoding: UTF-8)";

/// What bytes are that hold no text in UTF-8, by how they begin or by their zero bytes.
fn foreign(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const OFFICE: &str = "form adalah berkas teks: salin isinya ke form .toml dengan Notepad";
    const MAGIC: [(&[u8], &str, &str); 6] = [
        (b"\xff\xfe", "berkas disimpan sebagai UTF-16", SAVE_AS_UTF8),
        (b"\xfe\xff", "berkas disimpan sebagai UTF-16", SAVE_AS_UTF8),
        (
            b"PK\x03\x04",
            "ini berkas Excel, Word, atau ZIP, bukan teks",
            OFFICE,
        ),
        (
            b"\xd0\xcf\x11\xe0",
            "ini berkas Excel atau Word lama, bukan teks",
            OFFICE,
        ),
        (b"%PDF", "ini berkas PDF, bukan teks", OFFICE),
        (
            b"{\\rtf",
            "ini berkas RTF dari Word atau WordPad, bukan teks biasa",
            OFFICE,
        ),
    ];
    let known = MAGIC.iter().find(|(magic, ..)| bytes.starts_with(magic));
    if let Some((_, message, help)) = known {
        return Some((message, help));
    }
    if is_utf16(bytes) {
        return Some(("berkas disimpan sebagai UTF-16 tanpa penanda", SAVE_AS_UTF8));
    }
    bytes.contains(&0).then_some((
        "berkas memuat byte nol, jadi bukan berkas teks",
        "periksa apakah ini berkas yang benar; kembalikan isinya dari riwayat git",
    ))
}

/// Whether most characters are two bytes of which one is zero, always on the same side.
fn is_utf16(bytes: &[u8]) -> bool {
    let zeros = |at: usize| {
        let pairs = bytes.chunks_exact(2);
        pairs.filter(|pair| pair[at] == 0).count()
    };
    let n_pairs = bytes.len() / 2;
    let is_side = |zero: usize, other: usize| zero * 2 > n_pairs && other * 10 < n_pairs;
    let (first, second) = (zeros(0), zeros(1));
    is_side(first, second) || is_side(second, first)
}

/// That bytes are no UTF-8 from here on, and which letter Windows may have meant.
fn not_utf8(before: &str, after: &[u8]) -> String {
    let (line, column) = crate::source::line_column(before, before.len());
    let byte = after.first().copied().unwrap_or_default();
    let binary = |byte: &u8| byte.is_ascii_control() && !b"\t\r\n".contains(byte);
    if after.iter().any(binary) || before.as_bytes().iter().any(binary) {
        return format!(
            "bukan teks UTF-8: baris {line}, kolom {column} berisi byte yang tidak sah"
        );
    }
    let letter = match windows_1252(byte) {
        Some(letter) => format!("`{letter}`"),
        None => format!("byte {byte:02X}"),
    };
    format!(
        "berkas disimpan dengan pengodean Windows lama (ANSI), bukan UTF-8: \
         baris {line}, kolom {column} berisi {letter}"
    )
}

/// The visible character of a byte in Windows-1252, the old encoding of western Windows.
fn windows_1252(byte: u8) -> Option<char> {
    const FROM_80: [char; 32] = [
        '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
    ];
    let letter = match byte {
        0..0x80 => return None,
        0x80..0xa0 => FROM_80[usize::from(byte - 0x80)],
        0xa0.. => char::from(byte),
    };
    let is_visible = !letter.is_whitespace() && letter != '\u{ad}';
    is_visible.then_some(letter)
}

/// A text whose lines end plainly, whatever its file ends them with.
#[must_use]
pub fn plain_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Lines that git leaves behind in a conflict, wherever they are, inside strings too.
#[must_use]
pub fn conflict_markers(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        if is_marker(line.trim_end()) {
            let place = Place {
                file: source.file.clone(),
                spot: Spot::Bytes(start, end),
            };
            let message = "tanda konflik git masih tertinggal di baris ini";
            let help = "pilih isi yang benar di antara kedua bagian, lalu hapus baris <<<<<<<, =======, dan >>>>>>>";
            findings.push(Finding::new(Rule::ConflictMarker, place, message).help(help));
        }
        start += line.len();
    }
    findings
}

fn is_marker(line: &str) -> bool {
    let sided = ["<<<<<<<", ">>>>>>>", "|||||||"];
    line == "======="
        || sided
            .iter()
            .any(|mark| line == *mark || line.starts_with(&format!("{mark} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(bytes: &[u8]) -> String {
        decode("a.toml", Ok(bytes.to_vec())).unwrap_err().message
    }

    #[test]
    fn other_encodings_are_named() {
        assert!(fault(&[0xff, 0xfe, b'a', 0]).contains("UTF-16"));
        for bytes in [&b"a\x00 \x00=\x00"[..], b"\x00a\x00 \x00="] {
            assert!(fault(bytes).contains("UTF-16 tanpa penanda"), "{bytes:?}");
        }
        assert!(fault(b"a = \"x\x00\"").contains("byte nol"));
        assert!(fault(b"PK\x03\x04\x14").contains("Excel"));
        let ansi = "(ANSI), bukan UTF-8: baris 2, kolom 2 berisi";
        assert!(fault(b"a\nb\xe9").contains(&format!("{ansi} `é`")));
        assert!(fault(b"a\nb\x93x\x94").contains(&format!("{ansi} `“`")));
        assert!(fault(b"a\nb\xa0c").contains(&format!("{ansi} byte A0")));
        assert!(fault(b"a\nb\xe9\x01").contains("baris 2, kolom 2 berisi byte"));
        assert!(
            decode("a.toml", Err(Unfit::TooLarge(5 << 20)))
                .unwrap_err()
                .message
                .contains("5120 KiB")
        );
        assert!(decode("a.toml", Ok(b"\xef\xbb\xbfa".to_vec())).is_ok());
    }

    #[test]
    fn conflict_markers_are_found_also_inside_strings() {
        let text =
            "a = \"\"\"\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> cabang\n\"\"\"\n# ======== judul\n";
        let source = Source {
            file: "a.toml".to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(conflict_markers(&source).len(), 3);
    }
}
