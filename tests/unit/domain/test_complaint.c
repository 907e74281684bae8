/* Complaints: their numbers as people type them, the code on the receipt, and contacts. */
#include "domain/complaint.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static void a_number_reads_device_and_running_number(void **state)
{
    char number[COMPLAINT_NUMBER_TEXT];

    (void)state;
    complaint_format_number(number, 1, 31);
    assert_string_equal(number, "PD-1031");
    complaint_format_number(number, 9, 999);
    assert_string_equal(number, "PD-9999");
    complaint_format_number(number, 1, 1000);
    assert_string_equal(number, "PD-11000");
}

static void every_number_that_is_written_is_read_back(void **state)
{
    static const int64_t seqs[] = {1, 9, 10, 99, 100, 999, 1000, 99999, INT64_C(99999999999999999)};
    char number[COMPLAINT_NUMBER_TEXT], again[COMPLAINT_NUMBER_TEXT];

    (void)state;
    for (int device = 1; device <= 9; device++) {
        for (size_t i = 0; i < ARRAY_LEN(seqs); i++) {
            complaint_format_number(number, device, seqs[i]);
            assert_true(complaint_parse_number(number, again));
            assert_string_equal(again, number);
        }
    }
}

static void a_number_is_found_however_it_is_typed(void **state)
{
    static const char *const typed[] = {"PD-1031", "pd-1031",    "pd 1031", "PD1031",
                                        "1031",    " Pd 1 031 ", "PD--1031"};
    char number[COMPLAINT_NUMBER_TEXT];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(typed); i++) {
        assert_true(complaint_parse_number(typed[i], number));
        assert_string_equal(number, "PD-1031");
    }
}

static void what_no_receipt_shows_is_no_number(void **state)
{
    static const char *const typed[] = {
        "",          " ",       "PD",      "PD-",      "103",      "PD-103",
        "0031",      "PD-0031", "PD-1000", "PD-10031", "P-1031",   "DP-1031",
        "PD-1031x",  "A-014",   "1031.",   "+1031",    "１０３１", "1234567890123456789",
        "PD-1031\n",
    };
    char number[COMPLAINT_NUMBER_TEXT];

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(typed); i++)
        assert_false(complaint_parse_number(typed[i], number));
}

static void the_code_on_a_receipt_fits_its_letters(void **state)
{
    char qr[TICKET_QR_TEXT];

    (void)state;
    assert_true(complaint_format_qr(qr, "pekanbaru", "PD-1031", "7F3K"));
    assert_string_equal(qr, "ANJ1:PEKANBARU:D:PD-1031:7F3K");
    /* 18 letters of an office make 38 in all, one more is too many. */
    assert_true(complaint_format_qr(qr, "kabupaten-bombanas", "PD-1031", "7F3K"));
    assert_int_equal(strlen(qr), 38);
    assert_false(complaint_format_qr(qr, "kabupaten-bombanass", "PD-1031", "7F3K"));
    assert_false(complaint_format_qr(qr, "an-office-of-a-very-very-long-name", "PD-1031", "7F3K"));
}

static void telephone_numbers_have_eight_to_fifteen_digits(void **state)
{
    static const char *const good[] = {"0812 3456 7890", "+62 812-3456-7890", "08123456",
                                       "021-5550123", "123456789012345"};
    static const char *const bad[] = {
        "",  "0812345",      "1234567890123456", "0812a3456789",      "nol delapan",
        "+", "0812/3456789", "081234567\n",      "０８１２３４５６７"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(good); i++)
        assert_true(complaint_is_phone(good[i]));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(complaint_is_phone(bad[i]));
}

static void an_address_has_one_at_and_a_dot_behind_it(void **state)
{
    static const char *const good[] = {"a@b.c", "sari.ani@example.go.id", "x+y@mail.example.id"};
    static const char *const bad[] = {"",     "a",      "@b.c",    "a@",      "a@b",    "a@.c",
                                      "a@b.", "a@@b.c", "a@b@c.d", "a b@c.d", "a@b .c", "a.b"};

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(good); i++)
        assert_true(complaint_is_email(good[i]));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        assert_false(complaint_is_email(bad[i]));
}

static void letters_are_counted_without_the_blanks_around_them(void **state)
{
    (void)state;
    assert_int_equal(complaint_letters(""), 0);
    assert_int_equal(complaint_letters("  \n\n "), 0);
    assert_int_equal(complaint_letters("\n antre lama \n"), 10);
    assert_int_equal(complaint_letters("é–ü"), 3);
}

