/* Events of complaints: that there is one and how far it is. What was written, by whom, and the
 * code of its receipt are in none of them. */
#pragma once
#include "domain/complaint.h"
#include "wire/event.h"

/* "complaint.received": a visitor filed it.
 * {"number":"PD-1031","kind":"pengaduan","service":ID|null,"reply":"phone",
 *  "due":"2026-11-28"|null,"notice":n|null}: notice is the version of the privacy notice agreed to. */
const char *event_complaint_received(struct text *out, const struct event_head *head,
                                     const struct complaint *complaint);
/* "complaint.weighed": {"number":"PD-1031","weight":"ringan","officer":CODE}. */
const char *event_complaint_weighed(struct text *out, const struct event_head *head,
                                    const struct complaint *complaint);
/* "complaint.answered": {"number":"PD-1031","officer":CODE}. */
const char *event_complaint_answered(struct text *out, const struct event_head *head,
                                     const struct complaint *complaint);
/* "complaint.closed": {"number":"PD-1031","officer":CODE}. */
const char *event_complaint_closed(struct text *out, const struct event_head *head,
                                   const struct complaint *complaint);
/* "complaint.erased": {"number":"PD-1031","by":"visitor"|"retention","officer":CODE|null}: the words
 * are gone from this machine, and must go wherever else they went. */
const char *event_complaint_erased(struct text *out, const struct event_head *head,
                                   const struct complaint *complaint, const char *by);
