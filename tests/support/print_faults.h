/* Faults of cupsd and of what stands around it, by name, for a print_house. */
#pragma once
#include "support/print_house.h"
#include <stdbool.h>

/* Raises the fault, or mends it. The house's print process runs before and after each; what needs a
 * process anew starts it. */
typedef void fault_step(struct print_house *house);

fault_step fault_pause, fault_resume;            /* cupsdisable, cupsenable */
fault_step fault_reject, fault_accept;           /* cupsreject, cupsaccept */
fault_step fault_pause_for_good;                 /* both */
fault_step fault_remove_queue, fault_make_queue; /* lpadmin -x, -p */
fault_step fault_stop_cupsd, fault_kill_cupsd;   /* SIGTERM, SIGKILL; and until it is gone */
fault_step fault_start_cupsd;
fault_step fault_restart_cupsd;                     /* SIGTERM, and again at once */
fault_step fault_hang_cupsd, fault_wake_cupsd;      /* SIGSTOP, SIGCONT */
fault_step fault_kill_backend, fault_crash_backend; /* SIGKILL, SIGSEGV */
fault_step fault_kill_any_backend;                  /* SIGKILL, if one runs */
fault_step fault_cancel_jobs;                       /* by a person at cupsd */
fault_step fault_cut_power, fault_power_up; /* cupsd, all below it and print process at once */
fault_step fault_cut_power_losing_jobs;     /* cupsd had not yet brought them to the disk */

/* A disk that fills up and has room again: cupsd's spool, the backend's journal, the kiosk's database. */
fault_step fault_fill_spool, fault_empty_spool, fault_fill_database, fault_empty_database;
fault_step fault_fill_journal, fault_empty_journal;
/* Puts all three on it: called before anything else, starts cupsd and the print process anew. */
void fault_prepare_disks(struct print_house *house);

/* A queue with a filter, which makes a raster of a PDF, and a stock backend. What is told to the filter holds
 * until the next word: "kill", "crash", "fail", "half", "hang", "" */
void fault_make_filter_queue(struct print_house *house, const char *name);
void fault_tell_filter(const struct print_house *house, const char *word);

/* A fault of the printer of house_add_ipp, "on" or "off". */
void fault_tell_ipp(const struct print_house *house, const char *name, const char *on_or_off);

/* The address of the house's own printer; `form` has %d for its port. */
void fault_device_uri(const struct print_house *house, const char *form, char uri[HOUSE_PATH]);

/* While cupsd does not run: the job is over and its document gone, but its end was not written down any more. */
void fault_forget_end(struct print_house *house, int job);
