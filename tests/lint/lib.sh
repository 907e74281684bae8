# shellcheck shell=bash
# What the checks share: they run at the top of the tree, print each finding as FILE:LINE: what, and
# end through `finish`.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export LC_ALL=C.UTF-8
findings=$(mktemp)
trap 'rm -f "$findings"' EXIT

product_c() { find kiosk include -name '*.[ch]' | sort; }
all_c() { find kiosk include tests -name '*.[ch]' -not -path 'tests/out/*' | sort; }
scripts() { { grep -rlI --exclude-dir=out -m1 -E '^#!/bin/(ba)?sh' kiosk tests .ci; find tests -name '*.sh' -not -path 'tests/out/*'; } | sort -u; }
everything() { find . -path ./build -prune -o -path ./.git -prune -o -path ./tests/out -prune -o -type f -print | sed 's,^\./,,' | sort; }

# Skips the whole check where this machine lacks the tool; the reason is shown by tests/run.
need() { command -v "$1" >/dev/null || { echo "SKIP: $1 is not installed"; exit 77; }; }

# Reads findings from standard input.
collect() { cat >>"$findings"; }

finish() { # WHAT-WAS-CHECKED
    if [ -s "$findings" ]; then
        cat "$findings"
        echo "$(wc -l <"$findings") findings"
        exit 1
    fi
    echo "clean: $1"
}
