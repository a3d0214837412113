//! What pages and pictures are made of, and the texts that would make them something else.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Elements and attributes of a picture.
pub const SVG: [&str; 7] = ["svg", "title", "style", "g", "rect", "path", "text"];
pub const SVG_ATTRIBUTES: [&str; 14] = [
    "xmlns", "viewBox", "width", "height", "role", "class", "x", "y", "rx", "d", "style", "fill",
    "stroke", "id",
];

/// Texts that try to be more than text.
pub fn hostile() -> Vec<String> {
    let mut all: Vec<String> = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onload='alert(1)",
        "](javascript:alert(1))",
        "</title></style></svg><script>",
        "]]> <!-- --> &amp; &#60;b&#62; <?xml?>",
        "\u{0}\u{1}\u{1b}[31m\u{7f}\u{85}\u{fffe}\u{ffff}",
        "\u{202e}siapa\u{2066} \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{fdfd}",
        "",
        "   \t\n  ",
    ]
    .map(str::to_owned)
    .into();
    all.push("W".repeat(10_000));
    all.push("kata ".repeat(100));
    all
}

/// Asserts that a text is made of these elements and attributes alone, every element closed in
/// its turn if it is `whole` XML.
#[track_caller]
pub fn is_made_of(text: &str, elements: &[&str], attributes: &[&str], whole: bool) {
    assert!(
        text.chars().all(|c| "\n\t".contains(c) || !c.is_control()),
        "{text:?}"
    );
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = whole;
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                assert!(elements.contains(&tag.name().as_ref()), "{tag:?}");
                let attributes_of = if whole {
                    tag.attributes()
                } else {
                    tag.html_attributes()
                };
                for attribute in attributes_of {
                    let attribute = attribute.unwrap();
                    assert!(attributes.contains(&attribute.key.as_ref()), "{tag:?}");
                    let leads =
                        attribute.key.as_ref() != "href" || attribute.value.starts_with('#');
                    assert!(leads, "{tag:?}");
                }
            }
            Event::DocType(kind) => assert_eq!(kind.as_ref(), "html"),
            Event::Text(_) | Event::GeneralRef(_) | Event::End(_) => {}
            Event::CData(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {
                panic!("more than elements and texts")
            }
        }
    }
}
