/* Somebody with the whole state directory who wants to know whose answers are whose.
 *
 * They know more than the machine tells: which visitors answered, and when. What they look for is
 * anything that keeps that order, or a moment, or a ticket, beside the answers. */
#pragma once
#include "base/id.h"
#include "support/hall.h"
#include <stddef.h>
#include <stdint.h>

/* One response as it was given, in the order of giving. */
struct given {
    struct uuid response;
    struct uuid ticket; /* nil: none was told */
    int64_t at_ms;
    int64_t mono_ms;
    int64_t slip_ms;  /* when the slip of thanks was printed; 0: none was */
    struct uuid slip; /* its names, as the printer's side was told them */
    int half;         /* which half-day: order across them is known to everybody */
};

struct join_findings {
    double order;      /* the largest rank correlation with the order of giving: |rho| * sqrt(n) */
    char order_by[96]; /* where it was found */
    size_t most_hits;  /* responses that fall on their own ticket, by the best of all orders */
    double
        page_order; /* pairs of one page whose offsets are in the order of giving; 0.5 = chance */
    size_t page_pairs;
    size_t moments;     /* values, or bytes of a file, that tell when a response was given */
    char moment_in[96]; /* the first of them */
    size_t slips;       /* places where a slip of thanks is named, in any file */
    size_t
        gaps; /* numbers of print jobs, ours or the printer's, that are missing among the others */
    size_t shared; /* pages that hold both a ticket's id and a response's */
};
void join_attack(const struct hall *hall, const struct given *given, size_t count,
                 struct join_findings *out);

/* How often these bytes stand in any file of the state directory. */
size_t join_count_bytes(const struct hall *hall, const void *bytes, size_t len);
