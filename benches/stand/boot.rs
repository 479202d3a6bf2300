//! From starting the program to its first answer.

use crate::Outcome;
use serde_json::json;
use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Starts the program `rounds` times and prints, for each, milliseconds until the answer, of which processor time, and KiB
/// of memory, as JSON. `url` is `HOST:PORT/PATH`.
pub fn measure(rounds: u32, url: &str, program: &str, arguments: &[&str]) -> Outcome {
    let (host, path) = url.split_once('/').ok_or("a URL is HOST:PORT/PATH")?;
    let mut all = vec![];
    for _ in 0..rounds {
        let began = Instant::now();
        let child = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let mut child = Ended(child);
        let took = loop {
            if answers(host, path) {
                break began.elapsed();
            }
            if let Some(status) = child.0.try_wait()? {
                return Err(format!("{program} ended: {status}").into());
            }
            if began.elapsed() > PATIENCE {
                return Err(format!("{program} does not answer on {url}").into());
            }
            sleep(Duration::from_micros(500));
        };
        let (cpu_ms, rss_kib) = spent(child.0.id())?;
        all.push(json!({ "ms": took.as_secs_f64() * 1e3, "cpuMs": cpu_ms, "rssKib": rss_kib }));
    }
    println!("{}", json!(all));
    Ok(())
}

/// Whether a first byte of an answer comes back.
fn answers(host: &str, path: &str) -> bool {
    let Ok(mut socket) = TcpStream::connect(host) else { return false };
    let asked = write!(socket, "GET /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    asked.is_ok() && socket.read(&mut [0; 16]).is_ok_and(|count| count > 0)
}

/// Milliseconds of processor time so far, and KiB in memory.
fn spent(process: u32) -> Outcome<(f64, u64)> {
    // Nanoseconds of the main thread only would be in `schedstat`; all threads of the process are in its tasks.
    let mut nanoseconds = 0.0;
    for task in fs::read_dir(format!("/proc/{process}/task"))? {
        let told = fs::read_to_string(task?.path().join("schedstat"))?;
        nanoseconds += told.split(' ').next().ok_or("schedstat is empty")?.parse::<f64>()?;
    }
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("there is no VmRSS")?;
    Ok((nanoseconds / 1e6, line.trim().trim_end_matches(" kB").parse()?))
}

/// Ends a process when it is no longer looked at.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
