//! The group `otp`: openapi/v1/operations/otp.yaml.

use super::{
    Face, Outcome,
    glue::otp::OtpHandler,
    v1::{answers::*, types::*},
};
use crate::operations::otp as operations;

impl OtpHandler for Face {
    async fn generate_otp(&self, body: OtpBody) -> Outcome<GenerateOtpAnswer> {
        let (generated, message) = operations::generate_otp(self.ctx(), body).await?;
        Ok(GenerateOtpAnswer::Ok(generated, message))
    }

    async fn verify_otp(&self, body: OtpVerification) -> Outcome<VerifyOtpAnswer> {
        Ok(VerifyOtpAnswer::Ok(operations::verify_otp(self.ctx(), body).await?))
    }
}
