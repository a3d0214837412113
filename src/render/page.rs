//! A web page that is one file: what every page of ours has around its content.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::domain::digest::sha256_bytes;
use crate::source::printable;

/// How pages look: colours by name for light and dark, letters, tables, what has the focus.
const LOOKS: &str = include_str!("page.css");

/// A page.
pub(super) struct Page<'a> {
    /// Its title.
    pub(super) title: &'a str,
    /// How it looks, besides what all pages have.
    pub(super) looks: &'a [&'a str],
    /// The one script that may run in it.
    pub(super) script: Option<&'a str>,
    /// What is in it.
    pub(super) body: Markup,
}

impl Page<'_> {
    /// The whole page. Nothing in it is hidden, and nothing is fetched from anywhere.
    pub(super) fn to_html(&self) -> String {
        let script = self.script.map(printable);
        let page = html! {
            (DOCTYPE)
            html lang="id" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta http-equiv="Content-Security-Policy" content=(policy(script.as_deref()));
                    title { (self.title) }
                    style { (PreEscaped(LOOKS)) @for looks in self.looks { (PreEscaped(looks)) } }
                }
                body {
                    (self.body)
                    @if let Some(script) = &script { script { (PreEscaped(script)) } }
                }
            }
        };
        printable(&page.into_string()).into_owned()
    }
}

/// No script runs but that one, nothing is fetched and nothing is sent, whatever a text says.
fn policy(script: Option<&str>) -> String {
    let run = script.map_or_else(String::new, |script| {
        let hash = STANDARD.encode(sha256_bytes(script.as_bytes()));
        format!("script-src 'sha256-{hash}'; ")
    });
    format!(
        "default-src 'none'; {run}style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn just_the_script_of_the_page_may_run() {
        assert!(!policy(None).contains("script-src"));
        // printf '' | openssl dgst -sha256 -binary | base64
        let empty = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        assert!(policy(Some("")).contains(empty));
    }

    #[test]
    fn what_is_hidden_in_a_script_is_replaced_before_it_is_hashed() {
        let page = Page {
            title: "<b>",
            looks: &[],
            script: Some("a();\r\nb();"),
            body: html! { p { "\u{202e}<i>" } },
        };
        let text = page.to_html();
        assert!(text.contains("<script>a(); \nb();</script>"), "{text}");
        let hash = STANDARD.encode(sha256_bytes(b"a(); \nb();"));
        assert!(text.contains(&hash), "{text}");
        assert!(text.contains("<p>\u{fffd}&lt;i&gt;</p>"), "{text}");
        assert!(text.contains("<title>&lt;b&gt;</title>"), "{text}");
    }
}
