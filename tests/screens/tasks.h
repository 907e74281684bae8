/* What visitors come for: the lines of tests/tasks/visitor.tsv, which says what they mean. */
#pragma once
#include "ui/display.h"
#include <stdbool.h>

struct stage;

enum { TASKS = 10, TASK_TEXT = 1024, TASK_WORD = 64 };

struct task {
    char name[128], needs[TASK_TEXT], taps[TASK_TEXT], ends[32], gives[16];
};

/* Asserts that there are TASKS of them. */
void tasks_read(struct task *out);
/* The next word of `*at`; false behind the last one. */
bool task_word(const char **at, char word[TASK_WORD]);
/* What stands behind a mark like "type:"; NULL where the word has another. */
const char *task_behind(const char *word, const char *mark);
/* The key of a letter that is typed. */
void task_key(char letter, char name[WIDGET_NAME]);
/* How many taps a word is; 0 for what is none. */
int task_taps(const char *word);
/* Does it on the stage: taps, keys, time that goes by (task_stage.c). */
void task_do(struct stage *stage, const char *word);
