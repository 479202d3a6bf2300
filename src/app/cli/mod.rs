//! The command line: one file a command. A command reads its flags, calls a function, and says what came of it.
//!
//! Every command has `--json`. Exit codes: 0 done, 1 not done, 2 the command line itself was wrong.

mod asyncapi;
mod check;
mod coins;
mod config_schema;
mod demo;
mod faq;
mod interest;
mod jobs;
mod migrate;
mod mock;
mod openapi;
mod people;
mod serve;
mod tenant;
mod ticket;
mod user;
mod verification;

pub(in crate::app) use user::read_key;

use super::{
    Fault, compose,
    config::{Config, Sources, load},
    telemetry,
};
use crate::{
    domain::ids::TenantId,
    operations::{Ctx, bus::Relay},
};
use clap::{Args, Parser, Subcommand};
use figment::value::Value;
use serde::Serialize;
use std::{
    ffi::OsString,
    fmt::Display,
    future::Future,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

/// Talkamie's API server.
#[derive(Parser)]
#[command(name = "talkamie", version, about, max_term_width = 110, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Args)]
struct Common {
    /// Configuration file [default: talkamie.toml in this folder, if there is one]
    #[arg(long, global = true, env = "TALKAMIE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Database: sqlite:FILE or postgres://…; one with a password is better put into TALKAMIE_DATABASE
    #[arg(long, global = true, value_name = "URL")]
    database: Option<String>,
    /// Say results as JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API until told to stop
    Serve(serve::Serve),
    /// Serve the documents' examples with full validation and without a database, for work on a front end
    Mock(mock::Mock),
    /// Bring the database up to this version
    Migrate,
    /// Check the configuration, the contract and the database, without changing anything
    Check,
    /// Print a document of the API
    Openapi(openapi::Openapi),
    /// Print the document of the WebSocket
    Asyncapi,
    /// Print the JSON Schema of the configuration
    ConfigSchema(config_schema::ConfigSchema),
    /// Fill the default tenant with about 200 invented people, once
    Demo,
    /// Tenants: Replyke projects with their people
    #[command(subcommand)]
    Tenant(tenant::Tenant),
    /// People
    #[command(subcommand)]
    User(user::User),
    /// Coins
    #[command(subcommand)]
    Coins(coins::Coins),
    /// Verification of people
    #[command(subcommand)]
    Verification(verification::Verification),
    /// Questions and answers
    #[command(subcommand)]
    Faq(faq::Faq),
    /// Interests that everyone is offered
    #[command(subcommand)]
    Interest(interest::Interest),
    /// Support tickets
    #[command(subcommand)]
    Ticket(ticket::Ticket),
    /// Work in the world outside: mail, pushes and the like
    #[command(subcommand)]
    Jobs(jobs::Jobs),
}

/// Runs the command that this process was started with.
pub fn main() -> ExitCode {
    run(std::env::args_os())
}

/// Runs a command. The first argument is the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too, with code 0. Nobody left to tell when printing fails.
            let _unheard = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let common = cli.common;
    let done = match cli.command {
        Command::Serve(command) => command.run(&common),
        Command::Mock(command) => command.run(&common),
        Command::Migrate => migrate::run(&common),
        Command::Check => check::run(&common),
        Command::Openapi(command) => command.run(),
        Command::Asyncapi => asyncapi::run(),
        Command::ConfigSchema(command) => command.run(),
        Command::Demo => demo::run(&common),
        Command::Tenant(command) => command.run(&common),
        Command::User(command) => command.run(&common),
        Command::Coins(command) => command.run(&common),
        Command::Verification(command) => command.run(&common),
        Command::Faq(command) => command.run(&common),
        Command::Interest(command) => command.run(&common),
        Command::Ticket(command) => command.run(&common),
        Command::Jobs(command) => command.run(&common),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let line = if common.json {
                serde_json::json!({ "error": fault.to_string() }).to_string()
            } else {
                format!("talkamie: {fault}")
            };
            let _unheard = writeln!(io::stderr(), "{line}");
            ExitCode::FAILURE
        }
    }
}

