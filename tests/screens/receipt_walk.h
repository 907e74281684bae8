/* The form of a file receipt in every shape that it has, for checks and pictures. */
#pragma once
#include "screens/stage.h"

/* An officer P-07 signs in on an open stage of the role "staff" and takes the first counter of the
 * first group. */
void receipt_walk_sign_in(struct stage *stage);
/* A number for that permit, with the last two of its lines not ticked, called and being served
 * there. */
void receipt_walk_serve(struct stage *stage, const char *service);
/* Types on the keyboard that is open: letters, blanks. */
void receipt_walk_type(struct stage *stage, const char *text);

/* Fills, types, saves and prints, and calls `each` with every form. */
void receipt_walk(struct stage *stage,
                  void (*each)(struct stage *stage, const char *name, void *context),
                  void *context);
