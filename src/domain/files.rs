//! Stored files: whose they are, what they may be, and where they lie.
//!
//! A file is named by its path and by nothing else. The path says whose it is and what for, and its name is chance: who was not told
//! an address does not find it. Nothing of what a client calls a file gets into a path but a plain ending.
//!
//! Source: contract/talkamie.md A.7, A.9, B (signed-urls); decision record 5.

use super::{
    ids::UserId,
    limits::{PICTURE_BYTES_MAX, VIDEO_BYTES_MAX},
    words,
};
use std::{fmt, str::FromStr};

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Picture,
    Video,
    Certificate,
}
words!(Kind { Picture = "picture", Video = "video", Certificate = "certificate" });

impl Kind {
    /// Whether a file of this kind may be of that type, which is in lower case.
    pub fn accepts(self, mime_type: &str) -> bool {
        match self {
            Self::Picture => mime_type.starts_with("image/"),
            Self::Video => mime_type.starts_with("video/"),
            Self::Certificate => true,
        }
    }

    /// Whether the address alone opens the file: other people's browsers show pictures and videos by it. A certificate
    /// needs a link on top, which is only made for its owner and for operators.
    pub fn opens_by_address(self) -> bool {
        match self {
            Self::Picture | Self::Video => true,
            Self::Certificate => false,
        }
    }

    /// The largest file of this kind, in bytes; `certificate_bytes_max` is a setting.
    pub fn bytes_max(self, certificate_bytes_max: u64) -> u64 {
        match self {
            Self::Picture => PICTURE_BYTES_MAX,
            Self::Video => VIDEO_BYTES_MAX,
            Self::Certificate => certificate_bytes_max,
        }
    }
}

/// The type of what nobody can name.
pub const OCTET_STREAM: &str = "application/octet-stream";

/// Types that have an ending, and the other way round. What is not here is stored as bytes and handed out to be saved.
const TYPES: &[(&str, &str)] = &[
    ("image/jpeg", "jpg"),
    ("image/png", "png"),
    ("image/webp", "webp"),
    ("image/gif", "gif"),
    ("image/avif", "avif"),
    ("image/heic", "heic"),
    ("image/heif", "heif"),
    ("image/bmp", "bmp"),
    ("image/tiff", "tiff"),
    ("image/svg+xml", "svg"),
    ("video/mp4", "mp4"),
    ("video/webm", "webm"),
    ("video/quicktime", "mov"),
    ("video/ogg", "ogv"),
    ("video/x-m4v", "m4v"),
    ("video/x-matroska", "mkv"),
    ("video/x-msvideo", "avi"),
    ("video/3gpp", "3gp"),
    ("video/mpeg", "mpeg"),
    ("application/pdf", "pdf"),
    ("text/plain", "txt"),
    ("application/msword", "doc"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/vnd.oasis.opendocument.text", "odt"),
    ("application/rtf", "rtf"),
    ("application/zip", "zip"),
];

/// A type as it is kept: in lower case, and never empty.
pub fn normal_mime_type(announced: &str) -> String {
    if announced.is_empty() { OCTET_STREAM.to_owned() } else { announced.to_ascii_lowercase() }
}

/// Longest ending, in characters.
const ENDING_CHARS_MAX: usize = 8;

/// The ending of a file of that type that a client calls `name`. A name's own ending counts only for types without one, and
/// never as that of another type.
fn ending(mime_type: &str, name: &str) -> String {
    if let Some((_, ending)) = TYPES.iter().find(|(known, _)| *known == mime_type) {
        return (*ending).to_owned();
    }
    let own = name.rsplit_once('.').map(|(_, own)| own.to_ascii_lowercase()).unwrap_or_default();
    let plain = is_ending(&own) && TYPES.iter().all(|(_, ending)| *ending != own);
    if plain { own } else { "bin".to_owned() }
}

fn is_ending(text: &str) -> bool {
    (1..=ENDING_CHARS_MAX).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

/// Letters of chance in a name: 16 bytes as hexadecimal digits, which no file system confuses.
const CHANCE_CHARS: usize = 32;
/// What stands behind them in the name of a small version.
const SMALL: &str = "-sm";
/// The ending of every small version.
const SMALL_ENDING: &str = "jpg";

/// The folder in which a person's uploads lie.
pub fn folder_of(user: UserId) -> String {
    format!("user/{user}")
}

/// Where a file lies: `user/<id>/<kind>/<chance>.<ending>`. There is no other form, so what is read as a path leads nowhere
/// else.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FilePath {
    pub user: UserId,
    pub kind: Kind,
    /// [`CHANCE_CHARS`] digits.
    chance: String,
    small: bool,
    ending: String,
}

impl FilePath {
    /// A new place for a file that a client calls `name`.
    pub fn new(user: UserId, kind: Kind, chance: [u8; CHANCE_CHARS / 2], mime_type: &str, name: &str) -> Self {
        let chance = format!("{:032x}", u128::from_be_bytes(chance));
        Self { user, kind, chance, small: false, ending: ending(mime_type, name) }
    }

    /// Where the small version of this file lies.
    #[must_use]
    pub fn small(&self) -> Self {
        Self { small: true, ending: SMALL_ENDING.to_owned(), ..self.clone() }
    }

    /// Whether this is a small version: made by the server, never uploaded.
    pub fn is_small(&self) -> bool {
        self.small
    }

    /// The folder, in two parts below the root: `user/<id>` and the kind.
    pub fn folders(&self) -> [String; 3] {
        ["user".to_owned(), self.user.to_string(), self.kind.to_string()]
    }

    /// The name in its folder.
    pub fn name(&self) -> String {
        let small = if self.small { SMALL } else { "" };
        format!("{}{small}.{}", self.chance, self.ending)
    }

    /// The type with which the file is handed out: what its ending says.
    pub fn mime_type(&self) -> &'static str {
        TYPES.iter().find(|(_, ending)| *ending == self.ending).map_or(OCTET_STREAM, |(mime_type, _)| mime_type)
    }

    /// Whether browsers may show the file rather than save it. A drawing in SVG can hold a program, so it is not shown on its
    /// own; inside a page it still is, since there no such program runs.
    pub fn is_shown(&self) -> bool {
        let mime_type = self.mime_type();
        let seen = mime_type.starts_with("image/") || mime_type.starts_with("video/");
        seen && mime_type != "image/svg+xml" && self.kind.opens_by_address()
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", folder_of(self.user), self.kind, self.name())
    }
}

