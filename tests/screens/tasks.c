/* Tasks, and their words as taps. */
#include "screens/tasks.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void take_cell(char *out, size_t size, const char **at)
{
    size_t len = strcspn(*at, "\t\n");

    assert_in_range(len, 1, size - 1);
    memcpy(out, *at, len);
    out[len] = '\0';
    *at += len + ((*at)[len] == '\t');
}

void tasks_read(struct task *out)
{
    AUTO_FREE char *bytes = NULL;
    struct err err = {0};
    size_t count = 0;
    size_t len = 0;

    if (!file_read(SOURCE_DIR "/tests/tasks/visitor.tsv", 1 << 20, &bytes, &len, &err))
        fail_msg("%s", err.text);
    for (const char *line = bytes; *line; line += strcspn(line, "\n") + 1) {
        const char *at = line;

        if (*line == '#')
            continue;
        assert_true(count < TASKS);
        take_cell(out[count].name, sizeof out->name, &at);
        take_cell(out[count].needs, sizeof out->needs, &at);
        take_cell(out[count].taps, sizeof out->taps, &at);
        take_cell(out[count].ends, sizeof out->ends, &at);
        take_cell(out[count].gives, sizeof out->gives, &at);
        count++;
    }
    assert_int_equal(count, TASKS);
}

bool task_word(const char **at, char word[TASK_WORD])
{
    size_t len = strcspn(*at, " ");

    if (len == 0)
        return false;
    assert_in_range(len, 1, TASK_WORD - 1);
    memcpy(word, *at, len);
    word[len] = '\0';
    *at += len + ((*at)[len] == ' ');
    return true;
}

/* What stands behind a mark like "type:", NULL where the word has another. */
static const char *behind(const char *word, const char *mark)
{
    size_t len = strlen(mark);

    return strncmp(word, mark, len) == 0 ? word + len : NULL;
}

int task_taps(const char *word)
{
    const char *letters = behind(word, "type:");

    if (letters)
        return (int)strlen(letters);
    return behind(word, "after:") || text_equal(word, "printed") ? 0 : 1;
}

static void type(struct stage *stage, const char *letters)
{
    for (; *letters; letters++) {
        char name[WIDGET_NAME];

        assert_true(text_format(name, sizeof name, "key-%c", *letters));
        stage_tap_at_once(stage, *letters == '-' ? "key-space" : name);
    }
}

void task_do(struct stage *stage, const char *word)
{
    const char *letters = behind(word, "type:");
    const char *ms = behind(word, "after:");

    if (letters)
        type(stage, letters);
    else if (ms)
        stage_wait(stage, strtol(ms, NULL, 10));
    else if (text_equal(word, "printed"))
        stage_move_job(stage, PRINT_PRINTED, TROUBLE_NONE);
    else
        stage_tap(stage, word);
}
