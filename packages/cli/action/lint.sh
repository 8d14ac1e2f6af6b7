#!/usr/bin/env bash
# Lints the policies: annotations on the lines of a pull request, and a SARIF file for code scanning.
# SPENDRAIL: the command. PATHS: files, folders and globs, one a line; empty: the settings say. SARIF: file to write.
set -euo pipefail

read -r -a spendrail <<< "$SPENDRAIL"
paths=()
while IFS= read -r path; do
  [[ -z "${path//[[:space:]]/}" ]] || paths+=("$path")
done <<< "${PATHS:-}"

# The SARIF file is written whatever is found; the verdict is that of the run that people see.
"${spendrail[@]}" lint ${paths[@]+"${paths[@]}"} --format sarif > "$SARIF" 2> /dev/null || true
"${spendrail[@]}" lint ${paths[@]+"${paths[@]}"} --format github
