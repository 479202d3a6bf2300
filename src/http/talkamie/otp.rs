//! The group `otp`: openapi/v1/operations/otp.yaml.

use super::{Caller, Face, Outcome, glue::otp::OtpHandler, v1::{answers::*, op, params::*, types::*}};

impl OtpHandler for Face {
    async fn generate_otp(&self, body: OtpBody) -> Outcome<GenerateOtpAnswer> {
        super::planned::<op::GenerateOtp>()
    }

    async fn verify_otp(&self, body: OtpVerification) -> Outcome<VerifyOtpAnswer> {
        super::planned::<op::VerifyOtp>()
    }
}
