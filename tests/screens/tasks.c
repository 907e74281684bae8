/* Tasks as the table has them. */
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

const char *task_behind(const char *word, const char *mark)
{
    size_t len = strlen(mark);

    return strncmp(word, mark, len) == 0 ? word + len : NULL;
}

void task_key(char letter, char name[WIDGET_NAME])
{
    if (letter == '-')
        assert_true(text_copy(name, WIDGET_NAME, "key-space"));
    else
        assert_true(text_format(name, WIDGET_NAME, "key-%c", letter));
}

int task_taps(const char *word)
{
    const char *letters = task_behind(word, "type:");

    if (letters)
        return (int)strlen(letters);
    return task_behind(word, "after:") || text_equal(word, "printed") ? 0 : 1;
}
