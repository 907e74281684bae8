/* The form of a file receipt between its files: what it holds, how it is saved, how it looks. */
#pragma once
#include "desk/receipts.h"
#include "router.h"
#include "ui/keys.h"

enum form_stage {
    FORM_CHOOSE, /* which permit */
    FORM_FILL,
    FORM_TYPE, /* the keyboard is open */
    FORM_DONE  /* it is in the database */
};

struct receipt_form {
    enum form_stage stage;
    bool has_ticket;
    struct ticket ticket;    /* that is being served at this counter */
    struct visit_list files; /* the permit, and what was handed in for it */
    char applicant[APPLICANT_TEXT];
    struct ui_keyboard keyboard;
    int page; /* of the permits, or of the files */
    bool has_failed;
    struct uuid request; /* made once per receipt: a retry repeats it */

    struct receipt receipt; /* FORM_DONE; its name is wiped as soon as it is saved */
    struct print_job job;
    bool has_job;
    struct uuid copy; /* the request of the next copy */
};

/* Begins with the ticket that is being served, and with its receipt where it has one already. */
void form_begin(struct receipt_form *form, struct router *router);
/* A form for another receipt of the same visitor. */
void form_begin_another(struct receipt_form *form);
/* Starts with what the visitor ticked for that permit; with nothing where that is not known. */
void form_choose(struct receipt_form *form, const struct service *service);
/* What is still missing, as a sentence; NULL when it can be saved. */
const char *form_lacks(const struct receipt_form *form);
void form_save(struct receipt_form *form, struct router *router);
void form_print_again(struct receipt_form *form, struct router *router);
/* Looks again at what became of the paper. */
void form_read_job(struct receipt_form *form, struct router *router);

/* The permits to choose from, as buttons with pages. */
void form_draw_choices(struct ui *ui, struct receipt_form *form, struct router *router,
                       struct ui_box box);
/* "8 dari 10 diterima" over the rows that are ticked one by one, with pages. */
void form_draw_files(struct ui *ui, struct receipt_form *form, struct ui_box box);
/* The number, when it will be ready, and what the printer says. */
void form_draw_done(struct ui *ui, struct receipt_form *form, struct router *router,
                    struct ui_box box);
