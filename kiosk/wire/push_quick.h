/* The head of a record without a JSON reader: a hundred times as fast, for an office that takes in records
 * of thousands of kiosks. */
#pragma once
#include "wire/push.h"

/* False: the head does not stand as event_begin writes it; nothing is changed. */
bool push_read_head_quickly(struct push_line *line);
