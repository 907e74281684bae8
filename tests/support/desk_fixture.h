/* A desk in a directory of its own with a small office, for tests that print. */
#pragma once
#include "base/clock.h"
#include "desk/desk.h"
#include "domain/print.h"
#include "domain/queue.h"

struct desk_fixture {
    char directory[64];
    char catalog[96];
    struct clock *clock; /* fake */
    struct desk *desk;
};

/* Asserts that everything opens. */
void desk_fixture_open(struct desk_fixture *fixture);
/* Closes the desk and opens it again, as after a crash. */
void desk_fixture_reopen(struct desk_fixture *fixture);
void desk_fixture_close(struct desk_fixture *fixture);

/* Issues a ticket with a slip and gives its print job. */
void desk_fixture_issue(struct desk_fixture *fixture, struct ticket *ticket, struct print_job *job);
/* The same on any desk whose office is this one. */
void desk_fixture_issue_at(struct desk *desk, struct ticket *ticket, struct print_job *job);
/* Writes the catalogue of the small office. */
void desk_fixture_write_office(const char *path);
/* Reads the job again. */
void desk_fixture_job(struct desk_fixture *fixture, struct print_job *job);
