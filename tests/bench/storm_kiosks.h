/* Kiosks that an office knows: each has its own key, its own certificate of the office's authority and its own row. */
#pragma once
#include "base/id.h"
#include "office/certificate.h"
#include "support/office.h"

struct storm_kiosk {
    char id[UUID_TEXT];
    char serial[CERTIFICATE_SERIAL];
    char *certificate, *key; /* PEM */
};
/* Everything asserts. Tells how long it took as "storm_kiosks". */
struct storm_kiosk *storm_kiosks_make(const struct office_rig *rig, size_t count);
void storm_kiosks_free(struct storm_kiosk *kiosks, size_t count);
