/* A page with every piece that forms are made of, in each of its states: for the layout check with the
 * shipped fonts, and for people who lay it beside the design's page of components. */
#pragma once
#include "screens/stage.h"

/* Calls `each` with the page in every theme, upright and wide; `stage` needs a measure alone. */
void form_page_walk(struct stage *stage,
                    void (*each)(struct stage *stage, const char *name, void *context),
                    void *context);
