//! People as others see them, read with nothing that is theirs alone: a card in a list, or a profile.

use std::ops::{Deref, DerefMut};

use super::FromRow;
use crate::{
    domain::{
        ids::UserId,
        user::{Gender, UserType, VerificationStatus, Visibility},
    },
    store::{Row, StoreResult},
};

/// As much of a person as a list shows to others, and what decides whether it does.
///
/// JSON columns are texts that were checked when they came in.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    pub id: UserId,
    pub name: Option<String>,
    /// `None` until chosen.
    pub user_type: Option<UserType>,
    pub gender: Option<Gender>,
    pub bio: Option<String>,
    /// Day of birth, `YYYY-MM-DD`.
    pub dob: Option<String>,
    pub country: Option<String>,
    pub state: Option<String>,
    pub city: Option<String>,
    /// `None` until chosen, which means the default.
    pub visibility: Option<Visibility>,
    /// JSON, a `compressed_file`.
    pub picture: Option<String>,
    /// Which day it is for them, and so their age.
    pub timezone_offset_min: Option<i64>,
    pub verification_basic: VerificationStatus,
    pub verification_admin: VerificationStatus,
    pub verification_background: VerificationStatus,
    /// The sum of all stars, and how many reviews gave them.
    pub rating_total: i64,
    pub rating_count: i64,
    pub created_at_ms: i64,
    pub deleted_at_ms: Option<i64>,
}

/// As much of a person as somebody else's profile shows: a [`Card`] and more.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    pub card: Card,
    /// The name of a language.
    pub language: Option<String>,
    /// JSON, a `compressed_file`.
    pub video: Option<String>,
    pub specialization_area: Option<String>,
    /// JSON, a map of week days to ranges.
    pub availability_weekly: String,
    /// JSON, a map of days to ranges.
    pub availability_custom: String,
}

impl Profile {
    /// Someone of whom nothing is known yet.
    pub(super) fn new(id: UserId, now_ms: i64) -> Self {
        Self {
            card: Card {
                id,
                name: None,
                user_type: None,
                gender: None,
                bio: None,
                dob: None,
                country: None,
                state: None,
                city: None,
                visibility: None,
                picture: None,
                timezone_offset_min: None,
                verification_basic: VerificationStatus::Pending,
                verification_admin: VerificationStatus::Pending,
                verification_background: VerificationStatus::Pending,
                rating_total: 0,
                rating_count: 0,
                created_at_ms: now_ms,
                deleted_at_ms: None,
            },
            language: None,
            video: None,
            specialization_area: None,
            availability_weekly: "{}".into(),
            availability_custom: "{}".into(),
        }
    }
}

/// Who has the profile has the card.
impl Deref for Profile {
    type Target = Card;

    fn deref(&self) -> &Card {
        &self.card
    }
}

impl DerefMut for Profile {
    fn deref_mut(&mut self) -> &mut Card {
        &mut self.card
    }
}

/// The columns of a [`Card`], in the order in which it is read.
macro_rules! card_columns {
    () => {
        "u.id, u.name, u.type, u.gender, u.bio, u.dob, u.country, u.state, u.city, u.visibility, u.picture,
               u.timezone_offset_min, u.verification_basic, u.verification_admin, u.verification_background,
               u.rating_total, u.rating_count, u.created_at_ms, u.deleted_at_ms"
    };
}
pub(super) use card_columns;

/// The columns of a [`Profile`], in the order in which it is read.
macro_rules! profile_columns {
    () => {
        concat!(
            $crate::store::users::shown::card_columns!(),
            ",
               u.language, u.video, u.specialization_area, u.availability_weekly, u.availability_custom"
        )
    };
}
pub(super) use profile_columns;

impl FromRow for Card {
    fn from_row(row: &mut Row) -> StoreResult<Self> {
        Ok(Self {
            id: row.parsed("id")?,
            name: row.text_opt("name")?,
            user_type: row.parsed_opt("type")?,
            gender: row.parsed_opt("gender")?,
            bio: row.text_opt("bio")?,
            dob: row.text_opt("dob")?,
            country: row.text_opt("country")?,
            state: row.text_opt("state")?,
            city: row.text_opt("city")?,
            visibility: row.parsed_opt("visibility")?,
            picture: row.text_opt("picture")?,
            timezone_offset_min: row.int_opt("timezone_offset_min")?,
            verification_basic: row.parsed("verification_basic")?,
            verification_admin: row.parsed("verification_admin")?,
            verification_background: row.parsed("verification_background")?,
            rating_total: row.int("rating_total")?,
            rating_count: row.int("rating_count")?,
            created_at_ms: row.int("created_at_ms")?,
            deleted_at_ms: row.int_opt("deleted_at_ms")?,
        })
    }
}

impl FromRow for Profile {
    fn from_row(row: &mut Row) -> StoreResult<Self> {
        Ok(Self {
            card: Card::from_row(row)?,
            language: row.text_opt("language")?,
            video: row.text_opt("video")?,
            specialization_area: row.text_opt("specialization_area")?,
            availability_weekly: row.text("availability_weekly")?,
            availability_custom: row.text("availability_custom")?,
        })
    }
}
