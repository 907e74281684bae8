/* The verbs of anjungan-office: a row each. */
#include "app/office_verbs.h"

#include <stdio.h>
#include <string.h>

const struct office_process office_processes[] = {
    {"ingest", "kiosk_api", office_ingest_run, "what kiosks send and fetch"},
    {"project", "office_project", office_project_run, "makes of events what pages show"},
    {"enrolment", "kiosk_enrol", office_enrolment_run, "certificates for kiosks"},
    {"relay", "office_relay", office_relay_run, "passes events on to the office above"},
    {"web", "office_web", office_web_run, "the pages, for officers"},
    {0},
};

const struct office_verb office_verbs[] = {
    {"setup", "[--host NAME] [--name OFFICE] [--no-start]", office_verb_setup,
     "makes this machine the office's server, or mends what is not as it should be"},
    {"doctor", "", office_verb_doctor, "says what is wrong and what to do; 1 where something is"},
    {"backup", "[DIR]", office_verb_backup, "database and keys into one file, read back"},
    {"restore", "FILE", office_verb_restore,
     "puts a backup into an empty database; kiosks send again what it lacks"},
    {"code", "[--note TEXT]", office_verb_code, "a one-time code that enrols a kiosk"},
    {"kiosks", "[adopt ID|NAME]", office_verb_kiosks,
     "lists the kiosks; lets one in that a restored office lost"},
    {"revoke", "ID|NAME", office_verb_revoke, "refuses a kiosk from now on"},
    {"account", "add|set NAME admin|supervisor|officer [-] | passwd NAME | list",
     office_verb_account,
     "accounts of the pages: a new one, or role and password of one there is; a one-time password "
     "is\n      printed, with - one is read instead"},
    {"authority", "", office_verb_authority,
     "makes the private authority, the server's keys and the letters' key where they are missing"},
    {"neighbour", "NAME DIR", office_verb_neighbour,
     "makes in DIR what an office below puts into STATE/relay to relay to this one"},
    {"migrate", "", office_verb_migrate, "brings the database's schema to this version"},
    {"site", "", office_verb_site, "prints the site that setup gives to nginx"},
    {0},
};

int office_usage(const char *verb)
{
    for (const struct office_verb *row = office_verbs; row->verb; row++) {
        if (strcmp(row->verb, verb) == 0)
            (void)fprintf(stderr, "anjungan-office: usage: %s %s\n", verb, row->usage);
    }
    return 2;
}

int office_failed(const struct err *err)
{
    (void)fprintf(stderr, "anjungan-office: %s\n", err->text);
    if (err->code == ERR_OFFLINE && strncmp(err->text, "database: ", strlen("database: ")) == 0)
        (void)fprintf(stderr, "Is PostgreSQL running (systemctl status postgresql)? "
                              "anjungan-office doctor tells more\n");
    return 1;
}
