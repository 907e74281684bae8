/* An office, its one service and a ticket, as the design's pictures show them. */
#pragma once
#include "domain/catalog.h"
#include "domain/queue.h"
#include "domain/receipt.h"
#include "paper/slip.h"

#define FIXTURE_PRINTED_MS 1795401660000 /* Mon 23 November 2026, 09.41 WIB */

/* A whole catalogue in one value: change what a test is about, nothing is shared or freed. */
struct fixture {
    struct catalog catalog;
    struct service service;
    struct group group;
    struct words counters[2];
    struct item requirements[10];
    struct item nested[2];
    struct words officer[2];
    struct words applicant;
    struct step steps[5];
    struct phase phases[1];
    struct channel channels[2];
    struct ticket ticket;
    struct receipt receipt;
};
void fixture_init(struct fixture *fixture);

/* Group set-up and tear-down for cmocka: fonts and words are loaded. */
int paper_setup(void **state);
int paper_teardown(void **state);

/* These end the test when they fail. The results are yours. */
struct slip *fixture_ticket(const struct fixture *fixture, enum slip_width width, int copy);
struct slip *fixture_receipt(const struct fixture *fixture, enum slip_width width, const char *lang,
                             int copy);
struct slip *fixture_requirements(const struct fixture *fixture, enum slip_width width,
                                  const char *lang);
struct slip *fixture_steps(const struct fixture *fixture, enum slip_width width, const char *lang);
