/* A kiosk's printing side for flow tests: private cupsd, virtual ESC/POS printer, a desk, and the real
 * anjungan-print, all in one directory below /tmp. Everything asserts. */
#pragma once
#include "desk/desk.h"
#include "domain/print.h"
#include "domain/queue.h"
#include "support/escpos_decode.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { HOUSE_PATH = 256, HOUSE_OUTPUT = 2048, HOUSE_TIME = 32 };

/* A further ESC/POS printer of the house, with a queue of its own. */
struct house_printer {
    pid_t pid; /* 0: there is none */
    char queue[64];
    char paper[HOUSE_PATH];
    char control[HOUSE_PATH];
    int roll_mm;
};

struct print_house {
    char directory[64];
    char state[HOUSE_PATH];
    char catalog[HOUSE_PATH];
    char server[HOUSE_PATH]; /* CUPS_SERVER */
    char queue[64];
    char paper[HOUSE_PATH];
    char control[HOUSE_PATH];
    int roll_mm;
    struct house_printer second; /* whose slips come out at the officer's */
    struct clock *clock;
    struct desk *desk;
    pid_t print;         /* anjungan-print; 0: does not run */
    const char *program; /* another one in its place; NULL: anjungan-print itself */
};

/* The printer and cupsd run when this returns; anjungan-print does not yet. */
void house_open(struct print_house *house, int roll_mm);
void house_close(struct print_house *house);

/* Starts anjungan-print with queue `queue` of `server` (NULL: the house's own). */
void house_start_print(struct print_house *house, const char *server, const char *queue);
/* Sends `signal` and waits for its end; gives the exit status as waitpid does. */
int house_stop_print(struct print_house *house, int signal);

/* Signals cupsd; after SIGKILL and SIGTERM `house_start_cupsd` brings it back. */
void house_signal_cupsd(const struct print_house *house, int signal);
void house_start_cupsd(struct print_house *house);

/* Adds queue "roll" with an IPP printer of 80 mm behind it, whose slips appear as .pdf in `paper`.
 * False, with "SKIP: reason" said, where this machine cannot have one. */
bool house_add_ipp(struct print_house *house, char paper[HOUSE_PATH]);

/* Gives the kiosk a second printer: call it before the print process starts. */
void house_add_second(struct print_house *house, int roll_mm);

/* Runs a program to its end; standard output into `output` (may be NULL). Gives its exit code. */
int house_run(char *const arguments[], char output[HOUSE_OUTPUT]);
/* The value of NAME=… in such output. */
void house_value(const char *output, const char *name, char *out, size_t size);

/* Raises or ends a fault of the virtual printer, by the name of its file. */
void house_fault(const struct print_house *house, const char *name, bool is_on);
void house_fault_second(const struct print_house *house, const char *name, bool is_on);

void house_issue(struct print_house *house, struct ticket *ticket, struct print_job *job);
/* Waits until the job is in `state` with `trouble`; fails after `ms`. Gives the ms it took. */
int64_t house_wait_job(struct print_house *house, struct print_job *job, enum print_state state,
                       enum printer_trouble trouble, int64_t ms);
/* Lets `ms` of real time pass. */
void house_pause(int64_t ms);
int64_t house_now_ms(void);
/* The time of day of the house, for --now of a program. */
void house_time(const struct print_house *house, char out[HOUSE_TIME]);

/* Files with this ending in a paper directory, and the newest of them into `path`. */
int house_count(const char *paper, const char *ending, char path[HOUSE_PATH]);
/* Waits until there are `count` slips in the house's paper directory. Gives the ms it took. */
int64_t house_wait_slips(const struct print_house *house, int count, int64_t ms);
/* The newest slip. */
void house_read_slip(const struct print_house *house, struct escpos_slip *out);
