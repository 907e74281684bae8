/* How to reach the office from anywhere: every channel with a code for a phone. */
#pragma once
#include "router.h"

/* Is there anything to show? */
bool contact_is_offered(const struct router *router);
/* The channels of a service, or, with NULL, of the office. */
void contact_open(struct router *router, const struct service *service);
