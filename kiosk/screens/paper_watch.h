/* What the visitor's slip has come to, for screens 09 to 11. */
#pragma once
#include "router.h"

enum paper_news {
    PAPER_WAITING,
    PAPER_CONFIRMED, /* on paper: the printer said so */
    PAPER_MAYBE,     /* finished, and nobody can tell but the visitor */
    PAPER_TROUBLE,   /* not on paper, `*trouble` says why */
};

/* ERR_IO and the like count as waiting: the screen's own time ends it. */
enum paper_news paper_watch(struct router *router, enum printer_trouble *trouble);

/* A printer is ready now: what lay in the queue would come out in front of somebody else. */
bool paper_can_print(const struct router *router);

/* The printer that the slip went to, else the one that it will go to. */
struct printer_status paper_printer_of(const struct router *router, const struct print_job *job);

/* Where the slip comes out, as a whole sentence: while it is awaited, and when it lies there. */
const char *paper_wait_words(enum paper_place place);
const char *paper_grab_words(enum paper_place place);
/* What points there from the screen; `down` where it comes out below. */
enum icon paper_place_icon(enum paper_place place, enum icon down);
