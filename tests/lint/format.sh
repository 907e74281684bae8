#!/bin/bash
# clang-format decides the layout of every C file.
. "$(dirname "$0")/lib.sh"
need clang-format
version=$(clang-format --version | grep -oE '[0-9]+' | head -1)
[ "$version" = 14 ] || { echo "SKIP: the layout is that of clang-format 14, here is $version"; exit 77; }
mapfile -t files < <(all_c)
clang-format --dry-run -Werror "${files[@]}" 2>&1 | { grep 'error:' || true; } | collect
finish "${#files[@]} files"
