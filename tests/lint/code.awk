# Prints "FILE:LINE:code" with comments and the insides of strings taken out.
FNR == 1 { inside = 0 }
{
    text = $0; out = ""
    while (length(text) > 0) {
        if (inside) {
            end = index(text, "*/")
            if (!end) break
            text = substr(text, end + 2); inside = 0
        } else if (match(text, /^"([^"\\]|\\.)*"/) || match(text, /^'([^'\\]|\\.)*'/)) {
            out = out "\"\""; text = substr(text, RLENGTH + 1)
        } else if (text ~ /^\/\*/) {
            inside = 1; text = substr(text, 3)
        } else if (text ~ /^\/\//) {
            break
        } else {
            out = out substr(text, 1, 1); text = substr(text, 2)
        }
    }
    if (out ~ /[^ \t]/) print FILENAME ":" FNR ":" out
}
