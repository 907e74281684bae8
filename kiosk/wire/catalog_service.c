/* One service: what it needs, costs and takes. */
#include "base/text.h"
#include "wire/catalog_reader.h"
#include "wire/catalog_review.h"

#include <string.h>
#include <strings.h>

enum { CATALOG_MAX_STEPS = 200, CATALOG_MAX_FEE_RP = 2000000000 };

static struct step read_step(struct catalog_reader *reader, const struct json *value)
{
    struct step step = {0};
    struct catalog_fields fields;

    if (!catalog_fields_begin(&fields, reader, value))
        return step;
    if (catalog_field_of(&fields, "no", JSON_INT, CATALOG_REQUIRED) != NULL)
        step.no = (int)catalog_field_int(&fields, "no", 1, CATALOG_MAX_STEPS, 0);
    if (catalog_field(&fields, "activity") == NULL) {
        catalog_missing(reader, "activity");
    } else {
        size_t path = catalog_enter(reader, "activity");

        step.activity = catalog_read_item(reader, catalog_field(&fields, "activity"));
        catalog_leave(reader, path);
    }
    step.actors = catalog_field_words_list(&fields, "actors", &step.actor_count);
    step.input = catalog_field_words(&fields, "input", CATALOG_OPTIONAL);
    step.output = catalog_field_words(&fields, "output", CATALOG_OPTIONAL);
    step.duration = catalog_field_duration(&fields, "duration");
    step.note = catalog_field_words(&fields, "note", CATALOG_OPTIONAL);
    catalog_fields_end(&fields);
    for (size_t i = 0; i < step.actor_count; i++) {
        const char *actor = step.actors[i].id;

        step.is_for_applicant =
            step.is_for_applicant || (actor != NULL && strcasecmp(actor, "Pemohon") == 0);
    }
    return step;
}

/* Steps stand in their order; a number may not be given twice. */
static void read_steps(struct catalog_fields *fields, struct service *out)
{
    struct catalog_reader *reader = fields->reader;
    const struct json *list =
        catalog_field_list(fields, "steps", CATALOG_MAX_STEPS, CATALOG_OPTIONAL, &out->step_count);
    struct step *steps;
    size_t path;

    if (list == NULL)
        return;
    steps = arena_alloc(reader->arena, out->step_count, sizeof *steps);
    path = catalog_enter(reader, "steps");
    for (size_t i = 0; i < out->step_count; i++) {
        size_t outer = catalog_enter_at(reader, i);

        steps[i] = read_step(reader, json_at(list, i));
        if (i > 0 && steps[i].no > 0 && steps[i].no <= steps[i - 1].no)
            catalog_error(reader, "cf_step_order",
                          "the step %d stands behind step %d; steps stand in their order",
                          steps[i].no, steps[i - 1].no);
        catalog_leave(reader, outer);
    }
    catalog_leave(reader, path);
    out->steps = steps;
}

static bool has_step(const struct service *service, int no)
{
    for (size_t i = 0; i < service->step_count; i++) {
        if (service->steps[i].no == no)
            return true;
    }
    return false;
}

static struct phase read_phase(struct catalog_reader *reader, const struct json *value,
                               const struct service *service)
{
    struct phase phase = {0};
    struct catalog_fields fields;

    if (!catalog_fields_begin(&fields, reader, value))
        return phase;
    if (catalog_field_of(&fields, "from", JSON_INT, CATALOG_REQUIRED) != NULL)
        phase.from = (int)catalog_field_int(&fields, "from", 1, CATALOG_MAX_STEPS, 0);
    if (catalog_field_of(&fields, "to", JSON_INT, CATALOG_REQUIRED) != NULL)
        phase.to = (int)catalog_field_int(&fields, "to", 1, CATALOG_MAX_STEPS, 0);
    if (catalog_field(&fields, "duration") == NULL)
        catalog_missing(reader, "duration");
    phase.duration = catalog_field_duration(&fields, "duration");
    catalog_fields_end(&fields);
    if (phase.from > phase.to && phase.to > 0)
        catalog_error(reader, "cf_phase_back", "from %d to %d; a phase goes forward", phase.from,
                      phase.to);
    else if (phase.from > 0 && (!has_step(service, phase.from) || !has_step(service, phase.to)))
        catalog_error(reader, "cf_phase_step", "from %d to %d: there is no such step", phase.from,
                      phase.to);
    return phase;
}

static void read_phases(struct catalog_fields *fields, struct service *out)
{
    struct catalog_reader *reader = fields->reader;
    const struct json *list = catalog_field_list(fields, "phases", CATALOG_MAX_STEPS,
                                                 CATALOG_OPTIONAL, &out->phase_count);
    struct phase *phases;
    size_t path;

    if (list == NULL)
        return;
    phases = arena_alloc(reader->arena, out->phase_count, sizeof *phases);
    path = catalog_enter(reader, "phases");
    for (size_t i = 0; i < out->phase_count; i++) {
        size_t outer = catalog_enter_at(reader, i);

        phases[i] = read_phase(reader, json_at(list, i), out);
        catalog_leave(reader, outer);
    }
    catalog_leave(reader, path);
    out->phases = phases;
}

static void read_fee(struct catalog_fields *fields, struct service *out)
{
    const struct json *value = catalog_field_of(fields, "fee", JSON_OBJECT, CATALOG_OPTIONAL);
    struct catalog_fields inner;
    size_t path;

    if (value == NULL)
        return;
    path = catalog_enter(fields->reader, "fee");
    if (catalog_fields_begin(&inner, fields->reader, value)) {
        out->has_fee = catalog_field_of(&inner, "amount_rp", JSON_INT, CATALOG_OPTIONAL) != NULL;
        out->fee_rp = catalog_field_int(&inner, "amount_rp", 0, CATALOG_MAX_FEE_RP, 0);
        out->fee_text = catalog_field_words(&inner, "text", CATALOG_OPTIONAL);
        catalog_fields_end(&inner);
    }
    catalog_leave(fields->reader, path);
}

