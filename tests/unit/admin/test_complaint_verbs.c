/* The complaint verbs: what they answer, what they refuse, and that nothing is opened unnoted. */
#include "base/json.h"
#include "base/mem.h"
#include "desk/complaints.h"
#include "desk/desk.h"
#include "terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define STORY "Antrean loket dua zzkeluhan terlalu lama."
#define ANSWER "Loket dua kini dilayani dua petugas.\n"

static struct complaint file(struct terminal *terminal, enum complaint_reply reply)
{
    const struct complaint_request request = {.request = uuid_v4(),
                                              .kind = KIND_PENGADUAN,
                                              .service_id = "izin-satu",
                                              .text = STORY,
                                              .reply = reply,
                                              .name = "Siti Zzpelapor",
                                              .contact = reply == REPLY_PHONE ? "081234567890" : "",
                                              .has_consented = true,
                                              .lang = "id"};
    struct complaint complaint = {0};
    struct desk *desk = NULL;
    struct err err = {0};

    if (!desk_open(&desk, &terminal->admin.desk, &err)
        || !desk_file_complaint(desk, &request, &complaint, &err))
        fail_msg("%s", err.text);
    desk_close(desk);
    return complaint;
}

static int set_up(void **state)
{
    int failed = terminal_set_up(state);
    struct terminal *terminal = *state;

    terminal->admin.desk.device = "K1";
    terminal->admin.locale_dir = BINARY_DIR "/share/locale";
    terminal->admin.font_dir = SOURCE_DIR "/assets/fonts";
    assert_int_equal(terminal_type_with(terminal, "staff add P-07 Rina --pin-stdin", "271828\n"),
                     ADMIN_OK);
    assert_int_equal(terminal_type_with(
                         terminal, "staff add S-01 Budi --role supervisor --pin-stdin", "314159\n"),
                     ADMIN_OK);
    return failed;
}

static void assert_says(const char *answer, const char *expected)
{
    if (!strstr(answer, expected))
        fail_msg("\"%s\" does not say \"%s\"", answer, expected);
}

static int64_t reads_in_journal(struct terminal *terminal)
{
    int64_t count = 0;

    assert_int_equal(terminal_type(terminal, "journal show --json"), ADMIN_OK);
    for (const char *at = terminal->out; (at = strstr(at, "complaint.read")); at++)
        count++;
    return count;
}

static void the_list_tells_the_register_and_no_words(void **state)
{
    struct terminal *terminal = *state;

    file(terminal, REPLY_PHONE);
    file(terminal, REPLY_IN_PERSON);
    assert_int_equal(terminal_type(terminal, "complaint list"), ADMIN_OK);
    assert_says(terminal->out, "PD-1002    2026-11-23 10:41  pengaduan -      received    "
                               "2026-11-28 -       izin-satu\nPD-1001");
    assert_null(strstr(terminal->out, "zz"));
    assert_null(strstr(terminal->out, "Zz"));
    assert_int_equal(terminal_type(terminal, "complaint list --state answered"), ADMIN_OK);
    assert_string_equal(terminal->out, "");
    assert_int_equal(terminal_type(terminal, "complaint list --from 2026-11-24"), ADMIN_OK);
    assert_string_equal(terminal->out, "");
    assert_int_equal(terminal_type(terminal, "complaint list --to 2026-11-22"), ADMIN_OK);
    assert_string_equal(terminal->out, "");
    assert_int_equal(
        terminal_type(terminal, "complaint list --from 2026-11-23 --to 2026-11-23 --json"),
        ADMIN_OK);
    assert_says(
        terminal->out,
        "{\"number\":\"PD-1002\",\"at\":\"2026-11-23T10:41:00+08:00\",\"device\":\"K1\","
        "\"kind\":\"pengaduan\",\"service\":\"izin-satu\",\"service_name\":\"Izin Satu\","
        "\"weight\":null,\"state\":\"received\",\"reply\":\"in_person\","
        "\"due\":\"2026-11-28\",\"overdue\":false,\"notice\":2,\"answered_at\":null,"
        "\"closed_at\":null,\"officer\":null,\"office_state\":\"received\",\"erased\":false}\n");
}

