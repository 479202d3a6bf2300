//! Questions and answers, in the order in which the operator put them.

use super::{Cursor, Page, Row, StoreResult, Tx, page::containing, statements::declare};
use crate::domain::{
    faq::FaqType,
    ids::{FaqId, TenantId},
};

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faq {
    pub id: FaqId,
    /// Whom it concerns. The contract calls it `type`.
    pub kind: FaqType,
    /// Lists run from the lowest to the highest, ties by id.
    pub position: i64,
    pub question: String,
    pub answer: String,
}

impl Faq {
    /// What a keyword is looked for in.
    fn search(&self) -> String {
        format!("{}\n{}", self.question, self.answer).to_lowercase()
    }
}

declare! {
    /// After the place `($3, $4)`.
    PAGE_FAQS = "
        SELECT id, type, position, question, answer
          FROM faqs
         WHERE tenant_id = $1 AND (search LIKE $2 ESCAPE '\\' OR $2 IS NULL) AND (position, id) > ($3, $4)
         ORDER BY position, id
         LIMIT $5";
    PAGE_FAQS_OF_TYPE = "
        SELECT id, type, position, question, answer
          FROM faqs
         WHERE tenant_id = $1 AND type = $6 AND (search LIKE $2 ESCAPE '\\' OR $2 IS NULL)
           AND (position, id) > ($3, $4)
         ORDER BY position, id
         LIMIT $5";
    FIND_FAQ = "
        SELECT id, type, position, question, answer
          FROM faqs
         WHERE tenant_id = $1 AND id = $2";
    LAST_FAQ = "
        SELECT position
          FROM faqs
         WHERE tenant_id = $1
         ORDER BY position DESC
         LIMIT 1";
    ADD_FAQ = "
        INSERT INTO faqs (id, tenant_id, type, position, question, answer, search, created_at_ms, updated_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)";
    SAVE_FAQ = "
        UPDATE faqs
           SET type = $3, position = $4, question = $5, answer = $6, search = $7, updated_at_ms = $8
         WHERE tenant_id = $1 AND id = $2";
    REMOVE_FAQ = "
        DELETE FROM faqs
         WHERE tenant_id = $1 AND id = $2";
    REMOVE_FAQS = "
        DELETE FROM faqs
         WHERE tenant_id = $1";
    HAD_FIRST_FAQS = "
        SELECT faqs_loaded_at_ms
          FROM tenants
         WHERE id = $1";
    CLAIM_FIRST_FAQS = "
        UPDATE tenants
           SET faqs_loaded_at_ms = $2
         WHERE id = $1 AND faqs_loaded_at_ms IS NULL";
}

fn read(mut row: Row) -> StoreResult<Faq> {
    Ok(Faq {
        id: row.parsed("id")?,
        kind: row.parsed("type")?,
        position: row.int("position")?,
        question: row.text("question")?,
        answer: row.text("answer")?,
    })
}

impl Tx {
    /// A page of the questions, all or those for some people, in order; only those with `keyword` in question or answer, if
    /// given. A place is a position and an id.
    pub async fn page_faqs(
        &mut self,
        tenant: TenantId,
        kind: Option<FaqType>,
        keyword: Option<&str>,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<Faq>> {
        // Before the first: positions are whatever the operator chose.
        let after = after.unwrap_or_else(|| Cursor { at_ms: i64::MIN, id: String::new() });
        let (keyword, limit_and_one) = (keyword.map(containing), limit + 1);
        let args = [tenant.into(), keyword.into(), after.at_ms.into(), after.id.into(), limit_and_one.into()];
        let rows = match kind {
            None => self.rows(PAGE_FAQS, args).await?,
            Some(kind) => {
                let [tenant, keyword, position, id, limit] = args;
                self.rows(PAGE_FAQS_OF_TYPE, [tenant, keyword, position, id, limit, kind.into()]).await?
            }
        };
        Page::from_rows(rows, limit, read, |faq| Cursor { at_ms: faq.position, id: faq.id.to_string() })
    }

    /// The question of that id. `None`: none in this tenant.
    pub async fn find_faq(&mut self, tenant: TenantId, faq: FaqId) -> StoreResult<Option<Faq>> {
        self.optional(FIND_FAQ, [tenant.into(), faq.into()]).await?.map(read).transpose()
    }

    /// The highest position. `None`: there are no questions.
    pub async fn last_faq_position(&mut self, tenant: TenantId) -> StoreResult<Option<i64>> {
        self.optional(LAST_FAQ, [tenant.into()]).await?.map(|mut row| row.int("position")).transpose()
    }

    /// Adds a question.
    pub async fn add_faq(&mut self, tenant: TenantId, faq: &Faq, now_ms: i64) -> StoreResult<()> {
        let args = [
            faq.id.into(),
            tenant.into(),
            faq.kind.into(),
            faq.position.into(),
            (&faq.question).into(),
            (&faq.answer).into(),
            faq.search().into(),
            now_ms.into(),
        ];
        self.execute(ADD_FAQ, args).await.map(drop)
    }

    /// Writes a question back, whole. `false`: no such question in this tenant.
    pub async fn save_faq(&mut self, tenant: TenantId, faq: &Faq, now_ms: i64) -> StoreResult<bool> {
        let args = [
            tenant.into(),
            faq.id.into(),
            faq.kind.into(),
            faq.position.into(),
            (&faq.question).into(),
            (&faq.answer).into(),
            faq.search().into(),
            now_ms.into(),
        ];
        Ok(self.execute(SAVE_FAQ, args).await? == 1)
    }

    /// Removes a question. `false`: it was gone.
    pub async fn remove_faq(&mut self, tenant: TenantId, faq: FaqId) -> StoreResult<bool> {
        Ok(self.execute(REMOVE_FAQ, [tenant.into(), faq.into()]).await? == 1)
    }

    /// Removes every question and answers how many there were.
    pub async fn remove_faqs(&mut self, tenant: TenantId) -> StoreResult<u64> {
        self.execute(REMOVE_FAQS, [tenant.into()]).await
    }

    /// Whether a tenant was given its first questions. `None`: no such tenant.
    pub async fn had_first_faqs(&mut self, tenant: TenantId) -> StoreResult<Option<bool>> {
        let row = self.optional(HAD_FIRST_FAQS, [tenant.into()]).await?;
        row.map(|mut row| Ok(row.int_opt("faqs_loaded_at_ms")?.is_some())).transpose()
    }

    /// Notes that a tenant gets its first questions in this transaction. `true` once for each tenant.
    pub async fn claim_first_faqs(&mut self, tenant: TenantId, now_ms: i64) -> StoreResult<bool> {
        Ok(self.execute(CLAIM_FIRST_FAQS, [tenant.into(), now_ms.into()]).await? == 1)
    }
}
