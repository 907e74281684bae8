/* What home offers, read from the catalogue and the hours. */
#include "home_offer.h"
#include "base/mem.h"
#include "base/text.h"
#include "complaint_form.h"
#include "contact.h"
#include "survey_parts.h"
#include <assert.h>
#include <stdlib.h>

/* --- sectors ------------------------------------------------------------------------------------ */

void home_offer_count(struct home_offer *offer, const struct router *router)
{
    const struct catalog *catalog = router_catalog(router);
    size_t sectors = catalog ? catalog->sector_count : 0;
    AUTO_FREE size_t *permits = mem_zalloc(sectors + 1, sizeof *permits);
    size_t listed = 0;

    *offer = (struct home_offer){.permits = router_service_count(router)};
    for (size_t i = 0; i < offer->permits; i++) {
        const struct service *service = router_service(router, i);

        if (service->often > 0 && offer->often < HOME_OFTEN)
            offer->often++;
        if (service->sector)
            permits[service->sector - catalog->sectors]++;
    }
    offer->is_ranked = offer->often > 0;
    if (!offer->is_ranked)
        offer->often = offer->permits < HOME_OFTEN ? offer->permits : HOME_OFTEN;
    for (size_t i = 0; i < sectors && offer->sector_count < HOME_SECTORS; i++) {
        if (permits[i] == 0)
            continue;
        offer->sectors[offer->sector_count++] =
            (struct home_sector){&catalog->sectors[i], permits[i]};
        listed += permits[i];
    }
    offer->has_unlisted = listed < offer->permits;
}

bool home_shows_all(const struct home_offer *offer)
{
    return offer->permits <= HOME_ROWS && offer->sector_count + offer->has_unlisted <= 1;
}

size_t home_sector_tiles(const struct home_offer *offer)
{
    return offer->sector_count + offer->has_unlisted;
}

static const struct home_sector *sector_at(const struct home_offer *offer, size_t at, size_t shown)
{
    bool is_all = at + 1 == shown && (offer->has_unlisted || shown < offer->sector_count);

    return is_all ? NULL : &offer->sectors[at];
}

struct home_tile home_sector_tile(const struct home_offer *offer, size_t at, size_t shown,
                                  struct home_sector_words *words)
{
    const struct home_sector *sector = sector_at(offer, at, shown);
    char count[32];

    (void)text_format(words->name, sizeof words->name, "sector-%zu", at + 1);
    if (!sector) {
        words_count(count, sizeof count, (int64_t)offer->permits);
        (void)text_fill(words->title, sizeof words->title, _("all", "All ({n})"), "n", count, NULL);
        (void)text_copy(words->caption, sizeof words->caption, _("sector", "Choose a sector"));
        return (struct home_tile){.name = words->name,
                                  .icon = ICON_LIST_CHECKS,
                                  .title = words->title,
                                  .caption = words->caption};
    }
    words_count(count, sizeof count, (int64_t)sector->permits);
    (void)text_fill(words->caption, sizeof words->caption,
                    N_("n_permit", "{n} permit", "{n} permits", sector->permits), "n", count, NULL);
    return (struct home_tile){.name = words->name,
                              .icon = icon_by_name(sector->sector->icon, ICON_FILE_TEXT),
                              .title = strings_words(&sector->sector->name),
                              .caption = words->caption};
}

void home_sector_open(struct router *router, const struct home_offer *offer, size_t at,
                      size_t shown)
{
    const struct home_sector *sector = sector_at(offer, at, shown);

    router_open_sector(router, sector ? sector->sector : NULL);
}

/* --- other services ----------------------------------------------------------------------------- */

/* Whose number it gives, or which form it opens. */
struct home_kind {
    const char *name;
    enum icon icon;
    struct label title;
    struct label caption;
    const char *group;                               /* NULL: a form, open at all hours */
    bool (*is_offered)(const struct router *router); /* NULL: always */
    void (*open)(struct router *router);
};

static void open_complaint(struct router *router)
{
    complaint_open(router, NULL);
}

static void open_contact(struct router *router)
{
    contact_open(router, NULL);
}

static bool offers_survey(const struct router *router)
{
    return router_offers_survey(router) && survey_is_offered(router);
}

static void open_survey(struct router *router)
{
    router_go(router, &screen_survey_start);
}

static const struct home_kind kinds[] = {
    {"collect", ICON_FILE_CHECK, W("collect", "Collect a permit"),
     W("collect_d", "Collection counter number"), "C", NULL, NULL},
    {"ask", ICON_CONCIERGE_BELL, W("ask_staff", "Ask an officer"),
     W("ask_staff_d", "Information desk number"), "B", NULL, NULL},
    {"complain", ICON_MEGAPHONE, W("complain", "Complaint"), W("complain_d", "Complain or suggest"),
     NULL, NULL, open_complaint},
    {"complaint-desk", ICON_USERS, W("desk_d", "Complaint counter"),
     W("desk_d_d", "A number to talk in person"), "D", NULL, NULL},
    {"contact", ICON_PHONE, W("contact", "Contact the office"),
     W("contact_d", "Channels with QR codes"), NULL, contact_is_offered, open_contact},
    {"survey", ICON_SMILE, W("v_tile", "Rate our service"),
     W("v_tile_d", "Survey, about 2 minutes"), NULL, offers_survey, open_survey},
};
static_assert(ARRAY_LEN(kinds) <= HOME_OTHERS, "every kind has its place");

/* What the office does not have is left out. */
static bool has_kind(const struct router *router, const struct home_kind *kind)
{
    if (kind->group)
        return router_catalog(router) && catalog_group(router_catalog(router), kind->group);
    return !kind->is_offered || kind->is_offered(router);
}

void home_offer_look(struct home_offer *offer, struct router *router)
{
    offer->office = closed_look(router, NULL);
    offer->other_count = 0;
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (!has_kind(router, &kinds[i]))
            continue;
        offer->others[offer->other_count++] = (struct home_other){
            &kinds[i], kinds[i].group ? closed_look(
                           router, catalog_group(router_catalog(router), kinds[i].group))
                                      : (struct opening){.is_open = true}};
    }
}

struct home_tile home_other_tile(const struct home_offer *offer, const struct router *router,
                                 size_t at, char words[STRINGS_LINE])
{
    const struct home_other *other = &offer->others[at];
    struct home_tile tile = {.name = other->kind->name,
                             .icon = other->kind->icon,
                             .title = strings_label(&other->kind->title),
                             .caption = strings_label(&other->kind->caption),
                             .is_disabled = !other->opening.is_open};

    if (!tile.is_disabled)
        return tile;
    if (offer->office.is_open)
        words_closed(words, STRINGS_LINE, &other->opening, router_offset_min(router));
    else /* the card above says why */
        (void)text_copy(words, STRINGS_LINE, _("o_now", "Closed now"));
    tile.caption = words;
    return tile;
}

void home_other_open(struct router *router, const struct home_offer *offer, size_t at)
{
    const struct home_kind *kind = offer->others[at].kind;

    if (!kind->group) {
        kind->open(router);
        return;
    }
    router_choose_group(router, catalog_group(router_catalog(router), kind->group));
    router_go(router, &screen_confirm);
}
