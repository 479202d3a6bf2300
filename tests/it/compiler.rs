//! The contract compiler: small contracts and what becomes of them.
//!
//! Every case lies over `tests/contract/base`, a face that is as small as a face can be. `accepted/<case>/` is a folder with
//! further files and what they become: `expected.vocabulary.rs`, `expected.glue.rs`, `expected.json`, and
//! `expected.asyncapi.json` where there are actions. `refused/<case>.txt`
//! holds the files (`-- path --`) and the refusal (`== refused ==`). `UPDATE_GOLDEN=1` writes what is expected anew.

#[path = "../../src/contract/codegen/mod.rs"]
mod codegen;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

const FACE: &str = "face";
const REFUSED: &str = "== refused ==\n";

fn contracts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contract")
}

/// An empty folder of this case, with the base in it.
fn laid_out(case: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("contract").join(case);
    let _ = fs::remove_dir_all(&root);
    copy(&contracts().join("base"), &root);
    root
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in sorted(from) {
        let target = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, target).expect("a copy");
        }
    }
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    entries
}

/// The refusals as a reader sees them, empty when the contract is accepted.
fn refusals(root: &Path) -> String {
    match codegen::compile(root, FACE) {
        Ok(_) => String::new(),
        Err(reasons) => reasons.iter().map(|reason| format!("{reason}\n")).collect(),
    }
}

fn updating() -> bool {
    env::var_os("UPDATE_GOLDEN").is_some()
}

#[test]
fn accepted_contracts_become_what_is_expected() {
    let mut differing = vec![];
    for case in sorted(&contracts().join("accepted")) {
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        let root = laid_out(&name);
        copy(&case, &root);
        let compiled =
            codegen::compile(&root, FACE).unwrap_or_else(|reasons| panic!("{name} is refused: {reasons:#?}"));
        let text = |document| serde_json::to_string_pretty(document).expect("a document") + "\n";
        let mut becomes = vec![
            ("expected.vocabulary.rs", compiled.vocabulary),
            ("expected.glue.rs", compiled.glue),
            ("expected.json", text(&compiled.document)),
        ];
        if !compiled.asyncapi.is_null() {
            becomes.push(("expected.asyncapi.json", text(&compiled.asyncapi)));
        }
        for (file, made) in becomes {
            let golden = case.join(file);
            if updating() {
                fs::write(&golden, &made).expect("written");
            } else if fs::read_to_string(&golden).ok().as_deref() != Some(made.as_str()) {
                let found = root.join(file);
                fs::write(&found, &made).expect("written");
                differing.push(format!("{} and {} differ", golden.display(), found.display()));
            }
        }
    }
    assert!(differing.is_empty(), "{}\nIf that is meant: UPDATE_GOLDEN=1", differing.join("\n"));
}

#[test]
fn refused_contracts_say_where_and_why() {
    for file in sorted(&contracts().join("refused")) {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).expect("a case");
        let (files, expected) = text.split_once(REFUSED).unwrap_or((&text, ""));
        let root = laid_out(&name);
        for part in files.split("\n-- ").skip(1) {
            let (path, content) = part.split_once(" --\n").expect("-- path --");
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, content).expect("written");
        }
        let found = refusals(&root);
        assert!(!found.is_empty(), "{name} is accepted");
        if updating() {
            fs::write(&file, format!("{files}{REFUSED}{found}")).expect("written");
        } else {
            assert_eq!(found, expected, "{name}: found, and expected. If that is meant: UPDATE_GOLDEN=1");
        }
    }
}

#[test]
fn the_base_is_accepted() {
    assert_eq!(refusals(&laid_out("base")), "");
}
