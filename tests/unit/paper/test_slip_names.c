/* Whatever names an office, a service or a visitor has, no slip breaks. */
#include "fixture.h"
#include "inspect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants setjmp, stdarg and stddef before it */
#include <cmocka.h>

static const enum slip_width widths[] = {SLIP_80MM, SLIP_58MM};

static void check_all(const struct fixture *fixture)
{
    for (size_t w = 0; w < ARRAY_LEN(widths); w++) {
        struct slip *slips[] = {
            fixture_receipt(fixture, widths[w], "id", 0),
            fixture_receipt(fixture, widths[w], "en", 3),
            fixture_ticket(fixture, widths[w], 0),
            fixture_ticket(fixture, widths[w], 12),
            fixture_requirements(fixture, widths[w], "id"),
            fixture_steps(fixture, widths[w], "en"),
        };

        for (size_t i = 0; i < ARRAY_LEN(slips); i++) {
            slip_check(slips[i]);
            slip_free(slips[i]);
        }
    }
}

static void set_everything(struct fixture *fixture, const char *text)
{
    fixture->catalog.office.name = (struct words){text, text};
    fixture->catalog.office.address = (struct words){text, text};
    fixture->service.name = (struct words){text, text};
    fixture->group.wait_at = (struct words){text, text};
    fixture->counters[0] = (struct words){text, text};
    fixture->requirements[0].text = (struct words){text, text};
    fixture->requirements[6].text = (struct words){text, text};
    fixture->nested[0].text = (struct words){text, text};
    fixture->steps[0].activity.text = (struct words){text, text};
    fixture->steps[1].note = (struct words){text, text};
    fixture->officer[0] = (struct words){text, text};
    fixture->channels[0].value = (struct words){text, text};
    fixture->channels[1].value = (struct words){text, text};
    fixture->service.duration.note = (struct words){text, text};
    (void)text_copy(fixture->ticket.service_name, sizeof(fixture->ticket.service_name), text);
    fixture->requirements[2].brief = (struct words){text, text};
    fixture->service.notify_sms = true;
    fixture->service.notify_letter = (struct duration){1, DURATION_MONTH, {text, text}};
    (void)text_copy(fixture->receipt.service_name, sizeof(fixture->receipt.service_name), text);
    (void)text_copy(fixture->receipt.applicant, sizeof(fixture->receipt.applicant), text);
    (void)text_copy(fixture->receipt.officer, sizeof(fixture->receipt.officer), text);
    (void)text_copy(fixture->receipt.counter, sizeof(fixture->receipt.counter), text);
}

static void no_text_breaks_a_slip(void **state)
{
    static const char *const texts[] = {
        "",
        " ",
        "A",
        "🙂 Izin 👩‍⚕️ Kesehatan 🇮🇩",
        "ꦱꦸꦫꦠ꧀ ꦆꦗꦶꦤ꧀ Surat Izin", /* Javanese */
        "ᬲᬸᬭᬢ᭄ ᬇᬚᬶᬦ᭄",            /* Balinese */
        "ᮞᮥᮛᮒ᮪ ᮄᮏᮤᮔ᮪",            /* Sundanese */
        "ᨔᨘᨑ ᨕᨗᨍᨗ",                /* Buginese */
        "سورت إذن كرجا",        /* Jawi, right to left */
        "两行\n一行\r\n三行\ttab",
        "Z̷̢̛͔̲̈́̈́a̸̘̎l̷̰̈g̵̙̒o̶̹͐ ắ",
        "<b>tebal</b> & %s %n {n} {text} {a}",
        "\xff\xfe bukan UTF-8 \xc3",
        "\x01\x02\x1b@\x1dV\x42 kendali",
        "­\xe2\x80\x8b\xe2\x80\x8f\xe2\x80\xae tak tampak",
        "Pneumonoultramicroscopicsilicovolcanoconiosispneumonoultramicroscopicsilicovolcano",
    };
    struct fixture fixture;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        fixture_init(&fixture);
        set_everything(&fixture, texts[i]);
        check_all(&fixture);
    }
}

static void names_of_300_letters_wrap(void **state)
{
    char words[301], word[301];
    struct fixture fixture;

    (void)state;
    for (size_t i = 0; i < 300; i++) {
        word[i] = "WMijlQ0g"[i % 8];
        words[i] = i % 9 == 8 ? ' ' : word[i];
    }
    word[300] = words[300] = '\0';
    fixture_init(&fixture);
    set_everything(&fixture, words);
    check_all(&fixture);
    set_everything(&fixture, word);
    check_all(&fixture);
}

