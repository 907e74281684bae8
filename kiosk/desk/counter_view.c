/* What a desk's screen shows of the queue. */
#include "desk/calling_internal.h"
#include "store/print_store.h"
#include "store/ticket_store.h"

static const enum walk_kind waiting_kinds[] = {WALK_HERE, WALK_PRIORITY, WALK_GENERAL};
static const enum walk_kind skipped_kinds[] = {WALK_SKIPPED};

/* One list of a counter: kinds that follow each other, each by place. */
struct view_list {
    const enum walk_kind *kinds;
    size_t count;
};
static const struct view_list view_lists[] = {
    [DESK_WAITING] = {waiting_kinds, ARRAY_LEN(waiting_kinds)},
    [DESK_SKIPPED] = {skipped_kinds, ARRAY_LEN(skipped_kinds)},
};

static bool add_page_row(struct desk *desk, int64_t session, const struct ticket_place *at,
                         struct desk_view *out, struct err *err)
{
    size_t row = out->page_count;

    if (!ticket_store_find_at(desk->db, session, at, &out->page[row], err)
        || !print_store_count_copies(desk->db, &out->page[row].id, &out->copies[row], err))
        return false;
    out->page_count++;
    return true;
}

static bool read_page(struct desk *desk, int64_t session, const char *counter,
                      const struct view_list *list, int first, int count, struct desk_view *out,
                      struct err *err)
{
    struct walk walk;
    int passed = 0;

    for (size_t i = 0; i < list->count && out->page_count < (size_t)count; i++) {
        struct ticket_place at;
        bool has_one = true;
        walk_begin(&walk, desk, session, counter, PLACES_MOST);
        walk_add(&walk, list->kinds[i]);
        while (out->page_count < (size_t)count) {
            if (!walk_next(&walk, &at, &has_one, err))
                return false;
            if (!has_one)
                break;
            if (passed++ >= first && !add_page_row(desk, session, &at, out, err))
                return false;
        }
    }
    return true;
}

static bool count_people(struct desk *desk, int64_t session, const char *counter,
                         struct desk_view *out, struct err *err)
{
    const struct office *office = &desk->catalog->office;

    for (size_t i = 0; i < office->group_count; i++) {
        const char *group_id = office->groups[i].id;
        struct line_totals totals;
        int64_t here = 0;
        int64_t sent = 0;
        int64_t skipped = 0;
        if (!waiting_store_count_sent(desk->db, session, group_id, counter, &here, &sent, err))
            return false;
        out->waiting += (int)here;
        if (!desk_counter_serves(desk->catalog, counter, group_id))
            continue;
        if (!line_store_totals(desk->db, session, NULL, group_id, &totals, err)
            || !skipped_store_count(desk->db, session, group_id, &skipped, err))
            return false;
        out->waiting += (int)(totals.waiting - sent);
        out->skipped += (int)skipped;
    }
    return true;
}

static bool find_first_wait(struct desk *desk, int64_t session, const char *counter,
                            struct desk_view *out, struct err *err)
{
    struct walk walk;
    struct ticket_place at;
    struct ticket ticket;
    bool has_one = false;

    for (size_t i = 0; i < ARRAY_LEN(waiting_kinds) && !has_one; i++) {
        walk_begin(&walk, desk, session, counter, 1);
        walk_add(&walk, waiting_kinds[i]);
        if (!walk_next(&walk, &at, &has_one, err))
            return false;
    }
    if (!has_one)
        return true;
    if (!ticket_store_find_at(desk->db, session, &at, &ticket, err))
        return false;
    int64_t wait_ms = clock_now_ms(desk->clock) - ticket.issued_at_ms;
    out->first_wait_ms = wait_ms > 0 ? wait_ms : 0;
    return true;
}

static bool find_current(struct desk *desk, int64_t session, const char *counter,
                         struct desk_view *out, struct err *err)
{
    struct err missing = {0};

    out->has_ticket =
        ticket_store_find_at_counter(desk->db, session, counter, &out->ticket, &missing);
    return out->has_ticket || missing.code == ERR_NOT_FOUND
           || err_set(err, missing.code, "%s", missing.text);
}

bool desk_view_counter(struct desk *desk, const char *counter, enum desk_list list, int first,
                       int count, struct desk_view *out, struct err *err)
{
    struct session session;
    struct err missing = {0};

    *out = (struct desk_view){0};
    if (!desk->catalog || !desk_counter_is_known(desk->catalog, counter))
        return err_set(err, ERR_INVALID, "no counter \"%s\"", counter);
    if (!desk_enter(desk, err))
        return false;
    if (!session_store_find_open(desk->db, &session, &missing))
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
    out->has_session = true;
    if (count > DESK_PAGE_MOST)
        count = DESK_PAGE_MOST;
    return find_current(desk, session.no, counter, out, err)
           && count_people(desk, session.no, counter, out, err)
           && find_first_wait(desk, session.no, counter, out, err)
           && (count <= 0
               || read_page(desk, session.no, counter, &view_lists[list], first, count, out, err));
}
