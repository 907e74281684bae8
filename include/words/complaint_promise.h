/* What somebody who complained is promised, where to ask about it and where else to turn: in words,
 * on screen and on paper, in the language in use. */
#pragma once
#include "domain/catalog.h"
#include "domain/complaint.h"
#include <stddef.h>

/* "Dibalas lewat telepon atau SMS" */
const char *words_complaint_answer(enum complaint_reply reply);
/* What stands above the day: "Dijawab paling lambat", or, where nobody is written to, from when on the
 * answer can be asked for. */
const char *words_complaint_due_caption(enum complaint_reply reply);
/* "Dijawab paling lambat Jumat, 27 November 2026", or that this office promises no day. */
void words_complaint_due(char *out, size_t size, const struct complaint *complaint);
/* How to ask what became of it: number and code at the complaint counters, else at the information
 * desk, else to an officer. */
void words_complaint_ask(char *out, size_t size, const struct office *office, const char *lang);
/* The ways that the office offers: the service's own (it may be NULL), else the office's, else those
 * that one of its services states. Never NULL; may be empty. */
const struct complaints *words_complaint_channels(const struct catalog *catalog,
                                                  const struct service *service);
/* "Jalur nasional SP4N-LAPOR!: www.lapor.go.id · SMS 1708" */
void words_complaint_national(char *out, size_t size);
