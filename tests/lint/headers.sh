#!/bin/bash
# Each public header compiles alone, with gcc and with clang.
. "$(dirname "$0")/lib.sh"
need clang
mapfile -t headers < <(find include -name '*.h' | sort)
for header in "${headers[@]}"; do
    head -c 200 "$header" | grep -q '^/\*' || echo "$header:1: does not begin with what it is"
    grep -q '^#pragma once$' "$header" || echo "$header:1: lacks #pragma once"
    for compiler in gcc clang; do
        # The header arrives as an included file: alone on the command line it would be the main
        # file, where #pragma once is itself a warning.
        printf '#include "%s"\nextern int alone;\n' "${header#include/}" |
            "$compiler" -std=c17 -D_GNU_SOURCE -Iinclude -Wall -Wextra -Wpedantic -Werror -fsyntax-only -xc - 2>&1 |
            grep -E 'error' | sed "s,^,$compiler: ," || true
    done
done | collect
finish "${#headers[@]} headers, two compilers"
