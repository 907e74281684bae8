/* Every error and warning of the catalogue check, each once, with its exact words; each has its Indonesian. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "catalog_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* Findings of meaning end in their line; the tables below leave it out. */
static void cut_line(char *finding)
{
    char *at = strstr(finding, " (line ");

    if (at != NULL)
        *at = '\0';
}

/* A sentence is printed into: what stands in one language stands in the other. */
static void assert_same_conversions(const char *english, const char *other)
{
    for (;;) {
        english = strchr(english, '%');
        other = strchr(other, '%');
        if (english == NULL || other == NULL)
            break;
        size_t len = strcspn(english, "cdsu") + 1;

        assert_memory_equal(english, other, len);
        english += len;
        other += len;
    }
    assert_ptr_equal(english, other);
}

static const char *indonesian(const char *key, const char *english)
{
    const char *found = i18n_text(key, english);

    if (found == english)
        fail_msg("%s has no Indonesian: %s", key, english);
    assert_same_conversions(english, found);
    return found;
}

static int open_translations(void **state)
{
    struct err err;

    (void)state;
    return i18n_open(BINARY_DIR "/share/locale", &err) ? 0 : -1;
}

/* The same finding in other words, at the same place. */
static void expect_in_indonesian(const char *text, const char *english)
{
    AUTO(catalog_issues_clear) struct catalog_issues issues = {.words = indonesian};
    struct catalog *catalog = NULL;
    const char *path = strchr(english, '$');
    const char *place_end = strstr(path != NULL ? path : english, ": ");

    if (catalog_json_read(&catalog, "a.json", text, strlen(text), &issues, NULL))
        catalog_free(catalog);
    assert_int_equal(issues.count, 1);
    assert_non_null(place_end);
    assert_memory_equal(issues.items[0].text, english, (size_t)(place_end - english));
    assert_null(strstr(issues.items[0].text, place_end));
    assert_null(strstr(issues.items[0].text, "(line "));
}

struct fault {
    const char *from;
    const char *to;
    const char *finding;
};

/* Reads the changed catalogue, which must have this one finding alone. */
static void expect(const struct fault *fault, bool is_error)
{
    AUTO_FREE char *text = catalog_text(fault->from, fault->to);
    AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
    struct catalog *catalog = NULL;
    struct err err = {0};
    bool is_good = catalog_json_read(&catalog, "a.json", text, strlen(text), &issues, &err);

    for (size_t i = 1; i < issues.count; i++)
        print_error("also: %s\n", issues.items[i].text);
    if (issues.count == 0)
        fail_msg("no finding for %s", fault->to);
    cut_line(issues.items[0].text);
    cut_line(err.text);
    assert_string_equal(issues.items[0].text, fault->finding);
    assert_int_equal(issues.count, 1);
    assert_int_equal(issues.items[0].is_error, is_error);
    assert_int_equal(issues.error_count, is_error);
    assert_int_equal(issues.warning_count, !is_error);
    assert_int_equal(is_good, !is_error);
    if (is_error) {
        assert_int_equal(err.code, ERR_INVALID);
        assert_string_equal(err.text, fault->finding);
        assert_null(catalog);
    }
    catalog_free(catalog);
    expect_in_indonesian(text, fault->finding);
}

