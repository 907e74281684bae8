/* A paper form of the survey while an officer types it in: what stands in it, and its pieces. */
#pragma once
#include "desk/survey.h"
#include "router.h"
#include "service_choice.h"
#include "ui/keys.h"

enum paper_stage { PAPER_FILL, PAPER_SERVICE, PAPER_SUGGESTION };

/* Parts that are one of a few; all but the first are the respondent's profile. */
enum paper_part {
    PART_BRACKET,
    PART_GENDER,
    PART_AGE,
    PART_EDUCATION,
    PART_OCCUPATION,
    PAPER_PARTS
};

struct paper_form {
    enum paper_stage stage;
    struct uuid request;    /* a new one for each form, so that a second tap is no second form */
    int64_t today, day;     /* days since 1970 */
    int parts[PAPER_PARTS]; /* the values of their enums; 0 = left open */
    const struct service *service;  /* NULL: not told */
    uint8_t answers[ELEMENT_COUNT]; /* by element; 0 = not typed yet */
    int at;                         /* the place that the next key fills; ELEMENT_COUNT: none */
    char suggestion[SUGGESTION_TEXT];
    struct ui_keyboard keyboard;
    struct service_choice choice;
    int64_t saved; /* by this officer today */
    bool was_saved;
    enum err_code fault; /* of the last try; ERR_NONE */
};

void paper_form_begin(struct paper_form *form, struct router *router);
/* Midnight passes, and clocks are set: today stays today, and no form is of a day to come. */
void paper_form_see_day(struct paper_form *form, const struct router *router);
/* Which element stands at a place (from 0) of the form on paper. */
enum survey_element paper_form_element(const struct router *router, int place);
/* Puts a value at the place, and goes to the next one that is empty. */
void paper_form_type(struct paper_form *form, const struct router *router, int value);
/* Empties this place, or when it is empty goes back and empties the one before. */
void paper_form_erase(struct paper_form *form, const struct router *router);
int paper_form_missing(const struct paper_form *form);
/* Keeps the form and begins the next one: its day, half-day and service are those of the last. */
void paper_form_save(struct paper_form *form, struct router *router);

/* --- pieces ----------------------------------------------------------------------------------- */

enum { PAPER_GAP = 12 };

void paper_draw_day(struct ui *ui, struct paper_form *form, struct ui_box box);
/* The label (none where it has no width) and one button a value, in `rows` rows. */
void paper_draw_part(struct ui *ui, struct paper_form *form, enum paper_part part, int label_w,
                     struct ui_box box, int rows);
/* The nine, three in a row. */
void paper_draw_answers(struct ui *ui, struct paper_form *form, const struct router *router,
                        struct ui_box box);
/* 1 to 4 in `columns` columns, and the key that erases. */
void paper_draw_keys(struct ui *ui, struct paper_form *form, const struct router *router,
                     struct ui_box box, int columns);
/* The service and the suggestion, side by side or one below the other. */
void paper_draw_extras(struct ui *ui, struct paper_form *form, struct ui_box box, bool is_stacked);
/* What is still missing or to be compared, how many are saved, and the button; ends with the box. */
void paper_draw_save(struct ui *ui, struct paper_form *form, struct router *router,
                     struct ui_box box);
