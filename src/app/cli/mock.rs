//! `talkamie mock`.

use super::{Common, wait};
use crate::app::{Fault, serve};
use clap::Args;
use figment::value::Value;
use std::net::SocketAddr;

#[derive(Args)]
pub(super) struct Mock {
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
}

impl Mock {
    pub(super) fn run(self, common: &Common) -> Result<(), Fault> {
        let listen = self.listen.map(|address| ("listen", Value::from(address.to_string())));
        let config = common.config(listen.into_iter().collect())?;
        wait(async {
            let stop = serve::signals()?;
            serve::mock(&config, stop, |listening| {
                // That nobody reads the line is no reason not to serve.
                let _unheard = common.say(listening);
            })
            .await
        })
    }
}
