/* What is said above a page after an act. The address carries a name, never the words. */
#pragma once
#include "office/web/page.h"

struct message {
    const char *name;
    enum notice kind;
    const char *words;
};
/* NULL: there is none of that name. */
const struct message *message_find(const char *name);
