#!/bin/bash
# A campaign must notice a product that is broken on purpose: each patch of twins/CAMPAIGN makes one.
# A patch that no longer applies, or whose breakage nobody notices, is a failure.
#   twins.sh CAMPAIGN [OPTION…]    options of the campaign's test
# JUDGE: the test that a twin is a program of, not a test itself.
set -u
campaign=$1
shift
failures=0
for patch in "$SOURCE_DIR/tests/fault/twins/$campaign"/*.patch; do
    name=$(basename "$patch" .patch)
    twin=test_${campaign}_twin_${name//-/_}
    if ! log=$(cmake --build "$BINARY_DIR" --target "$twin" 2>&1); then
        printf '%s: does not apply or compile\n%s\n' "$name" "$log"
        failures=$((failures + 1))
        continue
    fi
    run=("$BINARY_DIR/bin/$twin")
    [ -z "${JUDGE-}" ] || run=("$BINARY_DIR/bin/$JUDGE" --program "${run[0]}")
    log=$("${run[@]}" "$@" 2>&1)
    code=$?
    # So many tests say that something that must not be was there; a crash of the program itself proves nothing.
    if [ "$code" -lt 1 ] || [ "$code" -gt 99 ]; then
        echo "$name: went unnoticed (exit code $code)"
        failures=$((failures + 1))
    else
        echo "$name: noticed: $(grep -vE '^(<|\[ RUN|\[ +OK|day of)' <<<"$log" | grep -m1 -E 'lost|hold|violation|I[0-9]+:|"call_day"|Failure|ERROR')"
    fi
done
[ "$failures" -eq 0 ]
