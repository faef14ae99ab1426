#!/usr/bin/env bash
# Pages of 50 at SMALL (10000) and at LARGE (1000000) entities, and against the best hand-written SQL for each.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/portal.sh"
start_portal
catalog search "${SMALL:-10000}" "${LARGE:-1000000}"
