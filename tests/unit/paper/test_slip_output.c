/* The same slip for every kind of printer: ESC/POS bytes, PDF page, PNG. */
#include "fixture.h"

#include "base/file.h"
#include "base/mem.h"
#include "support/escpos_decode.h"
#include "support/qr_read.h"

#include <fcntl.h>
#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

static const enum slip_width widths[] = {SLIP_80MM, SLIP_58MM};

static void escpos_prints_the_bitmap_dot_by_dot(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    for (size_t w = 0; w < ARRAY_LEN(widths); w++) {
        struct slip *slip = fixture_ticket(&fixture, widths[w], 0);
        AUTO_TEXT struct text sent = {0};
        struct escpos_slip paper;
        char why[128];
        size_t bytes;
        AUTO_FREE uint8_t *bits = slip_bitmap(slip, &bytes);

        text_init(&sent, 1 << 20);
        slip_escpos(slip, &sent);
        assert_false(sent.overflow);
        if (!escpos_decode((const uint8_t *)sent.data, sent.len, &paper, why))
            fail_msg("%s", why);
        assert_int_equal(paper.width, widths[w]);
        assert_int_equal(paper.height, slip_height_dots(slip));
        assert_memory_equal(paper.bits, bits, bytes);
        assert_in_range(paper.highest_band, 1, 255);
        assert_int_equal(paper.bands, (paper.height + 254) / 255);
        assert_int_equal(paper.feed_dots, 40);
        assert_true(paper.is_cut);
        assert_int_equal(paper.bytes, sent.len);
        escpos_slip_clear(&paper);
        slip_free(slip);
    }
}

static void phone_reads_the_code_off_the_printed_paper(void **state)
{
    struct fixture fixture;
    struct slip *slip;
    AUTO_TEXT struct text sent = {0};
    struct escpos_slip paper;
    char why[128], read[64] = "";

    (void)state;
    fixture_init(&fixture);
    slip = fixture_ticket(&fixture, SLIP_58MM, 0);
    text_init(&sent, 1 << 20);
    slip_escpos(slip, &sent);
    assert_true(escpos_decode((const uint8_t *)sent.data, sent.len, &paper, why));
    assert_true(qr_read(paper.bits, paper.width, paper.height, read, sizeof(read)));
    assert_string_equal(read, "ANJ1:PEKANBARU:20261123:A-014:7F3K");
    escpos_slip_clear(&paper);
    slip_free(slip);
}

static void text_that_is_too_small_says_so(void **state)
{
    struct fixture fixture;
    struct slip *slip;
    AUTO_TEXT struct text small = {0};
    struct err err = {0};

    (void)state;
    fixture_init(&fixture);
    slip = fixture_ticket(&fixture, SLIP_80MM, 0);
    text_init(&small, 1000);
    assert_false(slip_png(slip, &small, &err));
    assert_int_equal(err.code, ERR_FULL);
    text_clear(&small);
    text_init(&small, 1000);
    assert_false(slip_pdf(slip, 0, &small, &err));
    assert_int_equal(err.code, ERR_FULL);
    slip_free(slip);
}

static void same_slip_gives_the_same_bytes(void **state)
{
    struct fixture fixture;
    AUTO_TEXT struct text first = {0};
    AUTO_TEXT struct text second = {0};
    struct text *outs[] = {&first, &second};
    struct err err = {0};

    (void)state;
    fixture_init(&fixture);
    for (size_t i = 0; i < ARRAY_LEN(outs); i++) {
        struct slip *slip = fixture_ticket(&fixture, SLIP_80MM, 0);

        text_init(outs[i], 1 << 20);
        assert_true(slip_pdf(slip, 0, outs[i], &err));
        assert_true(slip_png(slip, outs[i], &err));
        slip_free(slip);
    }
    assert_int_equal(first.len, second.len);
    assert_memory_equal(first.data, second.data, first.len);
}

