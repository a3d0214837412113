//! XML as a tree of elements: the order of what is in one is the order in which it is added.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::source::printable;

/// An element.
#[derive(Clone, Debug)]
pub struct El {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    inside: Vec<Inside>,
}

#[derive(Clone, Debug)]
enum Inside {
    Element(El),
    Text(String),
}

/// An element without anything in it.
pub fn el(name: &'static str) -> El {
    El {
        name,
        attributes: Vec::new(),
        inside: Vec::new(),
    }
}

/// An element that says one thing, as most settings of a word processor do.
pub fn val(name: &'static str, value: &str) -> El {
    el(name).attr("w:val", value)
}

impl El {
    /// This element with an attribute more.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "numbers and texts alike, without a mark at each call"
    )]
    pub fn attr(mut self, key: &'static str, value: impl ToString) -> El {
        self.attributes.push((key, legal(&value.to_string())));
        self
    }

    /// This element with elements more in it.
    pub fn with(mut self, more: impl IntoIterator<Item = El>) -> El {
        self.inside.extend(more.into_iter().map(Inside::Element));
        self
    }

    /// This element with text more in it.
    pub fn text(mut self, text: &str) -> El {
        self.inside.push(Inside::Text(legal(text)));
        self
    }

    /// This element as a file.
    pub fn file(&self) -> io::Result<Vec<u8>> {
        let mut writer = Writer::new(Vec::new());
        let head = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
        writer.write_event(Event::Decl(head))?;
        self.write(&mut writer)?;
        Ok(writer.into_inner())
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let attributes = self.attributes.iter();
        let attributes = attributes.map(|(key, value)| (*key, value.as_str()));
        let start = BytesStart::new(self.name).with_attributes(attributes);
        if self.inside.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        for inside in &self.inside {
            match inside {
                Inside::Element(element) => element.write(writer)?,
                Inside::Text(text) => writer.write_event(Event::Text(BytesText::new(text)))?,
            }
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// A text without what XML may not hold; hidden characters are replaced by visible ones.
fn legal(text: &str) -> String {
    printable(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        let element = el("a").attr("b", "\"<&").text("</a> & \u{1b}\u{ffff}");
        let element = element.with([val("c", "1")]);
        assert_eq!(
            String::from_utf8(element.file().unwrap()).unwrap(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
             <a b=\"&quot;&lt;&amp;\">&lt;/a&gt; &amp; ?\u{fffd}<c w:val=\"1\"/></a>"
        );
    }
}
