//! Buying coins: checkout pages, and what providers tell of them.

use super::ports::Returns;

/// How coins are bought here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopUps {
    /// Fewest coins at a time, in hundredths.
    pub hundredths_min: i64,
    /// Most coins at a time, in hundredths.
    pub hundredths_max: i64,
    /// The pages of the web app to which a checkout returns.
    pub returns: Returns,
}
