#!/bin/bash
# Each fault of the table in tests/README.md is proven: the file is there, and the test that it names stands in it.
. "$(dirname "$0")/lib.sh"
table=tests/README.md
rows=$(sed -n '/^## What is mended by itself/,/^## Between/p' $table | grep '^|' | tail -n +3)
while IFS='|' read -r _ fault _ _ proof _; do
    where="$table:$(grep -nF "|$fault|" $table | cut -d: -f1)"
    # shellcheck disable=SC2016 # backquotes of Markdown
    proofs=$(grep -oE '`[a-z_/]+\.(c|sh|py)`[^,]*' <<<"$proof")
    [ -n "$proofs" ] || echo "$where: nothing proves it"
    while IFS=: read -r file test; do
        file=tests/$(cut -d'`' -f2 <<<"$file")
        test=$(tr -d ' ' <<<"$test")
        [ -e "$file" ] || { echo "$where: there is no $file"; continue; }
        [ -z "$test" ] || grep -qE "\b$test\b" "$file" || echo "$where: $file has no $test"
    done <<<"$proofs"
done <<<"$rows" | collect
finish "$(wc -l <<<"$rows") faults"
