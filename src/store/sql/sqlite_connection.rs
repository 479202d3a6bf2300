//! One connection to a SQLite file, used where its user stands.
//!
//! SQLite is a library: most statements take it less time than waking another thread does, so they run on the thread that
//! asks (decision record 14). What takes longer is found out by running it: reads that are not done in [`QUICK`] are
//! interrupted and begun anew on a thread that may wait, and each statement is remembered as quick or slow.

#[cfg(unix)]
use std::os::unix::fs::OpenOptionsExt as _;
use std::{
    collections::HashMap,
    fs::{self, OpenOptions},
    io,
    path::PathBuf,
    str,
    sync::{
        Arc, OnceLock, PoisonError, RwLock,
        atomic::{AtomicU32, AtomicU64, Ordering::Relaxed},
    },
    thread,
    time::{Duration, Instant},
};

use percent_encoding::percent_decode_str;
use rusqlite::{
    Connection as Raw, ErrorCode, OpenFlags, Statement as Prepared,
    types::{ToSqlOutput, Value as Owned, ValueRef},
};

use super::dialect;
use crate::store::{
    Row, StoreError, StoreOptions, StoreResult, Synchronous, Unique, Value,
    engine::{Answer, Statement},
    row::Cell,
};

/// Prepared statements a connection keeps: all of ours fit.
const STATEMENTS_KEPT_MAX: usize = 1024;

/// How long an errand may hold up the thread that asks, and all that this thread serves.
///
/// Fifty times what the statements of a request take, a fifth of what is noticed as a delay of a page.
const QUICK: Duration = Duration::from_millis(5);

/// A slow statement that took no longer than this, elsewhere, and so often in a row, is quick again.
const QUICK_AGAIN: Duration = Duration::from_millis(1);
const QUICK_AGAIN_RUNS: u32 = 64;

/// Most memory for pages of a connection that reads long: what SQLite gives one by default.
const WAITING_KIB_MAX: u32 = 2_000;

/// Most memory for the writer's pages when the file is smaller than [`LOCK_BYTE`] as it is opened.
///
/// There, a commit that moved pages about looks through all pages that its connection has in memory, which takes 1 ms with 64 MiB:
/// to exchange numbers of pages, `balance_nonroot` lends them that of the page of [`LOCK_BYTE`], and what is behind the end of the file
/// has to leave memory (`sqlite3PcacheTruncate`).
const SMALL_FILE_WRITER_KIB: u32 = 16 * 1024;

/// Where SQLite locks a file, and so keeps no page. Source: <https://www.sqlite.org/fileformat.html#the_lock_byte_page>.
const LOCK_BYTE: u64 = 1 << 30;

/// Between two attempts at what others are doing as well.
const COME_BACK: Duration = Duration::from_millis(2);

/// Instructions of SQLite's machine between two looks at the clock: some tens of microseconds.
const LOOK_EVERY: i32 = 2_000;

/// Where a database is, and how connections to it are set.
#[derive(Clone)]
pub(super) struct File {
    path: PathBuf,
    synchronous: Synchronous,
    shares: Shares,
    /// Longest wait for another process.
    lock_timeout: Duration,
    known: Arc<Known>,
}

impl File {
    /// The file that an address names: `sqlite:FILE`, with `%xx` for what an address cannot have. So many threads ask.
    pub(super) fn named(url: &str, options: &StoreOptions, askers: u32) -> StoreResult<Self> {
        let rest = url.strip_prefix("sqlite:").unwrap_or(url);
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        if rest.contains(":memory:") || rest.contains("mode=memory") {
            return Err(StoreError::unavailable(
                "SQLite in memory is not supported: readers and the writer share a file",
            ));
        }
        if rest.contains('?') {
            return Err(StoreError::unavailable("the address of a SQLite file has no parameters"));
        }
        let path = percent_decode_str(rest).decode_utf8().map_err(StoreError::unavailable)?;
        Ok(Self {
            path: PathBuf::from(path.as_ref()),
            synchronous: options.synchronous,
            shares: Shares::of(options, askers),
            lock_timeout: options.lock_timeout,
            known: Arc::default(),
        })
    }

