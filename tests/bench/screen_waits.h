/* What the screen's process waits for while a finger waits for it, by strace. */
#pragma once
#include "bench/screen_subject.h"

struct waits {
    bool is_known;       /* strace is there and may trace */
    int changes;         /* pages and keys that were gone through */
    int syncs, connects; /* fsync, fdatasync and the like; connect: the network, CUPS, anything */
    int ticket_syncs,
        ticket_connects; /* from the lift on "Cetak nomor antrean" until the next screen */
};
struct waits waits_count(const struct subject *kiosk, char *tree, char *trace);
