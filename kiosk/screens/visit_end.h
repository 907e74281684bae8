/* The end of what a visitor filled in. */
#pragma once

struct router;

/* The one place where forms that were begun come to an end without being sent: a visit that ends by
 * itself, by "Beranda", by a fault or by the end of the program, and an officer who takes the screen
 * over. The router calls it once for each, before anything is wiped; what is to be kept of an
 * unfinished form is kept here: nine answers count though more was asked, unless the visitor gave up;
 * fewer are an abandoned survey. Afterwards the forms are zeros. There may be no desk. */
void visit_end_forms(struct router *router);
