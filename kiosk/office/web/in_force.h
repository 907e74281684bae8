/* What the pages call things by: the catalogue in force and the questionnaire, kept between requests.
 *
 * The catalogue is the highest one published here, else the one shipped for this office, else one that knows
 * its name alone. The kiosk's own questionnaire is the shipped one unless its setting names another. */
#pragma once
#include "domain/catalog.h"
#include "domain/questionnaire.h"
#include "office/web/web.h"

/* Borrowed until the next request. */
MUST_USE bool in_force_catalog(struct visit *visit, const struct catalog **out, struct err *err);
/* NULL: none is there. */
const struct questionnaire *in_force_questionnaire(struct visit *visit);

/* Names in Indonesian; the id where the catalogue does not know it, "" for "". */
const char *in_force_service(const struct catalog *catalog, const char *id);
const char *in_force_group(const struct catalog *catalog, const char *id);

void in_force_clear(struct web *web);
