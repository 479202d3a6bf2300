use super::*;

fn patient(connection: &Connection, sql: &'static str) -> Errand {
    vec![(connection.known.get(sql, &[]), vec![])]
}

/// A file of a test's own, which goes with it.
struct Scratch(File);

impl Scratch {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("talkamie-connection-{}.db", uuid::Uuid::new_v4()));
        let url = format!("sqlite:{}", path.display());
        Self(File::named(&url, &StoreOptions::default(), 2).expect("it is an address"))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_file(&self.0.path).ok();
    }
}

/// Counts to a number that takes some hundred milliseconds, to one that takes some tenths of one, or to one that takes nothing.
const LONG: &str =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT COUNT(*) AS count FROM n";
const MIDDLING: &str =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT COUNT(*) AS count FROM n";
const SHORT: &str =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT COUNT(*) AS count FROM n";

#[test]
fn a_long_read_is_left_to_a_thread_that_waits() {
    let file = Scratch::new();
    let connection = file.0.connect().expect("a new file opens");
    for (sql, slow) in [(SHORT, false), (LONG, true)] {
        let errand = patient(&connection, sql);
        assert!(is_quick(&errand), "nothing is known of it");
        let stopped = matches!(connection.read(&errand, Here::Asking), Err(Stopped::TooLong));
        assert_eq!((stopped, is_quick(&errand)), (slow, !slow), "{sql}");
        assert!(connection.is_idle());
        assert!(connection.read(&errand, Here::Waiting).is_ok_and(|answers| answers[0].rows.len() == 1), "{sql}");
    }
    // With others in one transaction too, which is then over.
    let mut both = patient(&connection, SHORT);
    both.extend(patient(&connection, LONG));
    assert!(matches!(connection.read(&both, Here::Asking), Err(Stopped::TooLong)));
    assert!(connection.is_idle());
}

#[test]
fn what_is_slow_together_is_slow_until_it_was_quick_often_enough() {
    let file = Scratch::new();
    let connection = file.0.connect().expect("a new file opens");
    // One text would be one statement: its address names it.
    let parts: Vec<&'static str> = (0..40).map(|n| &*format!("{MIDDLING} -- {n}").leak()).collect();
    let errand: Errand = parts.into_iter().flat_map(|sql| patient(&connection, sql)).collect();
    assert!(matches!(connection.read(&errand, Here::Asking), Err(Stopped::TooLong)));
    assert!(!is_quick(&errand));
    let short = patient(&connection, SHORT);
    short[0].0.is_seen_slow();
    for _ in 0..QUICK_AGAIN_RUNS {
        assert!(!is_quick(&short));
        assert!(connection.read(&short, Here::Waiting).is_ok());
    }
    assert!(is_quick(&short));
}

#[test]
fn what_sqlite_does_not_understand_is_a_mistake_of_the_program() {
    let file = Scratch::new();
    let connection = file.0.connect().expect("a new file opens");
    for sql in ["SELECT nothing AS one", "SELEC 1"] {
        let read = connection.read(&patient(&connection, sql), Here::Asking);
        assert!(matches!(read, Err(Stopped::Failed(StoreError::Inconsistent { .. }))), "{sql}");
    }
}

#[test]
fn a_writer_of_another_process_is_waited_for_elsewhere() {
    let file = Scratch::new();
    let (one, other) = (file.0.connect().expect("a new file opens"), file.0.connect().expect("it opens again"));
    assert!(one.write(&[BEGIN], &vec![], Here::Asking).is_ok());
    assert!(matches!(other.write(&[BEGIN], &vec![], Here::Asking), Err(Stopped::TooLong)));
    assert!(one.control("ROLLBACK").is_ok());
    assert!(other.write(&[BEGIN], &vec![], Here::Asking).is_ok());
}

#[cfg(unix)]
#[test]
fn a_new_file_is_for_this_account_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let file = Scratch::new();
    let connection = file.0.connect().expect("a new file opens");
    connection.batch("CREATE TABLE a (b)").expect("it is written");
    for beside in ["", "-wal", "-shm"] {
        let mut path = file.0.path.clone().into_os_string();
        path.push(beside);
        let mode = std::fs::metadata(&path).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", path.display());
    }
}

#[test]
fn many_may_make_a_file_at_once() {
    for _ in 0..20 {
        let file = Scratch::new();
        thread::scope(|scope| {
            let makers: Vec<_> = (0..8).map(|_| scope.spawn(|| file.0.connect().map(drop))).collect();
            for maker in makers {
                let made = maker.join().expect("no maker panics");
                assert!(made.is_ok(), "{made:?}");
            }
        });
    }
}

#[test]
fn connections_share_the_memory_for_pages() {
    let Scratch(one) = &Scratch::new();
    let url = format!("sqlite:{}", one.path.display());
    let options = StoreOptions { cache_mib: 100, readers_max: 4, ..StoreOptions::default() };
    let file = File::named(&url, &options, 2).expect("it is an address");
    // KiB are told as less than nothing.
    let cache = |connection: StoreResult<Connection>| {
        connection.and_then(|c| c.raw.query_one("PRAGMA cache_size", [], |row| row.get(0)).map_err(meaning)).ok()
    };
    assert_eq!(cache(file.connect()), Some(-16 * 1024), "the writer of a small file");
    assert_eq!(cache(file.connect_reader(Here::Asking)), Some(-(100 * 1024 - 4 * 2_000) / 3));
    assert_eq!(cache(file.connect_reader(Here::Waiting)), Some(-2_000));
    // It only seems to be so long: nothing is written.
    OpenOptions::new().write(true).open(&file.path).and_then(|f| f.set_len(LOCK_BYTE)).expect("a sparse file");
    assert_eq!(cache(file.connect()), Some(-(100 * 1024 - 4 * 2_000) / 3), "the writer of a large file");
}

#[test]
fn shares_never_exceed_the_whole() {
    for (cache_mib, readers_max, askers) in [(8, 64, 64), (256, 2, 2), (256, 8, 96), (65_536, 1, 1), (u32::MAX, 1, 1)] {
        let options = StoreOptions { cache_mib, readers_max, ..StoreOptions::default() };
        let Shares { asking_kib, waiting_kib } = Shares::of(&options, askers);
        let all = u64::from(asking_kib) * u64::from(askers + 1) + u64::from(waiting_kib) * u64::from(readers_max);
        assert!(all <= u64::from(cache_mib) * 1024, "{options:?}");
        assert!(waiting_kib <= asking_kib, "{options:?}");
    }
}

#[test]
fn an_address_names_a_file() {
    let named = |url| File::named(url, &StoreOptions::default(), 2).map(|file| file.path);
    assert_eq!(named("sqlite:talkamie.db").ok(), Some("talkamie.db".into()));
    assert_eq!(named("sqlite:///var/lib/a%20b%3F.db").ok(), Some("/var/lib/a b?.db".into()));
    for refused in ["sqlite::memory:", "sqlite:a.db?mode=ro"] {
        assert!(named(refused).is_err(), "{refused}");
    }
}