/* 64 requirements, each a page long: the number still reaches paper. */
static void endless_list_is_told_by_its_numbers(void **state)
{
    static char essay[1500];
    static struct item items[TICKET_MAX_UNTICKED];
    struct fixture fixture;
    struct slip *slip = NULL;
    struct err err = {0};

    (void)state;
    fixture_init(&fixture);
    memset(essay, 'm', sizeof(essay) - 1);
    for (size_t i = 0; i < ARRAY_LEN(items); i++) {
        items[i].text.id = essay;
        fixture.ticket.unticked[i] = (uint16_t)(i + 1);
    }
    fixture.ticket.unticked_count = ARRAY_LEN(items);
    fixture.service.requirements = (struct item_list){items, ARRAY_LEN(items), true};
    slip = fixture_ticket(&fixture, SLIP_80MM, 0);
    assert_true(slip_says(slip, "syarat nomor 1, 2, 3"));
    assert_true(slip_says(slip, "63 dan 64"));
    slip_check(slip);
    slip_free(slip);
    assert_false(
        slip_requirements(&slip, SLIP_80MM, &fixture.catalog, &fixture.service, "id", 0, &err));
    assert_int_equal(err.code, ERR_FULL);
    assert_non_null(strstr(err.text, "sik-perekam-medis"));
}

/* A catalogue may name up to a thousand; paper takes 200 short ones. */
static void lists_of_nothing_and_of_200_are_whole(void **state)
{
    static struct item items[200];
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    for (size_t i = 0; i < ARRAY_LEN(items); i++)
        items[i].text.id = "Fotokopi KTP";
    for (size_t w = 0; w < ARRAY_LEN(widths); w++) {
        fixture.service.requirements = (struct item_list){items, ARRAY_LEN(items), true};
        struct slip *slip = fixture_requirements(&fixture, widths[w], "id");

        slip_check(slip);
        assert_true(slip_says(slip, "200"));
        slip_free(slip);
        fixture.service.requirements = (struct item_list){0};
        slip = fixture_requirements(&fixture, widths[w], "en");
        slip_check(slip);
        slip_free(slip);
    }
}

static int unknown_signs(const struct slip *slip)
{
    int count = 0;

    for (size_t i = 0; i < slip->rows.count; i++) {
        for (int c = 0; c < slip->rows.items[i].cell_count; c++)
            count += pango_layout_get_unknown_glyphs_count(slip->rows.items[i].cells[c].layout);
    }
    return count;
}

static int unknown_signs_of_a_name(const char *name)
{
    struct fixture fixture;

    fixture_init(&fixture);
    assert_true(text_copy(fixture.receipt.applicant, sizeof fixture.receipt.applicant, name));
    struct slip *slip = fixture_receipt(&fixture, SLIP_80MM, "id", 0);
    int count = unknown_signs(slip);

    slip_free(slip);
    return count;
}

/* The scripts of this country's languages, in the fonts that kiosk/packages names. */
static void a_name_in_a_regional_script_is_drawn(void **state)
{
    static const char *const names[] = {
        "ꦱꦶꦠꦶ ꦫꦃꦩꦮꦠꦶ",     /* Javanese */
        "ᬲᬶᬢᬶ ᬭᬄᬫᬯᬢᬶ",     /* Balinese */
        "ᮞᮤᮒᮤ ᮛᮂᮙᮝᮒᮤ",     /* Sundanese */
        "ᨔᨗᨈᨗ ᨑᨖᨆᨓᨈᨗ",     /* Buginese */
        "ᯘᯪᯖᯪ ᯒᯂ᯲ᯔᯍᯖᯪ", /* Batak */
        "ستي رحماواتي", /* Jawi, right to left */
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        assert_int_equal(unknown_signs_of_a_name(names[i]), 0);
}

/* A box with the sign's code, so that nobody takes the name for a shorter one. */
static void a_sign_that_no_font_has_is_a_box(void **state)
{
    (void)state;
    assert_int_equal(unknown_signs_of_a_name("Siti \xf4\x80\x80\x81"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_text_breaks_a_slip),
        cmocka_unit_test(names_of_300_letters_wrap),
        cmocka_unit_test(endless_list_is_told_by_its_numbers),
        cmocka_unit_test(lists_of_nothing_and_of_200_are_whole),
        cmocka_unit_test(a_name_in_a_regional_script_is_drawn),
        cmocka_unit_test(a_sign_that_no_font_has_is_a_box),
    };

    return cmocka_run_group_tests(tests, paper_setup, paper_teardown);
}