static void sixteen_digits_in_a_row_look_like_a_nik(void **state)
{
    static const struct {
        const char *text;
        bool is_nik;
    } cases[] = {
        {"1471012345678901", true},           {"NIK saya 1471.0123.4567.8901, mohon", true},
        {"1471 0123 4567 8901", true},        {"147101234567890", false},
        {"14710123456789012", false},         {"0812 3456 7890 dan 0813 4567", false},
        {"tahun 2024, 2025 dan 2026", false}, {"", false},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        if (complaint_seems_to_have_nik(cases[i].text) != cases[i].is_nik)
            fail_msg("\"%s\"", cases[i].text);
    }
}

static void every_key_leads_back(void **state)
{
    (void)state;
    for (int i = 0; i < COMPLAINT_KIND_COUNT; i++)
        assert_int_equal(complaint_find_key(KEYS_KIND, complaint_kind_key((enum complaint_kind)i)),
                         i);
    for (int i = 0; i < WEIGHT_COUNT; i++)
        assert_int_equal(
            complaint_find_key(KEYS_WEIGHT, complaint_weight_key((enum complaint_weight)i)), i);
    for (int i = 0; i < COMPLAINT_STATE_COUNT; i++)
        assert_int_equal(
            complaint_find_key(KEYS_STATE, complaint_state_key((enum complaint_state)i)), i);
    for (int i = 0; i < REPLY_COUNT; i++)
        assert_int_equal(
            complaint_find_key(KEYS_REPLY, complaint_reply_key((enum complaint_reply)i)), i);
    assert_int_equal(complaint_find_key(KEYS_KIND, "keluhan"), -1);
    assert_int_equal(complaint_find_key(KEYS_REPLY, ""), -1);
}

static void only_what_waits_for_an_answer_is_overdue(void **state)
{
    struct complaint complaint = {.state = COMPLAINT_RECEIVED, .due_day = 20000};

    (void)state;
    assert_false(complaint_is_overdue(&complaint, 20000)); /* the promised day is not over */
    assert_true(complaint_is_overdue(&complaint, 20001));
    complaint.state = COMPLAINT_IN_PROGRESS;
    assert_true(complaint_is_overdue(&complaint, 20001));
    complaint.is_erased = true;
    assert_false(complaint_is_overdue(&complaint, 20001));
    complaint.is_erased = false;
    complaint.state = COMPLAINT_ANSWERED;
    assert_false(complaint_is_overdue(&complaint, 20001));
    complaint = (struct complaint){.state = COMPLAINT_RECEIVED}; /* no day was promised */
    assert_false(complaint_is_overdue(&complaint, 20001));
}

static void acts_follow_one_another(void **state)
{
    static const struct {
        enum complaint_state state;
        enum complaint_reply reply;
        bool weigh, answer, close;
    } rows[] = {
        {COMPLAINT_RECEIVED, REPLY_PHONE, true, false, false},
        {COMPLAINT_RECEIVED, REPLY_NONE, true, false, false},
        {COMPLAINT_IN_PROGRESS, REPLY_PHONE, true, true, false},
        {COMPLAINT_IN_PROGRESS, REPLY_NONE, true, true, true}, /* nobody waits for an answer */
        {COMPLAINT_ANSWERED, REPLY_PHONE, false, false, true},
        {COMPLAINT_CLOSED, REPLY_PHONE, false, false, false},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct complaint complaint = {.state = rows[i].state, .reply = rows[i].reply};

        assert_int_equal(complaint_may(&complaint, COMPLAINT_WEIGH), rows[i].weigh);
        assert_int_equal(complaint_may(&complaint, COMPLAINT_ANSWER), rows[i].answer);
        assert_int_equal(complaint_may(&complaint, COMPLAINT_CLOSE), rows[i].close);
    }
}

static void a_silent_standard_leaves_the_route_to_the_office(void **state)
{
    const struct service service = {.id = "izin-a",
                                    .standard.complaints.routes = {.ringan = {.id = "langsung"}}};
    const struct catalog catalog = {
        .office.standard.complaints.routes = {.ringan = {.id = "kantor"}, .berat = {.id = "rapat"}},
        .services = &service,
        .service_count = 1,
    };

    (void)state;
    assert_string_equal(complaint_route(&catalog, "izin-a", WEIGHT_RINGAN)->id, "langsung");
    assert_string_equal(complaint_route(&catalog, "izin-a", WEIGHT_BERAT)->id, "rapat");
    assert_string_equal(complaint_route(&catalog, "", WEIGHT_RINGAN)->id, "kantor");
    assert_string_equal(complaint_route(&catalog, "hilang", WEIGHT_RINGAN)->id, "kantor");
    assert_null(complaint_route(&catalog, "izin-a", WEIGHT_SEDANG));
    assert_null(complaint_route(&catalog, "izin-a", WEIGHT_NOT_SET));
}

/* What one decision makes of the complaint, told to a register that may know others already. */
static struct complaint decided(struct complaint complaint, const struct complaint_decision *all,
                                const size_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++)
        complaint_decide(&complaint, &all[order[i]]);
    return complaint;
}

