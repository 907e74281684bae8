/* Forms: every one carries the session's token. */
#pragma once
#include "office/web/web.h"

/* <form method="post">; `path` within this server. */
void form_open(struct visit *visit, const char *path);
/* The same for a form with a file. */
void form_open_upload(struct visit *visit, const char *path);
/* <form method="get">: a choice of what is shown, without a token. */
void form_open_query(struct visit *visit, const char *path);
void form_close(struct visit *visit);

struct form_field {
    const char *name; /* also its id */
    const char *label;
    const char *type;     /* "text" where NULL; "textarea", "password", "date", "number", "file" */
    const char *value;    /* NULL: empty */
    const char *hint;     /* below the label */
    const char *error;    /* what is wrong with the value; NULL: nothing */
    const char *complete; /* autocomplete: "username", "current-password"; NULL: off */
    const char *accept;   /* of a file */
    int most;             /* letters; 0: no ceiling */
    bool is_optional;
};
void form_field(struct text *out, const struct form_field *field);

struct form_option {
    const char *value, *label;
};
/* Whose password the form is about: for the browser's store of passwords alone, nobody sees it. */
void form_username(struct text *out, const char *account);
/* A list to choose one from. */
void form_select(struct text *out, const char *name, const char *label,
                 const struct form_option *options, size_t count, const char *chosen);
/* The same where another field of the page has that name already. */
void form_select_as(struct text *out, const char *id, const char *name, const char *label,
                    const struct form_option *options, size_t count, const char *chosen);
/* One box to tick; its value is "1". */
void form_check(struct text *out, const char *name, const char *label, bool is_on);
void form_hidden(struct text *out, const char *name, const char *value);

enum form_weight { FORM_PRIMARY, FORM_PLAIN, FORM_DANGER };
void form_button(struct text *out, enum form_weight weight, const char *label);
/* A link that looks like a button. */
void form_link(struct text *out, enum form_weight weight, const char *path, const char *label);

/* A form of one button. */
void form_act(struct visit *visit, const char *path, enum form_weight weight, const char *label);
