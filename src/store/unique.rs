//! The uniqueness rules of the schema, in the words of both databases.

/// A uniqueness rule of the schema. What [`StoreError::Taken`](super::StoreError::Taken) names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unique {
    /// One tenant of that id.
    Tenant,
    /// One user of that id, in all tenants.
    User,
    /// One user of a tenant with that e-mail address.
    UserEmail,
    /// One user of a tenant with that user name.
    UserUsername,
    /// One user of a tenant for that foreign id (Replyke's external users).
    UserForeignId,
    /// One user of a tenant for that identity at a provider of single sign-on.
    UserIdentity,
    /// One interest of that name offered to everyone in a tenant.
    InterestSharedName,
    /// One interest of that name of a person.
    InterestPersonalName,
    /// One connection of a pair, whoever asked.
    ConnectionPair,
    /// One alert of a person for that subject.
    AlertSubject,
    /// One chat of a pair.
    ChatPair,
    /// One review by that person about the other.
    ReviewPair,
    /// One open support ticket of a person.
    TicketOpen,
    /// One transaction of a tenant for that payment page of the provider.
    TransactionSession,
    /// One transaction of a tenant for that payment of the provider.
    TransactionPayment,
    /// One transaction of a tenant for that payout of the provider.
    TransactionPayout,
    /// One call at a time for a person.
    ActiveCall,
}

impl Unique {
    /// Each rule, its name in PostgreSQL, and the columns that SQLite reports instead of a name.
    ///
    /// Primary keys whose id the program makes fresh are not listed: for those to be taken is a mistake of ours.
    pub const ALL: &[(Self, &str, &str)] = &[
        (Self::Tenant, "tenants_pkey", "tenants.id"),
        (Self::User, "users_id", "users.id"),
        (Self::UserEmail, "users_email", "users.tenant_id, users.email"),
        (Self::UserUsername, "users_username", "users.tenant_id, users.username"),
        (Self::UserForeignId, "users_foreign_id", "users.tenant_id, users.foreign_id"),
        (
            Self::UserIdentity,
            "user_identities_pkey",
            "user_identities.tenant_id, user_identities.provider, user_identities.subject",
        ),
        (Self::InterestSharedName, "interests_shared_name", "interests.tenant_id, interests.name_key"),
        (
            Self::InterestPersonalName,
            "interests_personal_name",
            "interests.tenant_id, interests.owner_id, interests.name_key",
        ),
        (Self::ConnectionPair, "connections_pair", "connections.tenant_id, connections.low_id, connections.high_id"),
        (Self::AlertSubject, "alerts_subject", "alerts.user_id, alerts.kind, alerts.subject_id"),
        (Self::ChatPair, "chats_pair", "chats.tenant_id, chats.low_id, chats.high_id"),
        (Self::ReviewPair, "reviews_pair", "reviews.tenant_id, reviews.rater_id, reviews.ratee_id"),
        (Self::TicketOpen, "support_tickets_open", "support_tickets.tenant_id, support_tickets.user_id"),
        (Self::TransactionSession, "transactions_session", "transactions.tenant_id, transactions.session_id"),
        (Self::TransactionPayment, "transactions_payment", "transactions.tenant_id, transactions.payment_id"),
        (Self::TransactionPayout, "transactions_payout", "transactions.tenant_id, transactions.payout_id"),
        (Self::ActiveCall, "active_calls_person", "active_calls.tenant_id, active_calls.user_id"),
    ];

    /// The rule of that name in PostgreSQL.
    pub(crate) fn by_constraint(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, constraint, _)| *constraint == name).map(|(rule, ..)| *rule)
    }

    /// The rule that SQLite reports by those columns.
    pub(crate) fn by_columns(columns: &str) -> Option<Self> {
        Self::ALL.iter().find(|(.., reported)| *reported == columns).map(|(rule, ..)| *rule)
    }
}
