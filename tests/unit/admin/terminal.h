/* One administrator at a terminal, with an empty state directory, for tests of verbs. */
#pragma once
#include "admin/machine.h"
#include "admin/verbs.h"
#include <stddef.h>

#define CATALOG SOURCE_DIR "/tests/unit/wire/office.json"
#define MORNING_MS INT64_C(1795401660000) /* 2026-11-23T02:41:00Z */

struct terminal {
    char state_dir[40];
    char backup_dir[48];
    struct clock *clock;
    struct admin admin;
    struct admin_machine machine;     /* one printer "tiket", ready, that confirms; not enrolled */
    struct admin_printer printers[2]; /* what they answer … */
    bool is_cupsd_away;               /* … or nobody does */
    struct admin_identity identity;   /* a url "" = not enrolled */
    char *out;
    size_t out_len;
    char *complaints;
    size_t complaints_len;
};

/* For cmocka: make and remove the terminal in `*state`. */
int terminal_set_up(void **state);
int terminal_tear_down(void **state);

/* Types a command; its words are parted by single blanks. Returns its exit code. */
int terminal_type(struct terminal *terminal, const char *command);
/* The same with `input` on standard input. */
int terminal_type_with(struct terminal *terminal, const char *command, const char *input);
/* Types it and asserts its exit code, and that it said these words. */
void terminal_expect(struct terminal *terminal, const char *command, int code, const char *words);
