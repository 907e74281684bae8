/* The exit: a visitor's answers, kept without a trail to the visitor.
 *
 * A response has no time but its half-day, a random id and no number. It goes to the office in a
 * stream of its own ("survey"), shuffled, once its half-day is over. What keeps a ticket from a second
 * survey is a mark under a key of the session that is destroyed when the session ends. Traces for the
 * flags live in this process's memory alone.
 *
 * The half-day is the wall clock's at the commit, also after it jumped. While the clock cannot be
 * trusted, the half is not known, and the day is that of the newest session that has one, else of the
 * newest response that a kiosk took, else of this program.
 *
 * Whoever takes the running machine finds more than it will keep: the log of the database and the
 * places in its pages show the order of the last hour. Every hour both are destroyed. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"
#include "domain/survey.h"

/* NULL while there is none to ask: then no survey is offered, and the trouble says why. */
const struct questionnaire *desk_questionnaire(const struct desk *desk);
const char *desk_questionnaire_trouble(const struct desk *desk); /* "" = none */

/* A ticket of the open session by the four letters on its slip. ERR_NOT_FOUND: no such code today.
 * `*is_used`: somebody has answered for it already. */
struct survey_ticket {
    struct uuid ticket;
    char number[TICKET_NUMBER_TEXT];
    char service_id[64]; /* "" for a number without a permit */
    bool is_used;
};
MUST_USE bool desk_find_survey_ticket(struct desk *desk, const char *code,
                                      struct survey_ticket *out, struct err *err);

struct survey_submission {
    struct uuid
        request; /* random (uuid_v4), made when the survey began; becomes the response's id */
    struct uuid ticket;     /* nil: none is known. Leaves its mark, and no more */
    const char *service_id; /* NULL or "": not told */
    struct survey_profile profile;
    uint8_t answers[ELEMENT_COUNT]; /* 1..4 each */
    uint8_t extras[EXTRAS_MOST];
    int64_t took_ms; /* from the first question to the last answer, by the monotonic clock */
};
/* One transaction, on disk when this returns true; the same request adds nothing. ERR_INVALID: an
 * answer outside 1..4 or an option that the questionnaire lacks. ERR_FULL, ERR_IO, ERR_BUSY: nothing
 * was kept, the same submission may be tried again. */
MUST_USE bool desk_submit_survey(struct desk *desk, const struct survey_submission *submission,
                                 struct err *err);
/* Somebody stopped: only how many of the nine were answered is kept (0..8). */
MUST_USE bool desk_abandon_survey(struct desk *desk, const struct uuid *request, int answered,
                                  struct err *err);
/* A suggestion, sealed on disk, and not kept with the answers. Valid UTF-8 up to SUGGESTION_LETTERS. */
enum { SUGGESTION_LETTERS = 600, SUGGESTION_TEXT = SUGGESTION_LETTERS * 4 + 1 };
MUST_USE bool desk_add_suggestion(struct desk *desk, const struct uuid *request,
                                  const char *service_id, const char *text, struct err *err);
/* Suggestions of a period, opened, in random order within a day. `officer` is the code of an active
 * officer, ERR_INVALID else; it is noted in the journal who reads which days. Those that another key
 * sealed, or that were changed on disk, are left out and counted in `*unreadable`; ERR_INVALID when
 * all of them are. */
struct suggestion {
    int64_t day;
    char service_id[64];
    const char *text;
};
struct suggestion_query {
    const char *officer;
    int64_t from_day, until_day;
};
MUST_USE bool desk_list_suggestions(struct desk *desk, const struct suggestion_query *query,
                                    bool (*each)(void *context,
                                                 const struct suggestion *suggestion),
                                    void *context, int64_t *unreadable, struct err *err);

/* A paper form that an officer types in. */
struct survey_form {
    struct uuid request;
    int64_t day;
    enum survey_bracket bracket;
    const char *service_id;
    struct survey_profile profile;
    uint8_t answers[ELEMENT_COUNT];
    const char *suggestion; /* NULL or "": none */
    const char *officer;
};
/* ERR_INVALID: half a form, a day after today, or no officer. The journal gets who and for which day,
 * never the answers. */
MUST_USE bool desk_enter_survey_form(struct desk *desk, const struct survey_form *form,
                                     struct err *err);
/* How many forms this officer has entered since midnight. */
MUST_USE bool desk_count_survey_forms(struct desk *desk, const char *officer, int64_t *out,
                                      struct err *err);

/* Rows of a file, all or none, in one transaction.
 *
 * Each row has a fingerprint: what stands in it, and the how manieth of its like it is in the file. A
 * row that an earlier import had is "known". The same file again, suggestions and all, adds nothing,
 * and that is a success. Known rows in another file: IMPORT_ASK refuses with ERR_BUSY and the counts,
 * because nobody can tell a repeated row from people who think alike; IMPORT_NEW adds the others;
 * IMPORT_ALL adds everything. A suggestion
 * is no part of the fingerprint, which would prove whose it is. ERR_INVALID names the row. A nil
 * request gets an id; the journal gets the first row's officer.
 *
 * Visitors' numbers wait for it: over IMPORT_BESIDE_VISITORS rows are refused with ERR_BUSY and
 * `is_untimely` while a day of numbers is open. */
enum survey_import_mode { IMPORT_ASK, IMPORT_NEW, IMPORT_ALL };
enum { IMPORT_BESIDE_VISITORS = 2000 };
struct survey_import {
    const char *file_name; /* for the journal */
    const struct survey_form *forms;
    size_t count;
    enum survey_import_mode mode;
    bool lets_visitors_wait; /* any number of rows at any time */
};
struct survey_imported {
    size_t added; /* after ERR_BUSY: what IMPORT_NEW would add */
    size_t known;
    bool is_untimely;
};
MUST_USE bool desk_import_survey(struct desk *desk, const struct survey_import *import,
                                 struct survey_imported *out, struct err *err);

/* Hands the responses of half-days that are over to the stream "survey", in random order, and
 * destroys the mark keys of sessions that have ended. Called by the print process at its start and
 * then every hour. `*count`: how many responses went, those that were stopped too.
 *
 * Up to RELEASE_BATCH rows of a half-day in one transaction, about RELEASE_MOST in a call; a failure
 * leaves the later ones for the next call. Nothing goes while the clock cannot be trusted, and what a
 * wrong clock dated ahead waits for its day. Rows that stay lose their order all the same. At the end
 * the log of the database is emptied where it holds any of this: ERR_BUSY when somebody reads it, for
 * that part to be tried again. */
enum { RELEASE_BATCH = 128, RELEASE_MOST = 8192 };
MUST_USE bool desk_release_responses(struct desk *desk, int64_t *count, struct err *err);
