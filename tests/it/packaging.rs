//! What operators install: every setting in it exists, every figure in it is served, every file is there.

use crate::harness::process::{self, Server};
use figment::{
    Figment,
    providers::{Format as _, Toml},
};
use futures_util::{SinkExt as _, StreamExt as _};
use reqwest::Client;
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs, process::Command, time::Duration};
use talkamie::app::config::{BusKind, Sources, load};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{client_async, tungstenite::Message};

fn text(file: &str) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Figures that only a server with NATS has: `nodes::stories` looks at them there.
const WITH_NATS: [&str; 2] = ["bus_connected", "bus_words_total"];

/// Labels that Prometheus adds.
const OF_PROMETHEUS: [&str; 2] = ["job", "instance"];

/// The metrics of an expression, each with the labels that choose among its lines: the word before `{` and the words in it.
fn metrics(expression: &str) -> Vec<(&str, Vec<&str>)> {
    let found = expression.match_indices('{').filter_map(|(at, _)| {
        let name = expression[..at].rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next()?;
        let labels = expression[at + 1..].split_once('}')?.0.split(',');
        let labels = labels.filter_map(|label| label.split(['=', '!', '~']).next());
        (!name.is_empty()).then(|| (name, labels.filter(|label| !OF_PROMETHEUS.contains(label)).collect::<Vec<_>>()))
    });
    found.collect()
}

#[tokio::test]
async fn every_figure_of_the_dashboard_is_served() {
    let server = Server::sqlite(&[]).await;
    let base = format!("http://{}", server.address);
    // A little of everything: what never happened is not counted. A mail is a job; a bad token closes its socket.
    let asked = Client::new().post(format!("{base}/v1/otp")).json(&json!({ "email": "ann@example.com" })).send();
    assert_eq!(asked.await.unwrap().status(), 200);
    // Two faces call an operation alike.
    for door in ["v1", "api/v6/01900000-0000-7000-8000-000000000001"] {
        let asked = Client::new().post(format!("{base}/{door}/auth/sign-in")).json(&json!({})).send();
        assert!(asked.await.unwrap().status().is_client_error());
    }
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
            let found = metrics(expression);
            assert!(!found.is_empty(), "{}: {expression}", panel["title"]);
            let groups = expression.split(" by (").skip(1).filter_map(|rest| rest.split_once(')'));
            let groups: Vec<_> =
                groups.flat_map(|(labels, _)| labels.split(", ")).filter(|label| *label != "le").collect();
            for (name, chosen) in &found {
                // One number of what may never have happened is nothing, and should be nought.
                let always = panel["type"] != "stat" || chosen.is_empty() || expression.contains("or vector(0)");
                assert!(always, "{}: {expression}", panel["title"]);
                for label in chosen.iter().chain(&groups).filter(|_| !WITH_NATS.contains(name)) {
                    let mut lines = served.lines().filter(|line| line.split(['{', ' ']).next() == Some(*name));
                    assert!(lines.any(|line| line.contains(&format!("{label}=\""))), "{expression}: no {label}");
                }
            }
            used.extend(found.into_iter().map(|(name, _)| name.to_owned()));
        }
    }
    let served_here = |name: &str| names.contains(name) || WITH_NATS.contains(&name);
    let missing: Vec<_> = used.iter().filter(|name| !served_here(name)).collect();
    assert!(missing.is_empty(), "not served: {missing:?}; served: {names:?}");
    for counted in
        names.iter().filter(|name| !name.ends_with("_bucket") && !name.ends_with("_sum") && !name.ends_with("_count"))
    {
        assert!(used.contains(*counted), "the dashboard does not show {counted}");
    }
    let (logging, figures) = (text("docs/LOGGING.md"), text("src/app/telemetry.rs"));
    for name in WITH_NATS {
        assert!(used.contains(name), "the dashboard does not show {name}");
        assert!(figures.contains(&format!("\"{name}\"")) && logging.contains(&format!("`{name}")), "{name}");
    }
    for face in ["v1", "replyke-v6"] {
        let mut lines = served.lines().filter(|line| line.starts_with("http_requests_total{"));
        let counted = |line: &str| line.contains("operation=\"signIn\"") && line.contains(&format!("face=\"{face}\""));
        assert!(lines.any(counted), "{face}: {served}");
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
    let compose = compose();
    let environment = compose["services"]["api"]["environment"].as_object().unwrap();
    let environment = environment.iter().map(|(name, value)| (name.clone(), filled(value.as_str().unwrap())));
    let config = load(&Sources { environment: environment.collect(), ..Sources::default() }).unwrap();
    let services: Vec<_> = compose["services"].as_object().unwrap().keys().collect();
    assert_eq!(services, ["database", "nats", "api", "api-2"]);
    // What is started is used, and there before it is.
    assert_eq!(config.bus, BusKind::Nats);
    assert!(config.nats.url.contains("//nats:"), "the service's name is its address");
    assert!(config.database.expose().contains("@database/"), "likewise");
    let needs: Vec<_> = compose["services"]["api"]["depends_on"].as_object().unwrap().keys().collect();
    assert_eq!(needs, ["database", "nats"]);
}

