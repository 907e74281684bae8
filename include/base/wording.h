/* A wording kept in a table: looked up when it is used, in the language of that moment. */
#pragma once
#include "base/i18n.h"

struct wording {
    const char *key;
    const char *english;
};
#define W(key, english)                                                                            \
    {                                                                                              \
        key, english                                                                               \
    }

static inline const char *wording_text(const struct wording *wording)
{
    return i18n_text(wording->key, wording->english);
}