static void read_source(struct catalog_fields *fields, struct source *out)
{
    const struct json *value = catalog_field_of(fields, "source", JSON_OBJECT, CATALOG_OPTIONAL);
    struct catalog_fields inner;
    size_t path;

    if (value == NULL)
        return;
    path = catalog_enter(fields->reader, "source");
    if (catalog_fields_begin(&inner, fields->reader, value)) {
        out->title = catalog_field_words(&inner, "title", CATALOG_REQUIRED);
        out->office = catalog_field_words(&inner, "office", CATALOG_OPTIONAL);
        out->number = catalog_field_string(&inner, "number", CATALOG_OPTIONAL);
        out->date = catalog_field_string(&inner, "date", CATALOG_OPTIONAL);
        catalog_fields_end(&inner);
    }
    catalog_leave(fields->reader, path);
}

static const struct sector *find_sector(const struct catalog *catalog, const char *id)
{
    for (size_t i = 0; i < catalog->sector_count; i++) {
        if (text_equal(catalog->sectors[i].id, id))
            return &catalog->sectors[i];
    }
    return NULL;
}

/* What a service refers to has to exist; the message lists what does. */
static void read_places(struct catalog_fields *fields, const struct catalog *catalog,
                        struct service *out)
{
    const char *group = catalog_field_id(fields, "group", CATALOG_REQUIRED);
    const char *sector = catalog_field_id(fields, "sector", CATALOG_OPTIONAL);
    char allowed[300] = "";
    size_t path;

    if (group != NULL)
        out->group = catalog_group(catalog, group);
    if (group != NULL && out->group == NULL) {
        for (size_t i = 0; i < catalog->office.group_count; i++) {
            size_t at = strlen(allowed);
            const char *id = catalog->office.groups[i].id;

            (void)text_format(allowed + at, sizeof allowed - at, "%s%s", at > 0 ? ", " : "",
                              id != NULL ? id : "");
        }
        path = catalog_enter(fields->reader, "group");
        catalog_error(fields->reader, "cf_no_group",
                      "the office has no group \"%s\"; allowed are %s", group, allowed);
        catalog_leave(fields->reader, path);
    }
    if (sector != NULL)
        out->sector = find_sector(catalog, sector);
    if (sector != NULL && out->sector == NULL) {
        path = catalog_enter(fields->reader, "sector");
        catalog_error(fields->reader, "cf_no_sector", "there is no sector \"%s\" in $.sectors",
                      sector);
        catalog_leave(fields->reader, path);
    }
}

static void read_fields(struct catalog_fields *fields, const struct catalog *catalog,
                        struct service *out)
{
    out->id = catalog_field_id(fields, "id", CATALOG_REQUIRED);
    out->name = catalog_field_name(fields, "name");
    read_places(fields, catalog, out);
    out->often = (int)catalog_field_int(fields, "often", 1, 1000, 0);
    out->product = catalog_field_words(fields, "product", CATALOG_OPTIONAL);
    out->requirements = catalog_field_items(fields, "requirements");
    read_steps(fields, out);
    read_phases(fields, out);
    out->duration = catalog_field_duration(fields, "duration");
    read_fee(fields, out);
    out->notify_sms = catalog_field_bool(fields, "notify_sms");
    out->notify_letter = catalog_field_duration(fields, "notify_letter");
    catalog_read_standard(fields, &out->standard);
    read_source(fields, &out->source);
    out->review = catalog_read_review(fields);
}

/* What the service does not state itself holds as the office states it for all. */
static void inherit(struct standard *own, const struct standard *office)
{
    struct item_list *const lists[] = {
        &own->legal_basis, &own->facilities, &own->competences, &own->supervision,
        &own->staff_count, &own->guarantees, &own->security,    &own->evaluation,
    };
    const struct item_list *const common[] = {
        &office->legal_basis, &office->facilities, &office->competences, &office->supervision,
        &office->staff_count, &office->guarantees, &office->security,    &office->evaluation,
    };

    if (!own->staff_count.is_present && own->staff_total == 0)
        own->staff_total = office->staff_total;
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        if (!lists[i]->is_present)
            *lists[i] = *common[i];
    }
    if (!own->complaints.is_present)
        own->complaints = office->complaints;
}

void catalog_warn_standard(struct catalog_reader *reader, const struct standard *standard)
{
    const struct {
        const char *key;
        const struct item_list *list;
    } lists[] = {
        {"legal_basis", &standard->legal_basis}, {"facilities", &standard->facilities},
        {"competences", &standard->competences}, {"supervision", &standard->supervision},
        {"staff_count", &standard->staff_count}, {"guarantees", &standard->guarantees},
        {"security", &standard->security},       {"evaluation", &standard->evaluation},
    };

    for (size_t i = 0; i < ARRAY_LEN(lists); i++)
        catalog_warn_repeated(reader, lists[i].key, lists[i].list);
}

void catalog_read_service(struct catalog_reader *reader, const struct json *value,
                          const struct catalog *catalog, struct service *out)
{
    struct catalog_fields fields;

    if (!catalog_fields_begin(&fields, reader, value))
        return;
    read_fields(&fields, catalog, out);
    catalog_fields_end(&fields);
    catalog_review_service(reader, value, out);
}

void catalog_finish_service(struct catalog_reader *reader, const struct office *office,
                            struct service *out)
{
    catalog_warn_repeated(reader, "requirements", &out->requirements);
    catalog_warn_standard(reader, &out->standard);
    inherit(&out->standard, &office->standard);
}
