/* What the checks of the doctor share. */
#pragma once
#include "admin/machine.h"
#include "base/attr.h"
#include "admin/verbs.h"
#include "desk/desk.h"
#include <stdbool.h>
#include <stdint.h>

struct exam {
    const struct admin *admin;
    struct desk *desk; /* NULL: the database cannot be looked at */
    int64_t now_ms;
    int offset_min; /* of the office's zone */
    const char *zone;
    bool is_stranger; /* may not look into the state directory: what lies there is not judged */
    bool is_enrolled;
    bool is_json;
    bool is_whole; /* everything could be written */
    int found;     /* lines that are not ok */
};

/* A line about a subject; the two others count: what is soon a trouble, and what is one. Each says what to
 * do. */
void exam_ok(struct exam *exam, const char *subject, const char *format, ...) PRINTF_LIKE(3, 4);
void exam_look(struct exam *exam, const char *subject, const char *format, ...) PRINTF_LIKE(3, 4);
void exam_bad(struct exam *exam, const char *subject, const char *format, ...) PRINTF_LIKE(3, 4);

enum { EXAM_TIME = 32 };
/* "2026-11-23 09:41 WIB" */
void exam_time(const struct exam *exam, int64_t at_ms, char out[EXAM_TIME]);

/* What is found is judged apart, so that each line can be tried without the trouble. */
void doctor_judge_disk(struct exam *exam, const char *path, int64_t free_bytes, int percent_free);
void doctor_judge_clock(struct exam *exam, int64_t floor_ms, int64_t most_error_us);

/* In this order: later ones go by what the earlier ones found. */
void doctor_check_config(struct exam *exam);
void doctor_check_catalog(struct exam *exam);
void doctor_check_fonts(struct exam *exam);
void doctor_check_panel(struct exam *exam);
void doctor_check_rights(struct exam *exam);
void doctor_check_database(struct exam *exam);
void doctor_check_backup(struct exam *exam);
void doctor_check_disks(struct exam *exam);
void doctor_check_lock(struct exam *exam);
void doctor_check_update(struct exam *exam);
void doctor_check_clock(struct exam *exam);
void doctor_check_printers(struct exam *exam);
void doctor_check_slips(struct exam *exam);
void doctor_check_office(struct exam *exam);
void doctor_check_services(struct exam *exam);
