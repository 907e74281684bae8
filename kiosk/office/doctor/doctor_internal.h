/* What the checks of the doctor share. */
#pragma once
#include "base/attr.h"
#include "office/doctor.h"
#include "office/pg.h"
#include <stdint.h>

struct exam {
    const struct office_doctor *what;
    struct pg *pg; /* connected */
    int64_t now_ms;
    int found; /* lines that are not ok */
};

/* A line; the two others count. Each says what to do. */
void exam_ok(struct exam *exam, const char *format, ...) PRINTF_LIKE(2, 3);
void exam_look(struct exam *exam, const char *format, ...) PRINTF_LIKE(2, 3);
void exam_bad(struct exam *exam, const char *format, ...) PRINTF_LIKE(2, 3);

void doctor_check_settings(struct exam *exam);
void doctor_check_roles(struct exam *exam);
void doctor_check_schema(struct exam *exam);
void doctor_check_kiosks(struct exam *exam);
void doctor_check_streams(struct exam *exam);
void doctor_check_relay(struct exam *exam);
/* These need no database. */
void doctor_check_processes(struct exam *exam);
void doctor_check_files(struct exam *exam);
void doctor_check_disks(struct exam *exam);
void doctor_check_backup(struct exam *exam);
