#!/usr/bin/env bash
# The relation graph of an entity with NODES (500) nodes in a real browser, ROUNDS (5) times: the time until it is drawn, and
# the time between frames while it is dragged about and zoomed.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/portal.sh"
start_portal
catalog graph "${NODES:-500}"
./mvnw -B -q dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/bench-pages.classpath >/dev/null
PORTAL="http://127.0.0.1:$port" PORTAL_PID="$pid" \
    "$JAVA_HOME/bin/java" -Xmx512m -cp "$(cat target/bench-pages.classpath)" bench/Pages.java graph "${NODES:-500}" "${ROUNDS:-5}"
