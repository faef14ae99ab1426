#!/usr/bin/env bash
# One change that MIRRORS (10000) entities mirror: how long until all show it, and what ordinary writes suffer meanwhile.
# Then WRITES (50) writes a second at ENTITIES (100000) entities: how long until every dependent value shows.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/portal.sh"
start_portal
catalog fanout "${MIRRORS:-10000}" "${ENTITIES:-100000}" "${WRITES:-50}"
