#!/usr/bin/env bash
# Runs the tests of the policies, where there are any.
# SPENDRAIL: the command. PATHS: as for lint.sh. MIN_COVERAGE: percent of the rules that tests must decide.
set -euo pipefail

read -r -a spendrail <<< "$SPENDRAIL"
paths=()
while IFS= read -r path; do
  [[ -z "${path//[[:space:]]/}" ]] || paths+=("$path")
done <<< "${PATHS:-}"

if [[ -z "$(git ls-files '*.policy-test.yaml')" ]]; then
  echo 'There are no tests of policies: no file ends in .policy-test.yaml.'
  exit 0
fi
"${spendrail[@]}" test ${paths[@]+"${paths[@]}"} --min-coverage "${MIN_COVERAGE:-0}"
