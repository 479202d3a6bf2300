//! `talkamie serve`.

use super::{Common, print, wait};
use crate::app::{Fault, config::Stage, serve};
use clap::{Args, ValueEnum};
use figment::value::Value;
use std::net::SocketAddr;

#[derive(Args)]
pub(super) struct Serve {
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// dev shows one-time codes in answers [default: prod]
    #[arg(long, value_enum)]
    stage: Option<Stage>,
    /// A second address for /metrics, /healthz and /readyz
    #[arg(long, value_name = "ADDRESS")]
    metrics_listen: Option<SocketAddr>,
    /// Take callers' addresses from X-Forwarded-For; only behind a proxy that sets it
    #[arg(long)]
    trust_forwarded_for: bool,
    /// Fill the default tenant with about 200 invented people, once
    #[arg(long)]
    demo: bool,
}

impl Serve {
    pub(super) fn run(self, common: &Common) -> Result<(), Fault> {
        let address = |key, address: Option<SocketAddr>| address.map(|address| (key, Value::from(address.to_string())));
        let mut flags: Vec<(&'static str, Value)> = Vec::new();
        flags.extend(address("listen", self.listen));
        flags.extend(address("metrics_listen", self.metrics_listen));
        flags.extend(self.stage.and_then(|stage| Some(("stage", Value::from(stage.to_possible_value()?.get_name())))));
        flags.extend(self.trust_forwarded_for.then(|| ("trust_forwarded_for", Value::from(true))));
        flags.extend(self.demo.then(|| ("demo", Value::from(true))));
        let config = common.config(flags)?;
        wait(async {
            let stop = serve::signals()?;
            serve::serve(&config, stop, |listening| {
                // That nobody reads the line is no reason not to serve.
                let _unheard = common.say(listening);
                if config.demo && !common.json {
                    let _unheard = print(crate::app::demo::LOGINS);
                }
            })
            .await
        })
    }
}
