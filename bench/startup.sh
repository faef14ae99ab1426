#!/usr/bin/env bash
# How long the jar takes from the first instruction until /actuator/health says UP, on a database that exists, and what
# it holds in memory a little later. Medians of RUNS starts (5). On Linux also the processor time until then, which tells
# more on a busy machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${RUNS:-5}
port=${PORT:-18080}
data=$(mktemp -d "${TMPDIR:-/tmp}/portolan-startup.XXXXXX")
pid=""
stop() {
    [ -z "$pid" ] || { kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; } || true
    pid=""
}
trap 'stop; rm -rf "$data"' EXIT
now() { perl -MTime::HiRes=time -e 'printf "%.0f", time * 1000' 2>/dev/null || date +%s%3N; }
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

start() {
    ./portolan run --port "$port" --data "$data" --empty >"$data.log" 2>&1 &
    pid=$!
    until curl -fs -m 2 "http://127.0.0.1:$port/actuator/health" 2>/dev/null | grep -q '"UP"'; do
        kill -0 "$pid" 2>/dev/null || { cat "$data.log"; exit 1; }
        sleep 0.05
    done
}

start
stop
: >"$data.seconds"
: >"$data.rss"
: >"$data.cpu"
printf '%-6s %10s %12s %10s\n' run seconds cpu_seconds rss_mb
for run in $(seq 1 "$runs"); do
    began=$(now)
    start
    seconds=$(awk "BEGIN {printf \"%.2f\", ($(now) - $began) / 1000}")
    cpu=$(awk -v hz="$(getconf CLK_TCK)" '{printf "%.1f", ($14 + $15) / hz}' "/proc/$pid/stat" 2>/dev/null || echo 0)
    sleep 3
    rss=$(ps -o rss= -p "$pid" | awk '{printf "%d", $1 / 1024}')
    stop
    printf '%-6s %10s %12s %10s\n' "$run" "$seconds" "$cpu" "$rss"
    echo "$cpu" >>"$data.cpu"
    echo "$seconds" >>"$data.seconds"
    echo "$rss" >>"$data.rss"
done
jar=$(du -m target/portolan.jar | cut -f1)
echo "RESULT startup_seconds=$(median <"$data.seconds") cpu_seconds=$(median <"$data.cpu") jar_mb=$jar rss_mb=$(median <"$data.rss")"
rm -f "$data.log" "$data.seconds" "$data.rss" "$data.cpu"
