/* Every option of the office's configuration file: type, range, default, help. */
#include "app/office_settings.h"

static const struct conf_option options[] = {
    {"office", "id", CONF_STRING, 1, 63, NULL, "pekanbaru",
     "Which office this is: the name of its catalogue."},
    {"office", "name", CONF_STRING, 1, 120, NULL, "DPMPTSP",
     "Its name as it stands on every page and report."},
    {"office", "zone", CONF_CHOICE, 0, 0, "WIB|WITA|WIT", "WIB", "Its time zone."},
    {"server", "host", CONF_STRING, 1, 120, NULL, "localhost",
     "The name by which kiosks and browsers reach this server; its certificate says this name."},
    {"server", "address", CONF_STRING, 0, 60, NULL, "",
     "The one address of this machine on which it is reached; empty: every one."},
    {"server", "page_port", CONF_INT, 1, 65535, NULL, "443", "The port of the pages."},
    {"server", "kiosk_port", CONF_INT, 1, 65535, NULL, "8443",
     "The port of the kiosks, which show certificates there; another one than the pages'."},
    {"server", "page_certificate", CONF_STRING, 0, 180, NULL, "",
     "A certificate for the pages that browsers know already; empty: the office's own."},
    {"server", "page_key", CONF_STRING, 0, 180, NULL, "", "Its key; both or none."},
    {"database", "connection", CONF_STRING, 1, 180, NULL, "host=/run/postgresql dbname=anjungan",
     "Where the database is, in libpq's words, without a user: each process has its own."},
    {"paths", "state", CONF_STRING, 1, 90, NULL, OFFICE_STATE_DIR,
     "The authority, the keys, the relay's identity."},
    {"paths", "run", CONF_STRING, 1, 60, NULL, "/run/anjungan-office",
     "The sockets between nginx and the processes."},
    {"paths", "log", CONF_STRING, 1, 90, NULL, "/var/log/nginx", "What nginx writes of requests."},
    {"ingest", "daemons", CONF_INT, 1, 16, NULL, "2",
     "Daemons that take what kiosks send; two, so that one may be exchanged while the other "
     "serves."},
    {"ingest", "workers", CONF_INT, 1, 16, NULL, "2", "Processes of each of them."},
    {"relay", "url", CONF_STRING, 0, 180, NULL, "",
     "The province's server, to which events go on; empty: none. Its `neighbour` lets us in."},
    {"keys", "publisher", CONF_STRING, 0, 180, NULL, "",
     "The public key that catalogues are checked with; empty: keys/publisher.public below the "
     "state "
     "directory."},
    {"backup", "folder", CONF_STRING, 1, 180, NULL, "/var/backups/anjungan-office",
     "Where backups are looked for and written daily; better another disk."},
    {"backup", "keep", CONF_INT, 2, 365, NULL, "14", "So many backups are kept there."},
    {"doctor", "backup_hours", CONF_INT, 1, 720, NULL, "26",
     "An older newest backup is a warning of doctor."},
    {"doctor", "silent_minutes", CONF_INT, 2, 10080, NULL, "15",
     "A kiosk from which nothing came for longer is a warning of doctor."},
    {"doctor", "certificate_days", CONF_INT, 1, 365, NULL, "45",
     "A certificate that ends sooner is a warning of doctor."},
    {"doctor", "disk_percent", CONF_INT, 1, 90, NULL, "15",
     "Less free room on a disk is a warning of doctor."},
};

const struct conf_option *office_settings_options(size_t *count)
{
    *count = ARRAY_LEN(options);
    return options;
}
