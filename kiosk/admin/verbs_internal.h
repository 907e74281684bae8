/* Inside admin: the verbs, and how they read their words. */
#pragma once
#include "admin/verbs.h"
#include "base/err.h"
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

int verb_backup(const struct admin *admin, int count, char **words);
int verb_salvage(const struct admin *admin, int count, char **words);
int verb_restore(const struct admin *admin, int count, char **words);

int verb_calendar_check(const struct admin *admin, int count, char **words);
int verb_catalog_check(const struct admin *admin, int count, char **words);
int verb_catalog_keys(const struct admin *admin, int count, char **words);
int verb_catalog_sign(const struct admin *admin, int count, char **words);
int verb_catalog_verify(const struct admin *admin, int count, char **words);
int verb_catalog_show(const struct admin *admin, int count, char **words);
int verb_complaint_answer(const struct admin *admin, int count, char **words);
int verb_complaint_close(const struct admin *admin, int count, char **words);
int verb_complaint_erase(const struct admin *admin, int count, char **words);
int verb_complaint_list(const struct admin *admin, int count, char **words);
int verb_complaint_renew_key(const struct admin *admin, int count, char **words);
int verb_complaint_report(const struct admin *admin, int count, char **words);
int verb_complaint_show(const struct admin *admin, int count, char **words);
int verb_complaint_weigh(const struct admin *admin, int count, char **words);
int verb_ticket_issue(const struct admin *admin, int count, char **words);
int verb_ticket_list(const struct admin *admin, int count, char **words);

int verb_journal_show(const struct admin *admin, int count, char **words);
int verb_journal_verify(const struct admin *admin, int count, char **words);
int verb_doctor(const struct admin *admin, int count, char **words);
int verb_hours(const struct admin *admin, int count, char **words);
int verb_printers(const struct admin *admin, int count, char **words);
int verb_print_cancel(const struct admin *admin, int count, char **words);
int verb_print_list(const struct admin *admin, int count, char **words);
int verb_print_retry(const struct admin *admin, int count, char **words);
int verb_print_test(const struct admin *admin, int count, char **words);
int verb_report_day(const struct admin *admin, int count, char **words);
int verb_staff_add(const struct admin *admin, int count, char **words);
int verb_staff_disable(const struct admin *admin, int count, char **words);
int verb_staff_list(const struct admin *admin, int count, char **words);
int verb_staff_pin(const struct admin *admin, int count, char **words);

int verb_survey_check(const struct admin *admin, int count, char **words);
int verb_survey_import(const struct admin *admin, int count, char **words);
int verb_survey_report(const struct admin *admin, int count, char **words);
int verb_survey_suggestions(const struct admin *admin, int count, char **words);

int verb_sync_again(const struct admin *admin, int count, char **words);
int verb_sync_aside(const struct admin *admin, int count, char **words);
int verb_sync_status(const struct admin *admin, int count, char **words);

/* Reads one file that a verb checks; a good one may be told of in a line on `out`. False with `err`
 * where it cannot be used, also where `issues` say why. */
struct catalog_issues;
typedef bool file_check(const char *path, struct catalog_issues *issues, FILE *out,
                        struct err *err);
/* All FILEs of "VERB FILE…", every finding, and their count. */
int verb_check_files(const struct admin *admin, const char *verb, file_check *check, int count,
                     char **words);

/* The desk of the state directory, with the office's catalogue. */
struct desk;
MUST_USE bool verb_open_desk(struct desk **out, const struct admin *admin, struct err *err);
/* The same without a catalogue: officers and the journal do not wait for a broken one. */
MUST_USE bool verb_open_bare_desk(struct desk **out, const struct admin *admin, struct err *err);
void verb_close_desk(struct desk **slot);
#define AUTO_DESK AUTO(verb_close_desk)

/* A new PIN: two equal lines from the terminal, which does not show them, or one line of standard
 * input. False after telling why there is none. Whoever got it wipes it. */
enum { PIN_LINE = 64 };
MUST_USE bool pin_prompt_read(const struct admin *admin, const char *code, bool from_stdin,
                              char out[PIN_LINE]);

/* Complains in the words of `err`; ADMIN_FAILED. */
int verb_tell(const struct admin *admin, const struct err *err);
/* "anjungan-ctl: text" on the complaints; returns `code`. */
int verb_fail(const struct admin *admin, int code, const char *format, ...) PRINTF_LIKE(3, 4);

/* A line for people beside the answer, for example that there is nothing to list. */
void verb_note(const struct admin *admin, const char *format, ...) PRINTF_LIKE(2, 3);

/* For people; "ready" for no trouble. */
const char *verb_trouble_words(enum printer_trouble trouble);

/* The day behind an option; one that was not given (NULL) leaves `*out`. False after telling that it is
 * no date. */
MUST_USE bool verb_take_day(const struct admin *admin, const char *option, const char *text,
                            int64_t *out);

/* Writes one line of JSON and empties the text. False after telling that it could not. */
MUST_USE bool verb_print_line(const struct admin *admin, struct text *line);

/* Everything known of a service, or the office and a list of its services, to be read. */
void catalog_page_service(const struct service *service, FILE *out);
void catalog_page_office(const struct catalog *catalog, FILE *out);
