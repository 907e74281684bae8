#!/bin/bash
# Every text of the product has its Indonesian: the keys and sentences in the code, _("key", "English")
# and W("key", "English") in tables, are those of assets/locale/id.po, no more and no fewer, with the
# same placeholders. Those that are settled (tests/words/settled.tsv) stay as they are.
. "$(dirname "$0")/lib.sh"
need xgettext
need msgcat
code=$(mktemp) catalogue=assets/locale/id.po
trap 'rm -f "$code" "$findings"' EXIT
find kiosk -name '*.c' | sort | xgettext --language=C --from-code=UTF-8 --files-from=- --output="$code" \
    --keyword --keyword=_:1c,2 --keyword=W:1c,2 --keyword=N_:1c,2,3 \
    --keyword=catalog_words:2c,3 --keyword=catalog_error:2c,3 --keyword=catalog_warn:2c,3 --keyword=mark_error:3c,4 2>&1 | { grep -v "isn.t known" || true; } | collect
pairs() { msgcat --no-wrap --no-location "$1" | awk '/^msgctxt/ { key = $0 } /^msgid / && key { print key " " $0; key = "" }' | sort; }
comm -23 <(pairs "$code") <(pairs "$catalogue") | sed 's/$/: id.po lacks it, or has another English/' | collect
comm -13 <(pairs "$code") <(pairs "$catalogue") | sed 's/$/: no code uses it/' | collect

# {n} in one language is {n} in the other, and what printf fills stands there in the same order.
msgcat --no-wrap "$catalogue" | awk '
    function holes(s,    out) {
        out = ""
        while (match(s, /\{[a-z_]+\}/)) { seen[substr(s, RSTART, RLENGTH)]; s = substr(s, RSTART + RLENGTH) }
        for (hole in seen) { count++; list[count] = hole }
        for (i = 1; i <= count; i++) for (j = i + 1; j <= count; j++) if (list[j] < list[i]) { t = list[i]; list[i] = list[j]; list[j] = t }
        for (i = 1; i <= count; i++) { out = out list[i]; delete seen[list[i]] }
        count = 0
        return out
    }
    function conversions(s,    out) {
        out = ""
        while (match(s, /%[0-9.]*(c|d|s|zu|lld)/)) { out = out substr(s, RSTART, RLENGTH); s = substr(s, RSTART + RLENGTH) }
        return out
    }
    /^msgctxt/ { key = $2 }
    /^msgid /  { english = holes($0) conversions($0) }
    /^msgstr/  { if (holes($0) conversions($0) != english) print "assets/locale/id.po: " key " has other placeholders than its English" }
' | collect
# KEY, Indonesian, English as the catalogue writes them; of a plural the form for many.
texts() {
    msgcat --no-wrap --no-location "$catalogue" | awk '
        function quoted(s) { sub(/^[^"]*"/, "", s); sub(/"$/, "", s); return s }
        function put() { if (key != "") print key "\t" text["msgstr"] "\t" text["msgid"] }
        /^msgctxt/      { put(); key = quoted($0) }
        /^msg(id|str)/  { part = substr($1, 1, 5) == "msgid" ? "msgid" : "msgstr"; text[part] = "" }
        /^(msgid|msgstr|")/ { text[part] = text[part] quoted($0) }
        END             { put() }
    ' | LC_ALL=C sort
}
settled=tests/words/settled.tsv
grep -v '^#' "$settled" | LC_ALL=C sort | LC_ALL=C comm -23 - <(texts) |
    sed "s|^|$settled: is settled, and id.po has it otherwise: |" | collect

# Advice, never a finding: who stands before a kiosk reads short sentences. Staff's screens and pages may say more.
keys_of_visitors() {
    find kiosk/screens -name '*.c' | grep -vE '/(screen_staff|staff|desk|day|device|review|receipt|paper_form|shift|complaint_desk|help_panel)' |
        xgettext --language=C --from-code=UTF-8 --files-from=- --output=- --keyword --keyword=_:1c,2 --keyword=W:1c,2 --keyword=N_:1c,2,3 |
        sed -n 's/^msgctxt "\(.*\)"$/\1/p'
}
long_sentences() { # WORDS
    awk -F '\t' -v most="$1" '
        NR == FNR   { is_visitors[$1]; next }
        !($1 in is_visitors) { next }
        {
            for (i = 2; i <= 3; i++) {
                count = split($i, sentences, /[.?!]\**( |\\n|$)|\\n/)
                for (j = 1; j <= count; j++)
                    if ((words = split(sentences[j], unused, / +/)) > most) print "advice: " $1 ": " words " words: " sentences[j]
            }
        }
    ' <(keys_of_visitors) <(texts)
}
long_sentences 15
finish "$(grep -c '^msgctxt' "$code") texts in the code"
