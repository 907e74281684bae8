/* A permit's list on paper. */
#pragma once
#include "router.h"

/* Queues the list of the visit's service, or its steps, and tells the visitor what comes of it. Taps
 * that follow within four seconds are the same wish. */
void list_wish_print(struct router *router, enum slip_kind kind);
