"""Sees that every operation of a document became a method of a generated client, and says how many there are."""

import json
import pathlib
import re
import sys

document, language, pattern, *files = sys.argv[1:]
paths = json.loads(pathlib.Path(document).read_text())["paths"]
wanted = {operation["operationId"] for item in paths.values() for operation in item.values()}
plain = lambda name: name.replace("_", "").lower()
found = {plain(name) for file in files for name in re.findall(pattern, pathlib.Path(file).read_text(), re.MULTILINE)}
missing = sorted(name for name in wanted if plain(name) not in found)
if missing:
    sys.exit(f"{language}: no method for {', '.join(missing)}")
print(f"{language}: {len(wanted)} operations are methods")
