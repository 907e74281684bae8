#!/bin/bash
# Every patch that breaks the product on purpose (tests/fault/twins) applies to the product as it is. Most
# of them run in long campaigns alone: a change that one of them misses would be noticed weeks later.
. "$(dirname "$0")/lib.sh"
need patch
mapfile -t twins < <(find tests/fault/twins -name '*.patch' | sort)
for twin in "${twins[@]}"; do
    patch --dry-run --silent --fuzz=0 -p1 <"$twin" >/dev/null || echo "$twin:1: does not apply"
done | collect
finish "${#twins[@]} patches"