static void what_is_overdue_is_listed_alone(void **state)
{
    struct terminal *terminal = *state;

    file(terminal, REPLY_PHONE);
    assert_int_equal(terminal_type(terminal, "complaint list --overdue"), ADMIN_OK);
    assert_string_equal(terminal->out, "");
    clock_fake_set_wall(terminal->clock, MORNING_MS + INT64_C(6) * 86400000);
    file(terminal, REPLY_PHONE);
    assert_int_equal(terminal_type(terminal, "complaint list --overdue"), ADMIN_OK);
    assert_says(terminal->out, "PD-1001");
    assert_says(terminal->out, " overdue ");
    assert_null(strstr(terminal->out, "PD-1002"));
}

static void showing_opens_nothing_unless_told_who_reads(void **state)
{
    struct terminal *terminal = *state;
    struct complaint complaint = file(terminal, REPLY_PHONE);

    assert_int_equal(terminal_type(terminal, "complaint show pd1001"), ADMIN_OK);
    assert_says(terminal->out, "number    PD-1001\n");
    assert_null(strstr(terminal->out, "zzkeluhan"));
    assert_null(strstr(terminal->out, complaint.code));
    assert_int_equal(terminal_type(terminal, "complaint show PD-1001 --open"), ADMIN_USAGE);
    assert_int_equal(terminal_type(terminal, "complaint show PD-1001 --officer P-07"), ADMIN_USAGE);
    assert_int_equal(terminal_type(terminal, "complaint show PD-1001 --open --officer X-1"),
                     ADMIN_FAILED);
    assert_string_equal(terminal->out, "");
    assert_int_equal(reads_in_journal(terminal), 0);
    assert_int_equal(terminal_type(terminal, "complaint show PD-1001 --open --officer P-07"),
                     ADMIN_OK);
    assert_says(terminal->out, STORY);
    assert_says(terminal->out, "name      Siti Zzpelapor\n");
    assert_says(terminal->out, "contact   081234567890\n");
    assert_null(strstr(terminal->out, complaint.code));
    assert_int_equal(reads_in_journal(terminal), 1);
    assert_null(strstr(terminal->out, "Zzpelapor"));
    assert_int_equal(terminal_type(terminal, "complaint show 1001 --open --officer P-07 --json"),
                     ADMIN_OK);
    AUTO_JSON struct json *json = NULL;
    assert_true(json_parse(&json, terminal->out, terminal->out_len, NULL, NULL));
    assert_string_equal(json_string(json_get(json, "text")), STORY);
    assert_string_equal(json_string(json_get(json, "name")), "Siti Zzpelapor");
    assert_int_equal(json_kind(json_get(json, "answer")), JSON_NULL);
    assert_int_equal(json_kind(json_get(json, "route")), JSON_NULL);
}

static void an_officer_weighs_answers_and_closes(void **state)
{
    struct terminal *terminal = *state;

    file(terminal, REPLY_PHONE);
    assert_int_equal(
        terminal_type_with(terminal, "complaint answer PD-1001 --officer P-07", ANSWER),
        ADMIN_FAILED);
    assert_int_equal(terminal_type(terminal, "complaint weigh PD-1001 ringan --officer P-07"),
                     ADMIN_OK);
    assert_int_equal(terminal_type(terminal, "complaint show PD-1001"), ADMIN_OK);
    assert_says(terminal->out, "weight    ringan\nroute     Dijawab langsung\n");
    assert_int_equal(terminal_type_with(terminal, "complaint answer PD-1001 --officer P-07", ""),
                     ADMIN_FAILED);
    assert_int_equal(
        terminal_type_with(terminal, "complaint answer PD-1001 --officer P-07", ANSWER), ADMIN_OK);
    assert_int_equal(terminal_type(terminal, "complaint close PD-1001 --officer P-07"), ADMIN_OK);
    assert_int_equal(terminal_type(terminal, "complaint close PD-1001 --officer P-07"),
                     ADMIN_FAILED);
    assert_says(terminal->complaints, "complaint PD-1001 is closed");
    assert_int_equal(terminal_type(terminal, "complaint show 1001 --open --officer S-01"),
                     ADMIN_OK);
    assert_says(terminal->out, "answer\nLoket dua kini dilayani dua petugas.\n");
    assert_says(terminal->out, "closed    2026-11-23 10:41\n");
}

