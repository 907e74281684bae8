/* The office's database as tests of its pages find it, and as an attacker would like it: words that would
 * take over a page in every field that is shown. */
#pragma once
#include "support/office.h"
#include "support/web_client.h"

#define WEB_KIOSK "0192f000-0000-7000-8000-000000000001"
/* None of the pages' own markup has any piece of it. */
#define WEB_ATTACK "<script>alert(1)</script>\"onload=\"x''<b>"

/* Nothing is there but the kiosk WEB_KIOSK ("K1") and the accounts "dewi" (officer), "budi" (supervisor)
 * and "sri" (admin), all of this password. */
void web_lay_tables(const struct office_rig *rig, const char *password);

/* After web_lay_tables; the kiosk had a day on 2026-11-20. */
void web_attack_fields(const struct office_rig *rig);
/* The page answers, and shows nothing of it as markup. */
void web_expect_unharmed(struct web_client *client, const char *path);
