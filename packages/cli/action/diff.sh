#!/usr/bin/env bash
# Writes what a pull request changes about each policy, as Markdown, and fails as FAIL_ON says.
# SPENDRAIL: the command. BASE: the commit that the pull request is compared with. REPORT: file to write.
# FAIL_ON: `looser`, `any`, or empty for never.
set -euo pipefail

read -r -a spendrail <<< "$SPENDRAIL"
fail_on=()
[[ -z "${FAIL_ON:-}" ]] || fail_on=(--fail-on "$FAIL_ON")

git cat-file -e "$BASE^{commit}" 2> /dev/null || git fetch --quiet --depth=1 origin "$BASE"

failed=0
: > "$REPORT"
# Paths end in NUL, so that no file name can be taken for two.
while IFS= read -r -d '' status && IFS= read -r -d '' path; do
  case "$status" in
    A) printf '### `%s`\n\nA new policy: there is nothing to compare it with.\n\n' "${path//\`/\'}" >> "$REPORT" ;;
    D)
      printf '### `%s`\n\nThe policy is removed: nothing that it forbade is forbidden by it any more.\n\n' "${path//\`/\'}" >> "$REPORT"
      [[ -z "${FAIL_ON:-}" ]] || failed=1
      ;;
    *)
      "${spendrail[@]}" diff "git:$BASE:$path" "$path" --format markdown ${fail_on[@]+"${fail_on[@]}"} >> "$REPORT" || failed=1
      printf '\n' >> "$REPORT"
      ;;
  esac
done < <(git diff --name-status --no-renames -z "$BASE" HEAD -- '*.policy' '*.policy.json')

cat "$REPORT"
exit "$failed"
