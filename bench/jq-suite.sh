#!/usr/bin/env bash
# jq's own tests and the collected mapping expressions: one line per file, the failures, and a closing RESULT line.
# The cases are read from ../shared/acceptance beside the repository, or from PORTOLAN_ACCEPTANCE.
set -euo pipefail
cd "$(dirname "$0")/expressions"
cases="${PORTOLAN_ACCEPTANCE:-../../../shared/acceptance}/jq"
mvn -B -q test-compile dependency:build-classpath >/dev/null
out=../../target/bench-expressions
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx512m -cp "$out/test-classes:$out/classes:$(cat "$out/classpath")" \
  io.portolan.expression.JqSuite "$cases"
