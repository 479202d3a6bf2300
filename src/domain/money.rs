//! Coins in hundredths, money in US cents, and what a call costs. All sums are whole numbers.
//!
//! Source: contract/talkamie.md A.7, A.8, F.4; DESIGN.md 4.

use super::limits::{COINS_HUNDREDTHS_MAX, HUNDREDTHS_PER_COIN};
use super::time::MS_PER_MINUTE;

/// The coins that a JSON number says, in hundredths; what goes beyond two decimals is cut off.
///
/// Cut as the number reads in decimal, so that 19.99 is 1999 although the float is a little less. `None` below zero,
/// for no number, and above [`COINS_HUNDREDTHS_MAX`].
pub fn coins_hundredths(coins: f64) -> Option<i64> {
    // The shortest decimal that means this float, never with an exponent: what the client wrote.
    parse_coins_hundredths(&coins.abs().to_string()).filter(|_| coins >= 0.0)
}

/// The coins that a decimal text says, in hundredths, for the command line; cut like [`coins_hundredths`].
pub fn parse_coins_hundredths(text: &str) -> Option<i64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(decimals) {
        return None;
    }
    let mut digits = decimals.bytes().map(|byte| i64::from(byte - b'0'));
    let (tenths, hundredths) = (digits.next().unwrap_or(0), digits.next().unwrap_or(0));
    let coins: i64 = whole.parse().ok()?;
    let sum = coins.checked_mul(HUNDREDTHS_PER_COIN)?.checked_add(tenths * 10 + hundredths)?;
    (sum <= COINS_HUNDREDTHS_MAX).then_some(sum)
}

/// The JSON number for an amount of coins. Exact to two decimals within [`COINS_HUNDREDTHS_MAX`].
#[expect(clippy::cast_precision_loss, reason = "amounts stay below 10^15, where every whole number is a float")]
pub fn coins_json(hundredths: i64) -> f64 {
    hundredths as f64 / HUNDREDTHS_PER_COIN as f64
}

/// What buying these coins costs, in cents. A part of a cent is paid whole: nothing is sold below its price.
pub fn cents_to_charge(hundredths: i64) -> i64 {
    cents_to_pay_out(hundredths) + i64::from(hundredths.rem_euclid(HUNDREDTHS_PER_COIN) > 0)
}

/// What these coins are worth when withdrawn, in cents. A part of a cent is not paid out.
pub fn cents_to_pay_out(hundredths: i64) -> i64 {
    // A coin is a cent: contract/talkamie.md A.8.
    hundredths.div_euclid(HUNDREDTHS_PER_COIN)
}

/// What a call has cost, in hundredths of a coin: every started minute of connected time.
pub fn call_price_hundredths(connected_ms: i64, minute_hundredths: i64) -> i64 {
    let started_minutes = connected_ms.max(0).saturating_add(MS_PER_MINUTE - 1) / MS_PER_MINUTE;
    started_minutes.saturating_mul(minute_hundredths)
}

/// The volunteer's part of a price, in hundredths of a coin, rounded down. `share_percent` is held to 0 to 100.
pub fn volunteers_part_hundredths(price_hundredths: i64, share_percent: i64) -> i64 {
    let percent = share_percent.clamp(0, 100);
    // Whole hundreds first: the product of the rest cannot overflow.
    price_hundredths / 100 * percent + price_hundredths % 100 * percent / 100
}

/// How many whole minutes a balance pays for; `None` means no end, since a minute costs nothing.
pub fn affordable_minutes(balance_hundredths: i64, minute_hundredths: i64) -> Option<i64> {
    (minute_hundredths > 0).then(|| balance_hundredths.max(0) / minute_hundredths)
}

