/* Updates, on a machine that is played: each way to fail, and a power cut before and after each single command. */
#include "admin/update.h"
#include "base/command.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { FILE_MOST = 64 * 1024, CUT = 137, COMMANDS_MOST = 200 };

#define PLAYER SOURCE_DIR "/tests/support/update-machine"

struct stage {
    char folder[40]; /* MACHINE */
    char *update_folder, *state_dir, *config, *key;
    char *path; /* PATH as it was */
};

/* --- the machine ----------------------------------------------------------------------------------- */

static void put(const struct stage *stage, const char *name, const char *text)
{
    AUTO_FREE char *path = mem_format("%s/%s", stage->folder, name);

    assert_true(file_replace(path, text, strlen(text), false, NULL));
}

/* Yours; "" where there is none. */
static char *get(const struct stage *stage, const char *name)
{
    AUTO_FREE char *path = mem_format("%s/%s", stage->folder, name);
    char *text = NULL;
    size_t len = 0;

    return file_read(path, FILE_MOST, &text, &len, NULL) ? text : mem_strdup("");
}

static void assert_holds(const struct stage *stage, const char *name, const char *text)
{
    AUTO_FREE char *found = get(stage, name);

    if (!strstr(found, text))
        fail_msg("%s holds \"%s\", not \"%s\"", name, found, text);
}

static bool is_there(const struct stage *stage, const char *name)
{
    AUTO_FREE char *path = mem_format("%s/%s", stage->folder, name);

    return access(path, F_OK) == 0;
}

static void run(const char *program, const char *first, const char *second)
{
    const char *const words[] = {program, first, second, NULL};
    struct err err = {0};

    if (!command_run(words, NULL, NULL, &err))
        fail_msg("%s", err.text);
}

static void reset(const struct stage *stage)
{
    AUTO_FREE char *bin = mem_format("%s/bin", stage->folder);
    static const char *const names[] = {
        "apt-cache", "apt-get", "dpkg",      "dpkg-query",  "dpkg-repack", "install", "runuser",
        "timeout",   "sync",    "systemctl", "systemd-run", "rm",          "mv",      "mkdir"};

    run("/bin/rm", "-rf", stage->folder);
    run("/bin/mkdir", "-p", bin);
    assert_int_equal(mkdir(stage->state_dir, 0755), 0);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        AUTO_FREE char *name = mem_format("%s/%s", bin, names[i]);

        assert_int_equal(symlink(PLAYER, name), 0);
    }
    put(stage, "count", "0\n");
    put(stage, "installed", "0.1\n");
    put(stage, "offered", "0.2\n");
    put(stage, "active", "anjungan.service\nanjungan-print.service\n");
    put(stage, "state/anjungan.db", "1\nA-001\n");
    put(stage, "key", "key");
    put(stage, "conf", "[print]\nbackend = folder\n");
    assert_int_equal(unsetenv("BAD") | unsetenv("DIE_AT") | unsetenv("DIE_WHEN"), 0);
}

static int set_up(void **state)
{
    struct stage *stage = mem_zalloc(1, sizeof *stage);
    const char *path = getenv("PATH");

    (void)text_copy(stage->folder, sizeof stage->folder, "/tmp/anjungan-update-XXXXXX");
    if (!mkdtemp(stage->folder))
        return -1;
    stage->update_folder = mem_format("%s/update", stage->folder);
    stage->state_dir = mem_format("%s/state", stage->folder);
    stage->config = mem_format("%s/conf", stage->folder);
    stage->key = mem_format("%s/key", stage->folder);
    stage->path = mem_strdup(path);
    AUTO_FREE char *with = mem_format("%s/bin:%s", stage->folder, path);
    *state = stage;
    reset(stage);
    return setenv("PATH", with, 1) | setenv("MACHINE", stage->folder, 1);
}

static int tear_down(void **state)
{
    struct stage *stage = *state;
    int code = setenv("PATH", stage->path, 1);

    run("/bin/rm", "-rf", stage->folder);

    free(stage->update_folder);
    free(stage->state_dir);
    free(stage->config);
    free(stage->key);
    free(stage->path);
    free(stage);
    return code;
}

