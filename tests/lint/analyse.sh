#!/bin/bash
# Static analysis of the product with one tool. What stands in analyse-exceptions.txt is let through;
# an exception that nothing needs any more is a finding itself.
#   usage: analyse.sh tidy|gcc|cppcheck
. "$(dirname "$0")/lib.sh"
tool=$1
tree=build/analyse
log=$(mktemp) raw=$(mktemp)
trap 'rm -f "$log" "$raw" "$findings"' EXIT

# Generated files and headers must exist before anything can be read.
prepare() { # COMPILER FLAGS
    CC=$1 cmake --preset debug -B "$tree-$tool" -DCMAKE_C_FLAGS="$2" -DANJUNGAN_TESTS=OFF >"$log" 2>&1 || { cat "$log"; exit 1; }
}
case "$tool" in
    tidy)
        need clang-tidy
        prepare clang ''
        cmake --build "$tree-$tool" --target programs >"$log" 2>&1 || { tail -20 "$log"; exit 1; }
        find kiosk -name '*.c' | sort | xargs -P "$(nproc)" -n 4 clang-tidy --quiet -p "$tree-$tool" >"$log" 2>/dev/null || true
        sed -nE 's/^.*\/((kiosk|include)\/[^:]+):([0-9]+):[0-9]+: (warning|error): (.*) \[([^],]+)[^]]*\]$/\6 \1:\3 \5/p' "$log" >"$raw"
        ;;
    gcc)
        prepare gcc '-fanalyzer -O1'
        cmake --build "$tree-$tool" --clean-first --target programs -- -k 0 >"$log" 2>&1 || true
        sed -nE 's/^.*\/((kiosk|include)\/[^:]+):([0-9]+):[0-9]+: (warning|error): (.*) \[-W(error=)?([a-z0-9-]+)\]$/\7 \1:\3 \5/p' "$log" >"$raw"
        ;;
    cppcheck)
        need cppcheck
        prepare gcc ''
        cmake --build "$tree-$tool" --target programs >"$log" 2>&1 || { tail -20 "$log"; exit 1; }
        cppcheck --project="$tree-$tool/compile_commands.json" --std=c11 --enable=warning,performance,portability \
            --inconclusive --quiet -j "$(nproc)" --file-filter="*kiosk/*" \
            --template='{id} {file}:{line} {message}' >"$log" 2>&1 || { tail -20 "$log"; exit 1; }
        sed "s,$PWD/,," "$log" | grep -E '^[A-Za-z]+ (kiosk|include)/' >"$raw" || true
        ;;
esac
sort -u "$raw" | awk -v tool="$tool" '
    FNR == NR { if ($1 == tool) { entry[$2 " " $3] = FNR }; next }
    {
        file = $2; sub(/:[0-9]+$/, "", file)
        key = $1 " " file
        if (key in entry) { used[key] = 1; next }
        if (($1 " *") in entry) { used[$1 " *"] = 1; next }
        print
    }
    END { for (key in entry) if (!(key in used)) print "tests/lint/analyse-exceptions.txt:" entry[key] " nothing needs this any more: " tool " " key }
' tests/lint/analyse-exceptions.txt - | collect
finish "$tool"
