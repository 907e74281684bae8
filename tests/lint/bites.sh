#!/bin/bash
# Each check finds what it is there for: faults are planted in a copy of the tree, one at a time.
. "$(dirname "$0")/lib.sh"
for tool in clang-format clang codespell msgfmt pmccabe shellcheck systemd-analyze; do need "$tool"; done
copy=$(mktemp -d)
trap 'rm -rf "$copy" "$findings"' EXIT
tar c --exclude=./build --exclude=./.git --exclude=./tests/out . | tar x -C "$copy"

plant() { # CHECK FILE TEXT WHAT-IT-MUST-SAY; the text is added to the file's end
    local check=$1 file=$copy/$2 text=$3 says=$4 said
    local before=''
    mkdir -p "$(dirname "$file")"
    [ ! -f "$file" ] || { before=$(mktemp); cp "$file" "$before"; }
    printf '%b' "$text" >>"$file"
    if said=$("$copy/tests/lint/$check.sh" 2>&1) || ! grep -qE "$says" <<<"$said"; then
        echo "$check.sh does not see: $2: $text"
    fi
    if [ -n "$before" ]; then mv "$before" "$file"; else rm -f "$file"; fi
}

{
    plant format kiosk/base/planted.c 'int  planted ;\n' 'planted.c:1'
    plant includes kiosk/base/planted.c '#include "domain/queue.h"\n' 'base may not include domain'
    plant includes kiosk/printing/planted.c '#include "screens/kiosk.h"\n' 'printing may not include screens'
    plant includes kiosk/desk/planted.c '#include <sqlite3.h>\n' 'belongs to store'
    plant includes kiosk/ui/planted.c '#include <SDL2/SDL.h>\n' 'belongs to platform'
    plant includes kiosk/base/planted.c '#include <glib.h>\n' 'neither libc nor'
    plant includes kiosk/desk/planted.c '#include "store/planted_inner.h"\n' 'inner header of store'
    plant includes kiosk/domain/CMakeLists.txt 'add_floor(x SOURCES y.c USES store)\n' 'domain may not include store'
    plant headers include/base/planted.h '/* A. */\n#pragma once\nsize_t planted(void);\n' 'planted.h.*size_t'
    plant banned kiosk/base/planted.c 'void f(char *b) { sprintf(b, "x"); }\n' 'sprintf'
    plant banned kiosk/printing/planted.c 'void f(ipp_t *r) { cupsDoRequest(CUPS_HTTP_DEFAULT, r, "/"); }\n' 'waits for minutes'
    plant banned kiosk/base/planted.c '/* TO''DO later */\n' 'TO''DO'
    plant spelling kiosk/README.md 'This is t''eh map.\n' 't''eh'
    plant locale assets/locale/planted.po 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\nmsgid "x"\nmsgstr ""\n' 'without a translation'
    plant wording kiosk/paper/planted.c 'const char *f(void) { return _("zz_new", "New words"); }\n' 'zz_new.*lacks'
    plant wording assets/locale/id.po '\nmsgctxt "zz"\nmsgid "Gone"\nmsgstr "Hilang"\n' 'zz.*no code uses'
    plant wording assets/locale/id.po '\nmsgctxt "zz"\nmsgid "Gone {n}"\nmsgstr "Hilang"\n' 'other placeholders'
    plant wording assets/locale/id.po '\nmsgctxt "zz"\nmsgid "%s of %d"\nmsgstr "%d dari %s"\n' 'other placeholders'
    plant wording tests/words/settled.tsv 'back\tBalik\tBack\n' 'back.*otherwise|otherwise: back'
    # shellcheck disable=SC2016
    plant shell tests/planted.sh '#!/bin/bash\nrm $1\n' 'SC2086'
    plant places kiosk/planted.txt "/ho""me/somebody/x\n" 'planted.txt'
    plant length kiosk/base/planted.c "$(printf '/* x */%.0s\\n' {1..801})" '801 lines'
    plant tree notes.txt 'x\n' 'notes.txt.*top level'
    plant tree kiosk/base/planted.c 'x\n' 'in no list'
    plant openapi kiosk/office/openapi.yaml '    Planted: {type: integr}\n' 'Planted.*no schema'
    plant openapi kiosk/office/planted.c 'const char *planted = "/v1/planted";\n' 'planted is not in the contract'
    plant twins tests/fault/twins/planted.patch '--- a/kiosk/README.md\n+++ b/kiosk/README.md\n@@ -1 +1 @@\n-no such line\n+another\n' 'planted.patch.*apply'
    plant cups config/cups/cupsd.conf 'MaxJobTimes 0\n' 'Unknown directive MaxJobTimes'
    plant cups config/cups/cupsd.conf 'Listen 631\n' 'not exactly once: Listen'
    # shellcheck disable=SC2016
    plant lockdown config/lockdown/README.md '| A planted way | `nothing.conf` | `tests/flows/lock.sh` |\n' 'there is no nothing.conf'
    # shellcheck disable=SC2016
    plant lockdown config/lockdown/README.md '| A planted way | `keys.map` | nobody |\n' 'nothing tries it'
    plant lockdown config/lockdown/planted.conf 'x\n' 'no way out'
    plant alerts assets/journal/anjungan.catalog '\n# planted\n-- 0123456789abcdef0123456789abcdef\nSubject: X\n' 'planted.*no alert of the code'
    plant alerts kiosk/base/alert.c '    [ALERT_PLANTED] = {"planted", "0123456789abcdef0123456789abcdef", LOG_LEVEL_WARN},\n' 'ALERT_PLANTED.*no code uses'
    plant alerts kiosk/base/alert.c '    [ALERT_PLANTED] = {"planted", "0123456789abcdef0123456789abcdef", LOG_LEVEL_WARN},\n' 'planted.*not explained'
    plant units systemd/planted.service '[Service]\nExecStart=/bin/true\nRestrat=always\n' 'Restrat'
    plant units systemd/planted.service '[Service]\nExecStart=/bin/true\n' 'LogRateLimitBurst is missing'
    plant units systemd/planted.service '[Service]\nExecStart=/bin/true\n' 'PrivateNetwork stays open'
    plant timeouts kiosk/office/planted.sql "ALTER ROLE kiosk_api SET statement_timeout = '90s';\n" 'only roles.sql sets it'
    plant timeouts kiosk/office/sql/roles.sql "ALTER ROLE kiosk_api SET statement_timeout = '90s';\n" 'statements of kiosk_api'
    plant complexity kiosk/base/planted.c "int f(int a)\n{\n$(printf 'if (a == %d) return 1;\\n' {1..26})return 0;\n}\n" 'complexity'
} | collect
finish "$(grep -c '^    plant ' tests/lint/bites.sh) planted faults, all found"
