#!/usr/bin/env bash
# Makes the list of places that drive times are estimated with, from us-zip-codes.csv: code, latitude and
# longitude, sorted by code, the first of each. Three digits after the point are a hundred metres.
# Use: samples/us-zip-places.sh > integrations/src/main/resources/dev/meanwhile/integrations/maps/us-zip-places.txt.gz
set -euo pipefail
cd "$(dirname "$0")"
awk -F , '
  NR > 1 && $1 ~ /^[0-9][0-9][0-9][0-9][0-9]$/ && !seen[$1]++ { printf "%s %.3f %.3f\n", $1, $(NF - 2), $(NF - 1) }
' us-zip-codes.csv | LC_ALL=C sort | gzip -9n
