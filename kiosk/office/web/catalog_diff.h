/* What changes from one catalogue to another, service by service and field by field, in words. Pure. */
#pragma once
#include "domain/catalog.h"

enum catalog_change_kind {
    CHANGE_SERVICE_ADDED,
    CHANGE_SERVICE_REMOVED,
    CHANGE_LINE_ADDED,   /* a line of a field is new */
    CHANGE_LINE_REMOVED, /* it is gone */
    CHANGE_ORDER,        /* the field's lines are the same in another order */
    CHANGE_OTHER,        /* something that has no line of its own: marks, icons, short forms */
};
/* Changes of one field follow one another, removed lines first; those of one service too. */
struct catalog_change {
    enum catalog_change_kind kind;
    const char *service; /* its name; NULL: the office itself */
    const char *field;   /* "Persyaratan"; "" of a whole service */
    const char *line;    /* "" where the kind has none */
};
/* Texts are borrowed for the call. `before` NULL: everything is new. Returns how many changes there are. */
size_t catalog_diff(const struct catalog *before, const struct catalog *after,
                    void (*each)(void *context, const struct catalog_change *change),
                    void *context);
