//! The stand of the benches: servers to measure, data to measure on, and what is measured in process.
//!
//! `benches/run` builds and drives it; `stand` alone says how to call it.

mod boot;
mod echo;
mod group;
mod seed;
mod serving;
mod sockets;
mod statements;
mod world;

use mimalloc::MiMalloc;
use std::error::Error;

/// As the program has it.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

/// Whatever went wrong ends the run and is shown: a bench has nobody to spare it to.
type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

const USAGE: &str = "usage:
  stand echo ours|tree|tree-back|typed|bare ADDRESS [DATABASE]   one way to answer the PUT of a whole profile
  stand serve ADDRESS DATABASE [alone]                           the whole server; `alone`: every write commits by itself
  stand seed DATABASE FOLDER PEOPLE CALLERS TIES                 people, sessions, connections; requests go to FOLDER
  stand statements DATABASE FOLDER                               what the stories of the twin run, as JSON
  stand group FOLDER SECONDS ROUNDS                              64 writers on SQLite, in groups and alone, as JSON
  stand hold ADDRESS FILE COUNT                                  so many idle sockets; `storm` on the input: all come anew
  stand talk ADDRESS FILE PAIRS SECONDS                          pairs that write to each other's sockets, as JSON
  stand fan ADDRESS FILE SOCKETS SECONDS                         alerts to the many sockets of one person, as JSON
  stand boot ROUNDS URL PROGRAM [ARGUMENT…]                      start to first answer, as JSON";

fn main() -> Outcome {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["echo", mode, address] => one_worker(echo::serve(mode, address, None)),
        ["echo", mode, address, database] => one_worker(echo::serve(mode, address, Some(database))),
        ["serve", address, database] => one_worker(serving::whole(address, database, true)),
        ["serve", address, database, "alone"] => one_worker(serving::whole(address, database, false)),
        ["seed", database, folder, people, callers, ties] => {
            let plan = seed::Plan { people: people.parse()?, callers: callers.parse()?, ties: ties.parse()? };
            one_worker(seed::fill(database, folder, plan))
        }
        ["statements", database, folder] => one_worker(statements::tell(database, folder)),
        ["group", folder, seconds, rounds] => one_worker(group::measure(folder, seconds.parse()?, rounds.parse()?)),
        ["hold", address, file, count] => one_worker(sockets::hold(address, file, count.parse()?)),
        ["talk", address, file, pairs, seconds] => {
            one_worker(sockets::talk(address, file, pairs.parse()?, seconds.parse()?))
        }
        ["fan", address, file, many, seconds] => {
            one_worker(sockets::fan(address, file, many.parse()?, seconds.parse()?))
        }
        ["boot", rounds, url, program, ref arguments @ ..] => boot::measure(rounds.parse()?, url, program, arguments),
        _ => Err(USAGE.into()),
    }
}

/// One worker thread, as many as the peers have.
fn one_worker<T>(work: impl Future<Output = Outcome<T>>) -> Outcome<T> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?.block_on(work)
}
