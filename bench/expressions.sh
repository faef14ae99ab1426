#!/usr/bin/env bash
# Speed of expressions against jackson-jq 1.6.2, with JMH: a table and a closing RESULT line. About six minutes;
# --quick takes a third of it.
set -euo pipefail
cd "$(dirname "$0")/expressions"
mvn -B -q test-compile dependency:build-classpath >/dev/null
out=../../target/bench-expressions
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx512m -cp "$out/test-classes:$out/classes:$(cat "$out/classpath")" \
  io.portolan.expression.ExpressionBenchmarks "$@"