    /// What is known of each of these statements.
    pub(super) fn errand(&self, statements: Vec<Statement>) -> Errand {
        let known = |Statement { sql, mut args }| {
            let text = self.known.get(sql, &args);
            dialect::spread(&mut args, &text.spread);
            (text, args)
        };
        statements.into_iter().map(known).collect()
    }

    /// A connection that makes the file when it is missing, and may write.
    pub(super) fn connect(&self) -> StoreResult<Connection> {
        let synchronous = match self.synchronous {
            Synchronous::Full => "FULL",
            Synchronous::Normal => "NORMAL",
            Synchronous::Off => "OFF",
        };
        self.make()?;
        let small = fs::metadata(&self.path).is_ok_and(|file| file.len() < LOCK_BYTE);
        let cache_kib = if small { self.shares.asking_kib.min(SMALL_FILE_WRITER_KIB) } else { self.shares.asking_kib };
        let connection = self.open(OpenFlags::SQLITE_OPEN_READ_WRITE, cache_kib)?;
        connection.log_ahead()?;
        connection.batch(&format!("PRAGMA synchronous = {synchronous}"))?;
        Ok(connection)
    }

    /// Makes the file when it is missing, for this account alone: it holds people's addresses, messages and keys. What SQLite
    /// puts beside it is as open as the file is.
    fn make(&self) -> StoreResult<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        options.mode(0o600);
        match options.open(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(StoreError::unavailable(error)),
            _ => Ok(()),
        }
    }

    /// A connection that cannot write. The file must be there.
    pub(super) fn connect_reader(&self, here: Here) -> StoreResult<Connection> {
        let cache_kib = match here {
            Here::Asking => self.shares.asking_kib,
            Here::Waiting => self.shares.waiting_kib,
        };
        let connection = self.open(OpenFlags::SQLITE_OPEN_READ_ONLY, cache_kib)?;
        connection.waits(Duration::ZERO)?;
        Ok(connection)
    }

    /// A connection that waits for others, as setting it up may have to: that reads the file.
    fn open(&self, flags: OpenFlags, cache_kib: u32) -> StoreResult<Connection> {
        let raw = Raw::open_with_flags(&self.path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(meaning)?;
        raw.set_prepared_statement_cache_capacity(STATEMENTS_KEPT_MAX);
        let patience = Arc::new(Patience::default());
        let asked = Arc::clone(&patience);
        raw.progress_handler(LOOK_EVERY, Some(move || asked.is_over())).map_err(meaning)?;
        let connection = Connection { raw, patience, lock_timeout: self.lock_timeout, known: Arc::clone(&self.known) };
        connection.waits(self.lock_timeout)?;
        connection.batch(&format!(
            "PRAGMA foreign_keys = ON; PRAGMA cache_size = -{cache_kib}; PRAGMA temp_store = MEMORY"
        ))?;
        Ok(connection)
    }
}

/// How the memory for pages is shared out: next to nothing to reads that take long, since they read much once, and the rest evenly to
/// the threads that ask and the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shares {
    /// For each connection that is used where it is asked, and at most for the writer's.
    asking_kib: u32,
    /// For each connection of reads that take long.
    waiting_kib: u32,
}

impl Shares {
    fn of(options: &StoreOptions, askers: u32) -> Self {
        let (all, others) = (options.cache_mib.saturating_mul(1024), askers.saturating_add(1));
        let waiting_kib = WAITING_KIB_MAX.min(all / options.readers_max.saturating_add(others));
        Self { asking_kib: (all - waiting_kib * options.readers_max) / others, waiting_kib }
    }
}

/// Statements to be run one after the other, and their arguments.
pub(super) type Errand = Vec<(Arc<Text>, Vec<Value>)>;

/// Whether all of these may run on the thread that asks.
pub(super) fn is_quick(errand: &Errand) -> bool {
    errand.iter().all(|(text, _)| text.slow.load(Relaxed) == 0)
}

/// The statements seen so far. A statement is a constant of the program, so its address and length name it; the lengths of its
/// lists say which of its texts is meant.
#[derive(Default)]
struct Known(RwLock<HashMap<[usize; 3], Arc<Text>>>);

