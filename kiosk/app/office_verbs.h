/* The verbs of anjungan-office. */
#pragma once
#include "app/office_settings.h"
#include "base/attr.h"
#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>

/* A process of the office: serves until it is told to stop. */
struct office_process {
    const char *verb;
    const char *role; /* of the database */
    bool (*run)(const struct office_options *options, int stop_fd, struct err *err);
    const char *help;
};
/* Ended by a row without a verb. */
extern const struct office_process office_processes[];

/* What an administrator does; `arguments` are behind the verb. The exit code: 0 done, 1 failed (said on
 * stderr), 2 the words are wrong. */
struct office_verb {
    const char *verb;
    const char *usage; /* what follows it */
    int (*run)(struct office_settings *settings, int count, char *const arguments[]);
    const char *help;
};
extern const struct office_verb office_verbs[];

/* Says how the verb is used; 2. */
int office_usage(const char *verb);
/* Says what went wrong; 1. */
int office_failed(const struct err *err);

/* office_machine.c */
int office_verb_authority(struct office_settings *settings, int count, char *const arguments[]);
int office_verb_migrate(struct office_settings *settings, int count, char *const arguments[]);
int office_verb_site(struct office_settings *settings, int count, char *const arguments[]);
int office_verb_setup(struct office_settings *settings, int count, char *const arguments[]);

/* office_people.c */
int office_verb_neighbour(struct office_settings *settings, int count, char *const arguments[]);
int office_verb_code(struct office_settings *settings, int count, char *const arguments[]);
int office_verb_account(struct office_settings *settings, int count, char *const arguments[]);
int office_verb_kiosks(struct office_settings *settings, int count, char *const arguments[]);
int office_verb_revoke(struct office_settings *settings, int count, char *const arguments[]);

/* office_care.c */
int office_verb_doctor(struct office_settings *settings, int count, char *const arguments[]);
int office_verb_backup(struct office_settings *settings, int count, char *const arguments[]);
int office_verb_restore(struct office_settings *settings, int count, char *const arguments[]);