impl Common {
    /// The configuration, with what this command's own flags set.
    fn config(&self, mut flags: Vec<(&'static str, Value)>) -> Result<Config, Fault> {
        flags.extend(self.database.as_ref().map(|url| ("database", Value::from(url.as_str()))));
        // A variable that is no Unicode is none of ours.
        let environment =
            std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        let config = load(&Sources { file: self.config.clone(), environment: environment.collect(), flags })?;
        telemetry::log(&config.log)?;
        Ok(config)
    }

    /// Says what came of a command: a sentence or two, or JSON.
    fn say(&self, result: &(impl Serialize + Display)) -> Result<(), Fault> {
        if self.json {
            let json =
                serde_json::to_string(result).map_err(|error| Fault::new("the result is no JSON").because(error))?;
            print(&json)
        } else {
            print(&result.to_string())
        }
    }

    /// Runs `work` on the configured database, brought up to date, and says what came of it.
    fn on_database<T, F>(&self, work: impl FnOnce(Ctx) -> F) -> Result<(), Fault>
    where
        T: Serialize + Display,
        F: Future<Output = Result<T, Fault>>,
    {
        let config = self.config(Vec::new())?;
        let result = wait(async {
            let ctx = compose::ready(&config).await?;
            let store = ctx.store.clone();
            let relay = Relay::start(&ctx);
            let result = work(ctx).await;
            if let Some(relay) = relay {
                relay.finish().await;
            }
            store.close().await;
            result
        })?;
        self.say(&result)
    }
}

/// Which tenant a command is about.
#[derive(Args)]
struct OfTenant {
    /// Tenant [default: the configured default tenant]
    #[arg(long, value_name = "UUID")]
    tenant: Option<TenantId>,
}

impl OfTenant {
    fn of(&self, ctx: &Ctx) -> TenantId {
        self.tenant.unwrap_or(ctx.settings.default_tenant)
    }
}

/// Runs a future on a runtime of its own.
fn wait<T>(work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(Fault::io("cannot start the runtime"))?.block_on(work)
}

/// Prints a line. That nobody reads on (`talkamie … | head`) is no failure.
fn print(text: &str) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Fault::new("cannot print").because(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_fixed_names_are_understood() {
        let id = "0199c2f0-1a25-7123-82dd-5f3acf9fe111";
        for line in [
            "serve --listen 127.0.0.1:8080 --database sqlite:talkamie.db",
            "serve --trust-forwarded-for --demo --config talkamie.toml",
            "mock --listen 127.0.0.1:4010 --json",
            "migrate --json",
            "check --database postgres://localhost/talkamie",
            "openapi v1",
            "asyncapi",
            "openapi replyke-v6",
            "openapi symphony-pod",
            "openapi v2",
            "demo",
            &format!("tenant add --id {id} --name Ann's --replyke-access-secret-file a --replyke-external-key-file b"),
            "tenant list --json",
            "user symphony-key ann@example.org --public-key key.pem",
            "user symphony-key ann@example.org --public-key key.pem --username ann --json",
            &format!("user show ann@example.org --tenant {id}"),
            "coins credit ann@example.org 50.5",
            "coins audit --json",
            "verification set ann@example.org background complete",
            "verification set ann@example.org admin in-progress",
            "verification list --json",
            "verification show ann@example.org",
            "faq list --type senior --json",
            "faq add --type general --question Why? --answer So. --position -5",
            &format!("faq update {id} --answer So."),
            &format!("faq remove {id}"),
            "faq import faqs.json --replace",
            "interest list --json",
            "interest set chess --emoji ♟️ --icon https://files.example.org/chess.svg",
            "ticket list --all",
            &format!("ticket show {id}"),
            &format!("ticket reply {id} Hello"),
            &format!("ticket close {id} --json"),
            "jobs list --all --limit 10 --json",
            &format!("jobs show {id}"),
            &format!("jobs retry {id} {id}"),
            "jobs retry --all",
            &format!("jobs remove {id}"),
            "jobs remove --all",
        ] {
            let words = ["talkamie"].into_iter().chain(line.split(' '));
            assert!(Cli::try_parse_from(words).is_ok(), "{line}");
        }
        for line in [
            "",
            "serve --listen nowhere",
            "openapi v3",
            "coins credit ann@example.org -5",
            "ticket reply 7 Hello",
            "jobs show x",
            "jobs remove",
            &format!("jobs retry {id} --all"),
            "jobs list --limit 0",
        ] {
            let words = ["talkamie"].into_iter().chain(line.split_terminator(' '));
            assert_eq!(Cli::try_parse_from(words).err().map(|error| error.exit_code()), Some(2), "{line}");
        }
    }
}
