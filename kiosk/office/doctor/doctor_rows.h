/* What the doctor asks of the database. */
#pragma once
#include "office/pg.h"

/* How many, and the first of them by name, for a line that people read. */
enum { DOCTOR_NAMES = 200 };
struct doctor_count {
    int64_t count;
    char names[DOCTOR_NAMES];
};

/* What should be none. */
enum doctor_question {
    DOCTOR_STRONG_ROLES,  /* roles that are missing, superusers, or may make roles and databases */
    DOCTOR_PATIENT_ROLES, /* roles of processes whose statements may take for ever */
    DOCTOR_OPEN_TABLES,   /* tables that kiosks' roles (or everybody) have a right on */
    DOCTOR_OPEN_FUNCTIONS, /* functions that kiosks' roles may call and that are none of the interface */
    DOCTOR_KNOCKING,       /* kiosks that a restored office does not know, and that knock */
    DOCTOR_GAPS,           /* streams with missing numbers */
    DOCTOR_BROKEN,         /* streams whose chain does not fit */
    DOCTOR_QUARANTINED,  /* records that could not be read at all */
    DOCTOR_UNREAD,       /* records that the projection could not read */
    DOCTOR_WAITING,      /* streams that wait for the projection for more than five minutes */
    DOCTOR_UNRELAYED,    /* streams that the office above lacks for more than fifteen minutes */
    DOCTOR_RELAY_REFUSED /* streams that it does not take */
};
MUST_USE bool doctor_rows_ask(struct pg *pg, enum doctor_question question,
                              struct doctor_count *out, struct err *err);

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
MUST_USE bool doctor_rows_version(struct pg *pg, int64_t *out, struct err *err);
MUST_USE bool doctor_rows_admins(struct pg *pg, int64_t *out, struct err *err);

/* Of the office's own kiosks that are not revoked; those of offices below have theirs to look after them. */
MUST_USE bool doctor_rows_kiosks(struct pg *pg, int64_t *out, struct err *err);
MUST_USE bool doctor_rows_silent(struct pg *pg, int minutes, struct doctor_count *out,
                                 struct err *err);
MUST_USE bool doctor_rows_ending(struct pg *pg, int days, struct doctor_count *out,
                                 struct err *err);
