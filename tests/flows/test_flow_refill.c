/* An office's machine is lost; a fresh one gets the old backup, and the kiosks send what it lacks. */
#include "support/office.h"

#include "base/mem.h"
#include "base/text.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { KIOSKS = 2, WAIT_MS = 60000 };

struct kiosk {
    char state[OFFICE_PATH];
    char config[OFFICE_PATH];
    pid_t sync;
};

static void issue(const struct kiosk *kiosk, int count)
{
    const char *const words[] = {"anjungan-ctl", "--state", kiosk->state, "--config",
                                 kiosk->config,  "ticket",  "issue",      "--service",
                                 "informasi",    NULL};
    char said[OFFICE_SAID];

    for (int i = 0; i < count; i++) {
        if (office_rig_run(words, said, sizeof said) != 0)
            fail_msg("%s", said);
    }
}

static void open_kiosk(const struct office_rig *rig, struct kiosk *kiosk, int no)
{
    AUTO_FREE char *config = mem_format("[device]\nid = K%d\n", no);

    assert_true(text_format(kiosk->state, sizeof kiosk->state, "%s/k%d", rig->directory, no));
    assert_true(
        text_format(kiosk->config, sizeof kiosk->config, "%s/k%d.conf", rig->directory, no));
    FILE *file = fopen(kiosk->config, "we");
    assert_non_null(file);
    assert_true(fputs(config, file) >= 0);
    assert_int_equal(fclose(file), 0);
    const char *const make[] = {"/bin/mkdir", kiosk->state, NULL};
    assert_int_equal(office_rig_run(make, NULL, 0), 0);
    issue(kiosk, 2);
    office_rig_enrol(rig, kiosk->state, kiosk->config);
    kiosk->sync = office_rig_start_sync(rig, kiosk->state, kiosk->config);
}

/* The numbers that came in, of all kiosks. */
static const char tickets[] = "SELECT count(*) FROM office.event WHERE kind = 'ticket.issued'";
/* The first five of each kiosk as one word: kiosk, stream, number, id and bytes. */
static const char content[] =
    "SELECT md5(string_agg(kiosk_id || ' ' || stream_id || ' ' || seq || ' ' || id || ' '"
    " || encode(rec, 'hex'), ',' ORDER BY kiosk_id, seq)) FROM (SELECT *, row_number()"
    " OVER (PARTITION BY kiosk_id ORDER BY seq) AS no FROM office.event"
    " WHERE kind = 'ticket.issued') AS e WHERE no <= 5";

static void what_a_backup_lacks_comes_back_from_the_kiosks(void **state)
{
    const char *const backup[] = {"backup", NULL};
    struct office_rig rig;
    struct kiosk kiosks[KIOSKS];
    char path[OFFICE_PATH], before[OFFICE_SAID], after[OFFICE_SAID], said[OFFICE_SAID];

    (void)state;
    office_rig_start(&rig, NULL);
    for (int i = 0; i < KIOSKS; i++)
        open_kiosk(&rig, &kiosks[i], i + 1);
    (void)office_rig_wait(&rig, tickets, "4", WAIT_MS);
    assert_int_equal(office_rig_program(&rig, backup, path, sizeof path), 0);
    path[strcspn(path, "\n")] = '\0';

    /* The day goes on: this is on no backup. */
    for (int i = 0; i < KIOSKS; i++)
        issue(&kiosks[i], 3);
    (void)office_rig_wait(&rig, tickets, "10", WAIT_MS);
    office_rig_sql(&rig, content, before, sizeof before);

    office_rig_wipe(&rig);
    const char *const restore[] = {"restore", path, NULL};
    if (office_rig_program(&rig, restore, said, sizeof said) != 0)
        fail_msg("%s", said);
    office_rig_sql(&rig, tickets, said, sizeof said);
    assert_string_equal(said, "4");
    office_rig_up(&rig, "all");

    /* The next visitor's number tells a kiosk at once; one at rest learns it from its heartbeat. */
    for (int i = 0; i < KIOSKS; i++)
        issue(&kiosks[i], 1);
    (void)office_rig_wait(&rig, tickets, "12", WAIT_MS);
    office_rig_sql(&rig, content, after, sizeof after);
    assert_string_equal(before, after);
    /* Nothing is missing, and the chains fit. */
    office_rig_sql(&rig,
                   "SELECT count(*) FROM office.stream WHERE chain_broken_at IS NOT NULL"
                   " OR (NOT isempty(got) AND upper(got) <> contiguous + 1)",
                   said, sizeof said);
    assert_string_equal(said, "0");
    for (int i = 0; i < KIOSKS; i++)
        office_rig_end(kiosks[i].sync, SIGTERM);
    office_rig_stop(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_backup_lacks_comes_back_from_the_kiosks),
    };

    return cmocka_run_group_tests_name("refill", tests, NULL, NULL);
}
