/* A form's screens in every language and a longer one, upright and wide, in the modes of "Akses mudah",
 * measured with the shipped fonts. */
#pragma once
#include "screens/stage.h"

struct form_layout {
    const char *role;          /* NULL: the lobby */
    const char *questionnaire; /* NULL: the shipped one */
    const char *catalog;       /* NULL: the shipped offices */
    int forms_least;           /* that a walk has to show */
    void (*walk)(struct stage *stage,
                 void (*each)(struct stage *stage, const char *name, void *context), void *context,
                 unsigned modes);
    bool (*has_mode)(const char *lang, unsigned modes); /* which are walked in that language */
};
/* Says every fault on stderr and asserts that there is none. */
void form_layout_check(const struct form_layout *layout, const char *lang);
/* A test program's: `check_lang` in Indonesian, in English, and with words that are 40 % longer. */
int form_layout_main(void (*check_lang)(const char *lang));
