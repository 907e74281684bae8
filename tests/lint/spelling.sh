#!/bin/bash
# Spelling of the English texts: code, comments and pages (catalogues and translations are people's
# language and are left out).
. "$(dirname "$0")/lib.sh"
need codespell
mapfile -t files < <(everything | grep -E '\.(c|h|sh|awk|cmake|md|txt|sql|service|conf)$|/(run|install)$' | grep -vE '^assets/')
codespell --config .codespellrc "${files[@]}" 2>&1 | collect || true
finish "${#files[@]} files"