static void assert_same(const struct complaint *a, const struct complaint *b)
{
    assert_int_equal(a->state, b->state);
    assert_int_equal(a->office_state, b->office_state);
    assert_int_equal(a->weight, b->weight);
    assert_int_equal(a->weighed_ms, b->weighed_ms);
    assert_int_equal(a->answered_ms, b->answered_ms);
    assert_int_equal(a->closed_ms, b->closed_ms);
}

static const struct complaint_decision decisions[] = {
    {"PD-1001", COMPLAINT_WEIGH, WEIGHT_BERAT, 2000},
    {"PD-1001", COMPLAINT_WEIGH, WEIGHT_RINGAN, 3000},
    {"PD-1001", COMPLAINT_ANSWER, WEIGHT_NOT_SET, 4000},
    {"PD-1001", COMPLAINT_CLOSE, WEIGHT_NOT_SET, 5000},
};

static void decisions_in_any_order_and_twice_make_the_same_complaint(void **state)
{
    static const size_t straight[] = {0, 1, 2, 3};
    static const size_t orders[][8] = {
        {3, 2, 1, 0, 3, 2, 1, 0}, {0, 1, 2, 3, 0, 1, 2, 3}, {1, 0, 3, 2, 2, 3, 0, 1},
        {2, 2, 0, 0, 3, 3, 1, 1}, {3, 0, 3, 1, 0, 2, 1, 3},
    };

    (void)state;
    for (int from = COMPLAINT_RECEIVED; from < COMPLAINT_STATE_COUNT; from++) {
        struct complaint complaint = {.state = (enum complaint_state)from,
                                      .weight = WEIGHT_SEDANG,
                                      .weighed_ms = 2500,
                                      .answered_ms = from >= COMPLAINT_ANSWERED ? 3900 : 0};
        struct complaint expected = decided(complaint, decisions, straight, 4);

        for (size_t i = 0; i < ARRAY_LEN(orders); i++) {
            struct complaint found = decided(complaint, decisions, orders[i], 8);

            assert_same(&found, &expected);
        }
    }
}

static void the_further_state_and_the_later_weight_count(void **state)
{
    struct complaint complaint = {
        .state = COMPLAINT_ANSWERED, .weight = WEIGHT_SEDANG, .weighed_ms = 2500, .answered_ms = 3};

    (void)state;
    complaint_decide(&complaint, &decisions[0]); /* weighed there before it was weighed here */
    assert_int_equal(complaint.state, COMPLAINT_ANSWERED);
    assert_int_equal(complaint.office_state, COMPLAINT_IN_PROGRESS);
    assert_int_equal(complaint.weight, WEIGHT_SEDANG);
    complaint_decide(&complaint, &decisions[1]);
    assert_int_equal(complaint.weight, WEIGHT_RINGAN);
    complaint_decide(&complaint, &decisions[2]); /* answered there later than here */
    assert_int_equal(complaint.answered_ms, 3);
    assert_int_equal(complaint.office_state, COMPLAINT_ANSWERED);
    complaint_decide(&complaint, &decisions[3]);
    assert_int_equal(complaint.state, COMPLAINT_CLOSED);
    assert_int_equal(complaint.closed_ms, 5000);
}

static void an_act_reads_back_from_its_key(void **state)
{
    (void)state;
    for (int act = 0; act < COMPLAINT_ACT_COUNT; act++)
        assert_int_equal(complaint_find_key(KEYS_ACT, complaint_act_key((enum complaint_act)act)),
                         act);
    assert_int_equal(complaint_find_key(KEYS_ACT, "erased"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_reads_device_and_running_number),
        cmocka_unit_test(every_number_that_is_written_is_read_back),
        cmocka_unit_test(a_number_is_found_however_it_is_typed),
        cmocka_unit_test(what_no_receipt_shows_is_no_number),
        cmocka_unit_test(the_code_on_a_receipt_fits_its_letters),
        cmocka_unit_test(telephone_numbers_have_eight_to_fifteen_digits),
        cmocka_unit_test(an_address_has_one_at_and_a_dot_behind_it),
        cmocka_unit_test(letters_are_counted_without_the_blanks_around_them),
        cmocka_unit_test(sixteen_digits_in_a_row_look_like_a_nik),
        cmocka_unit_test(every_key_leads_back),
        cmocka_unit_test(only_what_waits_for_an_answer_is_overdue),
        cmocka_unit_test(acts_follow_one_another),
        cmocka_unit_test(a_silent_standard_leaves_the_route_to_the_office),
        cmocka_unit_test(decisions_in_any_order_and_twice_make_the_same_complaint),
        cmocka_unit_test(the_further_state_and_the_later_weight_count),
        cmocka_unit_test(an_act_reads_back_from_its_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
