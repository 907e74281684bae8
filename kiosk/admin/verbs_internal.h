/* Inside admin: the verbs, and how they read their words. */
#pragma once
#include "admin/verbs.h"
#include "base/text.h"
#include "domain/catalog.h"
#include <stdbool.h>

/* One option of a verb. A flag sets `*flag`; the others take the next word as `*value`. */
struct argument {
    const char *name; /* "--service" */
    bool *flag;
    const char **value;
};

/* Takes options out of `words` and leaves the others, `*count` of them, at its beginning. False
 * after telling an unknown, doubled or unfinished option. */
MUST_USE bool arguments_take(const struct admin *admin, const struct argument *arguments,
                             size_t argument_count, int *count, char **words);

int verb_calendar_check(const struct admin *admin, int count, char **words);
int verb_catalog_check(const struct admin *admin, int count, char **words);
int verb_catalog_show(const struct admin *admin, int count, char **words);
int verb_ticket_issue(const struct admin *admin, int count, char **words);
int verb_ticket_list(const struct admin *admin, int count, char **words);

/* "anjungan-ctl: text" on the complaints; returns `code`. */
int verb_fail(const struct admin *admin, int code, const char *format, ...) PRINTF_LIKE(3, 4);

/* Writes one line of JSON and empties the text. False after telling that it could not. */
MUST_USE bool verb_print_line(const struct admin *admin, struct text *line);

/* Everything known of a service, or the office and a list of its services, to be read. */
void catalog_page_service(const struct service *service, FILE *out);
void catalog_page_office(const struct catalog *catalog, FILE *out);
