#!/bin/bash
# A signed repository of packages, as `anjungan-setup update` reads it: a folder for a web server, a share or a stick.
#   usage: kiosk/cmake/repository.sh FOLDER KEY PACKAGE…    KEY: of gpg's keyring, its address or number
# Also writes FOLDER/update.gpg, the public half, which belongs to /etc/anjungan on each kiosk.
set -euo pipefail
[ $# -ge 3 ] || { sed -n '3s/^# *//p' "$0" >&2; exit 2; }
folder=$1 key=$2
for tool in apt-ftparchive gpg; do
    command -v $tool >/dev/null || { echo "repository: $tool is missing: apt-get install apt-utils gnupg" >&2; exit 1; }
done
mkdir -p "$folder"
cp "${@:3}" "$folder"
cd "$folder"
apt-ftparchive packages . >Packages
gzip -9nf -k Packages
rm -f Release InRelease
apt-ftparchive -o APT::FTPArchive::Release::Origin=Anjungan release . >.release
mv .release Release
gpg --batch --yes --local-user "$key" --clearsign --output InRelease Release
gpg --batch --yes --export "$key" >update.gpg
echo "$PWD: $(grep -c ^Package: Packages) packages, signed by $key"
