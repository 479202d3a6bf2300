//! What operators install: every setting in it exists, every figure in it is served, every file is there.

use crate::harness::process::Server;
use figment::{
    Figment,
    providers::{Format as _, Toml},
};
use futures_util::{SinkExt as _, StreamExt as _};
use reqwest::Client;
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs, process::Command, time::Duration};
use talkamie::app::config::{Sources, load};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{client_async, tungstenite::Message};

fn text(file: &str) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The names of metrics in an expression: words before `{`.
fn metrics(expression: &str) -> impl Iterator<Item = &str> {
    expression.match_indices('{').filter_map(|(at, _)| {
        let before = &expression[..at];
        let name = before.rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next()?;
        (!name.is_empty()).then_some(name)
    })
}

#[tokio::test]
async fn every_figure_of_the_dashboard_is_served() {
    let server = Server::sqlite(&[]).await;
    let base = format!("http://{}", server.address);
    // A little of everything: what never happened is not counted. A mail is a job; a bad token closes its socket.
    let asked = Client::new().post(format!("{base}/v1/otp")).json(&json!({ "email": "ann@example.com" })).send();
    assert_eq!(asked.await.unwrap().status(), 200);
    let stream = TcpStream::connect(&server.address).await.unwrap();
    let (mut socket, _) = client_async(format!("ws://{}/v1/wss", server.address), stream).await.unwrap();
    socket.send(Message::text(r#"{"action": "authenticate", "token": "x.y"}"#)).await.unwrap();
    while socket.next().await.is_some_and(|frame| frame.is_ok()) {}
    let served = async {
        loop {
            let served = reqwest::get(format!("{base}/metrics")).await.unwrap().text().await.unwrap();
            if served.contains("talkamie_jobs_total{") && served.contains("wss_closings_total{") {
                return served;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    let served = timeout(Duration::from_secs(30), served).await.expect("the mail is sent, the socket is closed");
    let names: BTreeSet<&str> = served
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split(['{', ' ']).next())
        .collect();
    let dashboard: Value = serde_json::from_str(&text("packaging/grafana.json")).unwrap();
    let mut used = BTreeSet::new();
    for panel in dashboard["panels"].as_array().unwrap() {
        for target in panel["targets"].as_array().unwrap() {
            let expression = target["expr"].as_str().unwrap();
            let found: Vec<_> = metrics(expression).map(str::to_owned).collect();
            assert!(!found.is_empty(), "{}: {expression}", panel["title"]);
            let groups = expression.split(" by (").skip(1).filter_map(|rest| rest.split_once(')'));
            for label in groups.flat_map(|(labels, _)| labels.split(", ")) {
                let lines = served.lines().filter(|line| found.iter().any(|name| line.starts_with(name.as_str())));
                assert!(lines.clone().any(|line| line.contains(&format!("{label}=\""))), "{expression}: no {label}");
            }
            used.extend(found);
        }
    }
    let missing: Vec<_> = used.iter().filter(|name| !names.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "not served: {missing:?}; served: {names:?}");
    for counted in
        names.iter().filter(|name| !name.ends_with("_bucket") && !name.ends_with("_sum") && !name.ends_with("_count"))
    {
        assert!(used.contains(*counted), "the dashboard does not show {counted}");
    }
}

#[test]
fn every_setting_of_the_packages_exists() {
    load(&Sources { file: Some("packaging/talkamie.toml".into()), ..Sources::default() }).unwrap();
    // Containerfile: `NAME=value`, one a line.
    let container: Vec<(String, String)> = text("packaging/Containerfile")
        .lines()
        .filter_map(|line| line.trim().trim_start_matches("ENV ").trim_end_matches(['\\', ' ']).split_once('='))
        .filter(|(name, _)| name.starts_with("TALKAMIE_"))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    assert!(container.len() >= 3, "{container:?}");
    load(&Sources { environment: container, ..Sources::default() }).unwrap();
    let compose: Value = yaml_serde::from_str(&text("packaging/compose.yaml")).unwrap();
    let environment = compose["services"]["api"]["environment"].as_object().unwrap();
    let environment = environment.iter().map(|(name, value)| {
        let value = value.as_str().unwrap().split("${").next().unwrap_or_default();
        (
            name.clone(),
            if name == "TALKAMIE_DATABASE" { format!("{value}secret@database/talkamie") } else { value.to_owned() },
        )
    });
    load(&Sources { environment: environment.collect(), ..Sources::default() }).unwrap();
    let services: Vec<_> = compose["services"].as_object().unwrap().keys().collect();
    assert_eq!(services, ["database", "nats", "api", "api-2"]);
}

#[test]
fn every_file_of_the_debian_package_is_there() {
    let manifest = Figment::from(Toml::file_exact("Cargo.toml"));
    let deb: Value = manifest.extract_inner("package.metadata.deb").unwrap();
    for asset in deb["assets"].as_array().unwrap() {
        let source = asset[0].as_str().unwrap();
        assert!(source == "target/release/talkamie" || fs::exists(source).unwrap(), "{source}");
    }
    for configuration in deb["conf-files"].as_array().unwrap() {
        let name = configuration.as_str().unwrap().rsplit('/').next().unwrap();
        let shipped = deb["assets"].as_array().unwrap().iter().any(|asset| asset[0].as_str().unwrap().ends_with(name));
        assert!(shipped, "{name}");
    }
    assert!(fs::exists("packaging/talkamie.service").unwrap());
}

/// What systemd itself thinks of the unit, where it is installed.
#[test]
fn the_unit_is_sound() {
    let unit = text("packaging/talkamie.service");
    for hardening in [
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "DynamicUser=yes",
        "CapabilityBoundingSet=\n",
        "SystemCallFilter=@system-service",
    ] {
        assert!(unit.contains(hardening), "{hardening}");
    }
    let mut words = unit.lines().filter_map(|line| line.strip_prefix("ExecStart=")).next().unwrap().split(' ').skip(1);
    assert_eq!(words.next(), Some("serve"));
    let Ok(verified) =
        Command::new("systemd-analyze").args(["verify", "--man=no", "packaging/talkamie.service"]).output()
    else {
        eprintln!("skipped: there is no systemd-analyze here");
        return;
    };
    let said = String::from_utf8_lossy(&verified.stderr);
    let complaints: Vec<_> = said
        .lines()
        .filter(|line| line.contains("talkamie.service"))
        // The program is not installed where the tests run.
        .filter(|line| !line.contains("is not executable"))
        .collect();
    assert!(complaints.is_empty(), "{complaints:?}");
}
