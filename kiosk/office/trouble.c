/* Causes, their words, and when they are said (see trouble.h). */
#include "office/trouble.h"
#include "base/alert.h"
#include "base/text.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

enum { SECOND_MS = 1000 };

/* The first whose state begins the one at hand. Some end at once; what comes and goes with single
 * requests is over after a quiet while alone, or it would be told with each of them. */
static const struct trouble_cause {
    const char *state;
    int ends; /* with one of these proofs */
    int64_t calm_ms;
    const char *what, *act;
    const char *then; /* when it is over */
} causes[] = {
    {"AWAY", PROVES_READ, 0, "the database is away", "See systemctl status postgresql",
     "the database was away and answers again"},
    {"08", PROVES_READ, 0, "the connection to the database was lost",
     "See systemctl status postgresql",
     "the connection to the database was lost and is there again"},
    {"57P", PROVES_READ, 0, "the database is stopping or starting",
     "See systemctl status postgresql", "the database was stopping or starting and answers again"},
    {"53300", PROVES_READ, TROUBLE_CALM_MS, "the database has no free connection",
     "See who holds them (SELECT usename, state, count(*) FROM pg_stat_activity GROUP BY 1, 2), or "
     "raise max_connections in postgresql.conf and restart it",
     "the database has free connections again"},
    {"53100", PROVES_WRITE, TROUBLE_CALM_MS, "the database's disk is full",
     "Make room on it (df -h); never delete in PostgreSQL's own folders",
     "the database's disk has room again"},
    {"53", PROVES_READ, TROUBLE_CALM_MS, "the database's machine lacks memory or room",
     "See anjungan-office doctor and PostgreSQL's log",
     "the database's machine has memory and room again"},
    {"AN503", PROVES_DURABLE, 0, "the database does not keep what it confirms through a power cut",
     "Set fsync, full_page_writes and synchronous_commit on in postgresql.conf and reload it; see "
     "anjungan-office doctor",
     "the database keeps again what it confirms"},
    {"SYNC", PROVES_WRITE, TROUBLE_CALM_MS, "the standby does not confirm what is written",
     "Start the standby, or take it out of synchronous_standby_names until it is mended (under "
     "Patroni only after remove_data_directory_on_rewind_failure is off)",
     "the standby confirms again what is written"},
    {"MUTE", PROVES_WRITE, TROUBLE_CALM_MS, "the database does not answer in time",
     "Is the standby away that it waits for (SELECT * FROM pg_stat_replication), or the disk "
     "slow?",
     "the database answers in time again"},
    {"57014", PROVES_READ, TROUBLE_CALM_MS, "a statement took longer than its role may",
     "Is the disk slow, or another program busy on it? See SELECT * FROM pg_stat_activity",
     "statements end in time again"},
    {"55P03", PROVES_READ, TROUBLE_CALM_MS, "a row stayed locked too long",
     "See who holds it: SELECT * FROM pg_stat_activity WHERE state <> 'idle'",
     "rows are free again"},
    {"40", PROVES_READ, TROUBLE_CALM_MS, "transactions came in each other's way",
     "Nothing is lost; tell the makers if it does not end",
     "transactions no longer come in each other's way"},
    {"25006", PROVES_WRITE, TROUBLE_CALM_MS, "the database can only be read",
     "Is this a standby? Let [database] connection name the primary",
     "the database can be written again"},
    {"42501", PROVES_READ, TROUBLE_CALM_MS, "this process may not do its work in the database",
     "Run anjungan-office setup, which sets the rights",
     "this process may do its work in the database again"},
    {"42", PROVES_READ, TROUBLE_CALM_MS, "the database's schema is not this program's",
     "Run anjungan-office migrate", "the database's schema is this program's again"},
    {"AN429", PROVES_READ, TROUBLE_CALM_MS, "a kiosk sends too many records and is told to wait",
     "If it does not end: is its disk a copy of another kiosk's?",
     "no kiosk sends too many records any more"},
    {TROUBLE_KEY, PROVES_KEY, 0, "the authority cannot be read, no kiosk gets a certificate",
     "Run anjungan-office setup, which sets its rights; else restore it from a backup",
     "the authority can be read again"},
    {TROUBLE_PROVINCE, PROVES_PROVINCE, 0, "the office above does not take what it is sent",
     "Nothing is lost, it is tried again, less and less often; ask its IT person",
     "the office above takes again what it is sent"},
    {"", PROVES_READ, TROUBLE_CALM_MS, "something failed that should not",
     "See anjungan-office doctor and PostgreSQL's log; tell the makers if it does not end",
     "what failed works again"},
};
enum { ANYTHING = ARRAY_LEN(causes) - 1 };
_Static_assert(TROUBLE_ROWS == ANYTHING + TROUBLE_UNNAMED, "no cause hides another");

static const struct trouble_cause *cause_of(const char *state)
{
    size_t i = 0;

    while (strncmp(state, causes[i].state, strlen(causes[i].state)) != 0)
        i++; /* the last one begins every state */
    return &causes[i];
}

/* Faults without a name are told apart by their text. Beyond their last row they share it. */
static struct trouble_row *row_of(struct troubles *trouble, const struct trouble_cause *cause,
                                  const char *text)
{
    struct trouble_row *row = NULL;
    size_t count = 0;

    for (size_t i = 0; i < trouble->count; i++) {
        if (trouble->rows[i].cause != cause)
            continue;
        row = &trouble->rows[i];
        if (cause != &causes[ANYTHING] || strcmp(row->text, text) == 0)
            return row;
        count++;
    }
    if (count == TROUBLE_UNNAMED)
        return row;
    trouble->rows[trouble->count] = (struct trouble_row){.cause = cause};
    return &trouble->rows[trouble->count++];
}

void trouble_say(struct troubles *trouble, const char *state, const char *text)
{
    int64_t now_ms = clock_mono_ms(trouble->clock);
    const struct trouble_cause *cause = cause_of(state);
    char cut[TROUBLE_TEXT];

    text_copy_cut(cut, sizeof cut, text);
    struct trouble_row *row = row_of(trouble, cause, cut);
    memcpy(row->text, cut, sizeof cut);
    row->last_ms = now_ms;
    row->unsaid++;
    if (row->count++ == 0) {
        row->begun_ms = now_ms;
        alert_line(ALERT_SERVER, trouble->area, "%s (%s). %s", cause->what, text, cause->act);
    } else if (now_ms - row->said_ms >= TROUBLE_AGAIN_MS) {
        alert_line(ALERT_SERVER, trouble->area,
                   "still: %s, %" PRId64 " times since it was last said (%s). %s", cause->what,
                   row->unsaid, text, cause->act);
    } else {
        return;
    }
    row->said_ms = now_ms;
    row->unsaid = 0;
}

void trouble_say_pg(struct troubles *trouble, const struct err *err)
{
    trouble_say(trouble, pg_state(trouble->pg), err->text);
}

void trouble_good(struct troubles *trouble, int proofs)
{
    int64_t now_ms = clock_mono_ms(trouble->clock);

    for (size_t i = 0; i < trouble->count;) {
        struct trouble_row *row = &trouble->rows[i];

        if ((row->cause->ends & proofs) == 0 || now_ms - row->last_ms < row->cause->calm_ms) {
            i++;
            continue;
        }
        alert_line(ALERT_SERVER_WELL, trouble->area,
                   "over: %s; %" PRId64 " times within %" PRId64 " s", row->cause->then, row->count,
                   (row->last_ms - row->begun_ms) / SECOND_MS);
        *row = trouble->rows[--trouble->count];
    }
}
