/* journal show, journal verify. */
#include "admin/verbs_internal.h"
#include "base/json.h"
#include "desk/staff.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

enum { ENTRY_LINE_MAX = 4096, HEAD_HEX = 65 };

struct printing {
    const struct admin *admin;
    int offset_min;
    bool is_json;
    bool is_whole;
};

static void write_json(struct text *line, const struct journal_entry *entry, const char *at)
{
    struct json_out json;

    json_out_init(&json, line);
    json_out_object(&json, NULL);
    json_out_int(&json, "no", entry->no);
    json_out_string(&json, "at", at);
    json_out_string(&json, "who", entry->who[0] != '\0' ? entry->who : NULL);
    json_out_string(&json, "kind", entry->kind);
    json_out_string(&json, "subject", entry->subject);
    json_out_string(&json, "detail", entry->detail);
    json_out_close_object(&json);
}

static bool print_entry(void *context, const struct journal_entry *stored)
{
    struct printing *printing = context;
    struct journal_entry mended = *stored;
    const struct journal_entry *entry = &mended;
    AUTO_TEXT struct text line = {0};
    char at[26];

    text_init(&line, ENTRY_LINE_MAX);
    text_mend(mended.subject); /* somebody may have changed the file by hand */
    text_mend(mended.detail);
    clock_format_iso(entry->at_ms, printing->offset_min, at);
    if (printing->is_json)
        write_json(&line, entry, at);
    else
        text_addf(&line, "%6" PRId64 "  %s  %-8s %-20s %-12s %s", entry->no, at,
                  entry->who[0] != '\0' ? entry->who : "-", entry->kind, entry->subject,
                  entry->detail);
    printing->is_whole = verb_print_line(printing->admin, &line);
    return printing->is_whole;
}

static bool read_number(const char *text, int64_t *out)
{
    char *end = NULL;

    errno = 0;
    *out = strtoll(text, &end, 10);
    return errno == 0 && end != text && *end == '\0' && *out >= 1;
}

int verb_journal_show(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    struct printing printing = {.admin = admin, .is_whole = true};
    const char *from_text = NULL;
    const struct argument arguments[] = {{"--from", NULL, &from_text},
                                         {"--json", &printing.is_json, NULL}};
    int64_t from = 1;
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to journal show", words[0]);
    if (from_text && !read_number(from_text, &from))
        return verb_fail(admin, ADMIN_USAGE, "--from takes the number of an entry, not \"%s\"",
                         from_text);
    if (!verb_open_desk(&desk, admin, &err))
        return verb_tell(admin, &err);
    printing.offset_min = zone_offset_min(desk_catalog(desk)->office.zone);
    if (!desk_list_journal(desk, from, print_entry, &printing, &err))
        return verb_tell(admin, &err);
    return printing.is_whole ? ADMIN_OK : ADMIN_FAILED;
}

static void write_proof(struct text *line, const struct journal_proof *proof, int64_t bad_no,
                        bool is_json)
{
    struct json_out json;
    char head[HEAD_HEX];

    for (size_t i = 0; i < sizeof proof->head; i++)
        (void)text_format(head + 2 * i, 3, "%02x", proof->head[i]);
    if (!is_json) {
        text_addf(line,
                  "%" PRId64 " entries fit, %" PRId64 " of them from before the chain; head %s",
                  proof->rows, proof->unchained, head);
        return;
    }
    json_out_init(&json, line);
    json_out_object(&json, NULL);
    json_out_bool(&json, "fits", bad_no == 0);
    if (bad_no == 0) {
        json_out_int(&json, "rows", proof->rows);
        json_out_int(&json, "unchained", proof->unchained);
        json_out_string(&json, "head", head);
    } else {
        json_out_int(&json, "first_bad", bad_no);
    }
    json_out_close_object(&json);
}

int verb_journal_verify(const struct admin *admin, int count, char **words)
{
    AUTO_DESK struct desk *desk = NULL;
    AUTO_TEXT struct text line = {0};
    bool is_json = false;
    const struct argument arguments[] = {{"--json", &is_json, NULL}};
    struct journal_proof proof = {0};
    int64_t bad_no = 0;
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 0)
        return verb_fail(admin, ADMIN_USAGE, "\"%s\" does not belong to journal verify", words[0]);
    if (!verb_open_bare_desk(&desk, admin, &err))
        return verb_tell(admin, &err);
    bool fits = desk_verify_journal(desk, &proof, &bad_no, &err);
    text_init(&line, ENTRY_LINE_MAX);
    if (fits || (is_json && bad_no > 0)) {
        write_proof(&line, &proof, bad_no, is_json);
        if (!verb_print_line(admin, &line))
            return ADMIN_FAILED;
    }
    return fits ? ADMIN_OK : verb_tell(admin, &err);
}