/// A statement as SQLite wants it, and what was learnt of it.
pub(super) struct Text {
    sql: String,
    /// Where the lists are among its arguments whose elements are arguments of their own.
    spread: Vec<usize>,
    /// The names of its columns.
    names: OnceLock<Arc<[String]>>,
    /// How often it has to be quick before it is held to be: 0 for one that is.
    slow: AtomicU32,
}

impl Known {
    fn get(&self, sql: &'static str, args: &[Value]) -> Arc<Text> {
        let place = [sql.as_ptr().addr(), sql.len(), dialect::lengths(args)];
        // A panic elsewhere cannot leave the map half written.
        if let Some(text) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&place) {
            return Arc::clone(text);
        }
        let (sql, spread) = dialect::sqlite(sql, args);
        let text = Arc::new(Text { sql, spread, names: OnceLock::new(), slow: AtomicU32::new(0) });
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(place).or_insert(text))
    }
}

impl Text {
    fn took(&self, time: Duration) {
        if time > QUICK {
            self.is_seen_slow();
        } else if time < QUICK_AGAIN {
            // Nothing is lost when two threads count as one.
            let slow = self.slow.load(Relaxed);
            if slow > 0 {
                self.slow.store(slow - 1, Relaxed);
            }
        }
    }

    fn is_seen_slow(&self) {
        self.slow.store(QUICK_AGAIN_RUNS, Relaxed);
    }
}

/// Until when a connection may go on: a time since 1970 would do as well, but clocks are set.
struct Patience {
    since: Instant,
    /// Microseconds after `since`; 0: for ever.
    until: AtomicU64,
}

impl Default for Patience {
    fn default() -> Self {
        Self { since: Instant::now(), until: AtomicU64::new(0) }
    }
}

impl Patience {
    fn micros(&self) -> u64 {
        u64::try_from(self.since.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    fn is_over(&self) -> bool {
        let until = self.until.load(Relaxed);
        until > 0 && self.micros() > until
    }

    fn limit(&self, time: Duration) {
        let time = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        self.until.store(self.micros().saturating_add(time), Relaxed);
    }

    fn lift(&self) {
        self.until.store(0, Relaxed);
    }
}

/// Why statements did not run to their end.
pub(super) enum Stopped {
    /// They take longer than the thread that asks should wait. Nothing was changed.
    TooLong,
    Failed(StoreError),
}

impl From<rusqlite::Error> for Stopped {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => Self::TooLong,
            _ => Self::Failed(meaning(error)),
        }
    }
}

impl From<Stopped> for StoreError {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            // Only who sets a limit is told, and runs it elsewhere.
            Stopped::TooLong => Self::Contended,
            Stopped::Failed(error) => error,
        }
    }
}

/// Who waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Here {
    /// A thread that serves others as well.
    Asking,
    /// A thread that is there for waiting.
    Waiting,
}

/// A connection. Every call returns when SQLite has answered.
pub(super) struct Connection {
    raw: Raw,
    patience: Arc<Patience>,
    lock_timeout: Duration,
    known: Arc<Known>,
}

impl Connection {
    /// Runs statements that only read, several with one look at the file. The connection is fit for more afterwards when
    /// [`is_idle`](Self::is_idle) says so.
    pub(super) fn read(&self, errand: &Errand, here: Here) -> Result<Vec<Answer>, Stopped> {
        if here == Here::Waiting {
            self.waits(self.lock_timeout).map_err(Stopped::Failed)?;
            let answers = self.look(errand);
            self.waits(Duration::ZERO).map_err(Stopped::Failed)?;
            return answers;
        }
        self.patience.limit(QUICK);
        let answers = self.look(errand);
        self.patience.lift();
        match answers {
            Err(Stopped::TooLong) => {
                // Together they are slow, whichever of them it was.
                errand.iter().for_each(|(text, _)| text.is_seen_slow());
                Err(Stopped::TooLong)
            }
            // Another process is making or mending the file: that is waited for elsewhere.
            Err(Stopped::Failed(StoreError::Contended)) => Err(Stopped::TooLong),
            answers => answers,
        }
    }