/* Runs a poppler tool on the PDF and gives back what it wrote. */
static char *poppler(const char *tool, const struct slip *slip, int page_mm)
{
    static const char pdf_path[] = BINARY_DIR "/test_slip.pdf";
    static const char out_path[] = BINARY_DIR "/test_slip.txt";
    char *argv[] = {(char *)(uintptr_t)tool,
                    "-f",
                    "1",
                    (char *)(uintptr_t)pdf_path,
                    strcmp(tool, "pdftotext") == 0 ? "-" : NULL,
                    NULL};
    AUTO_TEXT struct text pdf = {0};
    posix_spawn_file_actions_t actions;
    struct err err = {0};
    char *out = NULL;
    size_t len;
    pid_t pid;
    int status;

    text_init(&pdf, 1 << 20);
    if (!slip_pdf(slip, page_mm, &pdf, &err)
        || !file_replace(pdf_path, pdf.data, pdf.len, false, &err))
        fail_msg("%s", err.text);
    assert_int_equal(posix_spawn_file_actions_init(&actions), 0);
    assert_int_equal(
        posix_spawn_file_actions_addopen(&actions, 1, out_path, O_WRONLY | O_CREAT | O_TRUNC, 0644),
        0);
    assert_int_equal(posix_spawnp(&pid, tool, &actions, NULL, argv, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    if (!file_read(out_path, 1 << 20, &out, &len, &err))
        fail_msg("%s", err.text);
    return out;
}

static void pdf_is_text_on_a_page_of_the_roll(void **state)
{
    struct fixture fixture;
    struct slip *slip;

    (void)state;
    fixture_init(&fixture);
    slip = fixture_ticket(&fixture, SLIP_80MM, 0);
    {
        AUTO_FREE char *text = poppler("pdftotext", slip, 0);
        AUTO_FREE char *info = poppler("pdfinfo", slip, 200);
        AUTO_FREE char *fonts = poppler("pdffonts", slip, 0);

        assert_non_null(strstr(text, "NOMOR ANTREAN"));
        assert_non_null(strstr(text, "A-014"));
        assert_non_null(strstr(text, "20–35 menit"));
        assert_non_null(strstr(text, "Kesehatan Kota Pekanbaru"));
        assert_non_null(strstr(info, "Pages:           1"));
        assert_non_null(strstr(info, "226.772 x 566.929 pts")); /* 80 × 200 mm */
        assert_non_null(strstr(info, "Title:           A-014"));
        assert_non_null(strstr(fonts, "AtkinsonHyperlegible"));
        assert_null(strstr(fonts, " no  ")); /* none is left out of the file */
    }
    slip_free(slip);
    slip = fixture_requirements(&fixture, SLIP_58MM, "en");
    {
        AUTO_FREE char *text = poppler("pdftotext", slip, 0);
        AUTO_FREE char *info = poppler("pdfinfo", slip, 0);

        assert_non_null(strstr(text, "REQUIREMENTS"));
        assert_non_null(strstr(text, "Two 3×4 photographs"));
        assert_non_null(strstr(info, "164.409 x ")); /* 58 mm */
    }
    slip_free(slip);
}

static void page_shorter_than_the_slip_is_refused(void **state)
{
    struct fixture fixture;
    struct slip *slip;
    AUTO_TEXT struct text pdf = {0};
    struct err err = {0};

    (void)state;
    fixture_init(&fixture);
    slip = fixture_ticket(&fixture, SLIP_80MM, 0);
    text_init(&pdf, 1 << 20);
    assert_false(slip_pdf(slip, 120, &pdf, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(pdf.len, 0);
    slip_free(slip);
}

static void decoder_refuses_what_is_no_slip(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
    } inputs[] = {
        {"", 0},
        {"A-014\n", 6},
        {"\x1b@", 2},
        {"\x1b", 1},
        {"\x1dv0\0\x48\0\x10\0 too short", 18},
        {"\x1dv0\0\0\0\0\0", 8},
        {"\x1dV", 2},
        {"\x1d(k\3\0abc", 8},
    };
    struct escpos_slip paper;
    char why[128];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(inputs); i++) {
        assert_false(escpos_decode((const uint8_t *)inputs[i].bytes, inputs[i].len, &paper, why));
        assert_true(why[0] != '\0');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escpos_prints_the_bitmap_dot_by_dot),
        cmocka_unit_test(phone_reads_the_code_off_the_printed_paper),
        cmocka_unit_test(text_that_is_too_small_says_so),
        cmocka_unit_test(same_slip_gives_the_same_bytes),
        cmocka_unit_test(pdf_is_text_on_a_page_of_the_roll),
        cmocka_unit_test(page_shorter_than_the_slip_is_refused),
        cmocka_unit_test(decoder_refuses_what_is_no_slip),
    };

    return cmocka_run_group_tests(tests, paper_setup, paper_teardown);
}
