#!/bin/sh
# Makes the cabinets beside it, with gcab 1.5; nothing outside Windows makes LZX.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
seq 1 9000 >"$work/numbers.txt"
printf 'one line\r\n' >"$work/Line.TXT"
touch -d 2004-08-04T12:00:00Z "$work"/*
gcab -c -n -z mszip.cab "$work/numbers.txt" "$work/Line.TXT"
gcab -c -n stored.cab "$work/Line.TXT"
rm -r "$work"
