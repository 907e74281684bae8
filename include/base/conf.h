/* Configuration: an INI file read against a table of options.
 *
 * One table row per option: key, type, range, default, help. An unknown section or key, a bad
 * value, a duplicate or a line over 199 bytes is an error "FILE:LINE: …" that says what is allowed. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* CONF_WORDS: a CONF_STRING in somebody's own words, which may name people. */
enum conf_type { CONF_STRING, CONF_WORDS, CONF_INT, CONF_BOOL, CONF_CHOICE, CONF_CHOICES };

struct conf_option {
    const char *section;
    const char *key;
    enum conf_type type;
    int64_t min;         /* CONF_INT: smallest; CONF_STRING: shortest length */
    int64_t max;         /* CONF_INT: largest; CONF_STRING: longest length */
    const char *choices; /* CONF_CHOICE: "one|two|three"; CONF_CHOICES: any of them, "one, three" */
    const char *fallback; /* the default, as it would stand in the file */
    const char *help;     /* one line, for people */
};

struct conf;

/* Reads `path` against `options`. A missing file gives the defaults when `may_be_missing`.
 * ERR_NOT_FOUND, ERR_IO, ERR_INVALID. The options table is kept by reference. */
MUST_USE bool conf_read(struct conf **out, const char *path, bool may_be_missing,
                        const struct conf_option *options, size_t option_count, struct err *err);
/* The same from memory; `name` stands for the file in messages. */
MUST_USE bool conf_parse(struct conf **out, const char *name, const char *bytes, size_t len,
                         const struct conf_option *options, size_t option_count, struct err *err);
void conf_free(struct conf *conf);

/* Asking for an option that is not in the table is a broken promise and aborts. */
const char *conf_string(const struct conf *conf, const char *section,
                        const char *key); /* borrowed */
int64_t conf_int(const struct conf *conf, const char *section, const char *key);
bool conf_bool(const struct conf *conf, const char *section, const char *key);

/* Every option with its value and help, in file syntax (--check-config). */
void conf_print(const struct conf *conf, FILE *out);
/* The same for others' eyes: in place of somebody's words "(left out)". */
void conf_print_without_words(const struct conf *conf, FILE *out);

/* The text of a file with `key` of `section` set to `value`: in its line, else in that of its shipped default
 * ("#key = …"), else as a new line; all else stays as it was written. Not checked: conf_parse does that. Yours. */
char *conf_edit(const char *text, const char *section, const char *key, const char *value) MUST_USE;
