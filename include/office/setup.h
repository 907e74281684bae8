/* `anjungan-office setup`: makes this machine the office's server, or mends what is not as it should
 * be. What is right already is left alone, so that it may be run again at any time. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "office/office.h"
#include <stdbool.h>
#include <stdio.h>

/* Where nginx listens and to whom it passes on. */
struct office_site {
    const char *host;
    const char *run_dir;
    const char *log_dir;
    const char *authority_dir;
    const char *page_certificate; /* "" = the authority's for this server */
    const char *page_key;
    const char *address; /* on which both ports are: "" = every one */
    int page_port;
    int kiosk_port;
    int daemons; /* of ingest */
};
/* nginx's site, made of config/nginx/anjungan-office.conf. */
void office_site_write(struct text *out, const struct office_site *site);

struct office_setup {
    const struct office_options *office; /* `database`: as its owner */
    const struct office_site *site;
    const char *config_path; /* made where it is missing */
    const char *program;     /* this one, as units start it */
    const char *state_dir;
    const char *backup_dir;
    bool may_start; /* services are started and reloaded */
    FILE *out;      /* a line for each thing that was done */
};
/* Makes the configuration file for `host` where it is missing; true also where it is there. */
MUST_USE bool office_setup_config(const char *path, const char *host, const char *name, FILE *out,
                                  struct err *err);
/* ERR_INVALID: not root, or a package is missing (the text names it). ERR_IO: a step failed. */
MUST_USE bool office_setup_run(const struct office_setup *setup, struct err *err);
