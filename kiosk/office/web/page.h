/* What stands around every page: head, office, navigation, message, and the end. */
#pragma once
#include "office/web/web.h"

struct page {
    const char *title;
    const char *here; /* the navigation's entry that is marked: "/perangkat" */
    int refresh_s;    /* 0: the page stays as it is; else it is fetched again so often */
    bool is_narrow;   /* a form or a notice: kept at reading width */
    bool is_door;     /* signing in: narrower still */
};

/* <main> is open afterwards, its <h1> written. */
void page_open(struct visit *visit, const struct page *page);
void page_close(struct visit *visit);

/* A box with words above what follows. */
enum notice { NOTICE_INFO, NOTICE_GOOD, NOTICE_WARNING, NOTICE_DANGER };
void page_notice(struct text *out, enum notice kind, const char *words);

/* A short state with its colour and sign; words carry the meaning. */
void page_chip(struct text *out, enum notice kind, const char *words);

/* "Sebelumnya", "Berikutnya": links to `path` with the words of its query, and `halaman` exchanged.
 * Pages count from 0; nothing is written where there is only one. */
struct page_word {
    const char *name, *value;
};
void page_turner(struct visit *visit, const char *path, const struct page_word *words, size_t count,
                 int page, bool has_more);
int page_number(const struct visit *visit); /* of the query; 0 to 100000 */

/* In place of the page: what went wrong and what to do now. */
void page_trouble(struct visit *visit, int status);
