/* The machine as the verbs of anjungan-ctl see it. */
#pragma once
#include "admin/machine.h"
#include "app/settings.h"

/* Borrows `settings`, which is its context. */
void ctl_machine_init(struct admin_machine *out, const struct settings *settings);
