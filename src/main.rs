//! The program. Everything is in the library.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A list of chats is made of thousands of small texts; the allocator of glibc needs a fifth of the time of such an answer.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    talkamie::app::main()
}
