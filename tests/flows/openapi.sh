#!/bin/bash
# Every example of the contract is said to the real server, and the answers are those of the examples.
set -euo pipefail
cd "$SOURCE_DIR"
/usr/bin/python3 -c 'import jsonschema, yaml' 2>/dev/null || { echo 'SKIP: python3-jsonschema or python3-yaml is missing'; exit 77; }
dir=$(mktemp -d /tmp/anjungan-api-XXXXXX)
rig() { tests/support/office-rig "$@"; }
trap 'rig stop "$dir"; rm -rf "$dir"' EXIT
rig start "$dir" --owner $$ --without project,web >"$dir/env" || { cat "$dir/env"; exit 1; }
rig certificate "$dir" kiosk >"$dir/kiosk"
rig certificate "$dir" revoked >"$dir/revoked"
rig sql "$dir" "UPDATE office.kiosk SET revoked_at = clock_timestamp()
    WHERE kiosk_id = '$(sed -n 's/^KIOSK=//p' "$dir/revoked")'"
rig certificate "$dir" office >"$dir/office"
rig sql "$dir" "UPDATE office.kiosk SET may_relay = true
    WHERE kiosk_id = '$(sed -n 's/^KIOSK=//p' "$dir/office")'"
rig sql "$dir" "INSERT INTO office.catalogue (name, version, file, tag, published_by)
    VALUES ('pekanbaru', 7, convert_to(E'{\"format\":\"anjungan-catalogue/1\"}\\n{}\\n', 'UTF8'), '7', 'test')"
rig sql "$dir" "INSERT INTO office.complaint_act (kiosk_id, number, act, weight, answer, letter, account, at)
    SELECT '$(sed -n 's/^KIOSK=//p' "$dir/kiosk")', 'PD-1031', act, weight, letter, letter, 'rina', to_timestamp(at)
    FROM (VALUES ('weighed', 'sedang', NULL, 1795401660), ('answered', NULL, '\\x010203'::bytea, 1795401661),
                 ('closed', NULL, NULL, 1795401662)) AS v(act, weight, letter, at)"
code=$("$BINARY_DIR/bin/anjungan-office" --config "$dir/office.conf" code 2>/dev/null)
/usr/bin/python3 tests/flows/openapi.py kiosk/office/openapi.yaml "$dir" "$(sed -n 's/^PORT=//p' "$dir/env")" code="$code"
