//! Sending money to people: PayPal, and a sandbox that needs nothing.

mod paypal;

pub use paypal::{PayPal, PayPalSettings};

use crate::operations::ports::{Answering, Payout, PayoutOrder, PayoutState, Payouts, PortError};

/// Pays at once, and no money moves: the default, for development and for trying things out.
#[derive(Debug, Clone, Copy, Default)]
pub struct SandboxPayouts;

impl Payouts for SandboxPayouts {
    fn name(&self) -> &'static str {
        "sandbox"
    }

    fn send(&self, order: PayoutOrder) -> Answering<'_, Result<Payout, PortError>> {
        tracing::info!(payout.id = order.id, "Payout taken by the sandbox: no money moved");
        Box::pin(async move { Ok(Payout { id: Some(format!("sandbox-{}", order.id)), state: PayoutState::Paid }) })
    }

    fn look_up<'a>(&'a self, _: &'a str) -> Answering<'a, Result<PayoutState, PortError>> {
        Box::pin(async { Ok(PayoutState::Paid) })
    }
}

#[cfg(test)]
mod tests;
