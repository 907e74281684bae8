/* A disk that refuses to be read: a moment's trouble of its cable, or a place that is gone for good? */
#pragma once
#include <stdbool.h>

/* Called for each refusal: true once it lasts, which is when the machine was started anew meanwhile and it is
 * still refused. Remembered in STATE/unreadable. */
bool unreadable_lasts(const char *state_dir, const char *boot_id);
/* It was read. */
void unreadable_forget(const char *state_dir);
