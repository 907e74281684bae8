/* Whether the office takes numbers, and what staff decide about it. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "desk/desk.h"
#include "domain/opening.h"

/* Now, for a group (NULL: the office). desk_issue_ticket asks the same and refuses with ERR_CLOSED. */
MUST_USE bool desk_view_opening(struct desk *desk, const char *group_id, struct opening *out,
                                struct err *err);

/* The day. Opening one closes the day before and begins numbers at 1; opening it while it is open
 * changes nothing. After closing, numbers are given again only when staff open or a new day begins;
 * what still waits stays on record as it is.
 * Closing while somebody is called or served is ERR_BUSY; the text is that counter's name. A day
 * that staff closed and open again goes on with its numbers and its queue: nobody gets a number
 * that somebody in the hall holds already. Closing a day that is closed changes nothing. Both need
 * an officer: ERR_INVALID. */
MUST_USE bool desk_open_day(struct desk *desk, const char *officer, struct err *err);
MUST_USE bool desk_close_day(struct desk *desk, const char *officer, struct err *err);

/* The pause lasts until staff resume or the day ends; pausing again replaces the reason (which may be
 * NULL). ERR_NOT_FOUND: no such group. ERR_CLOSED: staff closed the day. Resuming a group that is
 * not paused changes nothing. */
MUST_USE bool desk_pause_group(struct desk *desk, const char *group_id, const char *officer,
                               const char *reason, struct err *err);
MUST_USE bool desk_resume_group(struct desk *desk, const char *group_id, const char *officer,
                                struct err *err);
/* Serve until then, at most 24 hours from now, although the hours say no. ERR_INVALID: a time that
 * is over or too far, or no reason. A day that staff closed stays closed. */
MUST_USE bool desk_extend_hours(struct desk *desk, int64_t until_ms, const char *officer,
                                const char *reason, struct err *err);

/* NULL where no table is loaded. */
const struct holidays *desk_holidays(const struct desk *desk);
/* Why the table that was asked for is not loaded, for staff and the log ("FILE: $.days[3].date: …");
 * "" where nothing is wrong. Without it every weekday of the office's hours counts as open. */
const char *desk_holidays_trouble(const struct desk *desk);
