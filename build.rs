//! Compiles the contract: `schemas/` and `openapi/` in, Rust and documents in `OUT_DIR` out. The logic is in
//! `src/contract/codegen`, which `tests/it/compiler.rs` uses too.

#[path = "src/contract/codegen/mod.rs"]
mod codegen;

use std::{env, error::Error, fs, path::Path, process};

const FACES: [&str; 3] = ["v1", "replyke-v6", "symphony-pod"];

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["schemas", "openapi", "src/contract/codegen", "src/contract/formats.rs", "src/contract/judge.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    println!("cargo::rerun-if-changed=migrations");
    let out = env::var("OUT_DIR")?;
    let mut refused = vec![];
    for face in FACES {
        match codegen::compile(Path::new("."), face) {
            Ok(compiled) => {
                let write = |name: &str, text: &str| fs::write(Path::new(&out).join(format!("{face}.{name}")), text);
                write("vocabulary.rs", &compiled.vocabulary)?;
                write("glue.rs", &compiled.glue)?;
                write("document.json", &serde_json::to_string(&compiled.document)?)?;
                write("asyncapi.json", &serde_json::to_string(&compiled.asyncapi)?)?;
            }
            Err(reasons) => refused.extend(reasons),
        }
    }
    for reason in &refused {
        eprintln!("error: {reason}");
    }
    if !refused.is_empty() {
        eprintln!("the contract was refused in {} places", refused.len());
        process::exit(1);
    }
    Ok(())
}
