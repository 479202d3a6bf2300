//! The real program, as a process of its own: for what only shows from outside.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};
use uuid::Uuid;

/// Where its log goes, in its folder.
const LOG: &str = "log.txt";

/// A running server, with these environment variables. Dropping it kills it.
pub struct Server {
    child: Child,
    /// `127.0.0.1:PORT`.
    pub address: String,
    pub database: String,
    /// Where it runs; removed at the end.
    pub folder: PathBuf,
    settings: Vec<(String, String)>,
}

impl Server {
    /// On a SQLite file of its own, in the development stage.
    pub async fn sqlite(settings: &[(&str, &str)]) -> Self {
        let folder = folder();
        let database = format!("sqlite:{}", folder.join("talkamie.db").display());
        Self::start(folder, database, owned(settings)).await
    }

    /// On a PostgreSQL schema of its own; `None` when no server is named.
    pub async fn postgres(settings: &[(&str, &str)]) -> Option<Self> {
        let base = std::env::var("TALKAMIE_TEST_POSTGRES").ok()?;
        let database = format!("{base}?schema=p_{}", Uuid::new_v4().simple());
        Some(Self::start(folder(), database, owned(settings)).await)
    }

    /// In `folder`, on the database that is named as seen from there.
    pub async fn on(folder: PathBuf, database: &str) -> Self {
        Self::start(folder, database.to_owned(), vec![]).await
    }

    /// Another one on the same database.
    pub async fn beside(&self, settings: &[(&str, &str)]) -> Self {
        Self::start(folder(), self.database.clone(), owned(settings)).await
    }

    /// On a SQLite file of its own, with a log that nobody takes: every line of it fails, as on a full disk.
    pub async fn unheard() -> Self {
        let folder = folder();
        let database = format!("sqlite:{}", folder.join("talkamie.db").display());
        let full = File::options().write(true).open("/dev/full").expect("Linux has it");
        Self::launch_logging(folder, database.clone(), &["serve", "--database", &database], vec![], full).await
    }

    /// One that answers with examples, and has no database.
    pub async fn mock() -> Self {
        Self::launch(folder(), String::new(), &["mock"], vec![]).await
    }

    /// As a package starts it: by this command line, in `folder`, in the stage that people meet.
    pub async fn installed(folder: PathBuf, command: &[&str]) -> Self {
        Self::launch(folder, String::new(), command, owned(&[("TALKAMIE_STAGE", "prod")])).await
    }

    async fn start(folder: PathBuf, database: String, settings: Vec<(String, String)>) -> Self {
        let command = ["serve", "--database", &database].map(str::to_owned);
        Self::launch(folder, database, &command.each_ref().map(String::as_str), settings).await
    }

    async fn launch(folder: PathBuf, database: String, command: &[&str], settings: Vec<(String, String)>) -> Self {
        let log = File::create(folder.join(LOG)).expect("a file of our own");
        Self::launch_logging(folder, database, command, settings, log).await
    }

    async fn launch_logging(
        folder: PathBuf,
        database: String,
        command: &[&str],
        settings: Vec<(String, String)>,
        log: File,
    ) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_talkamie"))
            .args(command)
            .args(["--listen", "127.0.0.1:0"])
            .env("TALKAMIE_STAGE", "dev")
            .env("TALKAMIE_RATE_LIMITS", "false")
            .envs(settings.iter().map(|(name, value)| (name, value)))
            .current_dir(&folder)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the program starts");
        let stdout = child.stdout.take().expect("it is piped");
        let address = tokio::task::spawn_blocking(move || {
            let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
            let found = lines.find_map(|line| {
                line.split_once("http://").map(|(_, rest)| {
                    rest.split(|c: char| c == '/' || c.is_whitespace()).next().unwrap_or_default().to_owned()
                })
            });
            // Whatever else it says must not fill the pipe.
            std::thread::spawn(move || lines.for_each(drop));
            found
        });
        let address = tokio::time::timeout(Duration::from_secs(60), address)
            .await
            .expect("it says where it listens within a minute")
            .unwrap()
            .expect("it listens");
        Self { child, address, database, folder, settings }
    }

    /// Its number.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Everything it has logged.
    pub fn logged(&self) -> String {
        let log = std::fs::read(self.folder.join(LOG)).expect("it was made at the start");
        String::from_utf8_lossy(&log).into_owned()
    }

    /// Runs another command of the program, as an operator beside it would.
    pub async fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_talkamie"));
        command.args(arguments).args(["--database", &self.database]).current_dir(&self.folder);
        command.envs(self.settings.iter().map(|(name, value)| (name, value)));
        let done = tokio::task::spawn_blocking(move || command.output()).await.unwrap().expect("the program starts");
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    /// Kills it as `kill -9` does, and starts it again on the same database.
    pub async fn kill_and_restart(self) -> Self {
        self.kill().restart().await
    }

    /// Kills it as `kill -9` does.
    pub fn kill(mut self) -> Killed {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
        Killed {
            folder: std::mem::take(&mut self.folder),
            database: std::mem::take(&mut self.database),
            settings: std::mem::take(&mut self.settings),
        }
    }
}

/// What a server that was killed left behind.
pub struct Killed {
    pub folder: PathBuf,
    pub database: String,
    settings: Vec<(String, String)>,
}

impl Killed {
    /// Starts it again where it was.
    pub async fn restart(self) -> Server {
        Server::start(self.folder, self.database, self.settings).await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if self.folder.components().count() > 1 {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

fn owned(settings: &[(&str, &str)]) -> Vec<(String, String)> {
    settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// An empty folder of its own.
pub fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("talkamie-{}", Uuid::new_v4().simple()));
    std::fs::create_dir_all(&folder).expect("a folder of our own");
    folder
}
