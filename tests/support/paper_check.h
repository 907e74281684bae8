/* What the paper says against what the database says, by nobody's word but theirs: the slips' own
 * QR codes and the SQLite file. Nothing of the product is used. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PAPER_KEY = 40, PAPER_FILE = 96 };

/* A slip as it lies in the tray. */
struct paper_slip {
    char key[PAPER_KEY]; /* number:code, off the QR code; "" when it cannot be read */
    char file[PAPER_FILE];
    uint64_t sum; /* of its bytes: two slips that are alike are one slip twice */
};

struct paper_tray {
    const char *directory;
    struct paper_slip *slips;
    size_t len, room;
};

/* Reads the slips that came out since the last time. Two visitors may look into one tray. */
void paper_look(struct paper_tray *tray);
void paper_clear(struct paper_tray *tray);
int paper_count(const struct paper_tray *tray, const char *key);

struct paper_sums {
    int slips, printed, kept_off, uncertain, uncertain_out, cups_jobs, violations;
};

/* Holds every job of the database at `path` against the trays of its printers, says each violation and each slip
 * that is accounted for by name alone, and adds to `sums`. `may_overtake`: of a slip asked for again out of turn. */
void paper_check(const struct paper_tray *trays, size_t tray_count, const char *path,
                 bool (*may_overtake)(void *context, const char *key), void *context,
                 struct paper_sums *sums);
/* cupsd's own book, in its spool: of two jobs of one name one at most had a document. */
void paper_check_cupsd(const char *spool, struct paper_sums *sums);
/* While no print process runs: a document of which the database does not say that it may be under way would be
 * sent again where cupsd's jobs are lost, or called kept off. */
void paper_check_committed(const char *spool, const char *path, struct paper_sums *sums);
