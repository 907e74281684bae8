/* What an update has to remember over a power cut: plain files in its folder, each replaced in one step. */
#pragma once
#include "admin/update.h"
#include "base/attr.h"
#include "base/err.h"

enum { UPDATE_VERSION = 64, UPDATE_UNITS = 128, UPDATE_WORDS = 512 };

enum update_step {
    UPDATE_NONE,
    UPDATE_INSTALLING, /* packages may be half there; the database is untouched */
    UPDATE_STARTING,   /* the new screen may run; it has shown no frame in service yet */
    UPDATE_SERVING,    /* its first frame came: nothing is taken back; what was held may still be */
    UPDATE_RETURNING,  /* it failed: the copy of the database goes back, then the packages */
    UPDATE_STEP_COUNT
};

struct update_state {
    enum update_step step;
    char from[UPDATE_VERSION], to[UPDATE_VERSION];
    char units[UPDATE_UNITS]; /* that ran before, with blanks between them */
};

/* UPDATE_NONE where none is under way. ERR_INVALID: the file is not ours. */
MUST_USE bool update_state_read(const struct update *update, struct update_state *out,
                                struct err *err);
/* On disk when it returns; UPDATE_NONE takes the file away. */
MUST_USE bool update_state_write(const struct update *update, const struct update_state *state,
                                 struct err *err);

/* Whether `version` failed before, or was interrupted three times; `out` says how. */
MUST_USE bool update_is_refused(const struct update *update, const char *version,
                                char out[UPDATE_WORDS]);
/* A reason of one line; interruptions are counted, anything else refuses at once. */
extern const char update_interrupted[];
MUST_USE bool update_refuse(const struct update *update, const char *version, const char *reason,
                            struct err *err);
/* All versions may be tried again. */
MUST_USE bool update_forgive(const struct update *update, struct err *err);

/* The last result, one line, for the doctor: "2026-11-23T02:31:10Z " and `words`. */
MUST_USE bool update_tell_last(const struct update *update, const char *words, struct err *err);
