/* The register of complaints: what its rows keep, what the schema refuses, and how it is found. */
#include "store/complaint_store.h"
#include "base/mem.h"
#include "store/db.h"
#include "support/hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct house {
    struct hall hall;
    struct db *db;
};

static int open_house(void **state)
{
    struct house *house = calloc(1, sizeof *house);
    struct err err = {0};

    hall_open(&house->hall);
    const struct db_options options = {.state_dir = house->hall.directory,
                                       .boot_id = clock_boot_id(house->hall.clock),
                                       .now_ms = HALL_NOW_MS};
    if (!db_open(&house->db, &options, &err))
        fail_msg("%s", err.text);
    *state = house;
    return 0;
}

static int close_house(void **state)
{
    struct house *house = *state;

    db_close(house->db);
    hall_check(&house->hall);
    hall_close(&house->hall);
    free(house);
    return 0;
}

static struct complaint row(const char *number)
{
    struct complaint complaint = {.request = uuid_v4(),
                                  .code = "7F3K",
                                  .device = "K1",
                                  .kind = KIND_ASPIRASI,
                                  .service_id = "izin-a",
                                  .service_name = "Izin A",
                                  .reply = REPLY_EMAIL,
                                  .state = COMPLAINT_RECEIVED,
                                  .at_ms = HALL_NOW_MS,
                                  .due_day = 20785,
                                  .notice_version = 1};

    (void)text_copy(complaint.number, sizeof complaint.number, number);
    return complaint;
}

static bool add(struct db *db, const struct complaint *complaint, int64_t seq, struct err *err)
{
    AUTO_TEXT struct text sealed;

    text_init(&sealed, 64);
    text_add_bytes(&sealed, "\0\1sealed\0", 9);
    return complaint_store_add(db, complaint, seq, &sealed, err);
}

static void a_row_comes_back_as_it_was(void **state)
{
    struct house *house = *state;
    struct complaint kept = row("PD-1001");
    struct complaint found;
    AUTO_TEXT struct text words;

    assert_true(add(house->db, &kept, 1, NULL));
    assert_true(complaint_store_find(house->db, "PD-1001", &found, NULL));
    assert_true(uuid_equal(&found.request, &kept.request));
    assert_string_equal(found.code, "7F3K");
    assert_string_equal(found.device, "K1");
    assert_int_equal(found.kind, KIND_ASPIRASI);
    assert_string_equal(found.service_id, "izin-a");
    assert_string_equal(found.service_name, "Izin A");
    assert_int_equal(found.reply, REPLY_EMAIL);
    assert_int_equal(found.weight, WEIGHT_NOT_SET);
    assert_int_equal(found.state, COMPLAINT_RECEIVED);
    assert_int_equal(found.at_ms, HALL_NOW_MS);
    assert_int_equal(found.due_day, 20785);
    assert_int_equal(found.notice_version, 1);
    assert_false(found.is_erased);
    text_init(&words, 64);
    assert_true(complaint_store_words(house->db, "PD-1001", &words, NULL));
    assert_int_equal(words.len, 9);
    assert_memory_equal(words.data, "\0\1sealed\0", 9);
    assert_true(complaint_store_erase(house->db, "PD-1001", NULL));
    assert_true(complaint_store_find_request(house->db, &kept.request, &found, NULL));
    assert_true(found.is_erased);
}

