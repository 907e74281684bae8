#!/bin/bash
# Each translation is complete, well formed, and keyed: msgctxt is the wording key.
. "$(dirname "$0")/lib.sh"
need msgfmt
mapfile -t files < <(find assets/locale -name '*.po' 2>/dev/null | sort)
for file in "${files[@]}"; do
    msgfmt --check --check-accelerators --output-file=/dev/null "$file" 2>&1 || true
    incomplete=$(msgattrib --untranslated --no-obsolete "$file" | grep -c '^msgid ' || true)
    [ "$incomplete" -le 1 ] || echo "$file:1: $incomplete entries without a translation"
    fuzzy=$(msgattrib --only-fuzzy --no-obsolete "$file" | grep -c '^msgid ' || true)
    [ "$fuzzy" -le 1 ] || echo "$file:1: $fuzzy fuzzy entries"
done | collect
finish "${#files[@]} languages"
