#!/usr/bin/env bash
# How fast an import is, over the API, into a portal of its own with a durable database. ENTITIES says how many (10000).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
port=${PORT:-18081}
data=$(mktemp -d "${TMPDIR:-/tmp}/portolan-ingest.XXXXXX")
export PORTOLAN_CLIENT_ID=bench PORTOLAN_CLIENT_SECRET=bench-secret-of-more-than-32-characters
./portolan run --port "$port" --data "$data" --empty >"$data.log" 2>&1 &
pid=$!
trap 'kill $pid 2>/dev/null; wait $pid 2>/dev/null || true; rm -rf "$data" "$data.log"' EXIT
until curl -fs -m 2 "http://127.0.0.1:$port/actuator/health" 2>/dev/null | grep -q '"UP"'; do
    kill -0 "$pid" 2>/dev/null || { cat "$data.log"; exit 1; }
    sleep 0.2
done
"$JAVA_HOME/bin/java" bench/Ingest.java "http://127.0.0.1:$port" \
    "$PORTOLAN_CLIENT_ID" "$PORTOLAN_CLIENT_SECRET" "${ENTITIES:-10000}"
