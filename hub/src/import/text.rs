//! From the bytes of a file to lines of text.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH};

/// Finds out the encoding over the whole file. Every byte is a letter in Mac Roman, so this never fails.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return text;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => MACINTOSH.decode_without_bom_handling(bytes).0,
    }
}

/// Resolves numeric character references, and the five names that XML has. Anything else that begins with `&` stays.
pub(super) fn resolve_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((letter, length)) => {
                out.push(letter);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The entity at the start of a text, and how long it is written.
fn entity(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|letter| !letter.is_control())?
        }
    };
    Some((letter, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_found_over_the_whole_file() {
        assert_eq!(decode(b"Habr\x8e"), "Habré");
        assert_eq!(decode("Habré".as_bytes()), "Habré");
        assert_eq!(decode("\u{feff}Habré".as_bytes()), "Habré");
        assert_eq!(decode(b"\xff\xfeH\0\xe9\0"), "Hé");
        let mut late = vec![b'a'; 1 << 20];
        late.push(0x8d);
        assert!(decode(&late).ends_with('ç'));
    }

    #[test]
    fn entities_are_resolved_once_and_nothing_else_is_touched() {
        assert_eq!(resolve_entities("&#40;Unknown&#41;"), "(Unknown)");
        assert_eq!(
            resolve_entities("&amp;#40; &#x28; &lt;&gt;&quot;&apos;"),
            "&#40; ( <>\"'"
        );
        for same in [
            "St Kitts & Nevis",
            "&",
            "&;",
            "&#;",
            "&#99999999;",
            "&#7;",
            "a &é; b",
            "&unknown;",
            "R&D; x",
        ] {
            assert_eq!(resolve_entities(same), same);
        }
    }
}
