#!/usr/bin/env bash
# Reading an entity by identifier over HTTP with 1 and 16 clients, against a bare Spring MVC route (bench/Bare.java) that
# runs the same select by key and answers with the stored JSON.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/portal.sh"
start_portal
barePort=$((port + 1))
classes="$data/bare"
mkdir -p "$classes"
"$JAVA_HOME/bin/javac" -parameters -d "$classes" -cp "$(echo target/app/lib/*.jar | tr ' ' ':')" bench/Bare.java
DB_URL="jdbc:postgresql://127.0.0.1:$(setting port)/portolan" DB_PASSWORD="$(setting owner.password)" \
    "$JAVA_HOME/bin/java" -Xmx512m -cp "$classes:$(echo target/app/lib/*.jar | tr ' ' ':')" bench.Bare "$barePort" >"$data.bare.log" 2>&1 &
bare=$!
until curl -fs -m 2 "http://127.0.0.1:$barePort/up" >/dev/null 2>&1; do
    kill -0 "$bare" 2>/dev/null || { cat "$data.bare.log"; exit 1; }
    sleep 0.2
done
BARE="http://127.0.0.1:$barePort" catalog read "${ENTITIES:-10000}" "${SECONDS_EACH:-5}"
rm -f "$data.bare.log"