static void syntax_is_told_with_line_and_column(void **state)
{
    static const struct fault faults[] = {
        {"\"version\": 3,", "\"version\": 3", "a.json:4:10: '}' expected near '\"status\"'"},
        {"\"version\": 3,", "\"version\": 3, \"version\": 4,",
         "a.json:3:25: duplicate object key near '\"version\"'"},
        {"not yet confirmed", "tidak \xE9",
         "a.json:4:20: the byte 0xE9 is not UTF-8; save the file "
         "as UTF-8"},
        {"{\n  \"format\"", "\xEF\xBB\xBF{\n  \"format\"",
         "a.json:1:1: begins with a byte order mark; save it as UTF-8 without one"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(faults); i++)
        expect(&faults[i], true);
}

static void errors_of_meaning_are_told_with_their_path(void **state)
{
    static const struct fault faults[] = {
        /* type */
        {"\"version\": 3", "\"version\": \"3\"",
         "a.json: $.version: must be a whole number, not a string"},
        {"\"version\": 3", "\"version\": 0",
         "a.json: $.version: 0: allowed are whole numbers from 1 to 9223372036854775807"},
        {"[\"KTP\", ", "[7, ",
         "a.json: $.services[0].requirements[0]: must be a string or {\"id\": …, \"en\": …}, not a "
         "whole number"},
        {"\"legal_basis\": [\"UU satu\"]", "\"legal_basis\": \"UU satu\"",
         "a.json: $.services[0].legal_basis: must be a list, not a string"},
        {"\"notify_sms\": true", "\"notify_sms\": \"yes\"",
         "a.json: $.services[0].notify_sms: must be true or false, not a string"},
        {"\"product\": \"Surat Izin Satu\"", "\"product\": null",
         "a.json: $.services[0].product: must be a string or {\"id\": …, \"en\": …}, not null"},
        {"\"duration\": {\"value\": 2, \"unit\": \"workday\", \"note\": \"berkas lengkap\"}",
         "\"duration\": null",
         "a.json: $.services[0].duration: must be an object, not null; leave out what is not "
         "known"},
        {"{\"from\": 2, \"to\": 3, \"duration\": {\"value\": 1, \"unit\": \"workday\"}}", "[]",
         "a.json: $.services[0].phases[0]: must be an object, not a list"},
        /* keys */
        {"\"notify_sms\": true", "\"notify\": true",
         "a.json: $.services[0].notify: unknown key; allowed are id, name, group, sector, often, "
         "product, requirements, steps, phases, duration, fee, notify_sms, notify_letter, "
         "legal_basis, facilities, competences, supervision, staff_count, guarantees, security, "
         "evaluation, "
         "staff_total, complaints, source, review"},
        {"\"unit\": \"minute\"}", "\"unit\": \"minute\", \"units\": 1}",
         "a.json: $.services[0].steps[1].duration.units: unknown key; allowed are value, unit, "
         "note"},
        {"\"id\": \"izin-dua\", ", "", "a.json: $.services[1]: \"id\" is missing"},
        {"\"name\": {\"id\": \"Izin Dua\", \"en\": \"Permit Two\"}, ", "",
         "a.json: $.services[1]: \"name\" is missing"},
        {"\"zone\": \"WITA\",", "", "a.json: $.office: \"zone\" is missing"},
        {"\"version\": 3,", "", "a.json: $: \"version\" is missing"},
        {"\"format\": \"anjungan-catalog-1\",", "", "a.json: $: \"format\" is missing"},
        {"\"activity\": \"Memeriksa\", ", "",
         "a.json: $.services[0].steps[1]: \"activity\" is missing"},
        {"{\"kind\": \"phone\", ", "{",
         "a.json: $.office.standard.complaints.channels[1]: \"kind\" is missing"},
        /* values */
        {"anjungan-catalog-1", "anjungan-catalog-9",
         "a.json: $.format: \"anjungan-catalog-9\": allowed is \"anjungan-catalog-1\""},
        {"\"WITA\"", "\"UTC\"",
         "a.json: $.office.zone: unknown \"UTC\"; allowed are WIB, WITA, WIT"},
        {"\"from\": \"08:00\"", "\"from\": \"8.00\"",
         "a.json: $.office.hours[0].from: \"8.00\": a time of day is written as 08:00, to 24:00"},
        {"\"to\": \"12:00\"", "\"to\": \"07:00\"",
         "a.json: $.office.hours[0]: opens at 08:00 and closes at 07:00; it has to close later"},
        {"\"quota\": 60", "\"quota\": 0",
         "a.json: $.office.groups[0].quota: 0: allowed are whole numbers from 1 to 100000"},
        {"\"quota\": 60", "\"quota\": \"60\"",
         "a.json: $.office.groups[0].quota: must be a whole number, not a string"},
        {"\"last_ticket\": \"14:30\"", "\"last_ticket\": \"14.30\"",
         "a.json: $.office.groups[0].last_ticket: \"14.30\": a time of day is written as 08:00, to "
         "24:00"},
        {"\"last_ticket\": \"14:30\"", "\"last_ticket\": \"00:00\"",
         "a.json: $.office.groups[0].last_ticket: 00:00 would leave no time for a number"},
        {"\"day\": \"mon\", \"from\": \"08:00\"", "\"day\": \"Senin\", \"from\": \"08:00\"",
         "a.json: $.office.hours[0].day: unknown \"Senin\"; allowed are sun, mon, tue, wed, thu, "
         "fri, "
         "sat"},
        {"\"id\": \"izin-dua\"", "\"id\": \"Izin Dua\"",
         "a.json: $.services[1].id: \"Izin Dua\": allowed are 1 to 63 small letters, digits and "
         "hyphens"},
        {"\"letter\": \"B\"", "\"letter\": \"P\"",
         "a.json: $.office.groups[1].letter: \"P\": allowed is one letter from A to Z without I, O "
         "and P"},
        {"\"kind\": \"phone\"", "\"kind\": \"telex\"",
         "a.json: $.office.standard.complaints.channels[1].kind: unknown \"telex\"; allowed are "
         "phone, fax, sms, whatsapp, email, web, facebook, twitter, letter, box, counter, form, "
         "officer"},
        {"\"kind\": \"missing\"", "\"kind\": \"lost\"",
         "a.json: $.services[0].review[1].kind: unknown \"lost\"; allowed are doubled, wrong, "
         "contradicts, spelling, missing, setting, unconfirmed"},
        /* repeated */
        {"\"id\": \"izin-dua\"", "\"id\": \"izin-satu\"",
         "a.json: $.services[1]: the id \"izin-satu\" is that of services[0] too; each stands "
         "once"},
        {"\"id\": \"izin-dua\"", "\"id\": \"info\"",
         "a.json: $.services[1]: the id \"info\" is that of a group too; each stands once"},
        {"\"letter\": \"B\"", "\"letter\": \"A\"",
         "a.json: $.office.groups[1]: the letter A is that of groups[0] too; each stands once"},
        {"\"icon\": \"heart-pulse\"}",
         "\"icon\": \"x\"}, {\"id\": \"health\", \"name\": {\"id\": \"K\", \"en\": \"H\"}}",
         "a.json: $.sectors[1]: the id \"health\" is that of sectors[0] too; each stands once"},
        /* nothing in it */
        {"\"legal_basis\": [\"UU satu\"]", "\"legal_basis\": []",
         "a.json: $.services[0].legal_basis: an empty list; leave the key out where there is "
         "nothing"},
        {"\"actors\": [\"Pemohon\"]", "\"actors\": []",
         "a.json: $.services[0].steps[0].actors: an empty list; leave the key out where there is "
         "nothing"},
        {"\"product\": \"Surat Izin Satu\"", "\"product\": \"  \"",
         "a.json: $.services[0].product: an empty text; leave the key out where there is nothing"},
        {"Surat Izin Satu", "Surat\\tIzin",
         "a.json: $.services[0].product: a tab, line break or other control character; a text is "
         "one line"},
        /* durations */
        {"{\"value\": 15, \"unit\": \"minute\"}", "{\"value\": 15, \"unit\": \"menit\"}",
         "a.json: $.services[0].steps[1].duration.unit: unknown \"menit\"; allowed are minute, "
         "hour, day, workday, month"},
        {"{\"value\": 15, \"unit\": \"minute\"}", "{\"value\": 0, \"unit\": \"minute\"}",
         "a.json: $.services[0].steps[1].duration.value: 0: allowed are whole numbers from 1 to "
         "10000"},
        {"{\"value\": 15, \"unit\": \"minute\"}", "{\"value\": 1.5, \"unit\": \"minute\"}",
         "a.json: $.services[0].steps[1].duration.value: must be a whole number, not a fraction"},
        {"{\"value\": 15, \"unit\": \"minute\"}", "{\"value\": 15}",
         "a.json: $.services[0].steps[1].duration: \"unit\" is missing"},
        {"\"amount_rp\": 25000", "\"amount_rp\": -1",
         "a.json: $.services[1].fee.amount_rp: -1: allowed are whole numbers from 0 to 2000000000"},
        /* what is referred to */
        {"\"group\": \"info\"", "\"group\": \"kasir\"",
         "a.json: $.services[1].group: the office has no group \"kasir\"; allowed are intake, "
         "info"},
        {"\"sector\": \"health\"", "\"sector\": \"farm\"",
         "a.json: $.services[0].sector: there is no sector \"farm\" in $.sectors"},
        {"\"no\": 1", "\"no\": 2",
         "a.json: $.services[0].steps[1]: the step 2 stands behind step 2; steps stand in their "
         "order"},
        {"\"from\": 2, \"to\": 3", "\"from\": 3, \"to\": 2",
         "a.json: $.services[0].phases[0]: from 3 to 2; a phase goes forward"},
        {"\"from\": 2, \"to\": 3", "\"from\": 2, \"to\": 4",
         "a.json: $.services[0].phases[0]: from 2 to 4: there is no such step"},
        {"\"item\": \"office.groups\"", "\"item\": \"office.groups[2]\"",
         "a.json: $.review[1].item: \"office.groups[2]\" names nothing here"},
        {"\"item\": \"evaluation\"", "\"item\": \"evaluation[\"",
         "a.json: $.services[0].review[1].item: \"evaluation[\" names nothing here"},
        {"\"item\": \"office.standard.complaints.channels[0]\"", "\"item\": \"office.address\"",
         "a.json: $.review[0].item: \"office.address\" cannot be hidden; doubled and wrong name a "
         "line of a list, a step, the product or a channel"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(faults); i++)
        expect(&faults[i], true);
}

static void warnings_keep_no_catalogue_from_use(void **state)
{
    static const struct fault faults[] = {
        {"[\"Aman satu\", \"Aman dua\"]", "[\"Aman satu\", \"Aman satu\"]",
         "a.json: $.office.standard.security[1]: warning: the same text as [0]; mark it as doubled "
         "or take it out"},
        {", \"en\": \"Permit Two\"", "",
         "a.json: $.services[1].name: warning: no English text; write {\"id\": …, \"en\": …}"},
        {"{\"id\": \"Informasi\", \"en\": \"Information\"}", "\"Informasi\"",
         "a.json: $.office.groups[1].name: warning: no English text; write {\"id\": …, \"en\": …}"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(faults); i++)
        expect(&faults[i], false);
}

static void a_repeated_line_without_a_mark_is_warned_about(void **state)
{
    static const struct fault fault = {
        "\"item\": \"requirements[2]\", \"kind\": \"doubled\"",
        "\"item\": \"requirements[2]\", \"kind\": \"unconfirmed\"",
        "a.json: $.services[0].requirements[2]: warning: the same text as [0]; mark it as doubled "
        "or take it out"};

    (void)state;
    expect(&fault, false);
}

static void over_long_texts_are_warned_about(void **state)
{
    char long_name[400] = "\"id\": \"";
    char long_text[1300] = "\"Surat ";
    struct fault name = {"\"id\": \"Izin Dua\"", long_name,
                         "a.json: $.services[1].name: warning: 160 characters; over 150 do not fit "
                         "a tile"};
    struct fault text = {"\"Surat Izin Satu\"", long_text,
                         "a.json: $.services[0].product: warning: 1205 characters; over 1000 are "
                         "hard to read on the screen"};
    size_t at = strlen(long_name);

    (void)state;
    for (int i = 0; i < 160; i++, at += 2) /* two bytes each, one character */
        memcpy(long_name + at, "\xC3\xA9", 2);
    memcpy(long_name + at, "\"", 2);
    expect(&name, false);
    at = strlen(long_text);
    memset(long_text + at, 'x', 1199);
    memcpy(long_text + at + 1199, "\"", 2);
    expect(&text, false);
}

/* A page's memory is bounded, so a text is too. */
static void text_without_end_is_an_error(void **state)
{
    enum { FIRST = 7, MOST = 4000 };
    char endless[MOST + 20] = "\"Surat ";
    struct fault fault = {"\"Surat Izin Satu\"", endless,
                          "a.json: $.services[0].product: warning: 4000 characters; over 1000 are "
                          "hard to read on the screen"};

    (void)state;
    memset(endless + FIRST, 'x', MOST - FIRST + 1);
    memcpy(endless + MOST + 1, "\"", 2);
    expect(&fault, false);
    memcpy(endless + MOST + 1, "x\"", 3);
    fault.finding = "a.json: $.services[0].product: 4001 bytes; a text has at most 4000";
    expect(&fault, true);
}

static void findings_of_meaning_name_their_line(void **state)
{
    static const struct {
        const char *from;
        const char *to;
        const char *end;
    } cases[] = {
        {"\"version\": 3", "\"version\": 0", "9223372036854775807 (line 3)"},
        {"\"version\": 3,", "", ": $: \"version\" is missing"},
        {"\"unit\": \"minute\"", "\"unit\": \"menit\"", "workday, month (line 45)"},
        {"\"id\": \"izin-dua\", ", "", ": $.services[1]: \"id\" is missing (line 61)"},
        {"\"notify_sms\": true", "\"not\\u0069fy\": true", "source, review"},
        {"\"icon\": \"heart-pulse\"", "\"icon\": \"a b\"", "digits and hyphens (line 6)"},
        {"Loket 2", " ", "where there is nothing (line 20)"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO_FREE char *text = catalog_text(cases[i].from, cases[i].to);
        struct catalog *catalog = NULL;
        struct err err = {0};
        size_t end = strlen(cases[i].end);

        assert_false(catalog_json_read(&catalog, "a.json", text, strlen(text), NULL, &err));
        assert_true(strlen(err.text) > end);
        assert_string_equal(err.text + strlen(err.text) - end, cases[i].end);
    }
}

static void findings_are_told_in_the_language_that_was_asked_for(void **state)
{
    static const struct fault faults[] = {
        {"\"version\": 3,", "", "a.json: $: \"version\" tidak ada"},
        {"\"version\": 3", "\"version\": \"3\"",
         "a.json: $.version: harus berupa bilangan bulat, bukan teks (baris 3)"},
        {", \"en\": \"Permit Two\"", "",
         "a.json: $.services[1].name: peringatan: belum ada teks bahasa Inggris; tulis {\"id\": …, "
         "\"en\": …} (baris 61)"},
        {"\"version\": 3,", "\"version\": 3, \"version\": 4,",
         "a.json:3:25: kunci yang sama ditulis dua kali di dekat '\"version\"'"},
        {"\"version\": 3,", "\"version\": 3",
         "a.json:4:10: tidak sesuai tata tulis JSON di dekat '\"status\"'"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
        AUTO_FREE char *text = catalog_text(faults[i].from, faults[i].to);
        AUTO(catalog_issues_clear) struct catalog_issues issues = {.words = i18n_text};
        struct catalog *catalog = NULL;

        if (catalog_json_read(&catalog, "a.json", text, strlen(text), &issues, NULL))
            catalog_free(catalog);
        assert_int_equal(issues.count, 1);
        assert_string_equal(issues.items[0].text, faults[i].finding);
    }
}

static void every_fault_of_syntax_has_its_indonesian(void **state)
{
#define DEEP_16 "[[[[[[[[[[[[[[[["
    static const struct {
        const char *text;
        size_t len; /* 0: strlen */
        const char *finding;
    } cases[] = {
        {"\xEF\xBB\xBF{}", 0,
         "a.json:1:1: diawali tanda urutan bita (BOM); simpan sebagai UTF-8 tanpa BOM"},
        {"\xFF\xFE{\0}\0", 6, "a.json:1:1: berupa UTF-16; simpan sebagai UTF-8"},
        {"[1,\0 2]", 7, "a.json:1:4: ada bita NUL; yang boleh hanya teks UTF-8"},
        {"[\n \"caf\xE9\"]", 0,
         "a.json:2:6: ada bita yang bukan UTF-8; simpan berkas sebagai UTF-8"},
        {"{\"a\":", 0, "a.json:1:5: isinya terputus sebelum selesai"},
        {"[\"\\u0000\"]", 0, "a.json:1:9: \\u0000 tidak boleh ada dalam teks"},
        {"{\"a\": 1,\n\"a\": 2}", 0,
         "a.json:2:3: kunci yang sama ditulis dua kali di dekat '\"a\"'"},
        {"{} x", 0, "a.json:1:4: masih ada tulisan sesudah akhirnya di dekat 'x'"},
        {"[99999999999999999999]", 0,
         "a.json:1:21: bilangan terlalu besar di dekat '99999999999999999999'"},
        {"[1e999]", 0, "a.json:1:6: bilangan terlalu besar di dekat '1e999'"},
        {"[\"a\tb\"]", 0, "a.json:1:3: ada karakter kendali dalam teks di dekat '\"a'"},
        {DEEP_16 DEEP_16 DEEP_16 DEEP_16 "[", 0, "a.json:1:65: bersarang terlalu dalam"},
        {"[1,]", 0, "a.json:1:4: tidak sesuai tata tulis JSON di dekat ']'"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(catalog_issues_clear) struct catalog_issues issues = {.words = indonesian};
        struct catalog *catalog = NULL;
        size_t len = cases[i].len > 0 ? cases[i].len : strlen(cases[i].text);

        assert_false(catalog_json_read(&catalog, "a.json", cases[i].text, len, &issues, NULL));
        assert_int_equal(issues.count, 1);
        assert_string_equal(issues.items[0].text, cases[i].finding);
    }
}

static void all_faults_are_told_at_once(void **state)
{
    AUTO_FREE char *once = catalog_text("\"zone\": \"WITA\"", "\"zone\": \"X\"");
    AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
    struct catalog *catalog = NULL;
    struct err err;
    char *at = strstr(once, "\"unit\": \"day\"");

    (void)state;
    assert_non_null(at);
    memcpy(at, "\"unit\": \"dey\"", 13);
    assert_false(catalog_json_read(&catalog, "a.json", once, strlen(once), &issues, &err));
    assert_int_equal(issues.count, 2);
    assert_string_equal(err.text, issues.items[0].text);
}

static void a_flood_of_findings_is_counted_but_not_kept(void **state)
{
    AUTO_TEXT struct text flood = {0};
    AUTO_FREE char *whole = NULL;
    AUTO(catalog_issues_clear) struct catalog_issues issues = {0};
    struct catalog *catalog = NULL;
    struct err err;

    (void)state;
    text_init(&flood, 1000000);
    for (int i = 0; i < 5000; i++)
        text_add(&flood, "{},");
    text_add(&flood, "{\"id\": \"izin-dua\", ");
    whole = catalog_text("{\"id\": \"izin-dua\", ", flood.data);
    assert_false(catalog_json_read(&catalog, "a.json", whole, strlen(whole), &issues, &err));
    assert_int_equal(issues.error_count, 15000);
    assert_int_equal(issues.count, 1001);
    assert_string_equal(issues.items[1000].text, "a.json: 14000 more findings are not shown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_are_told_in_the_language_that_was_asked_for),
        cmocka_unit_test(every_fault_of_syntax_has_its_indonesian),
        cmocka_unit_test(syntax_is_told_with_line_and_column),
        cmocka_unit_test(errors_of_meaning_are_told_with_their_path),
        cmocka_unit_test(warnings_keep_no_catalogue_from_use),
        cmocka_unit_test(a_repeated_line_without_a_mark_is_warned_about),
        cmocka_unit_test(over_long_texts_are_warned_about),
        cmocka_unit_test(text_without_end_is_an_error),
        cmocka_unit_test(findings_of_meaning_name_their_line),
        cmocka_unit_test(all_faults_are_told_at_once),
        cmocka_unit_test(a_flood_of_findings_is_counted_but_not_kept),
    };

    return cmocka_run_group_tests_name("catalog faults", tests, open_translations, NULL);
}
