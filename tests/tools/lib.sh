# Sourced by the scripts of this folder: strict mode, the places, and the tools installed once.
set -euo pipefail

tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$tools/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
program=$target/debug/talkamie
out=$root/target/ci
faces=(v1 v2 replyke-v6 symphony-pod)
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true DO_NOT_TRACK=1 PYTHONDONTWRITEBYTECODE=1
export PATH="$tools/node_modules/.bin:$out/venv/bin:$PATH"

# Runs a command and shows what it said only when it fails.
quietly() {
  local said
  said=$("$@" 2>&1) || { printf '%s\n' "$said" >&2; return 1; }
}

# at_exit COMMAND…: done when the script ends, the last first.
endings=()
at_exit() { endings=("$*" "${endings[@]}"); }
end() { local ending; for ending in "${endings[@]}"; do eval "$ending"; done; }
trap end EXIT
trap 'exit 130' INT TERM HUP

# npm_packages FOLDER: as its lock file pins them; again only after that has changed.
npm_packages() {
  cmp -s "$1/package-lock.json" "$1/node_modules/.pinned" && return
  quietly npm ci --ignore-scripts --prefix "$1"
  cp "$1/package-lock.json" "$1/node_modules/.pinned"
}

# pip_packages ENVIRONMENT FILE: as the file pins them; again only after that has changed.
pip_packages() {
  cmp -s "$2" "$1/pinned" && return
  python3 -m venv --clear "$1"
  quietly "$1/bin/pip" install --quiet --disable-pip-version-check --requirement "$2"
  cp "$2" "$1/pinned"
}

# The tools of this folder.
install() {
  mkdir -p "$out"
  npm_packages "$tools"
  pip_packages "$out/venv" "$tools/requirements.txt"
}

# The documents that are checked, in target/ci/documents: what the built program prints, else the golden files.
documents() {
  local face
  mkdir -p "$out/documents"
  for face in "${faces[@]}"; do
    document "$face" "openapi/$face/openapi.json" openapi "$face"
  done
  document asyncapi openapi/v1/asyncapi.json asyncapi
}

# document NAME GOLDEN ARGUMENT…: one of them, as the program prints it with these arguments.
document() {
  local name=$1 golden=$2 made=$out/documents/$1.json
  shift 2
  if [ -x "$program" ] && "$program" "$@" >"$made" 2>/dev/null && [ -s "$made" ]; then
    echo "$name: as the program prints it"
  else
    cp "$root/$golden" "$made"
    echo "$name: the golden file"
  fi
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# Starts the program with the demo people on a free port, in a database of its own; sets $base. Ends with the script.
serve_demo() {
  local port tries=0
  demo=$(mktemp -d "$out/demo.XXXXXX")
  port=$(free_port)
  base=http://127.0.0.1:$port
  cd "$demo"
  "$program" serve --demo --stage dev --trust-forwarded-for --listen "127.0.0.1:$port" --database "sqlite:$demo/talkamie.db" \
    >"$out/serve.log" 2>&1 </dev/null &
  server=$!
  cd - >/dev/null
  at_exit 'kill "$server" 2>/dev/null; wait "$server" || true; rm -rf "$demo"'
  until curl --silent --fail --output /dev/null "$base/openapi.json"; do
    if ! kill -0 "$server" 2>/dev/null || [ $((tries += 1)) -gt 900 ]; then
      echo 'the server does not answer:' >&2
      tail -n 20 "$out/serve.log" >&2
      return 1
    fi
    sleep 0.2
  done
}
