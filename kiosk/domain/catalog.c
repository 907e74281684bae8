/* Looking things up in a catalogue. */
#include "domain/catalog.h"
#include "base/mem.h"
#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    int offset_min;
} zones[] = {
    [ZONE_WIB] = {"WIB", 420},
    [ZONE_WITA] = {"WITA", 480},
    [ZONE_WIT] = {"WIT", 540},
};
static_assert(ARRAY_LEN(zones) == ZONE_WIT + 1, "every zone has a name");

void catalog_free(struct catalog *catalog)
{
    if (catalog != NULL)
        arena_free(catalog->memory); /* the catalogue itself lives there too */
}

static int compare_id(const void *key, const void *element)
{
    const struct service *const *service = element;

    return strcmp(key, (*service)->id);
}

const struct service *catalog_service(const struct catalog *catalog, const char *id)
{
    const struct service *const *found;

    if (catalog->by_id != NULL) {
        found =
            bsearch(id, catalog->by_id, catalog->service_count, sizeof *catalog->by_id, compare_id);
        return found != NULL ? *found : NULL;
    }
    for (size_t i = 0; i < catalog->service_count; i++) {
        if (strcmp(catalog->services[i].id, id) == 0)
            return &catalog->services[i];
    }
    return NULL;
}

const struct group *catalog_group(const struct catalog *catalog, const char *id_or_letter)
{
    bool is_letter = id_or_letter[0] != '\0' && id_or_letter[1] == '\0';

    for (size_t i = 0; i < catalog->office.group_count; i++) {
        const struct group *group = &catalog->office.groups[i];

        if (text_equal(group->id, id_or_letter) || (is_letter && group->letter == id_or_letter[0]))
            return group;
    }
    return NULL;
}

const char *words_in(const struct words *words, const char *lang)
{
    if (words->en != NULL && strcmp(lang, "en") == 0)
        return words->en;
    return words->id;
}

const struct words *item_shown(const struct item *item)
{
    return item->display.id != NULL ? &item->display : &item->text;
}

size_t item_list_shown(const struct item_list *list)
{
    size_t shown = 0;

    for (size_t i = 0; i < list->count; i++)
        shown += !list->items[i].is_hidden;
    return shown;
}

int zone_offset_min(enum zone zone)
{
    return zones[zone].offset_min;
}

const char *zone_name(enum zone zone)
{
    return zones[zone].name;
}

const struct channel *complaints_channel(const struct complaints *complaints,
                                         enum channel_kind kind)
{
    for (size_t i = 0; i < complaints->channel_count; i++) {
        const struct channel *channel = &complaints->channels[i];

        if (channel->kind == kind && !channel->is_hidden)
            return channel;
    }
    return NULL;
}
