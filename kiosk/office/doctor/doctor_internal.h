/* What the checks of the doctor share. */
#pragma once
#include "base/attr.h"
#include "office/doctor.h"
#include "office/doctor/doctor_rows.h"
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

/* What the checks below find is judged apart, so that each line can be tried without the trouble. */
void doctor_judge_disk(struct exam *exam, const char *path, int percent_free);
void doctor_judge_clock(struct exam *exam, int64_t most_error_us);
void doctor_judge_standbys(struct exam *exam, const struct doctor_standbys *standbys);

/* One of nginx's two ports, as somebody finds it who goes there. */
struct doctor_port {
    const char *subject; /* "kiosks" */
    const char *address;
    int no;
    bool is_open;
    bool is_tls;  /* 1.3 */
    bool is_ours; /* the certificate is the one that nginx was given */
    int status;   /* 0: no answer */
};
void doctor_judge_port(struct exam *exam, const struct doctor_port *port);

void doctor_check_settings(struct exam *exam);
void doctor_check_standbys(struct exam *exam);
void doctor_check_roles(struct exam *exam);
void doctor_check_schema(struct exam *exam);
void doctor_check_kiosks(struct exam *exam);
void doctor_check_streams(struct exam *exam);
void doctor_check_relay(struct exam *exam);
/* These need no database. */
void doctor_check_processes(struct exam *exam);
void doctor_check_certificate(struct exam *exam, const char *path, const char *act);
void doctor_check_files(struct exam *exam);
void doctor_check_clock(struct exam *exam);
void doctor_check_site(struct exam *exam);
void doctor_check_disks(struct exam *exam);
void doctor_check_backup(struct exam *exam);
