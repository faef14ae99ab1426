#!/usr/bin/env bash
# Random programs on this engine and on real jq 1.8.2 (as WebAssembly, from npm): prints where the two disagree and a
# closing RESULT line. PROGRAMS says how many (100000), SEED which.
set -euo pipefail
cd "$(dirname "$0")/expressions"
mvn -B -q test-compile dependency:build-classpath >/dev/null
out=../../target/bench-expressions
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$out/oracle" jq-wasm@3.0.0-jq-1.8.2 >/dev/null
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx512m -cp "$out/test-classes:$out/classes:$(cat "$out/classpath")" \
  io.portolan.expression.Fuzz "${PROGRAMS:-100000}" "${SEED:-1}" \
  node oracle.mjs "$out/oracle/node_modules/jq-wasm/dist/index.mjs"
