/* What the database shows: how safely it writes, who may do what, how kiosks are. */
#include "office/doctor/doctor_internal.h"
#include "office/migrate.h"

#include <inttypes.h>
#include <string.h>

/* A check that could not be made is a finding too. */
static bool known(struct exam *exam, bool is_known, const char *subject, const struct err *err)
{
    if (!is_known)
        exam_bad(exam, "%s: cannot be checked: %s", subject, err->text);
    return is_known;
}

void doctor_check_settings(struct exam *exam)
{
    static const char *const names[] = {"fsync", "full_page_writes", "synchronous_commit"};
    int wrong = 0;

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        char value[64] = "";
        struct err err = {0};

        if (!known(exam, doctor_rows_setting(exam->pg, names[i], value, sizeof value, &err),
                   names[i], &err)) {
            wrong++;
        } else if (strcmp(value, "on") != 0 && strcmp(value, "remote_apply") != 0) {
            exam_bad(exam,
                     "PostgreSQL: %s is %s, a power cut may lose what kiosks were told is kept; "
                     "nothing is taken in. Set %s = on in postgresql.conf and restart it",
                     names[i], value, names[i]);
            wrong++;
        }
    }
    if (wrong == 0)
        exam_ok(exam, "PostgreSQL keeps what it confirms through a power cut");
}

void doctor_judge_standbys(struct exam *exam, const struct doctor_standbys *standbys)
{
    if (standbys->needed == 0)
        exam_ok(exam,
                "standby: none is set up, this machine stands alone; that is fine, kiosks and "
                "backups hold a copy");
    else if (!standbys->may_see)
        exam_bad(exam,
                 "standby: cannot be checked. Run anjungan-office setup, or where PostgreSQL is "
                 "elsewhere as its superuser: GRANT pg_read_all_stats TO office_owner");
    else if (standbys->connected < standbys->needed)
        exam_bad(
            exam,
            "standby: %" PRId64 " of %" PRId64 " that PostgreSQL waits for are connected "
            "(synchronous_standby_names = %s), so nothing is taken in. Is the other machine "
            "switched on, on the network, and PostgreSQL or Patroni running there? Where it is "
            "lost for good and Patroni is not used, as the superuser: ALTER SYSTEM RESET "
            "synchronous_standby_names; SELECT pg_reload_conf()",
            standbys->connected, standbys->needed, standbys->names);
    else
        exam_ok(exam, "standby: %" PRId64 " of %" PRId64 " that PostgreSQL waits for are connected",
                standbys->connected, standbys->needed);
}

void doctor_check_standbys(struct exam *exam)
{
    struct doctor_standbys standbys = {0};
    struct err err = {0};

    if (known(exam, doctor_rows_standbys(exam->pg, &standbys, &err), "standby", &err))
        doctor_judge_standbys(exam, &standbys);
}

void doctor_check_roles(struct exam *exam)
{
    static const struct {
        enum doctor_question question;
        const char *trouble;
    } checks[] = {
        {DOCTOR_STRONG_ROLES, "roles are missing or may too much"},
        {DOCTOR_PATIENT_ROLES, "statements may take for ever"},
        {DOCTOR_OPEN_TABLES, "kiosks' roles reach tables"},
        {DOCTOR_OPEN_FUNCTIONS, "kiosks' roles may call inner functions"},
    };
    int wrong = 0;

    for (size_t i = 0; i < ARRAY_LEN(checks); i++) {
        struct doctor_count found = {0};
        struct err err = {0};

        if (!known(exam, doctor_rows_ask(exam->pg, checks[i].question, &found, &err), "rights",
                   &err)) {
            wrong++;
        } else if (found.count > 0) {
            exam_bad(exam, "rights: %s: %s. Run anjungan-office setup; revoke what is left by hand",
                     checks[i].trouble, found.names);
            wrong++;
        }
    }
    if (wrong == 0)
        exam_ok(exam, "every process may do in the database what its work needs, no more");
}

