/* How the office is reached, as anjungan-sync says it and everybody else sees it. */
#include "desk/office.h"
#include "desk_internal.h"
#include "desk/slips.h"
#include "store/delivery_store.h"
#include "store/session_store.h"
#include <assert.h>

enum {
    CONTACT_EVERY_MS = 10 * 60 * 1000,
    CONTACT_HOLDS_MS = 2 * CONTACT_EVERY_MS + OFFICE_AWAY_MS, /* then nobody looks after it */
    START_MS = 3 * 60 * 1000
};

static const char *const contact_names[] = {
    [OFFICE_NONE] = "none",
    [OFFICE_REACHED] = "reached",
    [OFFICE_AWAY] = "away",
    [OFFICE_REFUSED] = "refused",
};
static_assert(ARRAY_LEN(contact_names) == OFFICE_REFUSED + 1, "every contact has a name");

static enum office_contact contact_of(const char *name)
{
    size_t i = ARRAY_LEN(contact_names) - 1;

    while (i > 0 && !text_equal(contact_names[i], name))
        i--;
    return (enum office_contact)i;
}

/* The process that looks after it may be gone, and at the start of a machine it has not spoken yet. */
static enum office_contact contact_now(const struct desk *desk, const struct office_row *row)
{
    enum office_contact said = contact_of(row->contact);
    int64_t mono_ms = clock_mono_ms(desk->clock);
    bool is_old = text_equal(row->contact_boot, clock_boot_id(desk->clock))
                      ? mono_ms - row->contact_mono_ms > CONTACT_HOLDS_MS
                      : mono_ms > START_MS;

    return said == OFFICE_REACHED && is_old ? OFFICE_AWAY : said;
}

bool desk_view_office(struct desk *desk, struct office_view *out, struct err *err)
{
    struct office_row row;
    struct delivery_counts counts;
    int64_t oldest_ms = -1;

    if (!desk_enter(desk, err) || !desk_office_read(desk, err)
        || !office_store_get(desk->db, &row, err) || !delivery_store_count(desk->db, &counts, err)
        || !delivery_store_oldest(desk->db, &oldest_ms, err))
        return false;
    int64_t age_ms = desk_office_now(desk) - oldest_ms;
    *out = (struct office_view){
        .contact = contact_now(desk, &row),
        .last_ms = row.answered_ms,
        .unsent = counts.waiting,
        .oldest_unsent_ms = oldest_ms < 0 ? -1
                            : age_ms > 0  ? age_ms
                                          : 0,
        .set_aside = counts.set_aside,
    };
    return true;
}

static bool is_same(const struct desk *desk, const struct office_row *row,
                    enum office_contact contact)
{
    int64_t since_ms = clock_mono_ms(desk->clock) - row->contact_mono_ms;

    return contact_of(row->contact) == contact
           && text_equal(row->contact_boot, clock_boot_id(desk->clock)) && since_ms >= 0
           && (contact != OFFICE_REACHED || since_ms < CONTACT_EVERY_MS);
}

bool desk_note_contact(struct desk *desk, enum office_contact contact, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct office_row row;

    if (!desk_enter(desk, err) || !office_store_get(desk->db, &row, err))
        return false;
    if (is_same(desk, &row, contact))
        return true;
    if (!desk_begin(desk, &tx, err) || !office_store_get(desk->db, &row, err))
        return false;
    enum office_contact before = contact_of(row.contact);
    text_copy(row.contact, sizeof row.contact, contact_names[contact]);
    text_copy(row.contact_boot, sizeof row.contact_boot, clock_boot_id(desk->clock));
    row.contact_mono_ms = clock_mono_ms(desk->clock);
    if (!office_store_put(desk->db, &row, err))
        return false;
    if (before == contact)
        return tx_commit(&tx, err); /* tells nobody anything */
    return desk_journal(desk, clock_now_ms(desk->clock), "", "office.contact",
                        contact_names[contact], "", err)
           && desk_commit(desk, &tx, err);
}
