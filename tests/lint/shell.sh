#!/bin/bash
# Every shell script passes shellcheck.
. "$(dirname "$0")/lib.sh"
need shellcheck
mapfile -t files < <(scripts)
shellcheck --external-sources --source-path=SCRIPTDIR --format=gcc "${files[@]}" | collect || true
finish "${#files[@]} scripts"
