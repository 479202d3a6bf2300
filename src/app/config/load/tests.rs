use super::{super::Stage, *};
use std::fs;

fn environment(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// A file that goes with its test.
struct TomlFile(PathBuf);

impl TomlFile {
    fn new(name: &str, text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("talkamie-{}-{name}.toml", std::process::id()));
        fs::write(&path, text).expect("written");
        Self(path)
    }
}

impl Drop for TomlFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn problems(file: Option<&TomlFile>, pairs: &[(&str, &str)]) -> Vec<String> {
    let sources =
        Sources { file: file.map(|file| file.0.clone()), environment: environment(pairs), ..Sources::default() };
    load(&sources).expect_err("refused").0.iter().map(ToString::to_string).collect()
}

#[test]
fn each_layer_goes_before_the_one_below() {
    let file = TomlFile::new(
        "layers",
        "listen = '127.0.0.1:1'\nstage = 'dev'\nshutdown_seconds = 5\n[log]\nformat = 'json'\nfilter = 'debug'",
    );
    let sources = Sources {
        file: Some(file.0.clone()),
        environment: environment(&[
            ("TALKAMIE_LISTEN", "127.0.0.1:2"),
            ("TALKAMIE_SHUTDOWN_SECONDS", "6"),
            ("TALKAMIE_LOG__FILTER", "warn"),
            ("TALKAMIE_GOOGLE__CLIENT_IDS", r#"["a", "b"]"#),
            ("TALKAMIE_CONFIG", "elsewhere.toml"),
            ("TALKAMIE_PORT_8080_TCP", "tcp://10.0.0.1:8080"),
            ("HOME", "/root"),
        ]),
        flags: vec![("listen", Value::from("127.0.0.1:3"))],
    };
    let config = load(&sources).expect("usable");
    assert_eq!(config.listen.port(), 3);
    assert_eq!(config.shutdown_seconds, 6);
    assert_eq!(config.stage, Stage::Dev);
    assert_eq!(config.log.format, super::super::LogFormat::Json);
    assert_eq!(config.log.filter, "warn");
    assert_eq!(config.google.client_ids, ["a", "b"]);
    assert!(config.rate_limits, "what nobody sets is as by default");
}

#[test]
fn a_mistake_is_named_with_its_key_and_source() {
    let file = TomlFile::new("mistake", "[sqlite]\nreaders = 3");
    let told = problems(Some(&file), &[]);
    assert_eq!(told.len(), 1);
    let expected = format!("sqlite.readers (file {}): no such key; known are readers_max, ", file.0.display());
    assert!(told[0].starts_with(&expected), "{told:?}");

    let told = problems(None, &[("TALKAMIE_STAGE", "staging")]);
    assert_eq!(told, [r#"stage (environment TALKAMIE_STAGE): "staging" is none of prod, dev"#]);

    let told = problems(None, &[("TALKAMIE_LOG__FROMAT", "json")]);
    assert!(told[0].starts_with("log.fromat (environment TALKAMIE_LOG__FROMAT): no such key"), "{told:?}");

    let told = problems(None, &[("TALKAMIE_DEFAULT_TENANT", "nobody")]);
    assert_eq!(told, ["default_tenant (environment TALKAMIE_DEFAULT_TENANT): expected a UUID"]);
}

#[test]
fn every_rule_that_is_broken_is_told() {
    let told = problems(
        None,
        &[
            ("TALKAMIE_DATABASE", "mysql://ann:secret@db/talk"),
            ("TALKAMIE_TOKENS__ACCESS_SECONDS", "0"),
            ("TALKAMIE_APPLE__KEYS_URL", "http://example.org/keys"),
            ("TALKAMIE_LOG__FILTER", "talkamie=loud"),
        ],
    );
    let keys: Vec<_> = told.iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(keys, ["database", "log.filter", "tokens.access_seconds", "apple.keys_url"]);
    assert!(!told.concat().contains("secret"));
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let sources = Sources { file: Some("/nowhere/talkamie.toml".into()), ..Sources::default() };
    let told = load(&sources).expect_err("refused").to_string();
    assert!(told.contains("--config (/nowhere/talkamie.toml): no such file"), "{told}");
}
