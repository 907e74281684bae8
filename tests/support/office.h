/* A whole office for flow tests (support/office-rig) and the programs of kiosks that speak with it.
 * Everything asserts. It ends with the test, however that ends. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { OFFICE_PATH = 256, OFFICE_SAID = 16 * 1024 };

struct office_rig {
    char directory[64];
    char facts[OFFICE_SAID]; /* KEY=VALUE lines; ask office_rig_value */
};

/* `options` are those of `office-rig start`: {"--ingest", "1", NULL}; NULL: none. */
void office_rig_start(struct office_rig *rig, const char *const *options);
void office_rig_stop(struct office_rig *rig);
/* "URL", "PORT", "AUTHORITY", "PINS", "SUPERUSER" …: see office-rig. Fails for an unknown one. */
void office_rig_value(const struct office_rig *rig, const char *name, char *out, size_t size);
/* Kills a part with all its children ("postgres", "nginx", "ingest-1" …), or starts it again. */
void office_rig_kill(const struct office_rig *rig, const char *part);
void office_rig_up(const struct office_rig *rig, const char *part);
/* The machine is lost: a fresh one of the same name takes its place, with an empty database and other
 * keys. Nothing but the database runs until office_rig_up(rig, "all"). Backups are kept. */
void office_rig_wipe(const struct office_rig *rig);
/* Runs as the superuser; the answer's first bytes into `out` (may be NULL), rows on lines. */
void office_rig_sql(const struct office_rig *rig, const char *sql, char *out, size_t size);
/* Waits until the query's answer is `wanted`; fails after `ms`. Gives the ms it took. */
int64_t office_rig_wait(const struct office_rig *rig, const char *sql, const char *wanted,
                        int64_t ms);

/* `anjungan-office … WORDS`; what it says into `out` (may be NULL). Gives the exit code. */
int office_rig_program(const struct office_rig *rig, const char *const *words, char *out,
                       size_t size);
/* A one-time code for a kiosk. */
void office_rig_code(const struct office_rig *rig, char code[11]);
/* Makes the kiosk of this state directory one of the office's, with a code and `anjungan-ctl enrol`. */
void office_rig_enrol(const struct office_rig *rig, const char *state_dir, const char *config);
/* Starts anjungan-sync for it; ends with the test. */
pid_t office_rig_start_sync(const struct office_rig *rig, const char *state_dir,
                            const char *config);
/* Ends a process that was started here and waits for it. */
void office_rig_end(pid_t process, int signal);

/* Runs a program of the build, or of the machine where `words[0]` has a slash, to its end; both outputs
 * into `out` (may be NULL). Gives the exit code. */
int office_rig_run(const char *const *words, char *out, size_t size);
