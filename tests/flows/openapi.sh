#!/bin/bash
# Every example of the contract is said to the real server, and the answers are those of the examples.
set -euo pipefail
cd "$SOURCE_DIR"
/usr/bin/python3 -c 'import jsonschema, yaml' 2>/dev/null || { echo 'SKIP: python3-jsonschema or python3-yaml is missing'; exit 77; }
dir=$(mktemp -d /tmp/anjungan-api-XXXXXX)
rig() { tests/support/office-rig "$@"; }
trap 'rig stop "$dir"; rm -rf "$dir"' EXIT
rig start "$dir" --owner $$ --without project,web >"$dir/env" || { cat "$dir/env"; exit 1; }
rig certificate "$dir" kiosk >/dev/null
rig certificate "$dir" revoked >"$dir/revoked"
rig sql "$dir" "UPDATE office.kiosk SET revoked_at = clock_timestamp()
    WHERE kiosk_id = '$(sed -n 's/^KIOSK=//p' "$dir/revoked")'"
rig certificate "$dir" office >"$dir/office"
rig sql "$dir" "UPDATE office.kiosk SET may_relay = true
    WHERE kiosk_id = '$(sed -n 's/^KIOSK=//p' "$dir/office")'"
rig sql "$dir" "INSERT INTO office.catalogue (name, version, file, tag, published_by)
    VALUES ('pekanbaru', 7, convert_to(E'{\"format\":\"anjungan-catalogue/1\"}\\n{}\\n', 'UTF8'), '7', 'test')"
code=$("$BINARY_DIR/bin/anjungan-office" --config "$dir/office.conf" code 2>/dev/null)
/usr/bin/python3 tests/flows/openapi.py kiosk/office/openapi.yaml "$dir" "$(sed -n 's/^PORT=//p' "$dir/env")" code="$code"