    /// Has the file written ahead in a log of its own, which is how others read while one writes.
    ///
    /// A new file is turned to that once. Of those that do so at the same moment SQLite refuses some at once, however long they would
    /// wait, since they hold what the others need: only coming back helps.
    fn log_ahead(&self) -> StoreResult<()> {
        let begun = Instant::now();
        loop {
            match self.batch("PRAGMA journal_mode = WAL") {
                Err(StoreError::Contended) if begun.elapsed() < self.lock_timeout => thread::sleep(COME_BACK),
                turned => return turned,
            }
        }
    }

    /// How long another process is waited for.
    fn waits(&self, time: Duration) -> StoreResult<()> {
        self.raw.busy_timeout(time).map_err(meaning)
    }

    fn look(&self, errand: &Errand) -> Result<Vec<Answer>, Stopped> {
        // A statement alone is one look anyway.
        if errand.len() < 2 {
            return self.run(errand);
        }
        self.control("BEGIN")?;
        let answers = self.run(errand);
        self.control(if Result::is_ok(&answers) { "COMMIT" } else { "ROLLBACK" })?;
        answers
    }

    /// Runs statements in the transaction that is open, or which the first of `before` opens. Nothing is interrupted: SQLite
    /// would undo the whole transaction, and others may have written in it.
    pub(super) fn write(&self, before: &[&'static str], errand: &Errand, here: Here) -> Result<Vec<Answer>, Stopped> {
        for sql in before {
            if *sql == BEGIN && here == Here::Asking { self.begin_at_once() } else { Ok(self.control(sql)?) }?;
        }
        self.run(errand)
    }

    /// Begins to write, unless another process is doing so.
    fn begin_at_once(&self) -> Result<(), Stopped> {
        self.waits(Duration::ZERO).map_err(Stopped::Failed)?;
        let begun = self.control(BEGIN);
        self.waits(self.lock_timeout).map_err(Stopped::Failed)?;
        match begin_code(&begun) {
            Some(ErrorCode::DatabaseBusy) => Err(Stopped::TooLong),
            _ => Ok(begun?),
        }
    }

    /// Runs statements one after the other, and learns how long each takes.
    fn run(&self, errand: &Errand) -> Result<Vec<Answer>, Stopped> {
        let mut answers = Vec::with_capacity(errand.len());
        let mut begun = Instant::now();
        for (text, args) in errand {
            let answer = self.answer(text, args);
            let ended = Instant::now();
            text.took(ended - begun);
            begun = ended;
            answers.push(answer?);
        }
        Ok(answers)
    }

    fn answer(&self, text: &Text, args: &[Value]) -> Result<Answer, Stopped> {
        let mut statement = self.raw.prepare_cached(&text.sql)?;
        // What is only explained needs no arguments.
        if statement.is_explain() == 0 {
            bind(&mut statement, args)?;
        }
        let names = text.names.get_or_init(|| statement.column_names().iter().map(|name| (*name).to_owned()).collect());
        let only_reads = statement.readonly();
        let mut answer = Answer::default();
        let mut rows = statement.raw_query();
        while let Some(found) = rows.next()? {
            let mut row = answer.empty_row(names);
            for at in 0..names.len() {
                put(&mut row, found.get_ref(at)?)?;
            }
            answer.rows.push(row);
        }
        drop(rows);
        if !only_reads {
            answer.affected = self.raw.changes();
        }
        Ok(answer)
    }

    /// Runs a statement that steers the transaction.
    pub(super) fn control(&self, sql: &'static str) -> rusqlite::Result<()> {
        self.raw.prepare_cached(sql)?.raw_execute().map(drop)
    }

    /// Has SQLite understand a statement without running it.
    pub(super) fn prepare(&self, sql: &'static str) -> StoreResult<()> {
        self.raw.prepare_cached(&self.known.get(sql, &[]).sql).map(drop).map_err(meaning)
    }

    /// Whether no transaction is open.
    pub(super) fn is_idle(&self) -> bool {
        self.raw.is_autocommit()
    }

    /// Runs statements of any kind whose answers nobody needs.
    pub(super) fn batch(&self, sql: &str) -> StoreResult<()> {
        self.raw.execute_batch(sql).map_err(meaning)
    }

    /// The connection itself, for migrations.
    pub(super) fn raw(&mut self) -> &mut Raw {
        &mut self.raw
    }
}

/// What begins a transaction that writes. IMMEDIATE: to wait for another process here, not to fail at the first write.
pub(super) const BEGIN: &str = "BEGIN IMMEDIATE";

fn begin_code(begun: &rusqlite::Result<()>) -> Option<ErrorCode> {
    begun.as_ref().err().and_then(rusqlite::Error::sqlite_error_code)
}

fn bind(statement: &mut Prepared<'_>, args: &[Value]) -> Result<(), Stopped> {
    let places = statement.parameter_count();
    if places != args.len() {
        let problem = format!("{} arguments for {places} places", args.len());
        return Err(Stopped::Failed(StoreError::inconsistent(problem)));
    }
    for (at, arg) in args.iter().enumerate() {
        statement.raw_bind_parameter(at + 1, bound(arg)?)?;
    }
    Ok(())
}

fn bound(arg: &Value) -> Result<ToSqlOutput<'_>, Stopped> {
    let value = match arg {
        Value::Int(n) => n.map(ValueRef::Integer),
        Value::Real(n) => n.map(ValueRef::Real),
        Value::Text(text) => text.as_deref().map(|text| ValueRef::Text(text.as_bytes())),
        Value::Bool(b) => b.map(|b| ValueRef::Integer(b.into())),
        Value::TextList(items) => return Ok(ToSqlOutput::Owned(Owned::Text(json(items)?))),
        Value::IntList(items) => return Ok(ToSqlOutput::Owned(Owned::Text(json(items)?))),
    };
    Ok(ToSqlOutput::Borrowed(value.unwrap_or(ValueRef::Null)))
}

