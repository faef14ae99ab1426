# Sourced by the benchmarks: builds the portal, starts one of its own with an empty durable database, stops it at the end.
# BENCH_DATA names a data folder to keep and to use again instead of one that is thrown away.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
port=${PORT:-18081}
data=${BENCH_DATA:-$(mktemp -d "${TMPDIR:-/tmp}/portolan-bench.XXXXXX")}
pid=""
export PORTOLAN_ADMIN_PASSWORD=bench-password-of-the-administrator PORTOLAN_CLIENT_ID=bench PORTOLAN_CLIENT_SECRET=bench-secret-of-more-than-32-characters
export PORTOLAN_JAVA_OPTS="${PORTOLAN_JAVA_OPTS:--Xmx1g} -Dportolan.api.calls-per-minute=0"
trap '[ -z "$pid" ] || { kill $pid 2>/dev/null; wait $pid 2>/dev/null || true; }; [ -z "${bare:-}" ] || kill $bare 2>/dev/null || true; rm -f "$data.log"; [ -n "${BENCH_DATA:-}" ] || rm -rf "$data"' EXIT

start_portal() {
    ./portolan run --port "$port" --data "$data" --empty >"$data.log" 2>&1 &
    pid=$!
    until curl -fs -m 2 "http://127.0.0.1:$port/actuator/health" 2>/dev/null | grep -q '"UP"'; do
        kill -0 "$pid" 2>/dev/null || { cat "$data.log"; exit 1; }
        sleep 0.2
    done
}

setting() { sed -n "s/^$1=//p" "$data"/*.properties "$data"/*/*.properties 2>/dev/null | head -n 1; }

# The benchmark proper: bench/Catalog.java MODE, with the addresses of the portal and of its database.
catalog() {
    PORTAL="http://127.0.0.1:$port" DB_URL="jdbc:postgresql://127.0.0.1:$(setting port)/portolan?reWriteBatchedInserts=true" \
        DB_PASSWORD="$(setting owner.password)" PORTAL_PID="$pid" \
        "$JAVA_HOME/bin/java" -Xmx1g -cp "$(ls target/app/lib/postgresql-*.jar)" bench/Catalog.java "$@"
}
