#!/bin/bash
# The contract of /v1 is OpenAPI 3.1, its examples fit their schemas, and it names every path there is.
. "$(dirname "$0")/lib.sh"
need /usr/bin/python3
/usr/bin/python3 -c 'import jsonschema, yaml' 2>/dev/null || { echo 'SKIP: python3-jsonschema or python3-yaml is missing'; exit 77; }
/usr/bin/python3 tests/lint/openapi.py kiosk/office/openapi.yaml | collect || true
finish 'kiosk/office/openapi.yaml'
