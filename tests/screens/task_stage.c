/* A word of a task, done on a stage. */
#include "screens/stage.h"
#include "screens/tasks.h"
#include "base/text.h"
#include <stdlib.h>

static void type(struct stage *stage, const char *letters)
{
    for (; *letters; letters++) {
        char name[WIDGET_NAME];

        task_key(*letters, name);
        stage_tap_at_once(stage, name);
    }
}

void task_do(struct stage *stage, const char *word)
{
    const char *letters = task_behind(word, "type:");
    const char *ms = task_behind(word, "after:");

    if (letters)
        type(stage, letters);
    else if (ms)
        stage_wait(stage, strtol(ms, NULL, 10));
    else if (text_equal(word, "printed"))
        stage_move_job(stage, PRINT_PRINTED, TROUBLE_NONE);
    else
        stage_tap(stage, word);
}