void doctor_check_schema(struct exam *exam)
{
    int64_t version = 0, admins = 0;
    struct err err = {0};

    if (!known(exam, doctor_rows_version(exam->pg, &version, &err), "schema", &err))
        return;
    if (version < office_migration_count)
        exam_bad(exam,
                 "schema: version %" PRId64 " of %d. Make a backup, then anjungan-office migrate",
                 version, office_migration_count);
    else if (version > office_migration_count)
        exam_bad(exam, "schema: a newer program made version %" PRId64 ". Install that program",
                 version);
    else
        exam_ok(exam, "schema: version %" PRId64, version);
    if (!known(exam, doctor_rows_admins(exam->pg, &admins, &err), "accounts", &err))
        return;
    if (admins == 0)
        exam_bad(exam,
                 "accounts: no administrator can sign in. anjungan-office account add NAME admin");
}

/* A count that should be nothing. */
struct none {
    enum doctor_question question;
    const char *subject, *trouble, *act;
};

static void check_none(struct exam *exam, const struct none *none, size_t count, const char *good)
{
    int before = exam->found;

    for (size_t i = 0; i < count; i++) {
        struct doctor_count found = {0};
        struct err err = {0};

        if (known(exam, doctor_rows_ask(exam->pg, none[i].question, &found, &err), none[i].subject,
                  &err)
            && found.count > 0)
            exam_look(exam, "%s: %" PRId64 " %s (%s). %s", none[i].subject, found.count,
                      none[i].trouble, found.names, none[i].act);
    }
    if (exam->found == before)
        exam_ok(exam, "%s", good);
}

void doctor_check_kiosks(struct exam *exam)
{
    struct doctor_count silent = {0}, ending = {0}, knocking = {0};
    struct err err = {0};
    int64_t all = 0;

    if (!known(exam,
               doctor_rows_kiosks(exam->pg, &all, &err)
                   && doctor_rows_silent(exam->pg, exam->what->silent_minutes, &silent, &err)
                   && doctor_rows_ending(exam->pg, exam->what->certificate_days, &ending, &err)
                   && doctor_rows_ask(exam->pg, DOCTOR_KNOCKING, &knocking, &err),
               "kiosks", &err))
        return;
    if (silent.count > 0)
        exam_look(exam,
                  "kiosks: %" PRId64 " of %" PRId64 " not heard of for %d minutes (%s). Are they "
                  "switched on, and on the network?",
                  silent.count, all, exam->what->silent_minutes, silent.names);
    if (ending.count > 0)
        exam_look(exam,
                  "kiosks: certificates of %" PRId64 " end within %d days (%s). They renew "
                  "themselves once they reach this server; after the end enrol them anew",
                  ending.count, exam->what->certificate_days, ending.names);
    if (knocking.count > 0)
        exam_look(exam,
                  "kiosks: %" PRId64 " knock that this office lost when it was restored (%s). Is "
                  "each one yours, and was not revoked: anjungan-office kiosks adopt ID",
                  knocking.count, knocking.names);
    if (knocking.count == 0 && silent.count == 0 && ending.count == 0)
        exam_ok(exam, "kiosks: %" PRId64 ", all heard of", all);
}

void doctor_check_streams(struct exam *exam)
{
    static const struct none none[] = {
        {DOCTOR_GAPS, "records", "streams with missing numbers",
         "The kiosk sends them again by itself; if that does not end, look at its journal"},
        {DOCTOR_BROKEN, "records", "streams whose chain does not fit",
         "The kiosk's disk was changed or copied: compare it with its paper, then exchange it"},
        {DOCTOR_QUARANTINED, "records", "that cannot be read at all",
         "They are kept; the device's page shows them"},
        {DOCTOR_UNREAD, "records", "of a kind this server does not understand",
         "Is the kiosk newer than this server? Update it"},
        {DOCTOR_WAITING, "pages", "streams that pages do not show yet",
         "systemctl status anjungan-office-project"},
    };

    check_none(exam, none, ARRAY_LEN(none), "records: all there, readable and shown");
}

void doctor_check_relay(struct exam *exam)
{
    static const struct none none[] = {
        {DOCTOR_UNRELAYED, "province", "streams that it does not have yet",
         "systemctl status anjungan-office-relay"},
        {DOCTOR_RELAY_REFUSED, "province", "streams that it does not take",
         "Ask its IT person: is this office a neighbour there?"},
    };

    if (exam->what->office->relay_url[0] != '\0')
        check_none(exam, none, ARRAY_LEN(none), "province: it has what this office has");
}
