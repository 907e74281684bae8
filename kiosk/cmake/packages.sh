#!/bin/bash
# The Debian packages of this tree, in OUT: what `cmake --build build/release --target packages` does.
#   usage: kiosk/cmake/packages.sh OUT [VERSION]     VERSION instead of the changelog's, for an older or newer twin
# Needs debhelper and help2man beside what a build needs; nothing outside OUT is written.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$(realpath -m "$1") version=${2:-}
mkdir -p "$out"
work=$(mktemp -d "$out/build-XXXXXX")
trap 'rm -rf "$work"' EXIT
tree=$work/anjungan
mkdir "$tree"
tar c --exclude=./build --exclude=./.git --exclude=./tests/out --exclude=./tests/golden . | tar x -C "$tree"
mv "$tree/config/debian" "$tree/debian"
[ -z "$version" ] || sed -i "1s/(.*)/($version)/" "$tree/debian/changelog"
(cd "$tree" && dpkg-buildpackage --build=binary --no-sign -d >"$out/build.log" 2>&1) || { tail -n 40 "$out/build.log" >&2; exit 1; }
mv "$work"/*.deb "$work"/*.changes "$work"/*.buildinfo "$out"
