# For the tests of the whole program: a scratch folder, counting, the sample logs. Sourced.
set -u
cd "$(dirname "$0")/../.." || exit 1
root=$PWD
huifang=$root/${HUIFANG:-build/huifang}
sample=$root/${HUIFANG_SAMPLE:-build/sample-data}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1793500000
passed=0 failed=0 skipped=0
ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); echo "FAILED: $*"; }
skip() { skipped=$((skipped + 1)); echo "skipped: $*"; }
# is WHAT EXPECTED FOUND
is() { if [ "$2" = "$3" ]; then ok; else bad "$1: expected «$2», found «$3»"; fi; }
# has WHAT TEXT FILE
has() { if grep -qF -- "$2" "$3"; then ok; else bad "$1: «$2» is not in: $(head -c 600 "$3")"; fi; }
# code WHAT EXPECTED COMMAND…: runs it, output in $tmp/out, errors in $tmp/err
code() {
    local what=$1 want=$2 got
    shift 2
    "$@" >"$tmp/out" 2>"$tmp/err"
    got=$?
    is "$what: exit code" "$want" "$got"
}
sample_logs() { # sample_logs DIR: both organisations' logs and configurations
    mkdir -p "$1"
    "$sample" "$1" >/dev/null
    for org in property decoration; do cp "sample-data/$org/huifang.yaml" "$1/$org/"; done
}
json() { sed -nE "s/.*\"$1\":([0-9]+).*/\1/p" "$tmp/out" | head -n 1; }
end() {
    echo "checks: $passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
}
