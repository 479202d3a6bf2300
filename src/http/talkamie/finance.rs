//! The group `finance`: openapi/v1/operations/finance.yaml.

use super::{
    Caller, Face, Outcome,
    glue::finance::FinanceHandler,
    v1::{
        answers::*,
        params::*,
        types::{TopUpBody, WithdrawalBody},
    },
};
use crate::{
    domain::transaction::Kind,
    operations::{finance as operations, payments},
};

/// The caller's transactions, of one kind or all.
macro_rules! list {
    ($face:expr, $caller:expr, $params:expr, $kind:expr) => {
        operations::get_transactions(
            $face.ctx(),
            $caller,
            $kind,
            $params.page_size,
            $params.last_evaluated_key.as_deref(),
        )
        .await?
    };
}

impl FinanceHandler for Face {
    async fn get_all_transactions(
        &self,
        caller: Caller,
        params: GetAllTransactionsParams,
    ) -> Outcome<GetAllTransactionsAnswer> {
        Ok(GetAllTransactionsAnswer::Ok(list!(self, caller, params, None)))
    }

    async fn get_earnings(&self, caller: Caller, params: GetEarningsParams) -> Outcome<GetEarningsAnswer> {
        Ok(GetEarningsAnswer::Ok(list!(self, caller, params, Some(Kind::Earning))))
    }

    async fn get_purchases(&self, caller: Caller, params: GetPurchasesParams) -> Outcome<GetPurchasesAnswer> {
        Ok(GetPurchasesAnswer::Ok(list!(self, caller, params, Some(Kind::Purchase))))
    }

    async fn get_withdrawals(&self, caller: Caller, params: GetWithdrawalsParams) -> Outcome<GetWithdrawalsAnswer> {
        Ok(GetWithdrawalsAnswer::Ok(list!(self, caller, params, Some(Kind::Withdrawal))))
    }

    async fn get_transaction(&self, caller: Caller, params: GetTransactionParams) -> Outcome<GetTransactionAnswer> {
        Ok(GetTransactionAnswer::Ok(operations::get_transaction(self.ctx(), caller, &params.id).await?))
    }

    async fn withdraw_coins(
        &self,
        caller: Caller,
        params: WithdrawCoinsParams,
        body: WithdrawalBody,
    ) -> Outcome<WithdrawCoinsAnswer> {
        let key = params.idempotency_key.as_deref();
        Ok(WithdrawCoinsAnswer::Ok(operations::withdraw_coins(self.ctx(), caller, key, &body).await?))
    }

    async fn create_top_up_session(
        &self,
        caller: Caller,
        params: CreateTopUpSessionParams,
        body: TopUpBody,
    ) -> Outcome<CreateTopUpSessionAnswer> {
        let key = params.idempotency_key.as_deref();
        Ok(CreateTopUpSessionAnswer::Ok(payments::create_top_up_session(self.ctx(), caller, key, &body).await?))
    }
}
