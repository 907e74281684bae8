/* One complaint on an officer's screen: what is known of it, and what is done with it. */
#pragma once
#include "desk/complaints.h"
#include "router.h"
#include "ui/keys.h"

enum { COMPLAINT_SHOWN = 3 * COMPLAINT_TEXT + COMPLAINT_NAME + COMPLAINT_CONTACT + 256 };

struct complaint_desk {
    struct complaint complaint;
    bool is_found;
    bool is_open;                /* the words were read, which is noted */
    const struct label *trouble; /* why they cannot be read; NULL */
    char shown[COMPLAINT_SHOWN]; /* the words as one text */
    bool is_typing;              /* the answer */
    char answer[COMPLAINT_TEXT];
    struct ui_keyboard keyboard; /* of the answer */
    struct ui_keyboard turns;    /* pages of the words */
    struct uuid print_request;
    int64_t print_until_ms; /* taps until then are one wish */
    int64_t today;
};

void complaint_desk_read(struct complaint_desk *s, struct router *router);
/* Opens the words; who reads is noted. */
void complaint_desk_open(struct complaint_desk *s, struct router *router);
void complaint_desk_weigh(struct complaint_desk *s, struct router *router,
                          enum complaint_weight weight);
void complaint_desk_answer(struct complaint_desk *s, struct router *router);
void complaint_desk_close(struct complaint_desk *s, struct router *router);
void complaint_desk_print(struct complaint_desk *s, struct router *router);
/* What the next step is. */
bool complaint_desk_may_weigh(const struct complaint_desk *s);
bool complaint_desk_may_answer(const struct complaint_desk *s);
bool complaint_desk_may_close(const struct complaint_desk *s);
/* What was read and typed is gone. */
void complaint_desk_wipe(struct complaint_desk *s);
