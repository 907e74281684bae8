/* Review marks: what staff should look at, and what visitors do not see meanwhile. */
#pragma once
#include "wire/catalog_reader.h"

/* Checks that the marks of a service name something in its object and hides what they hide. */
void catalog_review_service(struct catalog_reader *reader, const struct json *value,
                            struct service *service);
/* The same for the catalogue's own marks; paths begin at its top ("office.standard.security[1]"). */
void catalog_review_catalog(struct catalog_reader *reader, const struct json *root,
                            struct catalog *catalog);

/* True when marks of these kinds keep an item from visitors. */
bool catalog_review_hides(enum review_kind kind);
