/* The settings of anjungan-office: /etc/anjungan/office.conf, read once at start and passed on. */
#pragma once
#include "base/attr.h"
#include "base/conf.h"
#include "base/err.h"
#include "office/office.h"
#include "office/setup.h"
#include <stdbool.h>
#include <stddef.h>

#define OFFICE_CONFIG_FILE "/etc/anjungan/office.conf"
#define OFFICE_STATE_DIR "/var/lib/anjungan-office"

enum { OFFICE_TEXTS = 24 };

struct office_settings {
    struct conf *conf; /* holds borrowed texts below */
    const char *config_path;
    const char *connection; /* without a user */
    const char *state_dir;
    const char *run_dir;
    int daemons; /* of ingest */
    struct office_site site;
    struct office_options
        office;                /* `database` and `socket` are of one process: office_settings_for */
    char *texts[OFFICE_TEXTS]; /* owned, behind the texts of `office` */
    size_t text_count;
};

/* `path` NULL: OFFICE_CONFIG_FILE, which may be missing. ERR_INVALID names line and key. */
MUST_USE bool office_settings_read(struct office_settings *out, const char *path, struct err *err);
void office_settings_clear(struct office_settings *settings);
#define AUTO_OFFICE_SETTINGS AUTO(office_settings_clear)
/* Fills in the database role; "office_owner" is the administrator's. */
void office_settings_as(struct office_settings *settings, const char *role);
/* Fills in the database role and the socket of process `verb`, number `no` (from 1). */
void office_settings_for(struct office_settings *settings, const char *role, const char *verb,
                         int no);

const struct conf_option *office_settings_options(size_t *count);
