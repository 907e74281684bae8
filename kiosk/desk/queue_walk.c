/* Walking along the queue of several groups by place: each group's index is read a page ahead and
 * the smallest place goes next, so that nothing is sorted however many wait. */
#include "desk/calling_internal.h"
#include <assert.h>

void walk_begin(struct walk *walk, struct desk *desk, int64_t session, const char *counter,
                size_t batch)
{
    walk->desk = desk;
    walk->session = session;
    walk->counter = counter;
    walk->batch = batch;
    walk->source_count = 0;
}

static void add_source(struct walk *walk, enum walk_kind kind, const char *group_id,
                       bool is_priority)
{
    assert(walk->source_count < WALK_SOURCES);
    struct walk_source *source = &walk->sources[walk->source_count++];

    source->kind = kind;
    source->group_id = group_id;
    source->is_priority = is_priority;
    source->at = source->count = 0;
    source->after = 0;
    source->is_over = false;
}

void walk_add(struct walk *walk, enum walk_kind kind)
{
    const struct catalog *catalog = walk->desk->catalog;
    bool is_for_all = kind == WALK_HERE || kind == WALK_SENT || !walk->counter;

    for (size_t i = 0; i < catalog->office.group_count; i++) {
        const char *group_id = catalog->office.groups[i].id;
        if (!is_for_all && !desk_counter_serves(catalog, walk->counter, group_id))
            continue;
        add_source(walk, kind, group_id, kind == WALK_PRIORITY);
        if (kind == WALK_HERE)
            add_source(walk, kind, group_id, true);
    }
}

static bool read_ahead(struct walk *walk, struct walk_source *source, struct err *err)
{
    struct db *db = walk->desk->db;
    bool is_read = false;

    source->at = 0;
    switch (source->kind) {
    case WALK_HERE:
        is_read = waiting_store_list(db, walk->session, source->group_id, walk->counter,
                                     source->is_priority, source->after, walk->batch,
                                     source->places, &source->count, err);
        break;
    case WALK_SENT:
        is_read = waiting_store_list_sent(db, walk->session, source->group_id, source->after,
                                          walk->batch, source->places, &source->count, err);
        break;
    case WALK_PRIORITY:
    case WALK_GENERAL:
        is_read =
            waiting_store_list(db, walk->session, source->group_id, "", source->is_priority,
                               source->after, walk->batch, source->places, &source->count, err);
        break;
    case WALK_SKIPPED:
        is_read = skipped_store_list(db, walk->session, source->group_id, source->after,
                                     walk->batch, source->places, &source->count, err);
        break;
    }
    if (is_read && source->count > 0)
        source->after = source->places[source->count - 1].place;
    source->is_over = source->count == 0;
    return is_read;
}

bool walk_next(struct walk *walk, struct ticket_place *out, bool *has_one, struct err *err)
{
    struct walk_source *first = NULL;

    for (size_t i = 0; i < walk->source_count; i++) {
        struct walk_source *source = &walk->sources[i];
        if (source->at == source->count && !source->is_over && !read_ahead(walk, source, err))
            return false;
        if (source->at < source->count
            && (!first || source->places[source->at].place < first->places[first->at].place))
            first = source;
    }
    *has_one = first != NULL;
    if (first)
        *out = first->places[first->at++];
    return true;
}
