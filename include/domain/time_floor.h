/* The moment at which certificates are checked on a machine whose clock may be wrong.
 *
 * It cannot be earlier than the floor: the build, or the office's time last seen, whichever is later.
 * A clock below it has lost its battery; one over three years beyond it was never right either. Then
 * certificates are checked at the floor, so that such a kiosk still reaches its office and learns the
 * time; the server's pinned key is asked for in every case. */
#pragma once
#include <stdint.h>

int64_t time_floor(int64_t build_ms, int64_t seen_ms); /* `seen_ms` 0: never */
int64_t time_floor_verify(int64_t floor_ms, int64_t now_ms);
