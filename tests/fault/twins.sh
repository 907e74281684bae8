#!/bin/bash
# The days of calling must notice a product that is broken on purpose: each patch of twins/ makes one.
# A patch that no longer applies, or whose breakage nobody notices, is a failure.
set -u
failures=0
for patch in "$SOURCE_DIR"/tests/fault/twins/*.patch; do
    name=$(basename "$patch" .patch)
    twin=test_call_day_twin_${name//-/_}
    if ! log=$(cmake --build "$BINARY_DIR" --target "$twin" 2>&1); then
        printf '%s: does not apply or compile\n%s\n' "$name" "$log"
        failures=$((failures + 1))
        continue
    fi
    "$BINARY_DIR/bin/$twin" --days 3 --tickets 300 2>/dev/null
    code=$?
    # 1 is "something that must not be was there"; a crash of the program itself proves nothing.
    if [ "$code" -ne 1 ]; then
        echo "$name: went unnoticed (exit code $code)"
        failures=$((failures + 1))
    fi
done
[ "$failures" -eq 0 ]