/// The text names no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the path of a file")]
pub struct NotAPath;

impl FromStr for FilePath {
    type Err = NotAPath;

    fn from_str(text: &str) -> Result<Self, NotAPath> {
        let mut parts = text.split('/');
        let mut next = || parts.next().ok_or(NotAPath);
        let (root, user, kind, name) = (next()?, next()?, next()?, next()?);
        let (stem, ending) = name.split_once('.').ok_or(NotAPath)?;
        let (chance, small) = stem.strip_suffix(SMALL).map_or((stem, false), |chance| (chance, true));
        let chance_is_hex = chance.len() == CHANCE_CHARS && chance.bytes().all(|b| b.is_ascii_hexdigit());
        let path = Self {
            user: user.parse().map_err(|_| NotAPath)?,
            kind: kind.parse().map_err(|_| NotAPath)?,
            chance: chance.to_owned(),
            small,
            ending: ending.to_owned(),
        };
        // One spelling each: what was read is what would be written.
        let exact = root == "user" && chance_is_hex && is_ending(ending) && path.to_string() == text;
        let lower = chance.bytes().all(|b| !b.is_ascii_uppercase());
        let small_is_known = !small || (ending == SMALL_ENDING && path.kind == Kind::Picture);
        (exact && lower && small_is_known && parts.next().is_none()).then_some(path).ok_or(NotAPath)
    }
}

/// What an upload address is bound to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    pub path: FilePath,
    /// In lower case.
    pub mime_type: String,
    pub bytes_max: u64,
    pub until_ms: i64,
}

