#!/usr/bin/env bash
# From the start of a run to its webhook, at 1 and at RATE (50) runs a second for SECONDS_EACH (20) seconds; how long a form with
# 30 inputs takes to be worked out; how long a run waits behind 500 of another action; then QUEUED (10000) runs of two actions
# against a target that takes 200 ms for each answer: time, memory, threads, and whether the actions take turns.
set -euo pipefail
sink=${SINK:-18091}
export PORTOLAN_JAVA_OPTS="${PORTOLAN_JAVA_OPTS:--Xmx1g} -Dportolan.outbound.allow=127.0.0.1:$sink"
source "$(dirname "${BASH_SOURCE[0]}")/portal.sh"
start_portal
PORTAL="http://127.0.0.1:$port" PORTAL_PID="$pid" SINK="$sink" \
    "$JAVA_HOME/bin/java" -Xmx512m bench/Runs.java "${RATE:-50}" "${SECONDS_EACH:-20}" "${QUEUED:-10000}"
