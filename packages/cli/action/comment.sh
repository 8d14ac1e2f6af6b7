#!/usr/bin/env bash
# Puts the report into a comment on the pull request; the next run changes that comment instead of adding one.
# REPORT: the Markdown. REPOSITORY: owner/name. PULL_REQUEST: its number. `gh` is signed in through GH_TOKEN.
set -euo pipefail

marker='<!-- spendrail -->'
[[ -s "$REPORT" ]] || { echo 'No policy changed.'; exit 0; }

body=$(mktemp)
trap 'rm -f "$body"' EXIT
# GitHub takes 65,536 characters.
{ printf '%s\n## Spending policies\n\n' "$marker"; head -c 60000 "$REPORT"; } > "$body"

comment=$(gh api --paginate "repos/$REPOSITORY/issues/$PULL_REQUEST/comments" \
  --jq ".[] | select(.body | startswith(\"$marker\")) | .id" | head -n 1)
if [[ -n "$comment" ]]; then
  gh api --silent --method PATCH "repos/$REPOSITORY/issues/comments/$comment" --field "body=@$body"
else
  gh api --silent --method POST "repos/$REPOSITORY/issues/$PULL_REQUEST/comments" --field "body=@$body"
fi
