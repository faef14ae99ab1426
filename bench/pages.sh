#!/usr/bin/env bash
# The portal's pages in a real browser, with a kind of SMALL (1000) and one of LARGE (1000000) entities: the time until a table
# shows rows, ROUNDS (30) times each; the time until the command palette has its hits; what SESSIONS (100) people who have a
# page open take of the server's memory. BENCH_DATA names a folder that keeps the catalog, which takes minutes to load.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/portal.sh"
start_portal
catalog load "${SMALL:-1000}" "${LARGE:-1000000}"
./mvnw -B -q dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/bench-pages.classpath >/dev/null
PORTAL="http://127.0.0.1:$port" PORTAL_PID="$pid" \
    "$JAVA_HOME/bin/java" -Xmx512m -cp "$(cat target/bench-pages.classpath)" bench/Pages.java \
    "${SESSIONS:-100}" "${ROUNDS:-30}" "${LARGE:-1000000}"
