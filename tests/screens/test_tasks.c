/* What visitors come for: each line of tests/tasks/visitor.tsv is done by real taps, which may be 1.3
 * times as many as the fewest that any screen could ask for. */
#include "base/text.h"
#include "screens/stage.h"
#include "screens/tasks.h"
#include "platform/window.h"
#include "base/attr.h"
#include <ctype.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TENTHS_MOST = 13 };

static struct task tasks[TASKS];
static struct window *window; /* the shipped letters: how many pages there are is theirs to say */

static int open_all(void **state)
{
    const struct window_options options = {.title = "tasks",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = 320,
                                           .height = 240,
                                           .is_hidden = true};
    struct err err = {0};

    (void)state;
    if (!window_open(&window, &options, &err))
        fail_msg("%s", err.text);
    tasks_read(tasks);
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    window_close(window);
    return 0;
}

/* With no stage the taps are only counted. */
static int walk(struct stage *stage, const char *words)
{
    char word[TASK_WORD];
    int taps = 0;

    while (task_word(&words, word)) {
        if (stage)
            task_do(stage, word);
        taps += task_taps(word);
    }
    return taps;
}

/* --- what came of it ------------------------------------------------------------------------------ */

static void expect_number(struct stage *stage, const char *group)
{
    struct ticket ticket = {0};

    stage_last_ticket(stage, &ticket);
    assert_int_equal(stage_count_tickets(stage), 1);
    assert_memory_equal(ticket.number, group, 1);
    assert_int_equal(ticket.number[1], '-');
}

static int count_rows(const struct stage *stage, const char *table)
{
    sqlite3_stmt *query = NULL;
    sqlite3 *db = NULL;
    char path[128], sql[128];
    int count = -1;

    assert_true(text_format(path, sizeof path, "%s/anjungan.db", stage->directory));
    assert_true(text_format(sql, sizeof sql, "SELECT count(*) FROM %s", table));
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &query, NULL) == SQLITE_OK
        && sqlite3_step(query) == SQLITE_ROW)
        count = sqlite3_column_int(query, 0);
    assert_int_equal(sqlite3_finalize(query), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return count;
}

static void expect_result(struct stage *stage, const struct task *task)
{
    static const struct {
        const char *gives, *table;
    } kinds[] = {{"slip", "print_job"},
                 {"words", "complaint"},
                 {"answers", "response"},
                 {"call", "help_call"}};

    assert_string_equal(stage_screen(stage), task->ends);
    if (text_equal(task->gives, "-")) { /* all of it was read */
        const struct widget *further = stage_widget(stage, "page-down");

        assert_true(!further || !further->is_enabled);
    }
    if (task->gives[1] == '\0' && isupper((unsigned char)task->gives[0])) {
        expect_number(stage, task->gives);
        return;
    }
    assert_int_equal(stage_count_tickets(stage), 0);
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        assert_int_equal(count_rows(stage, kinds[i].table),
                         text_equal(task->gives, kinds[i].gives) ? 1 : 0);
}

static void every_task_takes_few_taps(void **state)
{
    (void)state;
    for (size_t i = 0; i < TASKS; i++) {
        const struct task *task = &tasks[i];
        struct stage stage = {.measure = window_measure(window)};
        int least = walk(NULL, task->needs);
        int taps;

        stage_open(&stage, "pekanbaru");
        taps = walk(&stage, task->taps);
        print_message("%2d taps, least %2d, %.2f: %s\n", taps, least, (double)taps / least,
                      task->name);
        expect_result(&stage, task);
        if (taps * 10 > least * TENTHS_MOST)
            fail_msg("%s: %d taps where %d would do", task->name, taps, least);
        stage_close(&stage);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_task_takes_few_taps),
    };

    return cmocka_run_group_tests(tests, open_all, close_all);
}
