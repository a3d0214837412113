//! The world's own errors, which come in English, in Indonesian.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds of the system are many, and the list is open"
)]

use std::io::{Error, ErrorKind};

/// An error with what led to it, in one sentence.
#[must_use]
pub fn error(error: &anyhow::Error) -> String {
    let causes = error
        .chain()
        .map(|cause| match cause.downcast_ref::<Error>() {
            Some(io) => said(io),
            None => cause.to_string(),
        });
    causes.collect::<Vec<_>>().join(": ")
}

/// What the system said, by its kind; its number stays for whoever has to look it up.
fn said(error: &Error) -> String {
    match (error.raw_os_error(), error.kind(), error.get_ref()) {
        (Some(code), kind, _) => format!("{} (kode sistem {code})", by_kind(kind)),
        (None, ErrorKind::Other, Some(own)) => own.to_string(),
        (None, kind, _) => by_kind(kind).to_owned(),
    }
}

fn by_kind(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound => "tidak ada",
        ErrorKind::PermissionDenied => "tidak diizinkan",
        ErrorKind::AlreadyExists => "sudah ada",
        ErrorKind::NotADirectory => "ada berkas di tempat yang seharusnya folder",
        ErrorKind::IsADirectory => "ada folder di tempat yang seharusnya berkas",
        ErrorKind::DirectoryNotEmpty => "foldernya tidak kosong",
        ErrorKind::ReadOnlyFilesystem => "media ini hanya dapat dibaca",
        ErrorKind::StorageFull => "ruang disk habis",
        ErrorKind::QuotaExceeded => "kuota disk habis",
        ErrorKind::FileTooLarge => "berkas melewati batas ukuran sistem",
        ErrorKind::InvalidFilename => "nama berkas tidak sah",
        _ => "operasi berkas gagal",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context as _;

    #[test]
    fn the_systems_words_are_not_passed_on() {
        let missing: Result<(), Error> = Err(Error::from_raw_os_error(2));
        let told = error(&missing.context("tidak dapat membaca a").unwrap_err());
        assert_eq!(told, "tidak dapat membaca a: tidak ada (kode sistem 2)");
        let own = anyhow::Error::from(Error::other("bukan berkas biasa"));
        assert_eq!(error(&own), "bukan berkas biasa");
    }
}
