//! The group `files`: openapi/v1/operations/files.yaml.

use super::{
    Caller, Face, Outcome,
    glue::files::FilesHandler,
    v1::{answers::*, params::*, types::SignedUrlsBody},
};
use crate::operations::files as operations;

impl FilesHandler for Face {
    async fn create_signed_urls(
        &self,
        caller: Caller,
        params: CreateSignedUrlsParams,
        body: SignedUrlsBody,
    ) -> Outcome<CreateSignedUrlsAnswer> {
        let key = params.idempotency_key.as_deref();
        Ok(CreateSignedUrlsAnswer::Ok(operations::create_signed_urls(self.ctx(), caller, body, key).await?))
    }
}
