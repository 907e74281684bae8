/* A test page: what a technician must see on paper to know that printer, roll and head are right. */
#include "slip_build.h"
#include "words/words.h"

#include "base/text.h"
#include "domain/calendar.h"

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char small_letters[] = "abcdefghijklmnopqrstuvwxyz";
static const char signs[] = "0123456789 .,:;-–—/()[]+%&@#!?“”‘’…×";

/* "ANJ1:PEKANBARU:20261123:TEST:K1": the scanner below the screen reads it back. */
static void fill_payload(char *out, size_t size, const struct office *office, const char *device,
                         int64_t at_ms)
{
    struct civil civil = calendar_civil(at_ms, zone_offset_min(office->zone));

    text_format(out, size, "ANJ1:%s:%04d%02d%02d:TEST:%s", office->id, civil.year, civil.month,
                civil.day, device);
    for (char *c = out; *c; c++) {
        if (*c >= 'a' && *c <= 'z')
            *c = (char)(*c - 'a' + 'A');
    }
}

static void add_facts(struct rows *rows, const char *device, int64_t at_ms, int offset_min)
{
    char line[WORDS_LINE], n[16];

    words_date_time(line, sizeof(line), at_ms, offset_min);
    rows_pair(rows, _("k_at", "Printed"), line);
    rows_pair(rows, _("tp_device", "Device"), device);
    text_format(n, sizeof(n), "%d", (int)rows->width);
    text_fill(line, sizeof(line), _("tp_dots", "{mm} mm roll, {n} dots"), "mm",
              rows->width == SLIP_80MM ? "80" : "58", "n", n, NULL);
    rows_pair(rows, _("tp_width", "Paper width"), line);
}

bool slip_test(struct slip **out, enum slip_width width, const struct catalog *catalog,
               const char *device, const char *lang, int64_t printed_at_ms, struct err *err)
{
    AUTO_LANG struct lang_scope scope = lang_enter(lang);
    const struct office *office = &catalog->office;
    struct slip *slip = slip_new(width, _("tp_title", "Test page"), printed_at_ms);
    struct rows *rows = &slip->rows;
    char payload[64];

    slip_add_head(slip, office, lang);
    rows_text(rows, LOOK_HEADING, CELL_CENTRE, _("tp_heading", "TEST PAGE"), 0);
    rows_number(rows, "8888"); /* much black, and no number of a queue */
    rows_rule(rows);
    add_facts(rows, device, printed_at_ms, zone_offset_min(office->zone));
    rows_rule(rows);
    rows_text(rows, LOOK_ITEM, CELL_LEFT, letters, 0);
    rows_text(rows, LOOK_ITEM, CELL_LEFT, small_letters, 0);
    rows_text(rows, LOOK_CLOSING, CELL_LEFT, signs, 0);
    rows_badge(rows, ROW_FILLED, _("k_priority", "PRIORITY"));
    fill_payload(payload, sizeof(payload), office, device, printed_at_ms);
    if (!rows_qr(rows, payload, _("tp_scan", "Both edges of the band and this code must be whole."),
                 device, err)) {
        slip_free(slip);
        return false;
    }
    rows_tumpal(rows);
    rows_text(rows, LOOK_CLOSING, CELL_CENTRE, _("tp_end", "This page is not a queue number."), 0);
    return slip_finish(slip, out, err);
}
