/* The order of the home screen. */
#pragma once
#include "base/attr.h"
#include "domain/catalog.h"
#include <stddef.h>

/* All services, the often chosen ones first, the others as the catalogue has them; free() it. The
 * services are the catalogue's. Never NULL; empty without a catalogue. */
const struct service **ranking_new(const struct catalog *catalog, size_t *count) MUST_USE;
