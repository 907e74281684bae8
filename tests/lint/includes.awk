# Reads "FILE:LINE:#include …" and prints each include that the map of the house forbids: upward or
# sideways ones, another floor's inner headers, third-party headers outside their one folder.
BEGIN {
    may["base"] = ""
    may["domain"] = "base"
    may["words"] = "base domain"
    may["store"] = may["wire"] = "base domain"
    may["paper"] = "base domain words"
    may["ui"] = may["http"] = may["client"] = "base"
    may["desk"] = "base domain store wire"
    may["screens"] = "base domain words desk ui"
    may["printing"] = "base domain desk paper"
    may["sync"] = "base domain desk wire client"
    may["hall"] = "base domain desk wire http"
    may["office"] = "base domain words wire paper http client"
    may["admin"] = "base domain words desk wire paper"
    may["platform"] = "base ui"
    may["app"] = "base domain words store wire paper ui http client desk screens printing sync hall office admin platform"

    owner["jansson.h"] = owner["ini.h"] = owner["sodium.h"] = owner["qrencode.h"] = "base"
    owner["libintl.h"] = owner["locale.h"] = owner["systemd/"] = "base"
    owner["sqlite3.h"] = "store"
    owner["cairo"] = owner["pango/"] = owner["fontconfig/"] = "paper"
    owner["microhttpd.h"] = "http"
    owner["cups/"] = "printing"
    owner["zlib.h"] = "base"
    owner["curl/"] = "client"
    owner["openssl/"] = "client sync office"
    owner["libpq-fe.h"] = "office"
    owner["csv.h"] = "words admin"
    owner["SDL"] = "platform"

    part_of["escpos"] = "printing" # the library of printing/backend

    libc = "^(assert|ctype|dirent|dlfcn|elf|endian|errno|fcntl|fenv|float|ftw|getopt|glob|grp|inttypes|" \
           "langinfo|limits|link|locale|malloc|math|netdb|poll|pthread|pwd|regex|sched|setjmp|signal|spawn|" \
           "stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|strings|syslog|" \
           "termios|time|uchar|unistd|wchar|wctype|net/if|netinet/in|netinet/tcp|arpa/inet|" \
           "sys/[a-z]+|linux/[a-z_]+)\\.h$"
}

function fail(why) { print file ":" line ": " why; }

{
    split($0, part, ":")
    file = part[1]; line = part[2]
    n = split(file, path, "/")
    floor = path[2]
    if (!(floor in may)) { fail("'" floor "' is not a floor of the house"); next }

    text = $0
    sub(/^[^:]*:[^:]*:[ \t]*#[ \t]*include[ \t]*/, "", text)
    if (text ~ /^</) {
        name = text; sub(/^</, "", name); sub(/>.*/, "", name)
        for (head in owner)
            if (index(name, head) == 1) {
                if (index(" " owner[head] " ", " " floor " ") == 0) fail("<" name "> belongs to " owner[head])
                next
            }
        if (name !~ libc) fail("<" name "> is neither libc nor in the table of libraries")
        next
    }
    name = text; sub(/^"/, "", name); sub(/".*/, "", name)
    if (name ~ /\.\./) { fail("\"" name "\" climbs through the tree"); next }
    if (name !~ /\//) next # beside its .c
    split(name, wanted, "/")
    if (wanted[1] in part_of) wanted[1] = part_of[wanted[1]]
    if (wanted[1] == floor) next
    if (!(wanted[1] in may)) { fail("\"" name "\": no such floor"); next }
    if (index(" " may[floor] " ", " " wanted[1] " ") == 0) { fail(floor " may not include " wanted[1] " (\"" name "\")"); next }
    if (name ~ /\/$/) next # a link list: floors, not files
    if ((getline probe < ("include/" name)) < 0) fail("\"" name "\" is an inner header of " wanted[1])
    close("include/" name)
}
