/* What is said below a complaint's words while they are typed. */
#pragma once
#include "complaint_form.h"

struct words_info {
    const char *words; /* NULL: nothing */
    enum icon icon;
    enum ui_color color;
};
/* The most urgent thing there is to say; where there is hardly room, only what is urgent. */
struct words_info words_info_of(const struct visit_complaint *complaint, bool was_refused,
                                bool has_room);
/* It, and below it the other ways where the box has room for them; nothing in a box without height. */
void words_info_draw(struct ui *ui, const struct visit_complaint *complaint, bool was_refused,
                     struct ui_box box);
/* The height of the highest that may stand there: what is above keeps its place while one types. */
int words_info_room(struct ui *ui, int width);
/* What the other ways need besides. */
int words_info_more(struct ui *ui, int width);
