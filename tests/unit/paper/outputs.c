/* The bytes for printers against the slip they were made from. */
#include "outputs.h"

#include "document.h"
#include "inspect.h"

#include "base/mem.h"
#include "support/escpos_decode.h"
#include "support/qr_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

static void check_code(const uint8_t *bits, int width, int height, const char *code)
{
    char read[128] = "";

    if (!qr_read(bits, width, height, read, sizeof read))
        fail_msg("%s cannot be read on %d dots", code, width);
    assert_string_equal(read, code);
}

static void check_modules(const struct row *row, const uint8_t *bits, int width)
{
    const int side = row->qr->size * QR_MODULE_DOTS;
    const int quiet = QR_QUIET_MODULES * QR_MODULE_DOTS;

    for (int y = -quiet; y < side + quiet; y++) {
        for (int x = -quiet; x < side + quiet; x++) {
            bool wanted = x >= 0 && y >= 0 && x < side && y < side
                          && row->qr->dark[y / QR_MODULE_DOTS * row->qr->size + x / QR_MODULE_DOTS];

            if (dot_at(bits, width, row->x + x, row->y + y) != wanted)
                fail_msg("dot %d,%d of the code is wrong on %d dots", x, y, width);
        }
    }
}

void outputs_check_dots(const struct slip *slip, const char *code)
{
    AUTO_TEXT struct text sent = {0};
    struct escpos_slip paper;
    char why[128];
    size_t bytes;
    AUTO_FREE uint8_t *bits = slip_bitmap(slip, &bytes);
    int width = (int)slip->rows.width;
    int codes = 0;

    text_init(&sent, 1 << 20);
    slip_escpos(slip, &sent);
    assert_false(sent.overflow);
    if (!escpos_decode((const uint8_t *)sent.data, sent.len, &paper, why))
        fail_msg("%s", why);
    assert_int_equal(paper.width, width);
    assert_int_equal(paper.height, slip_height_dots(slip));
    assert_memory_equal(paper.bits, bits, bytes);
    assert_true(paper.is_cut);
    assert_int_equal(paper.bytes, sent.len);
    for (size_t i = 0; i < slip->rows.count; i++) {
        if (slip->rows.items[i].kind == ROW_QR) {
            check_modules(&slip->rows.items[i], bits, width);
            codes++;
        }
    }
    assert_int_equal(codes, code ? 1 : 0);
    if (code) {
        check_code(bits, width, paper.height, code);
        check_code(paper.bits, width, paper.height, code);
    }
    escpos_slip_clear(&paper);
}

#define NO_BREAK_SPACE "\xc2\xa0"

/* A word that a line's end breaks is whole again without its blanks. */
static char *squeeze(char *text)
{
    char *to = text;

    for (const char *at = text; *at; at++) {
        if (strncmp(at, NO_BREAK_SPACE, strlen(NO_BREAK_SPACE)) == 0)
            at++;
        else if (!strchr(" \t\r\n\f", *at))
            *to++ = *at;
    }
    *to = '\0';
    return text;
}

static void check_words(const char *said, const char *text)
{
    AUTO_FREE char *words = mem_strdup(text);
    char *rest = words;

    for (char *word = strsep(&rest, " "); word; word = strsep(&rest, " ")) {
        if (!strstr(said, squeeze(word)))
            fail_msg("the PDF lacks \"%s\" of \"%s\"", word, text);
    }
}

void outputs_check(const struct slip *slip, const char *code)
{
    AUTO_TEXT struct text pdf = {0};
    struct err err = {0};

    outputs_check_dots(slip, code);
    text_init(&pdf, 4 << 20);
    if (!slip_pdf(slip, 0, &pdf, &err))
        fail_msg("%s", err.text);
    AUTO_FREE char *said = document_says("pdftotext", "-raw", &pdf);
    assert_int_equal(count_of(said, "\f"), 1); /* one ends each page */
    (void)squeeze(said);
    for (size_t i = 0; i < slip->rows.count; i++) {
        const struct row *row = &slip->rows.items[i];

        for (int c = 0; c < row->cell_count; c++)
            check_words(said, pango_layout_get_text(row->cells[c].layout));
    }
}
