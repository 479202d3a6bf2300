//! Reviews: what may be written. Source: contract/talkamie.md F.10.

/// A review's text without space around it; `None` when nothing is left.
///
/// How long it may be is for the schema to say.
pub fn text(written: &str) -> Option<&str> {
    let kept = written.trim();
    (!kept.is_empty()).then_some(kept)
}

/// The mean of `total` stars over `count` reviews, to two decimals; 0 without reviews.
pub fn rating(total: i64, count: i64) -> f64 {
    if count <= 0 {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a sum of stars stays far below 2^53")]
    let mean = total as f64 / count as f64;
    (mean * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_something_to_read() {
        for (written, kept) in [
            ("", None),
            (" ", None),
            ("\t\r\n\u{a0}\u{2003}", None),
            ("kind", Some("kind")),
            ("  very kind \n", Some("very kind")),
        ] {
            assert_eq!(text(written), kept, "{written:?}");
        }
    }

    #[test]
    fn a_rating_is_a_mean_to_two_decimals() {
        for (total, count, mean) in
            [(0, 0, 0.0), (5, 1, 5.0), (9, 2, 4.5), (14, 3, 4.67), (13, 3, 4.33), (1, 1, 1.0), (-1, 0, 0.0)]
        {
            assert!((rating(total, count) - mean).abs() < f64::EPSILON, "{total} / {count}");
        }
    }
}
