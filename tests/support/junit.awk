# Reads ctest's --output-junit file and prints one line a test: passed|failed|skipped, name, reason
# (tab separated). A cmocka case that skips itself inside a passing program counts as skipped too.
function unescape(s) {
    gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&quot;/, "\"", s); gsub(/&apos;/, "'", s); gsub(/&amp;/, "\\&", s)
    return s
}
function attribute(line, key,    s) {
    s = line
    if (!sub(".* " key "=\"", "", s)) return ""
    sub(/".*/, "", s)
    return unescape(s)
}
function close_case() {
    if (name == "") return
    print state "\t" name "\t" (reason == "" ? "no reason given" : reason)
    name = ""
}
/^[ \t]*<testcase / {
    close_case()
    name = attribute($0, "name"); state = "passed"; reason = ""
    status = attribute($0, "status")
    if (status == "fail") state = "failed"
    if (status == "notrun" || status == "disabled") state = "skipped"
    if ($0 ~ /\/>[ \t]*$/) close_case()
    next
}
name != "" && /<skipped message=/ {
    state = "skipped"
    # Only a test that said so itself may be skipped; one that could not start has failed.
    if ($0 !~ /SKIP_RETURN_CODE/ && $0 !~ /SKIP_REGULAR/) state = "failed"
}
name != "" && /<failure/ { state = "failed" }
name != "" && /SKIP: / { reason = $0; sub(/.*SKIP: /, "", reason); sub(/<\/system-out>.*/, "", reason); reason = unescape(reason) }
name != "" && /^([\t ]*<system-out>)?\[  SKIPPED \] [A-Za-z0-9_]+$/ { split($0, word, "] "); cases[word[2]] = name "." word[2] "\t" (reason == "" ? "no reason given" : reason) }
/^[ \t]*<\/testcase>/ {
    if (state == "passed") for (c in cases) print "skipped\t" cases[c]
    for (c in cases) delete cases[c]
    close_case()
}
