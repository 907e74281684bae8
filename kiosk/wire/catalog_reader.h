/* Inside the catalogue reader: findings with their path, and the readers of small values.
 *
 * Nothing here stops at a fault: the value becomes absent and reading goes on, so that one check
 * shows everything that is wrong. */
#pragma once
#include "base/attr.h"
#include "base/json.h"
#include "base/mem.h"
#include "domain/catalog.h"
#include "wire/catalog_json.h"
#include <stdbool.h>
#include <stddef.h>

/* What the file calls its own format. */
#define CATALOG_FORMAT "anjungan-catalog-1"

enum {
    CATALOG_MAX_FINDINGS = 1000,
    CATALOG_MAX_SEARCH = 256 * 1024 * 1024, /* a tenth of a second or two, however many findings */
    CATALOG_MAX_SERVICES = 100000,
    CATALOG_MAX_ID = 63,     /* bytes; tickets keep it in 64 */
    CATALOG_MAX_TEXT = 4000, /* bytes; what one page may show has a ceiling */
    CATALOG_LONG_NAME = 150,
    CATALOG_LONG_TEXT = 1000
};

struct catalog_reader {
    struct arena *arena; /* of the catalogue */
    const char *file;    /* as named in messages */
    struct catalog_issues *issues;
    char path[320]; /* "$.services[3].duration" */
    size_t path_len;
    size_t dropped; /* findings over the ceiling */
    const char *bytes;
    size_t len;
    size_t search_left; /* bytes that may still be looked through for line numbers */
};

/* Parses the file and begins reading at its root. False for a fault of syntax, which is then a finding
 * with its line and column. `reader->arena` is the caller's to make. */
MUST_USE bool catalog_reader_open(struct catalog_reader *reader, struct json **root,
                                  const char *name, const char *bytes, size_t len,
                                  struct catalog_issues *issues);
/* At the end: tells how many findings were too many to be kept. */
void catalog_reader_close(const struct catalog_reader *reader);

/* The line (from 1) on which a path of a valid text begins; 0 when it is not found. */
int catalog_line_of(const char *bytes, size_t len, const char *path);

/* The path while one looks into a key or an element; catalog_leave goes back to what it was. */
size_t catalog_enter(struct catalog_reader *reader, const char *key);
size_t catalog_enter_at(struct catalog_reader *reader, size_t index);
void catalog_leave(struct catalog_reader *reader, size_t path_len);

/* A finding at the current path: its key names the sentence in every language (assets/locale), with the
 * same conversions in the same order. */
void catalog_error(struct catalog_reader *reader, const char *key, const char *english, ...)
    PRINTF_LIKE(3, 4);
void catalog_warn(struct catalog_reader *reader, const char *key, const char *english, ...)
    PRINTF_LIKE(3, 4);
void catalog_missing(struct catalog_reader *reader, const char *name);
/* A finding with its text complete. */
void catalog_add_issue(struct catalog_issues *issues, bool is_error, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* Puts the first error from place `from` on into err: false, always. */
bool catalog_refuse(const struct catalog_issues *issues, size_t from, struct err *err);

/* An object while its keys are asked for. What was never asked for is unknown. */
enum { CATALOG_MAX_KEYS = 32 };
struct catalog_fields {
    struct catalog_reader *reader;
    const struct json *object;
    const char *asked[CATALOG_MAX_KEYS];
    size_t asked_count;
    size_t found_count;
};
/* False (and a finding) when `value` is no object. */
MUST_USE bool catalog_fields_begin(struct catalog_fields *fields, struct catalog_reader *reader,
                                   const struct json *value);
/* NULL when absent. */
const struct json *catalog_field(struct catalog_fields *fields, const char *key);
/* Reports the keys that nobody asked for. */
void catalog_fields_end(struct catalog_fields *fields);

enum catalog_need { CATALOG_OPTIONAL, CATALOG_REQUIRED };

/* A value of the kind at a key, NULL (with a finding unless absent and optional) otherwise. */
const struct json *catalog_field_of(struct catalog_fields *fields, const char *key,
                                    enum json_kind kind, enum catalog_need need);
/* A non-empty list; `*out_count` elements, 0 when there is none. */
const struct json *catalog_field_list(struct catalog_fields *fields, const char *key, size_t max,
                                      enum catalog_need need, size_t *out_count);
/* Small letters, digits and hyphens. */
const char *catalog_field_id(struct catalog_fields *fields, const char *key,
                             enum catalog_need need);
/* A plain string of any language. */
const char *catalog_field_string(struct catalog_fields *fields, const char *key,
                                 enum catalog_need need);
/* A whole number from min to max; `fallback` when absent or wrong. */
int64_t catalog_field_int(struct catalog_fields *fields, const char *key, int64_t min, int64_t max,
                          int64_t fallback);
bool catalog_field_bool(struct catalog_fields *fields, const char *key);
/* The place of a string in `names`, -1 when absent or unknown. */
int catalog_field_choice(struct catalog_fields *fields, const char *key, const char *const *names,
                         size_t count, enum catalog_need need);
struct words catalog_field_words(struct catalog_fields *fields, const char *key,
                                 enum catalog_need need);
/* A name: required, should be translated and short. */
struct words catalog_field_name(struct catalog_fields *fields, const char *key);
struct item_list catalog_field_items(struct catalog_fields *fields, const char *key);
struct duration catalog_field_duration(struct catalog_fields *fields, const char *key);
const struct words *catalog_field_words_list(struct catalog_fields *fields, const char *key,
                                             size_t *out_count);

/* The same for the value at the current path. */
struct words catalog_read_words(struct catalog_reader *reader, const struct json *value);
struct item catalog_read_item(struct catalog_reader *reader, const struct json *value);

/* Warns about lines of a list that say the same, leaving out hidden ones. */
void catalog_warn_repeated(struct catalog_reader *reader, const char *key,
                           const struct item_list *list);

/* Names as they stand in the file, indexed by their enums. */
extern const char *const catalog_unit_names[DURATION_MONTH + 1];
extern const char *const catalog_weekday_names[7]; /* Sunday first */
extern const char *const catalog_channel_names[CHANNEL_OFFICER + 1];
extern const char *const catalog_review_names[REVIEW_UNCONFIRMED + 1];

/* The larger parts. */
void catalog_read_standard(struct catalog_fields *fields, struct standard *out);
bool catalog_read_office(struct catalog_fields *root, struct office *out);
void catalog_read_service(struct catalog_reader *reader, const struct json *value,
                          const struct catalog *catalog, struct service *out);
/* Once all marks have hidden what they hide: warns about repeated lines, then fills in what the
 * service does not state itself. */
void catalog_finish_service(struct catalog_reader *reader, const struct office *office,
                            struct service *out);
void catalog_warn_standard(struct catalog_reader *reader, const struct standard *standard);
struct review_list catalog_read_review(struct catalog_fields *fields);