/// A list that is not made of arguments; `json_each` reads it from a text.
fn json<T: serde::Serialize>(items: &[T]) -> Result<String, Stopped> {
    serde_json::to_string(items).map_err(|error| Stopped::Failed(StoreError::inconsistent(error.to_string())))
}

/// Adds a value as the cell of the next column.
fn put(row: &mut Row, value: ValueRef<'_>) -> Result<(), Stopped> {
    let wrong = |problem: String| Err(Stopped::Failed(StoreError::inconsistent(problem)));
    match value {
        ValueRef::Null => row.push(Cell::Null),
        ValueRef::Integer(n) => row.push(Cell::Int(n)),
        ValueRef::Real(n) => row.push(Cell::Real(n)),
        ValueRef::Text(bytes) => match str::from_utf8(bytes) {
            Ok(text) => row.push_text(text),
            Err(error) => return wrong(format!("a text is not UTF-8: {error}")),
        },
        ValueRef::Blob(_) => return wrong("no column may be of type BLOB".into()),
    }
    Ok(())
}

/// What an error of SQLite means. Codes: <https://www.sqlite.org/rescode.html>.
pub(super) fn meaning(error: rusqlite::Error) -> StoreError {
    let rusqlite::Error::SqliteFailure(told, message) = &error else {
        return match error {
            // What the program asked for cannot be.
            rusqlite::Error::InvalidColumnIndex(_)
            | rusqlite::Error::MultipleStatement
            | rusqlite::Error::SqlInputError { .. } => StoreError::inconsistent(error.to_string()),
            error => StoreError::unavailable(error),
        };
    };
    let message = message.as_deref().unwrap_or_default();
    match told.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Contended,
        ErrorCode::ConstraintViolation => message
            .strip_prefix("UNIQUE constraint failed: ")
            .and_then(Unique::by_columns)
            .map_or_else(|| StoreError::inconsistent(message), StoreError::Taken),
        // `Unknown` is SQLite's general error: a statement that it does not understand.
        ErrorCode::Unknown | ErrorCode::TypeMismatch | ErrorCode::ReadOnly | ErrorCode::ParameterOutOfRange => {
            StoreError::inconsistent(message)
        }
        _ => StoreError::unavailable(error),
    }
}

#[cfg(test)]
mod tests;
