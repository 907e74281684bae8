/* The pieces of screen 18, each of which stands in a column under the one before it. */
#pragma once
#include "complaint_form.h"
#include "ui/keys.h"

enum contact_stage { CONTACT_FORM, CONTACT_TYPES_CONTACT, CONTACT_TYPES_NAME };

struct contact_state {
    enum contact_stage stage;
    struct ui_keyboard keyboard;
    bool is_choosing; /* "Cara lain": all the ways are open again */
};

struct contact_form {
    struct ui *ui;
    struct router *router;
    struct contact_state *s;
    struct visit_complaint *complaint;
};

enum contact_piece {
    PIECE_QUESTION,
    PIECE_WAYS,       /* all of them with their captions */
    PIECE_WAYS_TIGHT, /* the same, lower */
    PIECE_WAYS_PLAIN, /* without captions */
    PIECE_CHOSEN,     /* the chosen one alone, and "Cara lain" */
    PIECE_FIELDS,
    PIECE_NOTICE,
    PIECE_CONSENT,
    PIECE_COUNT
};

/* Draws one, or with `is_measure` only tells its height; `box.h` is not looked at. */
int contact_piece(struct contact_form *form, enum contact_piece piece, struct ui_box box,
                  bool is_measure);
int contact_question(struct contact_form *form, struct ui_box box, bool is_measure);
int contact_ways(struct contact_form *form, enum contact_piece kind, struct ui_box box,
                 bool is_measure);
int contact_chosen(struct contact_form *form, struct ui_box box, bool is_measure);
int contact_fields(struct contact_form *form, struct ui_box box, bool is_measure);
int contact_notice(struct contact_form *form, struct ui_box box, bool is_measure);
int contact_consent(struct contact_form *form, struct ui_box box, bool is_measure);
/* Typing into one of the fields, with the notice in sight. */
void contact_typing(struct contact_form *form, int top);
