#!/usr/bin/env bash
# Entities with 10 properties, 3 relations, a mirror and a calculation through /entities/bulk until they are computed and
# searchable, against hand-written batched SQL into the same tables. ENTITIES says how many (10000).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/portal.sh"
start_portal
catalog ingest "${ENTITIES:-10000}"
