#!/bin/sh
# Recognition of scanned pages beside the same two programs run by hand, in one run.
# bench/ocr.sh FILE.pdf: prints seconds for each way. Use a scanned PDF of several dense pages on a quiet machine.
set -eu
file=$1
root=$(cd "$(dirname "$0")/.." && pwd)
pages=$(pdfinfo "$file" | awk '/^Pages:/ { print $2 }')
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
now() { date +%s.%N; }
said() { awk -v a="$2" -v b="$3" -v n="$pages" -v what="$1" 'BEGIN { printf "%-44s %6.2f s  %5.2f pages/s\n", what, b - a, n / (b - a) }'; }

by_hand() {
  rm -f "$scratch"/*
  pdftoppm -r 300 -gray "$file" "$scratch/p"
  for page in "$scratch"/*.pgm; do tesseract "$page" "${page%.pgm}" --dpi 300 --psm 1 tsv 2> /dev/null; done
}

start=$(now); by_hand; said "pdftoppm, tesseract, its own threads" "$start" "$(now)"
start=$(now); OMP_THREAD_LIMIT=1 by_hand; said "pdftoppm, tesseract, one thread" "$start" "$(now)"
start=$(now); "$root/clementia" read "$file" --json > /dev/null; said "clementia read (two pages at a time)" "$start" "$(now)"
