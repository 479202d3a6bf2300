//! Why a command did not do what it was told, in words for an operator.

use crate::{
    app::config::ConfigError,
    operations::{Failure, admin::AdminError},
    store::StoreError,
};
use std::{error::Error, fmt, io};

/// Why a command did not do what it was told. [`fmt::Display`] tells the whole chain: nobody but the operator reads it.
#[derive(Debug)]
pub struct Fault {
    what: String,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl Fault {
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), cause: None }
    }

    #[must_use]
    pub fn because(self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { cause: Some(cause.into()), ..self }
    }

    /// For [`Result::map_err`] on what the system refuses.
    pub fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let fault = Self::new(what);
        move |error| fault.because(error)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        let mut next: Option<&dyn Error> = self.cause.as_deref().map(|cause| cause as _);
        while let Some(cause) = next {
            write!(f, ": {cause}")?;
            next = cause.source();
        }
        Ok(())
    }
}

impl Error for Fault {}

impl From<ConfigError> for Fault {
    fn from(error: ConfigError) -> Self {
        Self::new(error.to_string())
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::new("the database did not do it").because(error)
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        let fault = Self::new(failure.detail());
        match failure.cause {
            Some(cause) => fault.because(cause),
            None => fault,
        }
    }
}

impl From<AdminError> for Fault {
    fn from(error: AdminError) -> Self {
        match error {
            AdminError::Store(error) => error.into(),
            other => Self::new(other.to_string()),
        }
    }
}