/// Whether a `Content-Type` names the type that an upload was signed for. Parameters do not matter, and a browser that does not know
/// a type leaves it out.
pub fn is_of_type(content_type: Option<&str>, signed: &str) -> bool {
    let named = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    if named.is_empty() { signed == OCTET_STREAM } else { named.eq_ignore_ascii_case(signed) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn ann() -> UserId {
        UserId(Uuid::from_u128(1))
    }

    #[test]
    fn each_kind_takes_its_types() {
        for (kind, mime_type, taken) in [
            (Kind::Picture, "image/png", true),
            (Kind::Picture, "video/mp4", false),
            (Kind::Picture, "images/png", false),
            (Kind::Picture, OCTET_STREAM, false),
            (Kind::Video, "video/mp4", true),
            (Kind::Video, "image/gif", false),
            (Kind::Certificate, "application/pdf", true),
            (Kind::Certificate, OCTET_STREAM, true),
        ] {
            assert_eq!(kind.accepts(mime_type), taken, "{kind} {mime_type}");
        }
    }

    #[test]
    fn a_path_is_made_of_chance_and_a_plain_ending() {
        for (mime_type, name, end) in [
            ("image/jpeg", "Garden.PNG", "jpg"),
            ("image/x-unknown", "a.xyz", "xyz"),
            ("image/x-unknown", "a.html", "html"),
            ("text/html", "a.jpg", "bin"),
            (OCTET_STREAM, "../../etc/passwd", "bin"),
            (OCTET_STREAM, "a.p/../../x", "bin"),
            (OCTET_STREAM, "a.", "bin"),
            (OCTET_STREAM, "letter.PAGES", "pages"),
            (OCTET_STREAM, "a.thisistoolong", "bin"),
            ("application/pdf", "license (1).pdf", "pdf"),
        ] {
            let path = FilePath::new(ann(), Kind::Certificate, [7; 16], mime_type, name);
            let text = path.to_string();
            assert_eq!(text, format!("user/{}/certificate/{}.{end}", ann(), "07".repeat(16)), "{mime_type} {name}");
            assert_eq!(text.parse(), Ok(path));
        }
        let html = FilePath::new(ann(), Kind::Certificate, [7; 16], "text/html", "a.html");
        assert_eq!((html.mime_type(), html.is_shown()), (OCTET_STREAM, false), "nothing of ours is a page");
    }

    #[test]
    fn small_versions_lie_beside_their_originals() {
        let path = FilePath::new(ann(), Kind::Picture, [1; 16], "image/png", "a");
        let small = path.small();
        assert_eq!(small.to_string(), path.to_string().replace(".png", "-sm.jpg"));
        assert_eq!(small.to_string().parse(), Ok(small.clone()));
        assert!(small.is_small() && !path.is_small() && small.mime_type() == "image/jpeg");
    }

    #[test]
    fn nothing_else_is_a_path() {
        let (id, name) = (ann(), format!("{}.jpg", "0a".repeat(16)));
        let good = format!("user/{id}/picture/{name}");
        assert!(good.parse::<FilePath>().is_ok());
        for bad in [
            String::new(),
            "user".into(),
            format!("user/{id}/picture"),
            format!("user/{id}/picture/"),
            format!("/{good}"),
            format!("{good}/"),
            format!("{good}/x"),
            format!("User/{id}/picture/{name}"),
            format!("user/{}/picture/{name}", id.to_string().to_uppercase().replace('1', "A")),
            format!("user/{}/picture/{name}", id.0.simple()),
            format!("user/{id}/../{id}/picture/{name}"),
            format!("user/{id}/private/{name}"),
            format!("user/{id}/picture/..%2f{name}"),
            format!("user/{id}/picture/{}", name.to_uppercase()),
            format!("user/{id}/picture/{}", name.replace('a', "A")),
            format!("user/{id}/picture/{}.jpg", "0a".repeat(15)),
            format!("user/{id}/picture/{}.jpg.html", "0a".repeat(16)),
            format!("user/{id}/picture/{}.", "0a".repeat(16)),
            format!("user/{id}/picture/{}", "0a".repeat(16)),
            format!("user/{id}/picture/{}-sm.png", "0a".repeat(16)),
            format!("user/{id}/video/{}-sm.jpg", "0a".repeat(16)),
            format!("user/{id}\\picture\\{name}"),
            format!("user/{id}/picture/{name}\0"),
        ] {
            assert_eq!(bad.parse::<FilePath>(), Err(NotAPath), "{bad}");
        }
    }

    #[test]
    fn only_pictures_and_videos_are_shown() {
        for (kind, mime_type, shown) in [
            (Kind::Picture, "image/png", true),
            (Kind::Picture, "image/svg+xml", false),
            (Kind::Picture, "image/x-odd", false),
            (Kind::Video, "video/mp4", true),
            (Kind::Certificate, "image/png", false),
            (Kind::Certificate, "application/pdf", false),
        ] {
            assert_eq!(FilePath::new(ann(), kind, [1; 16], mime_type, "a").is_shown(), shown, "{kind} {mime_type}");
        }
    }

    #[test]
    fn types_are_compared_without_case_and_parameters() {
        for (sent, signed, same) in [
            (Some("image/jpeg"), "image/jpeg", true),
            (Some("IMAGE/JPEG; charset=x"), "image/jpeg", true),
            (Some("image/png"), "image/jpeg", false),
            (Some(""), OCTET_STREAM, true),
            (None, OCTET_STREAM, true),
            (None, "image/jpeg", false),
        ] {
            assert_eq!(is_of_type(sent, signed), same, "{sent:?}");
        }
        assert_eq!((normal_mime_type(""), normal_mime_type("Image/PNG")), (OCTET_STREAM.into(), "image/png".into()));
    }
}
