/* What the steps of a complaint share: where they stand, what is still lacking, the notice. */
#pragma once
#include "router.h"

enum complaint_step { COMPLAINT_WRITES, COMPLAINT_CONTACTS, COMPLAINT_CHECKS };

/* Opens the first step, with a service that is already known or NULL. What was typed before in this
 * visit stands there again; a complaint that was sent is over and another one begins. */
void complaint_open(struct router *router, const struct service *service);
/* The same without opening it: the request that a retry repeats is made here, once. */
void complaint_begin(struct visit_complaint *complaint);
/* Text, name and contact are gone from memory; what was sent is still told. */
void complaint_forget_words(struct visit_complaint *complaint);

/* Title and steps; returns the y below them. */
int complaint_head(struct ui *ui, enum complaint_step step);

/* Does the way to reply need somebody's contact? */
bool complaint_wants_contact(const struct visit_complaint *complaint);
/* What the visitor still has to do in that step, NULL: nothing. */
const char *complaint_lacks_text(const struct visit_complaint *complaint);
const char *complaint_lacks_contact(const struct visit_complaint *complaint);
/* "Nomor telepon", "Alamat surel", "Alamat surat" */
const char *complaint_contact_label(enum complaint_reply reply);
enum icon complaint_reply_icon(enum complaint_reply reply);

/* The privacy notice of COMPLAINT_NOTICE_VERSION: who keeps what for what, how long, and the
 * visitor's rights. */
void complaint_notice(char *out, size_t size, struct router *router);
/* Who is talked to in person: the group of complaints, else the information desk; NULL: neither. */
const struct group *complaint_counter(const struct router *router);
