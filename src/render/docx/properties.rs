//! What the archive says of itself: its parts, how they hang together, what the paper is.

use super::page::{HEADER_ID, footer_id};
use super::text::part;
use super::xml::{El, el, val};
use crate::domain::naskah::{Naskah, Orientasi};

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The kind of each part.
pub fn types(naskah: &Naskah, footers: &[&str]) -> El {
    let by_extension = |extension: &str, kind: &str| {
        el("Default")
            .attr("Extension", extension)
            .attr("ContentType", kind)
    };
    let by_name = |name: &str, kind: String| {
        el("Override")
            .attr("PartName", name)
            .attr("ContentType", kind)
    };
    let word = |name: &str, kind: &str| {
        by_name(&format!("/word/{name}.xml"), format!("{WORD}.{kind}+xml"))
    };
    el("Types")
        .attr("xmlns", format!("{PACKAGE}/content-types"))
        .with([
            by_extension(
                "rels",
                "application/vnd.openxmlformats-package.relationships+xml",
            ),
            by_extension("xml", "application/xml"),
            by_name(
                "/docProps/core.xml",
                "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
            ),
            word("document", "document.main"),
        ])
        .with(
            linked(naskah, footers)
                .iter()
                .map(|one| word(&one.file, one.kind)),
        )
}

/// Where the archive begins.
pub fn package() -> El {
    let core = format!("{PACKAGE}/relationships/metadata/core-properties");
    relationships([
        relationship(
            "naskah",
            &format!("{OFFICE}/officeDocument"),
            "word/document.xml",
        ),
        relationship("sifat", &core, "docProps/core.xml"),
    ])
}

/// What belongs to the paper's main part.
pub fn relations(naskah: &Naskah, footers: &[&str]) -> El {
    let linked = linked(naskah, footers);
    relationships(linked.iter().map(|one| {
        let kind = format!("{OFFICE}/{}", one.kind);
        relationship(&one.id, &kind, &format!("{}.xml", one.file))
    }))
}

/// A part that belongs to the main one.
struct Linked {
    id: String,
    file: String,
    kind: &'static str,
}

fn linked(naskah: &Naskah, footers: &[&str]) -> Vec<Linked> {
    let linked = |id: &str, kind| Linked {
        id: id.to_owned(),
        file: id.to_owned(),
        kind,
    };
    let mut all = vec![
        linked("styles", "styles"),
        linked("numbering", "numbering"),
        linked("settings", "settings"),
    ];
    let turned = [Orientasi::Tegak, Orientasi::Mendatar];
    all.extend(turned.map(|arah| linked(&footer_id(arah), "footer")));
    all.extend(footers.iter().map(|id| linked(id, "footer")));
    all.extend(naskah.is_draf.then(|| linked(HEADER_ID, "header")));
    all
}

fn relationships(all: impl IntoIterator<Item = El>) -> El {
    el("Relationships")
        .attr("xmlns", format!("{PACKAGE}/relationships"))
        .with(all)
}

fn relationship(id: &str, kind: &str, target: &str) -> El {
    el("Relationship")
        .attr("Id", id)
        .attr("Type", kind)
        .attr("Target", target)
}

/// What the paper is, of which office, and the day of its content.
pub fn core(naskah: &Naskah) -> El {
    let of = naskah.kop.as_ref().map_or("", |kop| kop.instansi.as_str());
    let day = format!("{}T00:00:00Z", naskah.pada.format("%Y-%m-%d"));
    let moment = |name| el(name).attr("xsi:type", "dcterms:W3CDTF").text(&day);
    el("cp:coreProperties")
        .attr("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .attr("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .attr("xmlns:dcterms", "http://purl.org/dc/terms/")
        .attr("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .with([
            el("dc:title").text(&naskah.judul),
            el("dc:creator").text(of),
            el("dc:language").text("id-ID"),
            moment("dcterms:created"),
            moment("dcterms:modified"),
        ])
}

/// How a word processor treats the file.
pub fn settings() -> El {
    let newest = el("w:compatSetting")
        .attr("w:name", "compatibilityMode")
        .attr("w:uri", "http://schemas.microsoft.com/office/word")
        .attr("w:val", 15);
    part("w:settings").with([
        val("w:defaultTabStop", "720"),
        el("w:compat").with([newest]),
        val("w:themeFontLang", "id-ID"),
        val("w:decimalSymbol", ","),
        val("w:listSeparator", ";"),
    ])
}
