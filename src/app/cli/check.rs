//! `talkamie check`: would `serve` work here? Nothing is changed; a SQLite file that is missing is not made.

use super::{Common, migrate::kind, wait};
use crate::{
    adapters::{
        bus::Nats,
        clock::{OsChance, SystemClock},
    },
    app::{Fault, compose, config::Config},
    contract::{replyke, symphony, v1},
    http::docs,
    operations::ports::{Chance, Clock},
    store::statements,
};
use serde::Serialize;
use std::{fmt, path::Path, sync::Arc};

/// What was found in order.
#[derive(Serialize, schemars::JsonSchema)]
struct Checked {
    /// Always true: what is not in order is a failure.
    ok: bool,
    /// Operations of the three faces whose contract loads.
    operations: usize,
    /// `sqlite` or `postgres`.
    database: &'static str,
    /// Statements that the database understands: its schema is the one this program knows.
    statements: usize,
    /// `nats`, when it is used and answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    bus: Option<&'static str>,
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "The configuration is good.\nThe contract loads: {} operations.\nThe {} database answers and fits: {} statements.",
            self.operations, self.database, self.statements
        )?;
        if self.bus.is_some() { f.write_str("\nNATS answers.") } else { Ok(()) }
    }
}

pub(super) fn run(common: &Common) -> Result<(), Fault> {
    let config = common.config(Vec::new())?;
    // Files that the configuration names are read; nobody is called.
    let (clock, chance): (Arc<dyn Clock>, Arc<dyn Chance>) = (Arc::new(SystemClock), Arc::new(OsChance));
    compose::folders(&config)?;
    drop((compose::mail(&config, &clock, &chance)?, compose::push(&config, &clock, &chance)?));
    for published in docs::all() {
        // Building the model is the check; the oracles compile every schema.
        drop(docs::document(published.bundled));
    }
    let _compiled = (v1::oracle(), replyke::oracle(), symphony::oracle());
    let operations = v1::OPERATIONS.len() + replyke::OPERATIONS.len() + symphony::OPERATIONS.len();
    // Reads the files with secrets.
    let _paid = compose::payments(&config, "")?;
    let nats = compose::nats(&config)?;
    let bus = nats.as_ref().map(|_| "nats");
    let (database, statements) = wait(async {
        if let Some(nats) = &nats {
            let reached = Nats::probe(nats).await;
            reached.map_err(|error| Fault::new(format!("nats ({})", config.nats.url)).because(error))?;
        }
        database(&config).await
    })?;
    common.say(&Checked { ok: true, operations, database, statements, bus })
}

async fn database(config: &Config) -> Result<(&'static str, usize), Fault> {
    let missing = config.database.expose().strip_prefix("sqlite:").is_some_and(|file| {
        let file = file.trim_start_matches("//").split('?').next().unwrap_or_default();
        file != ":memory:" && !Path::new(file).exists()
    });
    if missing {
        return Err(Fault::new(format!("there is no {} yet: `talkamie migrate` makes it", config.database)));
    }
    let store = compose::open(config).await?;
    let mut tx = store.read().await?;
    let mut count = 0;
    for (group, name, sql) in statements() {
        let fits = tx.prepare(sql).await;
        fits.map_err(|error| {
            Fault::new(format!("the database does not fit ({group}, {name}); run `talkamie migrate`")).because(error)
        })?;
        count += 1;
    }
    drop(tx);
    store.close().await;
    Ok((kind(&store), count))
}
