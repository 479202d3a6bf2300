//! Interests: those offered to everyone in a tenant, and those a person named for themself.

use std::collections::{HashMap, HashSet};

use super::{Question, Row, StoreResult, Tx, Value, page::containing, statements::declare};
use crate::domain::ids::{InterestId, TenantId, UserId};

/// An interest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interest {
    pub id: InterestId,
    pub name: String,
    pub emoji: Option<String>,
    pub icon_src: Option<String>,
}

/// An interest as a person names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInterest {
    /// The id it gets if it is new.
    pub id: InterestId,
    pub name: String,
    pub emoji: Option<String>,
}

declare! {
    ADD_INTEREST = "
        INSERT INTO interests (id, tenant_id, name, name_key, emoji, icon_src, created_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    SAVE_INTEREST = "
        UPDATE interests
           SET emoji = $3, icon_src = $4
         WHERE tenant_id = $1 AND id = $2";
    ALL_INTERESTS = "
        SELECT id, name, emoji, icon_src
          FROM interests
         WHERE tenant_id = $1 AND owner_id IS NULL AND (name_key LIKE $2 ESCAPE '\\' OR $2 IS NULL)
         ORDER BY name_key";
    /// After the place `($4, $5)`: a name and an id.
    PAGE_INTERESTS = "
        SELECT id, name, emoji, icon_src
          FROM interests
         WHERE tenant_id = $1 AND (owner_id IS NULL OR owner_id = $2) AND (name_key LIKE $3 ESCAPE '\\' OR $3 IS NULL)
           AND (name_key, id) > ($4, $5)
         ORDER BY name_key, id
         LIMIT $6";
    INTERESTS_OF_USERS = "
        SELECT c.user_id, i.id, i.name, i.emoji, i.icon_src
          FROM user_interests AS c
          JOIN interests AS i ON i.id = c.interest_id AND i.tenant_id = c.tenant_id
         WHERE c.tenant_id = $1 AND c.user_id IN_LIST($2)
         ORDER BY c.user_id, c.position";
    INTERESTS_OF_USER = "
        SELECT i.id, i.name, i.emoji, i.icon_src
          FROM user_interests AS c
          JOIN interests AS i ON i.id = c.interest_id AND i.tenant_id = c.tenant_id
         WHERE c.tenant_id = $1 AND c.user_id = $2
         ORDER BY c.position";
    CLEAR_INTERESTS = "
        DELETE FROM user_interests
         WHERE tenant_id = $1 AND user_id = $2";
    /// `$3` ids, `$4` names, `$5` keys, `$6` emojis ('' for none), all of one length.
    ADD_PERSONAL_INTERESTS = "
        INSERT INTO interests (id, tenant_id, owner_id, name, name_key, emoji, created_at_ms)
        SELECT ids.value, $1, $2, names.value, keys.value, NULLIF(emojis.value, ''), $7
          FROM LIST_ROWS($3) AS ids
          JOIN LIST_ROWS($4) AS names ON names.key = ids.key
          JOIN LIST_ROWS($5) AS keys ON keys.key = ids.key
          JOIN LIST_ROWS($6) AS emojis ON emojis.key = ids.key
         WHERE NOT EXISTS (SELECT 1
                             FROM interests AS shared
                            WHERE shared.tenant_id = $1 AND shared.owner_id IS NULL AND shared.name_key = keys.value)
        ON CONFLICT DO NOTHING";
    /// The one offered to everyone goes before the person's own of the same name.
    CHOOSE_INTERESTS = "
        INSERT INTO user_interests (tenant_id, user_id, interest_id, position)
        SELECT $1, $2,
               (SELECT i.id
                  FROM interests AS i
                 WHERE i.tenant_id = $1 AND i.name_key = wanted.value AND (i.owner_id IS NULL OR i.owner_id = $2)
                 ORDER BY CASE WHEN i.owner_id IS NULL THEN 0 ELSE 1 END
                 LIMIT 1),
               wanted.key
          FROM LIST_ROWS($3) AS wanted
         WHERE true";
    /// Else renaming one's interests over and over would fill the table.
    FORGET_UNCHOSEN = "
        DELETE FROM interests
         WHERE tenant_id = $1 AND owner_id = $2
           AND NOT EXISTS (SELECT 1
                             FROM user_interests AS c
                            WHERE c.tenant_id = $1 AND c.user_id = $2 AND c.interest_id = interests.id)";
}

fn read(row: &mut Row) -> StoreResult<Interest> {
    Ok(Interest {
        id: row.parsed("id")?,
        name: row.text("name")?,
        emoji: row.text_opt("emoji")?,
        icon_src: row.text_opt("icon_src")?,
    })
}

/// Asks for a person's interests, in their order.
pub fn interests_of_user(tenant: TenantId, user: UserId) -> Question<Vec<Interest>> {
    Question::new(INTERESTS_OF_USER, [tenant.into(), user.into()], |answer| answer.each(|mut row| read(&mut row)))
}

impl Tx {
    /// Adds an interest for everyone in a tenant.
    ///
    /// # Errors
    /// `Taken(InterestSharedName)` when there is one of that name, whatever the case.
    pub async fn add_interest(&mut self, tenant: TenantId, interest: &Interest, now_ms: i64) -> StoreResult<()> {
        let args = [
            interest.id.into(),
            tenant.into(),
            (&interest.name).into(),
            interest.name.to_lowercase().into(),
            (&interest.emoji).into(),
            (&interest.icon_src).into(),
            now_ms.into(),
        ];
        self.execute(ADD_INTEREST, args).await.map(drop)
    }

    /// Changes the emoji and the icon of an interest.
    pub async fn save_interest(&mut self, tenant: TenantId, interest: &Interest) -> StoreResult<()> {
        let args = [tenant.into(), interest.id.into(), (&interest.emoji).into(), (&interest.icon_src).into()];
        self.execute(SAVE_INTEREST, args).await.map(drop)
    }

    /// Every interest offered to everyone, by name; only those with `keyword` in the name, if given.
    pub async fn all_interests(&mut self, tenant: TenantId, keyword: Option<&str>) -> StoreResult<Vec<Interest>> {
        let args = [tenant.into(), keyword.map(containing).into()];
        self.rows(ALL_INTERESTS, args).await?.iter_mut().map(read).collect()
    }

    /// The interests that a person can choose from: those offered to everyone and their own, by name; only those with
    /// `keyword` in the name, if given. A page begins after an interest's name in lower case and its id; without `limit`
    /// all come at once.
    pub async fn page_interests(
        &mut self,
        tenant: TenantId,
        user: UserId,
        keyword: Option<&str>,
        after: Option<(&str, InterestId)>,
        limit: Option<i64>,
    ) -> StoreResult<(Vec<Interest>, bool)> {
        let (name, id) = after.map_or_else(Default::default, |(name, id)| (name, id.to_string()));
        let limit = limit.unwrap_or(i64::MAX - 1);
        let args =
            [tenant.into(), user.into(), keyword.map(containing).into(), name.into(), id.into(), (limit + 1).into()];
        let mut found = self.rows(PAGE_INTERESTS, args).await?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = found.len() > limit;
        found.truncate(limit);
        Ok((found.iter_mut().map(read).collect::<StoreResult<_>>()?, more))
    }

    /// Answers [`interests_of_user`].
    pub async fn interests_of_user(&mut self, tenant: TenantId, user: UserId) -> StoreResult<Vec<Interest>> {
        self.ask(interests_of_user(tenant, user)).await
    }

    /// Several people's interests, in their orders. Who has none is left out.
    pub async fn interests_of_users(
        &mut self,
        tenant: TenantId,
        users: &[UserId],
    ) -> StoreResult<HashMap<UserId, Vec<Interest>>> {
        let mut found: HashMap<UserId, Vec<Interest>> = HashMap::new();
        if users.is_empty() {
            return Ok(found);
        }
        for mut row in self.rows(INTERESTS_OF_USERS, [tenant.into(), Value::texts(users)]).await? {
            let user = row.parsed("user_id")?;
            found.entry(user).or_default().push(read(&mut row)?);
        }
        Ok(found)
    }

    /// Replaces a person's interests, in this order, and answers them. A name that nobody offers becomes the person's own;
    /// one named twice counts once; an own one that is not chosen any more is gone. Five statements, however many there are.
    pub async fn replace_interests(
        &mut self,
        tenant: TenantId,
        user: UserId,
        wanted: &[NewInterest],
        now_ms: i64,
    ) -> StoreResult<Vec<Interest>> {
        self.execute(CLEAR_INTERESTS, [tenant.into(), user.into()]).await?;
        let mut seen = HashSet::new();
        let wanted: Vec<(String, &NewInterest)> = wanted
            .iter()
            .map(|interest| (interest.name.to_lowercase(), interest))
            .filter(|(key, _)| seen.insert(key.clone()))
            .collect();
        if wanted.is_empty() {
            self.execute(FORGET_UNCHOSEN, [tenant.into(), user.into()]).await?;
            return Ok(Vec::new());
        }
        let keys = Value::texts(wanted.iter().map(|(key, _)| key));
        let args = [
            tenant.into(),
            user.into(),
            Value::texts(wanted.iter().map(|(_, interest)| interest.id)),
            Value::texts(wanted.iter().map(|(_, interest)| &interest.name)),
            keys.clone(),
            Value::texts(wanted.iter().map(|(_, interest)| interest.emoji.as_deref().unwrap_or_default())),
            now_ms.into(),
        ];
        self.execute(ADD_PERSONAL_INTERESTS, args).await?;
        self.execute(CHOOSE_INTERESTS, [tenant.into(), user.into(), keys]).await?;
        self.execute(FORGET_UNCHOSEN, [tenant.into(), user.into()]).await?;
        self.interests_of_user(tenant, user).await
    }
}
