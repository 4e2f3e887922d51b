#!/usr/bin/env bash
# Runs all checks, then unit, integration and browser tests.
# Continues after a failure, so that one run shows all failures. Ends with the line `N passed, N failed`; exit 1 when any failed.
set -uo pipefail
cd "$(dirname "$0")/.."
readonly RESULTS=.cache/test
readonly STEP_LIMIT=1500

main() {
  rm -rf "$RESULTS" && mkdir -p "$RESULTS" || exit 1
  export PATH="$PATH:/usr/sbin" ORT_DISABLE_TELEMETRY=1
  step bootstrap scripts/bootstrap.sh
  # Checks run at the lowest priority, while tests wait.
  checks >"$RESULTS/checks.txt" 2>&1 &
  # Number of workers: unit tests compute; the others mostly wait for servers and for cameras that play in real time.
  suite unit 2
  suite integration 3
  suite e2e 2
  wait
  cat "$RESULTS/checks.txt"
  node scripts/summary.mjs "$RESULTS"
}

checks() {
  renice -n 19 "$BASHPID" >/dev/null
  step lint npm run --silent check:lint
  step format npm run --silent check:format
}

# One check: its output is shown only when it fails.
step() {
  local name=$1 started=$SECONDS status=0
  shift
  "$@" >"$RESULTS/$name.log" 2>&1 </dev/null || status=$?
  printf '%s\n' "$status" >"$RESULTS/$name.status"
  if [ "$status" -eq 0 ]; then
    printf '%-11s ok, %d s\n' "$name" "$((SECONDS - started))"
  else
    tail -n 100 "$RESULTS/$name.log"
    printf '%-11s FAILED, %d s\n' "$name" "$((SECONDS - started))"
  fi
}

# One vitest project: a line per file as it goes, counts into a JSON file.
suite() {
  local name=$1 workers=$2 status=0
  printf '\n%s tests\n' "$name"
  limited node_modules/.bin/vitest run --project "$name" --maxWorkers="$workers" --reporter=default --reporter=json \
    --outputFile.json="$RESULTS/$name.json" </dev/null || status=$?
  printf '%s\n' "$status" >"$RESULTS/$name.status"
}

# A hanging test must not hang the run.
limited() {
  if command -v timeout >/dev/null; then timeout --kill-after=10 "$STEP_LIMIT" "$@"; else "$@"; fi
}

main
