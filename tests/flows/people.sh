#!/bin/bash
# Nobody is in a log: tests in which people complain, write suggestions, take receipts, mistype PINs, and in which disks,
# seals and answers of the office go wrong, say what they log; the people and secrets of these tests are not in it.
set -euo pipefail
cd "$SOURCE_DIR"
programs=(
    desk_complaints desk_complaint_book desk_complaint_privacy desk_receipts desk_staff desk_survey desk_survey_paper
    desk_thanks desk_journal desk_slips office_letters office_decisions
    complaint_faults survey_faults staff_faults
    screens_complaint screens_staff_receipt screens_staff_sign_in screens_survey screens_staff_book screens_contact
    complaint_verbs staff_verbs survey_import support_bundle
    sync sync_decisions sync_faults sync_poison drain
)
# Words of complaints and suggestions, names of visitors, applicants and officers, numbers, PINs.
people='zzkeluhan|Zzpelapor|3456 ?7890|Xyzzy|Rahmawati|Wulandari|Lestari|Gusti Ngurah|246813|482913|argon2id|HYPERLINK'
said=$(mktemp)
trap 'rm -f "$said"' EXIT
while read -r mark; do
    grep -rqiE "$mark" tests/unit tests/screens tests/support tests/fault || { echo "no test knows of $mark: it would never be found"; exit 1; }
done < <(tr '|' '\n' <<<"$people")
lines=0
for program in "${programs[@]}"; do
    [ -x "$BINARY_DIR/bin/test_$program" ] || { echo "there is no test_$program"; exit 1; }
    # What they test is judged elsewhere; here it is what they log.
    "$BINARY_DIR/bin/test_$program" 2>&1 >/dev/null | grep -aE '^<[0-7]>' >"$said" || true
    lines=$((lines + $(wc -l <"$said")))
    ! grep -aiE "$people" "$said" || { echo "test_$program logs somebody"; exit 1; }
done
[ "$lines" -ge 100 ] || { echo "only $lines lines were logged: this looked at nothing"; exit 1; }
echo "$lines lines of ${#programs[@]} programs, and nobody in them"