fn compose() -> Value {
    yaml_serde::from_str(&text("packaging/compose.yaml")).unwrap()
}

/// A value of compose.yaml with something in the place of `${NAME:?what to do}`.
fn filled(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("${") {
        out += before;
        out += "secret";
        rest = after.split_once('}').expect("it ends").1;
    }
    out + rest
}

/// Whether a file with a line for each pattern has this one.
fn ignores(file: &str, pattern: &str) -> bool {
    text(file).lines().any(|line| line.trim_start_matches('/') == pattern)
}

#[test]
fn what_compose_needs_is_there_and_stays_here() {
    let (compose, container) = (compose(), text("packaging/Containerfile"));
    // Secrets: beside compose.yaml, where compose looks for both kinds, and nowhere else.
    let files =
        compose["secrets"].as_object().into_iter().flatten().map(|(_, secret)| secret["file"].as_str().unwrap());
    let files = files.map(|file| format!("packaging/{}", file.trim_start_matches("./")));
    for file in files.chain(["packaging/.env".to_owned()]) {
        assert!(text("packaging/compose.yaml").contains(&file), "nothing says how {file} is made");
        assert!(ignores(".gitignore", &file), "{file} must not be committed");
        assert!(ignores(".dockerignore", &file), "{file} must not be in an image");
    }
    // Docker makes the folder of a volume for root, unless the image has it.
    for (name, service) in compose["services"].as_object().unwrap() {
        let volumes = service["volumes"].as_array().into_iter().flatten().map(|volume| volume.as_str().unwrap());
        for (volume, folder) in volumes.map(|volume| volume.split_once(':').expect("name:folder")) {
            assert!(compose["volumes"].get(volume).is_some(), "{name}: {volume}");
            let made = |line: &str| line.contains("--owner=talkamie") && line.split(' ').any(|word| word == folder);
            assert!(service["build"].is_null() || container.lines().any(made), "{name}: nobody makes {folder}");
        }
        if !service["image"].is_null() {
            assert_eq!(service["restart"], "unless-stopped", "{name}");
        }
    }
    // PostgreSQL's own start listens on the socket in the file system before it listens to anybody.
    let asked = compose["services"]["database"]["healthcheck"]["test"].as_array().unwrap();
    assert!(asked.contains(&json!("127.0.0.1")), "{asked:?}");
}

/// What systemd runs, where nothing is yet but what the package has brought.
#[tokio::test]
async fn the_unit_starts_on_a_fresh_machine() {
    let folder = process::folder();
    let path = folder.to_str().unwrap();
    let here = |text: &str| text.replace("/var/lib/talkamie", path).replace("/etc/talkamie", path);
    fs::write(folder.join("talkamie.toml"), here(&text("packaging/talkamie.toml"))).unwrap();
    let unit = text("packaging/talkamie.service");
    let commands = |key: &str| -> Vec<Vec<String>> {
        let lines = unit.lines().filter_map(|line| line.strip_prefix(key));
        lines.map(|line| line.split(' ').skip(1).map(&here).collect()).collect()
    };
    for before in commands("ExecStartPre=") {
        let done = Command::new(env!("CARGO_BIN_EXE_talkamie")).args(&before).current_dir(&folder).output().unwrap();
        assert!(done.status.success(), "{before:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
    let serve = commands("ExecStart=");
    assert_eq!(serve.len(), 1, "{serve:?}");
    let serve: Vec<_> = serve[0].iter().map(String::as_str).collect();
    let server = Server::installed(folder.clone(), &serve).await;
    for probe in ["healthz", "readyz"] {
        assert_eq!(reqwest::get(format!("http://{}/{probe}", server.address)).await.unwrap().status(), 200, "{probe}");
    }
    assert!(folder.join("talkamie.db").exists(), "the database is where the configuration says");
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
    // Without a folder for its own, cargo-deb writes none of the scripts that know the unit; ours has none in it.
    assert_eq!(deb["maintainer-scripts"], deb["systemd-units"]["unit-scripts"]);
    for script in ["config", "preinst", "postinst", "prerm", "postrm", "templates"] {
        assert!(
            !fs::exists(format!("packaging/{script}")).unwrap(),
            "{script} would replace what is written for the unit"
        );
    }
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
        "SystemCallFilter=getrlimit setrlimit prlimit64",
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
