/* survey import. */
#include "admin/survey_csv.h"
#include "admin/verbs_internal.h"
#include "base/file.h"
#include "base/mem.h"
#include "desk/staff.h"
#include "domain/calendar.h"

#include <string.h>

enum {
    FINDINGS_SHOWN = 1000
}; /* where nothing is imported; what --skip-bad leaves out is all told */

struct import_wish {
    const struct admin *admin;
    const char *path;
    const char *officer; /* "" = nobody is named */
    enum survey_import_mode mode;
    bool skips_bad;
    bool is_dry;
    bool is_urgent;
    size_t told;
};

static void tell_finding(void *context, const char *finding)
{
    struct import_wish *wish = context;

    if (wish->skips_bad || wish->told < FINDINGS_SHOWN)
        (void)fprintf(wish->admin->out, "%s\n", finding);
    wish->told++;
}

static bool read_forms(struct import_wish *wish, const struct desk *desk, struct survey_csv *out,
                       struct err *err)
{
    const struct catalog *catalog = desk_catalog(desk);
    const struct survey_csv_order order = {
        .name = wish->path,
        .catalog = catalog,
        .today =
            calendar_day(clock_now_ms(desk_clock(desk)), zone_offset_min(catalog->office.zone)),
        .officer = wish->officer,
        .tell = tell_finding,
        .context = wish,
    };
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;

    *out = (struct survey_csv){0};
    return file_read(wish->path, SURVEY_CSV_BYTES, &bytes, &len, err)
           && survey_csv_read(out, &order, bytes, len, err);
}

/* The journal keeps the code for good, so that it must be somebody's. */
static bool knows_officer(struct desk *desk, const char *code, struct err *err)
{
    AUTO_FREE struct officer *officers = mem_zalloc(OFFICERS_MOST, sizeof *officers);
    size_t found = 0;

    if (code[0] == '\0')
        return true;
    if (!desk_list_officers(desk, false, officers, OFFICERS_MOST, &found, err))
        return false;
    for (size_t i = 0; i < found; i++) {
        if (strcmp(officers[i].code, code) == 0)
            return true;
    }
    return err_set(err, ERR_NOT_FOUND, "no officer \"%s\"; `staff list` shows all", code);
}

static int import_forms(const struct import_wish *wish, struct desk *desk,
                        const struct survey_csv *csv)
{
    const struct survey_import import = {.file_name = wish->path,
                                         .forms = csv->forms,
                                         .count = csv->count,
                                         .mode = wish->mode,
                                         .lets_visitors_wait = wish->is_urgent};
    struct survey_imported counts = {0};
    struct err err;

    if (!desk_import_survey(desk, &import, &counts, &err)) {
        if (err.code == ERR_BUSY && counts.known > 0)
            return verb_fail(wish->admin, ADMIN_FAILED,
                             "nothing was imported: %zu forms are like those of an earlier import, "
                             "%zu are new; --new adds only these, --all adds all of them",
                             counts.known, counts.added);
        if (counts.is_untimely)
            return verb_fail(wish->admin, ADMIN_FAILED,
                             "nothing was imported: %s; or do it now with --now-anyway", err.text);
        return verb_tell(wish->admin, &err);
    }
    (void)fprintf(wish->admin->out, "%s: %zu added, %zu known from an earlier import, %zu bad\n",
                  wish->path, counts.added, counts.known, csv->bad);
    return csv->bad > 0 ? ADMIN_PARTLY : ADMIN_OK;
}

static int use_forms(const struct import_wish *wish, struct desk *desk,
                     const struct survey_csv *csv)
{
    size_t rows = csv->count + csv->bad;

    if (!wish->skips_bad && wish->told > FINDINGS_SHOWN)
        (void)fprintf(wish->admin->out, "%s: %zu more findings are not shown\n", wish->path,
                      wish->told - FINDINGS_SHOWN);
    if (csv->bad > 0 && !wish->skips_bad)
        return verb_fail(wish->admin, ADMIN_FAILED,
                         "nothing was imported: %zu of %zu forms are bad; mend them, or take the "
                         "good ones with --skip-bad",
                         csv->bad, rows);
    if (csv->count == 0)
        return verb_fail(wish->admin, ADMIN_FAILED, "nothing was imported: %s has no good form",
                         wish->path);
    if (!wish->is_dry)
        return import_forms(wish, desk, csv);
    (void)fprintf(wish->admin->out, "%s: %zu forms, %zu good, %zu bad; nothing was written\n",
                  wish->path, rows, csv->count, csv->bad);
    return csv->bad > 0 ? ADMIN_PARTLY : ADMIN_OK;
}

static int run_import(struct import_wish *wish)
{
    AUTO_DESK struct desk *desk = NULL;
    AUTO(survey_csv_clear) struct survey_csv csv = {0};
    struct err err;

    if (!verb_open_desk(&desk, wish->admin, &err) || !knows_officer(desk, wish->officer, &err))
        return verb_tell(wish->admin, &err);
    if (!read_forms(wish, desk, &csv, &err))
        return verb_fail(wish->admin, ADMIN_FAILED, "nothing was imported: %s", err.text);
    return use_forms(wish, desk, &csv);
}

int verb_survey_import(const struct admin *admin, int count, char **words)
{
    struct import_wish wish = {.admin = admin, .officer = ""};
    const char *officer = NULL;
    bool only_new = false;
    bool takes_all = false;
    const struct argument arguments[] = {
        {"--skip-bad", &wish.skips_bad, NULL},
        {"--dry-run", &wish.is_dry, NULL},
        {"--new", &only_new, NULL},
        {"--all", &takes_all, NULL},
        {"--now-anyway", &wish.is_urgent, NULL},
        {"--officer", NULL, &officer},
    };

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count != 1)
        return verb_fail(admin, ADMIN_USAGE, "survey import takes one FILE, not %d", count);
    if (only_new && takes_all)
        return verb_fail(admin, ADMIN_USAGE, "--new and --all contradict each other");
    wish.path = words[0];
    wish.officer = officer ? officer : "";
    wish.mode = only_new ? IMPORT_NEW : takes_all ? IMPORT_ALL : IMPORT_ASK;
    return run_import(&wish);
}
