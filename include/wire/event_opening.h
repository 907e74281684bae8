/* Events of a day's opening: what staff decided about taking numbers. Officers by their code only. */
#pragma once
#include "wire/event.h"

/* "day.opened": staff opened the day.
 * {"by":CODE,"again":bool}: `again` where staff had closed it before; its numbers go on. */
struct event_day_opened {
    const char *officer;
    bool is_again;
};
const char *event_day_opened(struct text *out, const struct event_head *head,
                             const struct event_day_opened *data);

/* "day.closed": {"by":CODE,"waiting":n}: how many still waited. */
struct event_day_closed {
    const char *officer;
    int64_t waiting;
};
const char *event_day_closed(struct text *out, const struct event_head *head,
                             const struct event_day_closed *data);

/* "group.paused": {"group":ID,"by":CODE,"reason":TEXT|null}; "group.resumed": the same without
 * `reason`. */
struct event_group_paused {
    const char *group_id;
    const char *officer;
    const char *reason; /* "" = none */
};
const char *event_group_paused(struct text *out, const struct event_head *head,
                               const struct event_group_paused *data);

struct event_group_resumed {
    const char *group_id;
    const char *officer;
};
const char *event_group_resumed(struct text *out, const struct event_head *head,
                                const struct event_group_resumed *data);

/* "hours.extended": {"until":ms,"by":CODE,"reason":TEXT}. */
struct event_hours_extended {
    int64_t until_ms;
    const char *officer;
    const char *reason;
};
const char *event_hours_extended(struct text *out, const struct event_head *head,
                                 const struct event_hours_extended *data);
