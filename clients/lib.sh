# Sourced by the scripts of these folders: what tests/tools/lib.sh has, and the generator that most clients use.
source "$(dirname "${BASH_SOURCE[0]}")/../tests/tools/lib.sh"
clients=$root/clients
made=$out/clients

# The packages of pip that generate and compile clients, as pinned in requirements.txt; apart from the tools of the tests.
generators() {
  pip_packages "$out/generators" "$clients/requirements.txt"
  export PATH=$out/generators/bin:$PATH
}

# The document as it is given to generators. Its introduction would stand at the top of each generated file.
prepare() {
  mkdir -p "$made"
  python3 - "$root/openapi/v1/openapi.json" "$made/v1.json" <<'EOF'
import json, sys
document = json.load(open(sys.argv[1]))
document["info"]["description"] = document["info"]["description"].split("\n\n")[0].replace("\n", " ")
json.dump(document, open(sys.argv[2], "w"))
EOF
}

# openapi_generator LANGUAGE: makes target/ci/clients/LANGUAGE as clients/LANGUAGE/config.yaml says.
openapi_generator() {
  generators
  prepare
  rm -rf "$made/$1"
  # Its words are kept: it warns of every name that it changes.
  JAVA_TOOL_OPTIONS='-Xmx1g -XX:TieredStopAtLevel=1' openapi-generator-cli generate --config "$clients/$1/config.yaml" --input-spec "$made/v1.json" \
    --output "$made/$1" >"$made/$1.log" 2>&1 || { tail -n 30 "$made/$1.log" >&2; return 1; }
}

# count LANGUAGE PATTERN FILE…: every operation is a method there. The first group of the pattern is a method's name.
count() { python3 "$clients/count.py" "$root/openapi/v1/openapi.json" "$@"; }

# Sets $base to the API of the server that is given, or of one that is started with the demo people.
server() {
  base=${1:-}
  [ -n "$base" ] || serve_demo
  export TALKAMIE_URL=$base/v1
}
