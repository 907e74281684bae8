/* What one visitor has chosen and ticked. It lives in memory alone and ends as zeros. */
#include "visit.h"
#include <string.h>

struct visit_list *visit_list_of(struct visit *visit, const struct service *service)
{
    for (size_t i = 0; service && i < VISIT_LISTS; i++)
        if (visit->lists[i].service == service)
            return &visit->lists[i];
    return NULL;
}

struct visit_list *visit_open_list(struct visit *visit, const struct service *service)
{
    struct visit_list *list = visit_list_of(visit, service);

    if (list)
        return list;
    memmove(&visit->lists[1], &visit->lists[0], (VISIT_LISTS - 1) * sizeof visit->lists[0]);
    visit->lists[0] = (struct visit_list){.service = service};
    return &visit->lists[0];
}

bool visit_is_ticked(const struct visit_list *list, size_t item)
{
    return item < CATALOG_MAX_ITEMS && (list->ticked[item / 8] >> (item % 8) & 1);
}

void visit_toggle(struct visit_list *list, size_t item)
{
    if (item < CATALOG_MAX_ITEMS)
        list->ticked[item / 8] = (uint8_t)(list->ticked[item / 8] ^ 1u << (item % 8));
}

size_t visit_count_ticked(const struct visit_list *list)
{
    const struct item_list *requirements = &list->service->requirements;
    size_t count = 0;

    for (size_t i = 0; i < requirements->count; i++)
        count += !requirements->items[i].is_hidden && visit_is_ticked(list, i);
    return count;
}

size_t visit_unticked(struct visit *visit, uint16_t *numbers, size_t max)
{
    const struct visit_list *list = visit_list_of(visit, visit->service);
    const struct item_list *requirements = list ? &list->service->requirements : NULL;
    size_t count = 0;

    for (size_t i = 0; requirements && i < requirements->count; i++) {
        if (requirements->items[i].is_hidden || visit_is_ticked(list, i))
            continue;
        if (count < max)
            numbers[count] = (uint16_t)(i + 1);
        count++;
    }
    return count;
}

bool visit_has_ticks(const struct visit *visit)
{
    for (size_t i = 0; i < VISIT_LISTS; i++)
        if (visit->lists[i].service && visit_count_ticked(&visit->lists[i]) > 0)
            return true;
    return false;
}

static bool has_any(const uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bytes[i])
            return true;
    return false;
}

static bool has_survey(const struct visit_survey *survey)
{
    const struct survey_profile *profile = &survey->profile;

    if (survey->is_done) /* words after it, not kept yet */
        return survey->suggestion_text[0] && uuid_is_nil(&survey->suggestion);
    return survey->service
           || (has_any(survey->answers, sizeof survey->answers)
               || has_any(survey->extras, sizeof survey->extras) || profile->gender || profile->age
               || profile->education || profile->occupation);
}

static bool has_complaint(const struct visit_complaint *complaint)
{
    return !complaint->sent.number[0]
           && (complaint->kind != KIND_PENGADUAN || complaint->text[0] || complaint->name[0]
               || complaint->contact[0] || complaint->has_reply);
}

bool visit_has_answers(const struct visit *visit)
{
    return has_survey(&visit->survey) || has_complaint(&visit->complaint);
}

bool visit_has_entries(const struct visit *visit)
{
    return visit_has_ticks(visit) || visit_has_answers(visit);
}

bool visit_has_called(const struct visit *visit)
{
    for (size_t i = 0; i < HELP_PLACE_COUNT; i++)
        if (visit->help[i].is_called)
            return true;
    return false;
}

bool visit_has_modes(const struct visit *visit)
{
    const struct visit_modes *modes = &visit->modes;

    return modes->has_large_text || modes->has_high_contrast || modes->has_low_reach
           || modes->has_more_time || modes->has_voice;
}
