/* The files of an identity: STATE/identity/ serves, STATE/identity.new/ is being made.
 *
 * The new ones take the old ones' place by one rename of the folder, so that whatever stops this, a
 * whole set serves. office.json is written last: a folder that has it is whole. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/id.h"
#include "wire/enrolment.h"
#include <stdint.h>

struct identity_files {
    char *state_dir;
    char *dir; /* of the set */
    char *key, *certificate, *authority, *office;
};
/* The names of the set that serves, or of the one that is being made. */
void identity_files_init(struct identity_files *files, const char *state_dir, bool is_new);
void identity_files_clear(struct identity_files *files);

/* office.json: how the office is reached. */
struct identity_office {
    char url[256];
    char pins[256]; /* "sha256//…;sha256//…" */
    struct uuid kiosk;
};
MUST_USE bool identity_office_read(struct identity_office *out, const char *path, struct err *err);

/* Makes the folder and a key in it. A key that waits there for its answer stays: the office knows it
 * perhaps already. What a former set left behind is removed first. */
MUST_USE bool identity_files_prepare(const struct identity_files *made, struct err *err);
/* Writes the certificate and the authority. */
MUST_USE bool identity_files_write(const struct identity_files *made,
                                   const struct enrolment *enrolment, struct err *err);
/* Writes office.json and puts the folder into the place of the one that serves, which is removed. */
MUST_USE bool identity_files_switch(const struct identity_files *made,
                                    const struct identity_files *serving,
                                    const struct identity_office *office, struct err *err);