/* In a process of its own, which a cut kills: CUT. What it said is in the file "said". */
static int update(const struct stage *stage, const char *words)
{
    AUTO_FREE char *said = mem_format("%s/said", stage->folder);
    pid_t child = fork();
    int status = 0;

    if (child == 0) {
        AUTO_FREE char *line = mem_strdup(words);
        FILE *out = fopen(said, "w");
        const struct update update = {.folder = stage->update_folder,
                                      .state_dir = stage->state_dir,
                                      .config_path = stage->config,
                                      .source = "https://kantor.example/anjungan",
                                      .key = stage->key,
                                      .program = "/bin/true",
                                      .patience_ms = 0,
                                      .out = out,
                                      .complaints = out};
        char *list[8], *rest = NULL;
        int count = 0;

        for (char *word = strtok_r(line, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
            list[count++] = word;
        int code = update_verb(&update, count, list);
        (void)fclose(out);
        _exit(code);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? CUT : WEXITSTATUS(status);
}

/* Power is back: nothing runs, no mask is left, and the units have their turn. */
static void boot(const struct stage *stage)
{
    AUTO_FREE char *systemctl = mem_format("%s/bin/systemctl", stage->folder);

    assert_int_equal(unsetenv("DIE_AT"), 0);
    put(stage, "masked", "");
    put(stage, "active", "");
    put(stage, "running", "");
    (void)update(stage, "--resume");
    run(systemctl, "start", "anjungan.service");
    run(systemctl, "start", "anjungan-print.service");
}

/* It serves, as one version as a whole, with every number. */
static void assert_serves(const struct stage *stage, const char *when)
{
    AUTO_FREE char *installed = get(stage, "installed");
    AUTO_FREE char *active = get(stage, "active");
    AUTO_FREE char *masked = get(stage, "masked");
    AUTO_FREE char *database = get(stage, "state/anjungan.db");
    const char *schema = text_equal(installed, "0.1\n") ? "1\n" : "2\n";
    const char *bad = getenv("BAD");

    if ((!text_equal(installed, "0.1\n") && !text_equal(installed, "0.2\n"))
        || (bad && !text_equal(installed, "0.1\n")) || strncmp(database, schema, 2) != 0
        || !strstr(database, "A-001\n") || !strstr(active, "anjungan.service\n")
        || !strstr(active, "anjungan-print.service\n") || masked[0] != '\0'
        || is_there(stage, "update/state"))
        fail_msg("%s: version %s, units %s, held %s, database %s", when, installed, active, masked,
                 database);
}

/* --- what is promised ---------------------------------------------------------------------------------- */

static void newer_version_serves_with_every_number(void **state)
{
    const struct stage *stage = *state;

    reset(stage);
    assert_int_equal(update(stage, ""), 0);
    assert_serves(stage, "after a good one");
    assert_holds(stage, "installed", "0.2");
    assert_holds(stage, "said", "0.2 serves in place of 0.1");
    assert_holds(stage, "update/last", "0.2 serves in place of 0.1");
    assert_false(is_there(stage, "update/copy"));
    assert_false(is_there(stage, "update/rehearsal"));
}

static void assert_undisturbed(const struct stage *stage)
{
    AUTO_FREE char *log = get(stage, "log");

    assert_null(strstr(log, " stop "));
}

static void nothing_newer_disturbs_nothing(void **state)
{
    const struct stage *stage = *state;

    reset(stage);
    put(stage, "offered", "0.1\n");
    assert_int_equal(update(stage, ""), 0);
    assert_holds(stage, "said", "has nothing newer");
    assert_undisturbed(stage);
    reset(stage);
    put(stage, "no-repository", "");
    assert_int_equal(update(stage, ""), 1);
    assert_holds(stage, "said", "https://kantor.example/anjungan: env failed: E: it is not there");
    assert_undisturbed(stage);
    reset(stage);
    put(stage, "office", "");
    assert_int_equal(update(stage, ""), 1);
    assert_holds(stage, "said", "bring this machine up to date by hand");
    assert_undisturbed(stage);
}

static void while_the_office_takes_numbers_nothing_is_done(void **state)
{
    const struct stage *stage = *state;

    reset(stage);
    put(stage, "open", "");
    assert_int_equal(update(stage, "--when-closed"), 0);
    assert_holds(stage, "said", "not now: open until 15:00");
    assert_holds(stage, "installed", "0.1");
    assert_int_equal(update(stage, ""), 0);
    assert_holds(stage, "installed", "0.2");
    reset(stage);
    put(stage, "opening", "");
    assert_int_equal(update(stage, "--when-closed"), 0);
    assert_holds(stage, "said", "not now: open until 15:00");
    assert_holds(stage, "installed", "0.1");
}

static void kiosk_that_does_not_serve_is_not_updated(void **state)
{
    const struct stage *stage = *state;

    reset(stage);
    put(stage, "active", "anjungan-print.service\n");
    assert_int_equal(update(stage, ""), 1);
    assert_holds(stage, "said", "the kiosk does not run");
    reset(stage);
    put(stage, "state/anjungan.db", "7\n");
    assert_int_equal(update(stage, ""), 1);
    assert_holds(stage, "said", "mend that first");
    assert_holds(stage, "installed", "0.1");
}

static const char *const ways[] = {"0.2:install", "0.2:half", "0.2:slip", "0.2:rehearsal",
                                   "0.2:dark"};

static void bad_version_is_taken_back_once_and_for_all(void **state)
{
    const struct stage *stage = *state;

    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        reset(stage);
        assert_int_equal(setenv("BAD", ways[i], 1), 0);
        if (update(stage, "") != 1)
            fail_msg("%s is taken", ways[i]);
        assert_serves(stage, ways[i]);
        assert_holds(stage, "update/last", "took 0.2 back, 0.1 serves: ");
        put(stage, "log", "");
        assert_int_equal(update(stage, ""), 1);
        assert_holds(stage, "said", "0.2 was taken back before: ");
        AUTO_FREE char *log = get(stage, "log");
        assert_null(strstr(log, " stop "));
        assert_int_equal(update(stage, "--when-closed"), 0); /* by night that is no failure */
        assert_int_equal(unsetenv("BAD"), 0);
        assert_int_equal(update(stage, "--again"), 0);
        assert_holds(stage, "installed", "0.2");
    }
}

/* Returns false when the update ended before that many commands. */
static bool cut_at(const struct stage *stage, const char *bad, int count, const char *when)
{
    AUTO_FREE char *at = mem_format("%d", count);
    AUTO_FREE char *what = mem_format("%s, cut %s command %d", bad, when, count);

    reset(stage);
    assert_int_equal((bad[0] ? setenv("BAD", bad, 1) : 0) | setenv("DIE_AT", at, 1)
                         | setenv("DIE_WHEN", when, 1),
                     0);
    int code = update(stage, "");
    boot(stage);
    /* Who comes as soon as there is a frame gets a number, and keeps it. */
    AUTO_FREE char *before = get(stage, "state/anjungan.db");
    bool is_shown = !bad[0] || !strstr(bad, "dark") || strncmp(before, "1\n", 2) == 0;
    if (is_shown) {
        AUTO_FREE char *with = mem_format("%sA-002\n", before);
        put(stage, "state/anjungan.db", with);
    }
    (void)update(stage, "--judge");
    assert_serves(stage, what);
    if (is_shown)
        assert_holds(stage, "state/anjungan.db", "A-002\n");
    return code == CUT;
}

/* Every command in the campaign; each day some. */
static int stride(void)
{
    return getenv("ANJUNGAN_LONG") ? 1 : 7;
}

static void power_cut_at_any_command_ends_in_service(void **state)
{
    const struct stage *stage = *state;
    int cuts = 0;

    for (int count = 1; count < COMMANDS_MOST; count += stride()) {
        bool is_cut = cut_at(stage, "", count, "before");

        is_cut = cut_at(stage, "", count, "after") || is_cut;
        if (!is_cut)
            break;
        cuts++;
    }
    assert_in_range(cuts * stride(), 30, COMMANDS_MOST - 2);
}

static void power_cut_on_the_way_back_ends_in_service(void **state)
{
    const struct stage *stage = *state;
    int cuts = 0;

    for (int count = 20; count < COMMANDS_MOST; count += stride()) {
        if (!cut_at(stage, "0.2:dark", count, "after"))
            break;
        cuts++;
    }
    assert_in_range(cuts * stride(), 30, COMMANDS_MOST - 2);
}

/* As the unit's OnFailure does it: nothing was cleared by a new start of the machine. */
static void updater_that_is_killed_is_taken_up_at_once(void **state)
{
    const struct stage *stage = *state;
    int code = CUT;

    for (int count = 1; code == CUT; count += stride()) {
        AUTO_FREE char *at = mem_format("%d", count);

        reset(stage);
        assert_int_equal(setenv("DIE_AT", at, 1) | setenv("DIE_WHEN", "after", 1), 0);
        code = update(stage, "");
        assert_int_equal(unsetenv("DIE_AT"), 0);
        if (is_there(stage, "update/state"))
            (void)update(stage, "--resume");
        if (is_there(stage, "update/state"))
            (void)update(stage, "--judge");
        assert_serves(stage, at);
        int again = code == CUT ? update(stage, "") : 0;
        AUTO_FREE char *said = get(stage, "said");
        if (again != 0)
            fail_msg("killed at command %d, it is not taken afterwards: %s", count, said);
    }
}

static void version_whose_failure_cannot_be_noted_is_taken_back_too(void **state)
{
    const struct stage *stage = *state;

    reset(stage);
    put(stage, "full", "");
    assert_int_equal(setenv("BAD", "0.2:install", 1), 0);
    assert_int_equal(update(stage, ""), 1);
    assert_serves(stage, "without a note");
    assert_holds(stage, "said", "update/refused");
}

static void unit_that_waits_for_a_new_start_is_held_too(void **state)
{
    const struct stage *stage = *state;

    reset(stage);
    put(stage, "active", "anjungan.service\n");
    put(stage, "pausing", "anjungan-print.service\n");
    assert_int_equal(update(stage, ""), 0);
    assert_serves(stage, "after one that waited");
    assert_holds(stage, "log", " mask anjungan-print.service");
}

static void interrupted_version_is_tried_three_times(void **state)
{
    const struct stage *stage = *state;

    reset(stage);
    for (int i = 0; i < 3; i++) {
        put(stage, "count", "0\n");
        assert_int_equal(setenv("DIE_AT", "30", 1) | setenv("DIE_WHEN", "before", 1), 0);
        assert_int_equal(update(stage, ""), CUT);
        boot(stage);
        assert_serves(stage, "interrupted");
        assert_holds(stage, "update/last", "took 0.2 back, 0.1 serves: interrupted");
    }
    assert_int_equal(update(stage, ""), 1);
    assert_holds(stage, "said", "0.2 was taken back before: interrupted");
}

static void way_back_that_is_closed_is_told_and_tried_no_more(void **state)
{
    const struct stage *stage = *state;

    reset(stage);
    assert_int_equal(setenv("BAD", "0.2:slip", 1), 0);
    AUTO_FREE char *name = mem_format("%s/bin/dpkg", stage->folder);
    assert_int_equal(unlink(name) | symlink("/bin/false", name), 0);
    assert_int_equal(update(stage, ""), 1);
    assert_holds(stage, "update/last", " STUCK: 0.1 cannot be put back in place of 0.2: ");
    assert_holds(stage, "active", "anjungan.service");
    assert_false(is_there(stage, "update/state"));
}

static void two_updates_at_once_are_one(void **state)
{
    const struct stage *stage = *state;
    AUTO_FREE char *path = mem_format("%s/lock", stage->update_folder);

    reset(stage);
    assert_int_equal(mkdir(stage->update_folder, 0755), 0);
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_int_equal(flock(lock, LOCK_EX), 0);
    assert_int_equal(update(stage, ""), 1);
    assert_holds(stage, "said", "an update is under way");
    assert_holds(stage, "installed", "0.1");
    close(lock);
}

static void unknown_word_does_nothing(void **state)
{
    const struct stage *stage = *state;

    reset(stage);
    assert_int_equal(update(stage, "now"), 2);
    assert_int_equal(update(stage, "--from stick"), 2);
    assert_int_equal(update(stage, "--from /media/a\tstick"),
                     2); /* a list of APT parts words there */
    assert_holds(stage, "said", "--from wants the whole path of a folder");
    assert_false(is_there(stage, "update/sources.list"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(newer_version_serves_with_every_number),
        cmocka_unit_test(nothing_newer_disturbs_nothing),
        cmocka_unit_test(while_the_office_takes_numbers_nothing_is_done),
        cmocka_unit_test(kiosk_that_does_not_serve_is_not_updated),
        cmocka_unit_test(bad_version_is_taken_back_once_and_for_all),
        cmocka_unit_test(power_cut_at_any_command_ends_in_service),
        cmocka_unit_test(power_cut_on_the_way_back_ends_in_service),
        cmocka_unit_test(updater_that_is_killed_is_taken_up_at_once),
        cmocka_unit_test(version_whose_failure_cannot_be_noted_is_taken_back_too),
        cmocka_unit_test(unit_that_waits_for_a_new_start_is_held_too),
        cmocka_unit_test(interrupted_version_is_tried_three_times),
        cmocka_unit_test(way_back_that_is_closed_is_told_and_tried_no_more),
        cmocka_unit_test(two_updates_at_once_are_one),
        cmocka_unit_test(unknown_word_does_nothing),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
