/* The kiosk's side of the office: a loop that pushes events, pulls the catalogue, says how the kiosk
 * is and keeps its certificate. One request in flight at a time; it sleeps on the wake file. */
#pragma once
#include "base/attr.h"
#include "base/clock.h"
#include "base/err.h"
#include "client/transport.h"
#include "desk/desk.h"
#include <stdint.h>

struct identity;
struct sync;
struct sync_options {
    struct desk *desk;           /* borrowed */
    struct transport *transport; /* borrowed */
    const struct clock *clock;   /* borrowed */
    const char *office_id;       /* the catalogue's name */
    struct identity *identity;   /* NULL: certificates are not renewed (tests) */
    uint32_t (*chance)(
        void *context); /* evenly over 32 bits; NULL: real chance (tests repeat theirs) */
    void *chance_context;
};
struct sync *sync_new(const struct sync_options *options);
void sync_free(struct sync *sync);
/* Does what is due, at most one request, and returns the monotonic time of the next step that nobody has
 * to ask for; a wake before that is a reason to call at once. */
int64_t sync_step(struct sync *sync);
