//! Pushes: into a folder ([`PushFolder`], the default) or to Google's push service ([`Fcm`]).

mod fcm;
mod folder;

pub use fcm::{Fcm, FcmSettings, ServiceAccount};
pub use folder::PushFolder;

#[cfg(test)]
mod tests;
