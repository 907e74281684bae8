/* `anjungan-office doctor`: what is wrong with this server and what to do, a line each, in plain words. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "office/office.h"
#include "office/setup.h"
#include <stdio.h>

struct office_doctor {
    const struct office_options *office; /* `database`: as its owner */
    const struct office_site *site;
    const char *run_dir;
    const char *backup_dir;
    int daemons; /* of ingest */
    int backup_hours;
    int silent_minutes;
    int certificate_days;
    int disk_percent;
    FILE *out;
};
/* Lines "ok …", "look …" (soon a trouble) and "BAD …" (is one). Gives the number of those that are not ok. */
int office_doctor_run(const struct office_doctor *doctor) MUST_USE;
