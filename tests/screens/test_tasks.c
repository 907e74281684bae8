/* What visitors come for: each line of tests/tasks/visitor.tsv is done by real taps, which may be 1.3
 * times as many as the fewest that any screen could ask for. */
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"
#include "screens/stage.h"
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

enum { TASKS = 10, TASK_TEXT = 1024, TENTHS_MOST = 13 };

struct task {
    char name[128], needs[TASK_TEXT], taps[TASK_TEXT], ends[32], gives[16];
};

static struct task tasks[TASKS];
static size_t task_count;
static struct window *window; /* the shipped letters: how many pages there are is theirs to say */

static bool take_cell(char *out, size_t size, const char **at)
{
    size_t len = strcspn(*at, "\t\n");

    if (len == 0 || len >= size)
        return false;
    memcpy(out, *at, len);
    out[len] = '\0';
    *at += len + ((*at)[len] == '\t');
    return true;
}

static int read_tasks(void **state)
{
    char *bytes = NULL;
    size_t len = 0;

    struct err err = {0};
    const struct window_options options = {.title = "tasks",
                                           .asset_dir = SOURCE_DIR "/assets",
                                           .width = 320,
                                           .height = 240,
                                           .is_hidden = true};

    (void)state;
    if (!window_open(&window, &options, &err))
        fail_msg("%s", err.text);
    assert_true(file_read(SOURCE_DIR "/tests/tasks/visitor.tsv", 1 << 20, &bytes, &len, NULL));
    for (const char *line = bytes; *line; line += strcspn(line, "\n") + 1) {
        const char *at = line;
        struct task *task = &tasks[task_count];

        if (*line == '#')
            continue;
        assert_true(task_count < TASKS);
        assert_true(take_cell(task->name, sizeof task->name, &at));
        assert_true(take_cell(task->needs, sizeof task->needs, &at));
        assert_true(take_cell(task->taps, sizeof task->taps, &at));
        assert_true(take_cell(task->ends, sizeof task->ends, &at));
        assert_true(take_cell(task->gives, sizeof task->gives, &at));
        task_count++;
    }
    free(bytes);
    return 0;
}

/* --- taps ---------------------------------------------------------------------------------------- */

static int close_window(void **state)
{
    (void)state;
    window_close(window);
    return 0;
}

static const char typing[] = "type:";
static const char pause_ms[] = "after:";

static int type(struct stage *stage, const char *word)
{
    int taps = 0;

    for (; *word; word++) {
        char name[WIDGET_NAME];

        assert_true(text_format(name, sizeof name, "key-%c", *word));
        stage_tap_at_once(stage, *word == '-' ? "key-space" : name);
        taps++;
    }
    return taps;
}

/* Does one step and returns the taps it took; with no stage it is only counted. */
static int step(struct stage *stage, const char *word)
{
    if (strncmp(word, typing, strlen(typing)) == 0) {
        const char *letters = word + strlen(typing);

        return stage ? type(stage, letters) : (int)strlen(letters);
    }
    if (!stage)
        return 1;
    if (text_equal(word, "printed")) {
        stage_move_job(stage, PRINT_PRINTED, TROUBLE_NONE);
        return 0;
    }
    if (strncmp(word, pause_ms, strlen(pause_ms)) == 0) {
        stage_wait(stage, strtol(word + strlen(pause_ms), NULL, 10));
        return 0;
    }
    stage_tap(stage, word);
    return 1;
}

static int walk(struct stage *stage, const char *words)
{
    char word[64];
    int taps = 0;

    for (size_t len; *words; words += len + (words[len] == ' ')) {
        len = strcspn(words, " ");
        assert_in_range(len, 1, sizeof word - 1);
        memcpy(word, words, len);
        word[len] = '\0';
        taps += step(stage, word);
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
    for (size_t i = 0; i < task_count; i++) {
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

static void there_are_ten_tasks(void **state)
{
    (void)state;
    assert_int_equal(task_count, TASKS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_are_ten_tasks),
        cmocka_unit_test(every_task_takes_few_taps),
    };

    return cmocka_run_group_tests(tests, read_tasks, close_window);
}
