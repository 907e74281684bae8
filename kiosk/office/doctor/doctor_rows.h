/* What the doctor asks of the database. */
#pragma once
#include "office/pg.h"

/* How many, and the first of them by name, for a line that people read. */
enum { DOCTOR_NAMES = 200 };
struct doctor_count {
    int64_t count;
    char names[DOCTOR_NAMES];
};

/* A setting's value as sessions of this role have it. */
MUST_USE bool doctor_rows_setting(struct pg *pg, const char *name, char *out, size_t size,
                                  struct err *err);
/* The other machines on whose disks a commit waits. */
struct doctor_standbys {
    char names[DOCTOR_NAMES]; /* as PostgreSQL is told them */
    int64_t needed;           /* 0: it waits for none */
    int64_t connected;        /* right only where this role may see it */
    bool may_see;
};
MUST_USE bool doctor_rows_standbys(struct pg *pg, struct doctor_standbys *out, struct err *err);
/* Roles that are missing, superusers, or may make roles and databases. */
MUST_USE bool doctor_rows_strong_roles(struct pg *pg, struct doctor_count *out, struct err *err);
/* Kiosks that a restored office does not know, and that knock. */
MUST_USE bool doctor_rows_knocking(struct pg *pg, struct doctor_count *out, struct err *err);
/* Roles of processes whose statements may take for ever. */
MUST_USE bool doctor_rows_patient_roles(struct pg *pg, struct doctor_count *out, struct err *err);
/* Tables that kiosks' roles (or everybody) have a right on. */
MUST_USE bool doctor_rows_open_tables(struct pg *pg, struct doctor_count *out, struct err *err);
/* Functions that kiosks' roles may call and that are none of the interface. */
MUST_USE bool doctor_rows_open_functions(struct pg *pg, struct doctor_count *out, struct err *err);
MUST_USE bool doctor_rows_version(struct pg *pg, int64_t *out, struct err *err);
MUST_USE bool doctor_rows_admins(struct pg *pg, int64_t *out, struct err *err);

/* Of the office's own kiosks that are not revoked; those of offices below have theirs to look after them. */
MUST_USE bool doctor_rows_kiosks(struct pg *pg, int64_t *out, struct err *err);
MUST_USE bool doctor_rows_silent(struct pg *pg, int minutes, struct doctor_count *out,
                                 struct err *err);
MUST_USE bool doctor_rows_ending(struct pg *pg, int days, struct doctor_count *out,
                                 struct err *err);
MUST_USE bool doctor_rows_gaps(struct pg *pg, struct doctor_count *out, struct err *err);
MUST_USE bool doctor_rows_broken(struct pg *pg, struct doctor_count *out, struct err *err);
/* Records that could not be read at all, or not by the projection. */
MUST_USE bool doctor_rows_quarantined(struct pg *pg, struct doctor_count *out, struct err *err);
MUST_USE bool doctor_rows_unread(struct pg *pg, struct doctor_count *out, struct err *err);
/* Streams whose records wait for the projection for more than five minutes. */
MUST_USE bool doctor_rows_waiting(struct pg *pg, struct doctor_count *out, struct err *err);
/* Streams that the office above lacks for more than fifteen minutes, and those that it does not take. */
MUST_USE bool doctor_rows_unrelayed(struct pg *pg, struct doctor_count *out, struct err *err);
MUST_USE bool doctor_rows_relay_refused(struct pg *pg, struct doctor_count *out, struct err *err);
