#!/bin/bash
# Compiles everything with one compiler in one way; any warning, also of the linker, is a failure.
#   usage: build.sh gcc|clang PRESET
. "$(dirname "$0")/lib.sh"
compiler=$1 preset=$2
need "$compiler"
tree=build/$preset
[ "$compiler" = gcc ] || tree=build/$compiler-$preset
log=$(mktemp)
trap 'rm -f "$log" "$findings"' EXIT
CC=$compiler cmake --preset "$preset" -B "$tree" -DANJUNGAN_TESTS=ON >"$log" 2>&1 || { cat "$log"; exit 1; }
cmake --build "$tree" -j "$(nproc)" >>"$log" 2>&1 || { grep -vE '^\[[0-9]+/' "$log" | tail -40; exit 1; }
{ grep -iE 'warning:|CMake Warning' "$log" || true; } | collect
finish "$tree"
