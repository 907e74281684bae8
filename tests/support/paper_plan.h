/* The plan of a day of slips: what is drawn from a seed, and the faults of everything around the paper. */
#pragma once
#include "domain/queue.h"
#include "support/paper_check.h"
#include "support/print_faults.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

enum { DAY_SLIPS = 100, BURST_MOST = 3 };

struct options {
    long slips, seed;
    const char *program;
    const char *keep; /* a directory, or NULL */
    bool says_plan;
};

struct visitor {
    struct ticket ticket;
    char key[PAPER_KEY];
    int64_t job;
    bool is_out_of_turn; /* asked for again, or out by a person's word: nobody followed it */
};

struct day {
    struct print_house house;
    struct paper_tray tray;
    const char *queue; /* NULL: the house's own, behind anjungan-escpos */
    const struct options *options;
    uint64_t state; /* of the plan */
    struct visitor visitors[DAY_SLIPS + BURST_MOST];
    int count;
    int faults;
    sqlite3 *locker;
};

int draw_below(struct day *day, int limit);
void start_print(struct day *day);

enum how { AT_PRINTER, AT_HOUSE, AT_STEP, AT_PRINT, AT_DATABASE, AT_POWER };

/* Where it strikes, and the functions for those that need some. */
struct fault {
    const char *name;
    enum how how;
    fault_step *raise, *mend;
    bool is_ours; /* for anjungan-escpos and its queue alone */
};

const struct fault *draw_fault(struct day *day);
void raise_fault(struct day *day, const struct fault *fault);
void mend_fault(struct day *day, const struct fault *fault);
/* Whatever of a fault is still in the printer, one that waits for the middle of a slip too. */
void mend_printer(struct day *day);
