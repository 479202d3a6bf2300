//! The two verdicts on any bytes: the first chooses the schema, the others are the text. `tests/it/verdicts` holds the
//! same on texts that are made from the schemas.

#![no_main]

use libfuzzer_sys::fuzz_target;
use talkamie::contract::{oracle::Oracle, replyke, runtime::SchemaInfo, symphony, v1};

/// Schema number `n` of all faces.
fn chosen(n: usize) -> Option<(&'static SchemaInfo, &'static Oracle)> {
    let faces = [
        (v1::SCHEMAS, v1::oracle as fn() -> &'static Oracle),
        (replyke::SCHEMAS, replyke::oracle),
        (symphony::SCHEMAS, symphony::oracle),
    ];
    let mut all = faces.iter().flat_map(|(schemas, oracle)| schemas.iter().map(move |info| (info, oracle())));
    all.nth(n)
}

fuzz_target!(|data: &[u8]| {
    let Some((first, text)) = data.split_first() else { return };
    let Some((info, oracle)) = chosen(usize::from(*first)) else { return };
    let valid = serde_json::from_slice(text).is_ok_and(|tree| oracle.validator(info.name).is_valid(&tree));
    assert!(valid || !(info.fast)(text), "{}: accepted at once, though the oracle refuses it", info.name);
    if let Ok(written) = (info.read)(text) {
        assert!(valid, "{}: read, though the oracle refuses it", info.name);
        let again = serde_json::from_slice(&written).expect("written JSON");
        assert!(oracle.judge(info.name, &again).is_empty(), "{}: written again it is not valid", info.name);
    }
});