static void an_answer_over_the_room_is_refused_whole(void **state)
{
    struct terminal *terminal = *state;
    AUTO_FREE char *much = mem_zalloc(100001, 1);

    memset(much, 'a', 100000);
    file(terminal, REPLY_PHONE);
    assert_int_equal(terminal_type(terminal, "complaint weigh PD-1001 ringan --officer P-07"),
                     ADMIN_OK);
    assert_int_equal(terminal_type_with(terminal, "complaint answer PD-1001 --officer P-07", much),
                     ADMIN_FAILED);
    assert_says(terminal->complaints, "over 600 letters");
    assert_int_equal(terminal_type(terminal, "complaint list --state in_progress"), ADMIN_OK);
    assert_says(terminal->out, "PD-1001");
}

static void erasing_needs_the_receipts_code_and_a_supervisor(void **state)
{
    struct terminal *terminal = *state;
    struct complaint complaint = file(terminal, REPLY_PHONE);
    AUTO_FREE char *by_officer =
        mem_format("complaint erase PD-1001 %s --officer P-07", complaint.code);
    AUTO_FREE char *by_supervisor =
        mem_format("complaint erase PD-1001 %s --officer S-01", complaint.code);

    assert_int_equal(terminal_type(terminal, by_officer), ADMIN_FAILED);
    assert_int_equal(terminal_type(terminal, "complaint erase PD-1001 OOOO --officer S-01"),
                     ADMIN_FAILED);
    assert_int_equal(terminal_type(terminal, by_supervisor), ADMIN_OK);
    assert_int_equal(terminal_type(terminal, "complaint list"), ADMIN_OK);
    assert_says(terminal->out, "closed");
    assert_says(terminal->out, "(erased)");
    assert_int_equal(terminal_type(terminal, "complaint show 1001 --open --officer S-01"),
                     ADMIN_FAILED);
    assert_says(terminal->complaints, "erased");
}

static void the_book_of_a_month_leaves_in_every_format(void **state)
{
    struct terminal *terminal = *state;

    file(terminal, REPLY_PHONE);
    assert_int_equal(terminal_type(terminal, "complaint weigh PD-1001 sedang --officer P-07"),
                     ADMIN_OK);
    assert_int_equal(terminal_type(terminal, "complaint report --month 2026-11 --format csv"),
                     ADMIN_OK);
    assert_string_equal(terminal->out,
                        "\"tanggal\",\"nomor\",\"identitas\",\"jenis\",\"layanan\",\"bobot\","
                        "\"keadaan\",\"janji\",\"jawaban\",\"terlambat\"\r\n"
                        "2026-11-23,\"PD-1001\",\"\",\"pengaduan\",\"izin-satu\",\"sedang\","
                        "\"in_progress\",2026-11-28,,0\r\n");
    assert_int_equal(terminal_type(terminal, "complaint report --month 2026-11 --open --officer "
                                             "S-01 --format csv-id"),
                     ADMIN_OK);
    assert_string_equal(terminal->out,
                        "\xef\xbb\xbf\"Tanggal\";\"Nomor\";\"Identitas\";\"Jenis\";\"Layanan\";"
                        "\"Bobot\";\"Keadaan\";\"Janji\";\"Jawaban\";\"Lewat janji\"\r\n"
                        "2026-11-23;\"PD-1001\";\"Siti Zzpelapor\";\"Pengaduan\";\"Izin Satu\";"
                        "\"Sedang\";\"Diproses\";2026-11-28;;\"\"\r\n");
    assert_int_equal(terminal_type(terminal, "complaint report --month 2026-11"), ADMIN_OK);
    assert_says(terminal->out, "Buku Pengaduan\nDPMPTSP Contoh\nNovember 2026");
    assert_says(terminal->out, "2026-11-23  PD-1001     Pengaduan             Sedang");
    assert_says(terminal->out, "tidak dibuka; Izin Satu\n");
    assert_null(strstr(terminal->out, "Zzpelapor"));
    assert_null(strstr(terminal->out, "zzkeluhan"));
    assert_int_equal(terminal_type(terminal, "complaint report --month 2026-10 --format csv"),
                     ADMIN_OK);
    assert_null(strstr(terminal->out, "PD-"));
    assert_int_equal(terminal_type(terminal, "complaint report --month 2026-11 --format pdf"),
                     ADMIN_OK);
    assert_memory_equal(terminal->out, "%PDF-", 5);
}

