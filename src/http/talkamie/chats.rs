//! The group `chats`: openapi/v1/operations/chats.yaml.

use super::{
    Caller, Face, Outcome,
    glue::chats::ChatsHandler,
    v1::{answers::*, params::*, types::MessageRequestBody},
};
use crate::operations::chats::{self as operations, Asked};

/// What a list was asked with, from parameters that all of them have.
macro_rules! asked {
    ($params:ident) => {
        Asked {
            page_size: $params.page_size,
            after: $params.last_evaluated_key.as_deref(),
            keyword: $params.keyword.as_deref(),
        }
    };
}

impl ChatsHandler for Face {
    async fn get_chat(&self, caller: Caller, params: GetChatParams) -> Outcome<GetChatAnswer> {
        Ok(GetChatAnswer::Ok(operations::get_chat(self.ctx(), caller, &params.id).await?))
    }

    async fn get_messages(&self, caller: Caller, params: GetMessagesParams) -> Outcome<GetMessagesAnswer> {
        let page = operations::get_messages(
            self.ctx(),
            caller,
            &params.id,
            params.page_size,
            params.last_evaluated_key.as_deref(),
        )
        .await?;
        Ok(GetMessagesAnswer::Ok(page))
    }

    async fn get_chats(&self, caller: Caller, params: GetChatsParams) -> Outcome<GetChatsAnswer> {
        Ok(GetChatsAnswer::Ok(operations::get_chats(self.ctx(), caller, asked!(params)).await?))
    }

    async fn get_frequent_chats(
        &self,
        caller: Caller,
        params: GetFrequentChatsParams,
    ) -> Outcome<GetFrequentChatsAnswer> {
        Ok(GetFrequentChatsAnswer::Ok(operations::get_frequent_chats(self.ctx(), caller, asked!(params)).await?))
    }

    async fn get_unread_chats(&self, caller: Caller, params: GetUnreadChatsParams) -> Outcome<GetUnreadChatsAnswer> {
        Ok(GetUnreadChatsAnswer::Ok(operations::get_unread_chats(self.ctx(), caller, asked!(params)).await?))
    }

    async fn get_pending_chats(&self, caller: Caller, params: GetPendingChatsParams) -> Outcome<GetPendingChatsAnswer> {
        Ok(GetPendingChatsAnswer::Ok(operations::get_pending_chats(self.ctx(), caller, asked!(params)).await?))
    }

    async fn send_message_request(
        &self,
        caller: Caller,
        params: SendMessageRequestParams,
        body: MessageRequestBody,
    ) -> Outcome<SendMessageRequestAnswer> {
        let key = params.idempotency_key.as_deref();
        let sent = operations::send_message_request(self.ctx(), caller, &params.id, &body.text, key).await?;
        Ok(SendMessageRequestAnswer::Ok(sent))
    }

    async fn cancel_message_request(
        &self,
        caller: Caller,
        params: CancelMessageRequestParams,
    ) -> Outcome<CancelMessageRequestAnswer> {
        Ok(CancelMessageRequestAnswer::Ok(operations::cancel_message_request(self.ctx(), caller, &params.id).await?))
    }

    async fn accept_message_request(
        &self,
        caller: Caller,
        params: AcceptMessageRequestParams,
    ) -> Outcome<AcceptMessageRequestAnswer> {
        let key = params.idempotency_key.as_deref();
        let accepted = operations::accept_message_request(self.ctx(), caller, &params.id, key).await?;
        Ok(AcceptMessageRequestAnswer::Ok(accepted))
    }

    async fn reject_message_request(
        &self,
        caller: Caller,
        params: RejectMessageRequestParams,
    ) -> Outcome<RejectMessageRequestAnswer> {
        Ok(RejectMessageRequestAnswer::Ok(operations::reject_message_request(self.ctx(), caller, &params.id).await?))
    }
}
