//! How to reach somebody: numbers and addresses, and the links that open a message to them.

/// Nomor WA: an Indonesian mobile number with its country code and no sign, e.g. `6281200000001`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NomorWa(String);

/// What people put between digits.
const BETWEEN: [char; 5] = [' ', '-', '.', '(', ')'];

impl NomorWa {
    /// Reads `0812-0000-0001`, `+62 812 0000 0001` or `6281200000001`.
    #[must_use]
    pub fn parse(text: &str) -> Option<NomorWa> {
        let digits: String = text.trim().replace(BETWEEN, "");
        let plain = digits.strip_prefix('+');
        let local = match plain.unwrap_or(&digits).strip_prefix("62") {
            Some(local) => local,
            None if plain.is_some() => return None,
            None => digits.strip_prefix('0')?,
        };
        let mobile = local.starts_with('8') && local.bytes().all(|b| b.is_ascii_digit());
        (mobile && (9..=12).contains(&local.len())).then(|| NomorWa(format!("62{local}")))
    }

    /// The link that opens `WhatsApp` with a message to the number.
    #[must_use]
    pub fn link(&self, text: &str) -> String {
        format!("https://wa.me/{}?text={}", self.0, percent(text))
    }
}

/// Whether a text is an e-mail address, as far as a slip would show.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"(),;:\\[]".contains(c);
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && !host.contains('@') && text.chars().all(plain)
    })
}

/// The link that opens a mail to an address.
#[must_use]
pub fn mailto(address: &str, subject: &str, body: &str) -> String {
    let to = percent(address).replace("%40", "@");
    // RFC 6068: line breaks in a mail are CRLF.
    let body = percent(&body.replace('\n', "\r\n"));
    format!("mailto:{to}?subject={}&body={body}", percent(subject))
}

/// A text inside a link: all but unreserved characters (RFC 3986) by their bytes.
fn percent(text: &str) -> String {
    let byte = |b: u8| match b {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(b).to_string()
        }
        _ => format!("%{b:02X}"),
    };
    text.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for typed in [
            "081200000001",
            "0812-0000-0001",
            "0812 0000 0001",
            "+62 812-0000-0001",
            "+62(812)00000001",
            "6281200000001",
            " 62 812.0000.0001 ",
        ] {
            let read = NomorWa::parse(typed);
            assert_eq!(read, Some(NomorWa("6281200000001".to_owned())), "{typed}");
        }
    }

    #[test]
    fn what_is_no_mobile_number_is_refused() {
        for typed in [
            "",
            "0526 2028000",
            "+60 12 345 6789",
            "812-0000-0001",
            "08120000",
            "0812000000000001",
            "0812-OOOO-0001",
            "+081200000001",
            "08\u{664}200000001",
        ] {
            assert_eq!(NomorWa::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn links_hold_any_text() {
        let number = NomorWa::parse("081200000001").unwrap();
        let link = number.link("Yth. Pak, 50% & \"é\"\nsiap?");
        assert_eq!(
            link,
            "https://wa.me/6281200000001?text=Yth.%20Pak%2C%2050%25%20%26%20%22%C3%A9%22%0Asiap%3F"
        );
        assert_eq!(
            mailto("a+b@contoh.go.id", "RKT 2027", "satu\ndua"),
            "mailto:a%2Bb@contoh.go.id?subject=RKT%202027&body=satu%0D%0Adua"
        );
    }

    #[test]
    fn addresses_have_a_name_and_a_host() {
        assert!(is_address("fauzan@contoh.go.id"));
        assert!(is_address("fauzan@komputer"));
        for bad in [
            "",
            "fauzan",
            "@contoh.go.id",
            "fauzan@",
            "a b@c",
            "a@b@c",
            "a@b, c@d",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
