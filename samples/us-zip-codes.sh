#!/usr/bin/env bash
# Makes us-zip-codes.csv from the file of US postal codes of GeoNames (tab-separated, no header).
# Use: samples/us-zip-codes.sh US.txt > samples/us-zip-codes.csv
set -euo pipefail
[ $# -eq 1 ] || { echo "Name the GeoNames file: $0 US.txt" >&2; exit 2; }
awk -F '\t' '
  function cell(text) {
    if (text ~ /[",\r]/) { gsub(/"/, "\"\"", text); return "\"" text "\"" }
    return text
  }
  BEGIN { print "Zip Code,City,State,State Code,County,Latitude,Longitude,Country" }
  NF != 12 { print "Line " NR " has " NF " columns instead of 12." > "/dev/stderr"; exit 1 }
  { print cell($2) "," cell($3) "," cell($4) "," cell($5) "," cell($6) "," cell($10) "," cell($11) "," cell($1) }
' "$1"