static void only_a_supervisor_opens_the_book(void **state)
{
    struct terminal *terminal = *state;

    file(terminal, REPLY_PHONE);
    assert_int_equal(
        terminal_type(terminal, "complaint report --month 2026-11 --open --officer P-07"),
        ADMIN_FAILED);
    assert_string_equal(terminal->out, "");
    assert_says(terminal->complaints, "P-07");
    assert_int_equal(terminal_type(terminal, "complaint report --month 2026-11 --open"),
                     ADMIN_USAGE);
    assert_int_equal(
        terminal_type(terminal, "complaint report --month 2026-11 --open --officer S-01"),
        ADMIN_OK);
    assert_says(terminal->out, "Siti Zzpelapor; Izin Satu\n");
    assert_int_equal(terminal_type(terminal, "journal show --json"), ADMIN_OK);
    assert_says(terminal->out, "complaint.book_read");
}

static void a_name_is_no_formula(void **state)
{
    struct terminal *terminal = *state;
    const struct complaint_request request = {.request = uuid_v4(),
                                              .text = STORY,
                                              .reply = REPLY_IN_PERSON,
                                              .name = "=HYPERLINK(\"http://x\")",
                                              .has_consented = true};
    struct complaint complaint;
    struct desk *desk = NULL;

    assert_true(desk_open(&desk, &terminal->admin.desk, NULL));
    assert_true(desk_file_complaint(desk, &request, &complaint, NULL));
    desk_close(desk);
    assert_int_equal(terminal_type(terminal, "complaint report --month 2026-11 --open --officer "
                                             "S-01 --format csv"),
                     ADMIN_OK);
    assert_says(terminal->out, ",\"'=HYPERLINK(\"\"http://x\"\")\",");
}

static void wrong_words_are_told(void **state)
{
    static const struct {
        const char *command;
        const char *says;
    } cases[] = {
        {"complaint list --state open", "--state \"open\" is none of"},
        {"complaint list --from yesterday", "--from \"yesterday\" is no date"},
        {"complaint list --to 2026-02-31", "--to \"2026-02-31\" is no date"},
        {"complaint list all", "\"all\" does not belong"},
        {"complaint show", "takes one NUMBER"},
        {"complaint weigh PD-1001 gawat --officer P-07", "\"gawat\" is none of"},
        {"complaint weigh PD-1001 ringan", "--officer CODE is missing"},
        {"complaint weigh PD-1001 --officer P-07", "takes NUMBER and ringan"},
        {"complaint close --officer P-07", "takes one NUMBER"},
        {"complaint erase PD-1001 --officer S-01", "takes NUMBER and CODE"},
        {"complaint report", "needs --month"},
        {"complaint report --month 2026-T4", "needs --month"},
        {"complaint report --month 2026-11 --format doc", "--format \"doc\" is none of"},
    };
    struct terminal *terminal = *state;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_int_equal(terminal_type(terminal, cases[i].command), ADMIN_USAGE);
        assert_says(terminal->complaints, cases[i].says);
    }
    assert_int_equal(terminal_type(terminal, "complaint show PD-1001"), ADMIN_FAILED);
    assert_says(terminal->complaints, "no complaint of that number");
    assert_int_equal(terminal_type(terminal, "complaint show A-014"), ADMIN_FAILED);
    assert_says(terminal->complaints, "is no complaint number");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, terminal_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_list_tells_the_register_and_no_words),
        TEST(what_is_overdue_is_listed_alone),
        TEST(showing_opens_nothing_unless_told_who_reads),
        TEST(an_officer_weighs_answers_and_closes),
        TEST(an_answer_over_the_room_is_refused_whole),
        TEST(erasing_needs_the_receipts_code_and_a_supervisor),
        TEST(the_book_of_a_month_leaves_in_every_format),
        TEST(only_a_supervisor_opens_the_book),
        TEST(a_name_is_no_formula),
        TEST(wrong_words_are_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
