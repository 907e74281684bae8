/* A permit as a card of the list (screen 04): its name and short facts, and the two ways on. */
#pragma once
#include "permit_row.h"

enum { PERMIT_CARD_GAP = 24 };

int permit_card_height(struct ui *ui, const struct service *service, int width);
/* The card takes a row's description; widgets are "service-1" ("Lihat syarat") and "take-1". */
void permit_card_draw(struct ui *ui, struct router *router, const struct permit_row *row);
