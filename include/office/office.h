/* The office's server: small processes over one PostgreSQL database, each with a database role of its
 * own that may do only what its work needs. nginx stands before them with TLS 1.3.
 *
 *   ingest     role kiosk_api    what kiosks send and fetch; only functions, no table
 *   enrolment  role kiosk_enrol  certificates; holds the authority's key
 *   web        role office_web   the pages that officers see
 *   project    role office_project  turns events into the tables that pages read
 *   relay      role office_relay    passes events on to the province
 */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct office_options {
    const char *database;      /* libpq's words: "host=/run/postgresql dbname=anjungan" */
    const char *socket;        /* on which this process listens */
    const char *office_id;     /* the catalogue's name: "pekanbaru" */
    const char *office_name;   /* as people read it */
    const char *url;           /* of the pages, as browsers reach them */
    const char *kiosk_url;     /* of the kiosks' port, for `anjungan-ctl enrol` */
    int offset_min;            /* of the office's zone: 420, 480, 540 */
    const char *authority_dir; /* authority.key, authority.crt, pins: enrolment only */
    const char *pins;          /* a copy of its pins that every process may read */
    const char *office_secret; /* key file of sealed words: web only */
    const char *office_public;
    const char *publisher_key; /* key file that catalogues are checked with: web only */
    const char *asset_dir;     /* holds fonts/, office/ (style sheet), survey/ … */
    const char *locale_dir;    /* holds id/LC_MESSAGES/anjungan.mo: web only */
    const char *relay_url;     /* "" = no province above */
    const char *relay_dir;     /* its certificate, key and authority */
    int workers;               /* ingest: processes on one socket */
    int64_t start_ms;          /* -1: the machine's time */
};

/* Each serves until `stop_fd` is readable. False: it could not start; the text says what to mend. Ingest
 * refuses to start while fsync, full_page_writes or synchronous_commit is off (ERR_INVALID). */
MUST_USE bool office_ingest_run(const struct office_options *options, int stop_fd, struct err *err);
MUST_USE bool office_enrolment_run(const struct office_options *options, int stop_fd,
                                   struct err *err);
MUST_USE bool office_web_run(const struct office_options *options, int stop_fd, struct err *err);
MUST_USE bool office_project_run(const struct office_options *options, int stop_fd,
                                 struct err *err);
MUST_USE bool office_relay_run(const struct office_options *options, int stop_fd, struct err *err);

/* Once, as a role that may: brings the schema to this version, each step in one transaction. */
MUST_USE bool office_migrate(const struct office_options *options, struct err *err);
/* Makes the private authority, the server's key and certificate for `host`, the next server key, and the
 * pins of both, where they are missing. Keys and the authority are never changed; the server's certificate
 * is made anew over its key where it ends within 200 days, or is for another host. */
MUST_USE bool office_make_authority(const char *dir, const char *host, struct err *err);
/* Makes the copy of the authority's pins anew where it is another one; as who may read both. */
MUST_USE bool office_show_pins(const struct office_options *options, struct err *err);
/* The pin of the server's key in use, from that copy; false: it cannot be read here. */
enum { OFFICE_PIN = 64 };
MUST_USE bool office_read_pin(const struct office_options *options, char out[OFFICE_PIN]);
/* Makes an identity for an office below, in `dir`: office.key, office.crt, authority.crt and pins, which its
 * administrator puts into its relay's directory. ERR_INVALID: there is one of these files. */
MUST_USE bool office_make_neighbour(const struct office_options *options, const char *name,
                                    const char *dir, struct err *err);
/* A one-time code for a kiosk: ten digits, 15 minutes, five tries. `note` says where it will stand. */
MUST_USE bool office_make_code(const struct office_options *options, const char *note,
                               const char *by, char out[11], struct err *err);
/* An account for the pages; `role` is "admin", "supervisor" or "officer". One there is gets role
 * and password, is let in again and has its sessions ended. ERR_BUSY: there is one, and a new one
 * was wanted; ERR_NOT_FOUND: there is none, and that one was meant. */
enum office_account_wish { OFFICE_ACCOUNT_NEW, OFFICE_ACCOUNT_THERE, OFFICE_ACCOUNT_EITHER };
MUST_USE bool office_set_account(const struct office_options *options,
                                 enum office_account_wish wish, const char *name, const char *role,
                                 const char *password, struct err *err);
