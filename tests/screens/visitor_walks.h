/* Every screen that a visitor may meet, in every state worth seeing: the one table that the layout check, the
 * golden pictures and the pictures for people go through. A new screen enters a walk here, or brings its own. */
#pragma once
#include "screens/stage.h"
#include <stddef.h>

enum {
    WALK_ID,
    WALK_EN,
    WALK_LONG,
    WALK_LANGUAGES
}; /* "id", "en", "qps": words that are 40 % longer */

struct visitor_walk {
    const char *name;    /* "complaint" */
    const char *role;    /* NULL: the lobby */
    const char *catalog; /* a file; NULL: a shipped office */
    bool is_own_form;    /* with questions of the office's own */
    int forms_least;     /* that the walk has to show */
    void (*walk)(struct stage *stage,
                 void (*each)(struct stage *stage, const char *name, void *context), void *context,
                 unsigned modes);
    /* Bit m: the layout in modes m (screens/modes.h) is checked in that language. Colours move nothing, and
     * longer words stand for larger type. */
    unsigned char modes[WALK_LANGUAGES];
};

extern const struct visitor_walk visitor_walks[];
extern const size_t visitor_walk_count;

/* NULL: there is none of that name. */
const struct visitor_walk *visitor_walk_find(const char *name);

/* Opens a stage with the plan's language, size and measure on `office` (unless the walk has its own catalogue),
 * hands every state to `each`, and closes it. The names of the states differ within a walk. */
void visitor_walk_play(const struct visitor_walk *walk, const struct stage *plan,
                       const char *office, unsigned modes,
                       void (*each)(struct stage *stage, const char *name, void *context),
                       void *context);
