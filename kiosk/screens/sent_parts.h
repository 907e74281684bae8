/* The pieces of screen 29. Each draws itself at the top of its box, or with `is_measure` only tells its
 * height; `box.h` is not looked at. */
#pragma once
#include "complaint_slip.h"
#include "complaint_ways.h"
#include "router.h"

struct sent_state {
    int64_t touched_ms; /* 0 until the first frame */
    struct qr code;     /* size 0: it could not be made */
    struct complaint_ways ways;
    struct complaint_slip slip;
};

/* What gives way, one after the other, where a panel or larger type has no room. */
struct sent_shape {
    bool has_medallion, has_captions, has_ways, has_advice;
};

int sent_head(struct ui *ui, struct ui_box box, const struct sent_shape *shape, bool is_measure);
/* Number, code, when, how and until when it is answered. */
int sent_card(struct ui *ui, const struct sent_state *s, struct router *router, struct ui_box box,
              bool is_measure);
/* "Selanjutnya" in three steps. */
int sent_next(struct ui *ui, struct router *router, struct ui_box box,
              const struct sent_shape *shape, bool is_measure);