static void what_is_not_there_is_told(void **state)
{
    struct house *house = *state;
    struct complaint found;
    struct complaint missing = row("PD-1009");
    AUTO_TEXT struct text words;
    int64_t seq = -1;
    struct err err = {0};

    text_init(&words, 64);
    assert_true(complaint_store_last_seq(house->db, &seq, NULL));
    assert_int_equal(seq, 0);
    assert_false(complaint_store_find(house->db, "PD-1009", &found, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(complaint_store_find_request(house->db, &missing.request, &found, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(complaint_store_words(house->db, "PD-1009", &words, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(complaint_store_set_words(house->db, "PD-1009", &words, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(complaint_store_erase(house->db, "PD-1009", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(complaint_store_find_old(house->db, INT64_MAX, &found, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(complaint_store_move(house->db, &missing, COMPLAINT_RECEIVED, &err));
    assert_int_equal(err.code, ERR_BUSY);
}

static void no_number_request_or_sequence_comes_twice(void **state)
{
    struct house *house = *state;
    struct complaint first = row("PD-1001");
    struct complaint second = row("PD-1001");
    struct err err = {0};

    assert_true(add(house->db, &first, 1, NULL));
    assert_false(add(house->db, &second, 2, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    second = row("PD-1002");
    assert_false(add(house->db, &second, 1, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    second.request = first.request;
    assert_false(add(house->db, &second, 2, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_int_equal(hall_number(&house->hall, "SELECT count(*) FROM complaint"), 1);
}

static void the_register_keeps_its_rows_and_their_facts(void **state)
{
    static const char *const refused[] = {
        "DELETE FROM complaint",
        "UPDATE complaint SET number = 'PD-9999'",
        "UPDATE complaint SET code = 'AAAA'",
        "UPDATE complaint SET kind = 'informasi'",
        "UPDATE complaint SET at = 0",
        "UPDATE complaint SET due_day = 0",
        "UPDATE complaint SET notice_version = 0",
        "UPDATE complaint SET request = randomblob(16)",
        "UPDATE complaint SET state = 'lost'",
    };
    struct house *house = *state;
    struct complaint kept = row("PD-1001");

    assert_true(add(house->db, &kept, 1, NULL));
    for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
        if (!hall_sql_refused(&house->hall, refused[i]))
            fail_msg("%s", refused[i]);
    }
}

static void a_strange_row_is_damage(void **state)
{
    struct house *house = *state;
    struct complaint kept = row("PD-1001");
    struct complaint found;
    struct err err = {0};

    assert_true(add(house->db, &kept, 1, NULL));
    hall_sql(&house->hall, "UPDATE complaint SET weight = 'gawat'");
    assert_false(complaint_store_find(house->db, "PD-1001", &found, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_non_null(strstr(err.text, "PD-1001"));
}

static bool stop_at_once(void *context, const struct complaint *complaint)
{
    int *seen = context;

    (void)complaint;
    ++*seen;
    return false;
}

static void a_list_ends_where_the_caller_says(void **state)
{
    struct house *house = *state;
    const struct complaint_range all = {INT64_MIN, INT64_MAX, 0xf, 0, false, 0, 0};
    struct complaint first = row("PD-1001");
    struct complaint second = row("PD-1002");
    int seen = 0;

    assert_true(add(house->db, &first, 1, NULL));
    assert_true(add(house->db, &second, 2, NULL));
    assert_true(complaint_store_list(house->db, &all, stop_at_once, &seen, NULL));
    assert_int_equal(seen, 1);
}

static void a_count_knows_the_closed_ones_without_reading_them(void **state)
{
    struct house *house = *state;
    int64_t by_state[COMPLAINT_STATE_COUNT];
    int64_t overdue = -1;

    assert_true(complaint_store_count(house->db, 20786, by_state, &overdue, NULL));
    assert_int_equal(by_state[COMPLAINT_CLOSED], 0);
    assert_int_equal(overdue, 0);
    for (int i = 0; i < 6; i++) {
        char number[COMPLAINT_NUMBER_TEXT];
        AUTO_FREE char *sql = mem_format("UPDATE complaint SET state = '%s' WHERE seq = %d",
                                         i < 3   ? "closed"
                                         : i < 4 ? "answered"
                                                 : "in_progress",
                                         100001 + i);

        assert_true(text_format(number, sizeof number, "PD-%d", 1001 + i));
        struct complaint one = row(number);
        one.due_day = i == 5 ? 0 : 20785;
        assert_true(add(house->db, &one, 100001 + i, NULL)); /* after a loss */
        hall_sql(&house->hall, sql);
    }
    assert_true(complaint_store_count(house->db, 20786, by_state, &overdue, NULL));
    assert_int_equal(by_state[COMPLAINT_RECEIVED], 0);
    assert_int_equal(by_state[COMPLAINT_IN_PROGRESS], 2);
    assert_int_equal(by_state[COMPLAINT_ANSWERED], 1);
    assert_int_equal(by_state[COMPLAINT_CLOSED], 3);
    assert_int_equal(overdue, 1);
}

static void what_is_asked_often_reads_no_whole_table(void **state)
{
    static const char *const plans[] = {
        "EXPLAIN QUERY PLAN SELECT seq FROM complaint WHERE number = 'PD-1001'",
        "EXPLAIN QUERY PLAN SELECT seq FROM complaint WHERE request = x'00'",
        "EXPLAIN QUERY PLAN SELECT sum(state = 'received'), sum(due_day < 20780), (SELECT max(seq) "
        "FROM complaint) - (SELECT min(seq) FROM complaint) FROM complaint INDEXED BY "
        "complaint_open WHERE state <> 'closed'",
        "EXPLAIN QUERY PLAN SELECT number FROM complaint INDEXED BY complaint_open WHERE state <> "
        "'closed' AND at > 1 AND due_day < 20780 ORDER BY seq DESC LIMIT 8 OFFSET 8",
        "EXPLAIN QUERY PLAN SELECT number FROM complaint INDEXED BY complaint_open WHERE state <> "
        "'closed' AND at > 1 AND due_day < 20780 ORDER BY seq LIMIT 8",
        "EXPLAIN QUERY PLAN SELECT number FROM complaint NOT INDEXED WHERE seq BETWEEN (SELECT "
        "min(seq) FROM complaint WHERE at >= 1 AND at < 2) AND (SELECT max(seq) FROM complaint "
        "WHERE at >= 1 AND at < 2) AND at >= 1 AND at < 2 ORDER BY seq",
        "EXPLAIN QUERY PLAN SELECT number FROM complaint INDEXED BY complaint_kept WHERE state = "
        "'closed' AND "
        "length(words) > 0 AND closed_at < 1 ORDER BY closed_at LIMIT 1",
        "EXPLAIN QUERY PLAN SELECT id FROM print_job WHERE (kind = 'receipt' OR kind = "
        "'complaint') AND subject = 'PD-1001' ORDER BY copy DESC LIMIT 1",
    };
    struct house *house = *state;

    for (size_t i = 0; i < ARRAY_LEN(plans); i++) {
        if (hall_plan_scans(&house->hall, plans[i]))
            fail_msg("%s", plans[i]);
    }
    assert_true(hall_plan_scans(&house->hall, "EXPLAIN QUERY PLAN SELECT seq FROM complaint "
                                              "WHERE service_name = 'x'"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_house, close_house)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_row_comes_back_as_it_was),
        TEST(what_is_not_there_is_told),
        TEST(no_number_request_or_sequence_comes_twice),
        TEST(the_register_keeps_its_rows_and_their_facts),
        TEST(a_strange_row_is_damage),
        TEST(a_list_ends_where_the_caller_says),
        TEST(a_count_knows_the_closed_ones_without_reading_them),
        TEST(what_is_asked_often_reads_no_whole_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