/// Whether a balance counts as low: it does not cover `low_minutes` minutes.
pub fn coins_are_low(balance_hundredths: i64, minute_hundredths: i64, low_minutes: i64) -> bool {
    balance_hundredths < minute_hundredths.saturating_mul(low_minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coins_are_cut_as_they_read() {
        for (coins, hundredths) in [
            (0.0, Some(0)),
            (-0.0, Some(0)),
            (50.0, Some(5_000)),
            (0.01, Some(1)),
            (0.009, Some(0)),
            (19.99, Some(1_999)),
            (1.005, Some(100)),
            (4.35, Some(435)),
            (0.1 + 0.2, Some(30)),
            (100.999, Some(10_099)),
            (1e-300, Some(0)),
            (5e15, None),
            (9.0e12, Some(900_000_000_000_000)),
            (1.0e13, None),
            (1e300, None),
            (-0.01, None),
            (-50.0, None),
            (-1e-300, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
            (f64::NEG_INFINITY, None),
        ] {
            assert_eq!(coins_hundredths(coins), hundredths, "{coins}");
        }
    }

    #[test]
    fn every_amount_comes_back_as_it_went() {
        let far = (0..2_000).map(|step| COINS_HUNDREDTHS_MAX - step * 7);
        for hundredths in (0..200_000).chain(far) {
            let text = coins_json(hundredths).to_string();
            assert_eq!(coins_hundredths(coins_json(hundredths)), Some(hundredths));
            assert!(text.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 2), "{text}");
        }
    }

    #[test]
    fn texts_of_coins() {
        for (text, hundredths) in [
            ("0", Some(0)),
            ("50", Some(5_000)),
            ("50.5", Some(5_050)),
            ("50.05", Some(5_005)),
            ("50.059", Some(5_005)),
            ("9999999999999.99", Some(COINS_HUNDREDTHS_MAX)),
            ("10000000000000", None),
            ("99999999999999999999", None),
            ("", None),
            (".5", None),
            ("5.", None),
            ("-5", None),
            ("+5", None),
            ("1e3", None),
            ("1,000", None),
            ("1.2.3", None),
        ] {
            assert_eq!(parse_coins_hundredths(text), hundredths, "{text:?}");
        }
    }

    #[test]
    fn a_coin_is_a_cent_and_parts_never_cost_us_one() {
        for (hundredths, charged, paid) in [(0, 0, 0), (1, 1, 0), (99, 1, 0), (100, 1, 1), (101, 2, 1), (5_000, 50, 50)]
        {
            assert_eq!((cents_to_charge(hundredths), cents_to_pay_out(hundredths)), (charged, paid), "{hundredths}");
        }
    }

    #[test]
    fn started_minutes_are_paid() {
        for (connected_ms, price) in
            [(-1, 0), (0, 0), (1, 1_000), (60_000, 1_000), (60_001, 2_000), (3_600_000, 60_000)]
        {
            assert_eq!(call_price_hundredths(connected_ms, 1_000), price, "{connected_ms}");
        }
        assert_eq!(call_price_hundredths(i64::MAX, i64::MAX), i64::MAX);
    }

    #[test]
    fn parts_of_a_price_never_exceed_it() {
        for (price, percent, part) in
            [(1_000, 100, 1_000), (1_000, 0, 0), (999, 50, 499), (1, 99, 0), (1_000, 101, 1_000), (1_000, -1, 0)]
        {
            assert_eq!(volunteers_part_hundredths(price, percent), part, "{price} {percent}");
        }
        assert_eq!(volunteers_part_hundredths(i64::MAX, 100), i64::MAX);
        for price in 0..500_i64 {
            for percent in 0..=100 {
                assert_eq!(volunteers_part_hundredths(price, percent), price * percent / 100);
            }
        }
    }

    #[test]
    fn balances_last_and_run_low() {
        for (balance, minute, minutes, low) in [
            (0, 1_000, Some(0), true),
            (999, 1_000, Some(0), true),
            (1_000, 1_000, Some(1), true),
            (1_999, 1_000, Some(1), true),
            (2_000, 1_000, Some(2), false),
            (0, 0, None, false),
        ] {
            assert_eq!(affordable_minutes(balance, minute), minutes);
            assert_eq!(coins_are_low(balance, minute, 2), low);
        }
    }
}
