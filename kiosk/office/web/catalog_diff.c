/* Every field as lines of text; lines are compared. */
#include "catalog_diff.h"
#include "base/mem.h"
#include "wire/catalog_json.h"
#include "words/words.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { FIELD_MOST = 4 << 20, LINES_MOST = 20000, LINE_TEXT = 512 };

struct diff {
    void (*each)(void *context, const struct catalog_change *change);
    void *context;
    size_t count;
    const char *service; /* NULL: the office */
};

static void tell(struct diff *diff, enum catalog_change_kind kind, const char *field,
                 const char *line)
{
    diff->count++;
    diff->each(diff->context, &(struct catalog_change){kind, diff->service, field, line});
}

/* --- fields as lines: what ends a line inside a text becomes a blank ---------------------------- */
static void add_flat(struct text *out, const char *value)
{
    for (const char *at = value ? value : ""; *at != '\0'; at++)
        text_add_bytes(out, *at == '\n' ? " " : at, 1);
}

static void add_words(struct text *out, const struct words *words)
{
    if (words->id == NULL && words->en == NULL)
        return;
    add_flat(out, words->id);
    if (words->en != NULL) {
        text_add(out, " [en: ");
        add_flat(out, words->en);
        text_add(out, "]");
    }
    text_add(out, "\n");
}

static void add_items(struct text *out, const struct item_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct item *item = &list->items[i];

        add_words(out, &item->text);
        for (size_t line = 0; line < item->line_count; line++) {
            text_add(out, "– ");
            add_words(out, &item->lines[line].text);
        }
    }
}

static void add_duration(struct text *out, const struct duration *duration)
{
    char words[LINE_TEXT];

    if (duration->unit == DURATION_NONE)
        return;
    words_duration(words, sizeof words, duration, "id");
    text_addf(out, "%s\n", words);
}

static void add_steps(struct text *out, const struct service *service)
{
    char words[LINE_TEXT] = "";

    for (size_t i = 0; i < service->step_count; i++) {
        const struct step *step = &service->steps[i];

        text_addf(out, "%d. ", step->no);
        if (step->duration.unit != DURATION_NONE) {
            words_duration(words, sizeof words, &step->duration, "id");
            text_addf(out, "(%s) ", words);
        }
        for (size_t actor = 0; actor < step->actor_count; actor++) {
            add_flat(out, step->actors[actor].id);
            text_add(out, actor + 1 < step->actor_count ? ", " : ": ");
        }
        add_words(out, &step->activity.text);
    }
}

static void add_phases(struct text *out, const struct service *service)
{
    for (size_t i = 0; i < service->phase_count; i++) {
        text_addf(out, "langkah %d–%d: ", service->phases[i].from, service->phases[i].to);
        add_duration(out, &service->phases[i].duration);
    }
}

static void add_complaints(struct text *out, const struct complaints *complaints)
{
    for (size_t i = 0; i < complaints->channel_count; i++)
        add_words(out, &complaints->channels[i].value);
    add_items(out, &complaints->handling);
    add_words(out, &complaints->routes.ringan);
    add_words(out, &complaints->routes.sedang);
    add_words(out, &complaints->routes.berat);
    add_duration(out, &complaints->deadline);
}

static void add_hours(struct text *out, const struct office *office)
{
    for (size_t i = 0; i < office->hours_count; i++) {
        const struct open_span *span = &office->hours[i];

        text_addf(out, "%s %02d.%02d–%02d.%02d\n", words_weekday(span->weekday),
                  span->from_min / 60, span->from_min % 60, span->to_min / 60, span->to_min % 60);
    }
}

static void add_groups(struct text *out, const struct office *office)
{
    for (size_t i = 0; i < office->group_count; i++) {
        const struct group *group = &office->groups[i];

        text_addf(out, "%c (%s) ", group->letter, group->id);
        for (size_t counter = 0; counter < group->counter_count; counter++) {
            add_flat(out, group->counters[counter].id);
            text_add(out, ", ");
        }
        add_words(out, &group->name);
    }
}

/* --- comparing -------------------------------------------------------------------------------- */
struct lines {
    char **items;
    size_t count;
};

/* Cuts the text in place. */
static struct lines split(struct text *text)
{
    struct lines lines = {.items = mem_zalloc(LINES_MOST, sizeof *lines.items)};
    char *at = text->data;

    while (*at != '\0' && lines.count < LINES_MOST) {
        char *end = strchr(at, '\n');

        lines.items[lines.count++] = at;
        if (end == NULL)
            break;
        *end = '\0';
        at = end + 1;
    }
    return lines;
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Those of `some` that `others` (sorted) lack. A line that stands there twice is one. */
static size_t tell_missing(struct diff *diff, const struct lines *some, const struct lines *others,
                           enum catalog_change_kind kind, const char *field)
{
    size_t told = 0;

    for (size_t i = 0; i < some->count; i++) {
        if (others->count > 0
            && bsearch(&some->items[i], others->items, others->count, sizeof *others->items,
                       compare_lines))
            continue;
        tell(diff, kind, field, some->items[i]);
        told++;
    }
    return told;
}

static struct lines sorted(const struct lines *lines)
{
    struct lines copy = {.items = mem_zalloc(LINES_MOST, sizeof *copy.items),
                         .count = lines->count};

    memcpy(copy.items, lines->items, lines->count * sizeof *copy.items);
    qsort(copy.items, copy.count, sizeof *copy.items, compare_lines);
    return copy;
}

static void compare_field(struct diff *diff, const char *field, struct text *before,
                          struct text *after)
{
    struct lines old, new, old_sorted, new_sorted;
    size_t told;

    if (text_equal(before->data, after->data))
        return;
    old = split(before);
    new = split(after);
    old_sorted = sorted(&old);
    new_sorted = sorted(&new);
    told = tell_missing(diff, &old, &new_sorted, CHANGE_LINE_REMOVED, field);
    told += tell_missing(diff, &new, &old_sorted, CHANGE_LINE_ADDED, field);
    if (told == 0)
        tell(diff, CHANGE_ORDER, field, "");
    free(old.items);
    free(new.items);
    free(old_sorted.items);
    free(new_sorted.items);
}

enum field {
    FIELD_NAME,
    FIELD_SECTOR,
    FIELD_GROUP,
    FIELD_PRODUCT,
    FIELD_REQUIREMENTS,
    FIELD_STEPS,
    FIELD_PHASES,
    FIELD_DURATION,
    FIELD_FEE,
    FIELD_SOURCE,
    SERVICE_FIELDS
};
static const char *const service_fields[] = {
    [FIELD_NAME] = "Nama",
    [FIELD_SECTOR] = "Bidang",
    [FIELD_GROUP] = "Kelompok",
    [FIELD_PRODUCT] = "Hasil layanan",
    [FIELD_REQUIREMENTS] = "Persyaratan",
    [FIELD_STEPS] = "Alur",
    [FIELD_PHASES] = "Tahap",
    [FIELD_DURATION] = "Waktu",
    [FIELD_FEE] = "Biaya",
    [FIELD_SOURCE] = "Sumber",
};
static_assert(ARRAY_LEN(service_fields) == SERVICE_FIELDS, "every field has its words");

static void add_fee(struct text *out, const struct service *service)
{
    char words[LINE_TEXT];

    if (service->has_fee) {
        words_fee(words, sizeof words, service, "id");
        text_addf(out, "%s\n", words);
    }
    add_words(out, &service->fee_text);
}

static void add_source(struct text *out, const struct source *source)
{
    add_words(out, &source->title);
    add_words(out, &source->office);
    if (source->number || source->date)
        text_addf(out, "%s %s\n", source->number ? source->number : "",
                  source->date ? source->date : "");
}

static void add_service_field(struct text *out, const struct service *service, enum field field)
{
    switch (field) {
    case FIELD_NAME:
        add_words(out, &service->name);
        break;
    case FIELD_SECTOR:
        if (service->sector)
            add_words(out, &service->sector->name);
        break;
    case FIELD_GROUP:
        if (service->group)
            add_words(out, &service->group->name);
        break;
    case FIELD_PRODUCT:
        add_words(out, &service->product);
        break;
    case FIELD_REQUIREMENTS:
        add_items(out, &service->requirements);
        break;
    case FIELD_STEPS:
        add_steps(out, service);
        break;
    case FIELD_PHASES:
        add_phases(out, service);
        break;
    case FIELD_DURATION:
        add_duration(out, &service->duration);
        break;
    case FIELD_FEE:
        add_fee(out, service);
        break;
    case FIELD_SOURCE:
        add_source(out, &service->source);
        break;
    case SERVICE_FIELDS:
        break;
    }
}

/* The parts that an office may state for all its services. */
static const struct {
    const char *words;
    size_t at;
} standard_fields[] = {
    {"Dasar hukum", offsetof(struct standard, legal_basis)},
    {"Sarana", offsetof(struct standard, facilities)},
    {"Kompetensi pelaksana", offsetof(struct standard, competences)},
    {"Pengawasan", offsetof(struct standard, supervision)},
    {"Jumlah pelaksana", offsetof(struct standard, staff_count)},
    {"Jaminan pelayanan", offsetof(struct standard, guarantees)},
    {"Jaminan keamanan", offsetof(struct standard, security)},
    {"Evaluasi", offsetof(struct standard, evaluation)},
};

/* Two texts for one comparison after the other. */
struct pair {
    struct text before, after;
};

static void begin_pair(struct pair *pair)
{
    text_init(&pair->before, FIELD_MOST);
    text_init(&pair->after, FIELD_MOST);
    text_add(&pair->before, "");
    text_add(&pair->after, "");
}

static void end_pair(struct diff *diff, const char *field, struct pair *pair)
{
    compare_field(diff, field, &pair->before, &pair->after);
    text_clear(&pair->before);
    text_clear(&pair->after);
}

static void compare_standard(struct diff *diff, const struct standard *before,
                             const struct standard *after)
{
    struct pair pair;

    for (size_t i = 0; i < ARRAY_LEN(standard_fields); i++) {
        begin_pair(&pair);
        add_items(&pair.before,
                  (const struct item_list *)((const char *)before + standard_fields[i].at));
        add_items(&pair.after,
                  (const struct item_list *)((const char *)after + standard_fields[i].at));
        end_pair(diff, standard_fields[i].words, &pair);
    }
    begin_pair(&pair);
    add_complaints(&pair.before, &before->complaints);
    add_complaints(&pair.after, &after->complaints);
    end_pair(diff, "Pengaduan", &pair);
}

static bool is_same(const struct service *before, const struct service *after)
{
    AUTO_TEXT struct text old, new;

    text_init(&old, CATALOG_MAX_BYTES);
    text_init(&new, CATALOG_MAX_BYTES);
    catalog_json_write_service(before, &old);
    catalog_json_write_service(after, &new);
    return text_equal(old.data, new.data);
}

static void compare_service(struct diff *diff, const struct service *before,
                            const struct service *after)
{
    size_t told = diff->count;
    struct pair pair;

    if (is_same(before, after))
        return;
    for (int field = 0; field < SERVICE_FIELDS; field++) {
        begin_pair(&pair);
        add_service_field(&pair.before, before, (enum field)field);
        add_service_field(&pair.after, after, (enum field)field);
        end_pair(diff, service_fields[field], &pair);
    }
    compare_standard(diff, &before->standard, &after->standard);
    if (diff->count == told)
        tell(diff, CHANGE_OTHER, "Rincian lain", "");
}

static void compare_office(struct diff *diff, const struct office *before,
                           const struct office *after)
{
    struct pair pair;

    begin_pair(&pair);
    add_words(&pair.before, &before->name);
    add_words(&pair.before, &before->full_name);
    add_words(&pair.before, &before->address);
    add_words(&pair.after, &after->name);
    add_words(&pair.after, &after->full_name);
    add_words(&pair.after, &after->address);
    end_pair(diff, "Nama dan alamat", &pair);
    begin_pair(&pair);
    add_hours(&pair.before, before);
    add_hours(&pair.after, after);
    end_pair(diff, "Jam pelayanan", &pair);
    begin_pair(&pair);
    add_groups(&pair.before, before);
    add_groups(&pair.after, after);
    end_pair(diff, "Kelompok antrean", &pair);
    begin_pair(&pair);
    add_items(&pair.before, &before->pledge);
    add_items(&pair.after, &after->pledge);
    end_pair(diff, "Maklumat", &pair);
    compare_standard(diff, &before->standard, &after->standard);
}

static const char *name_of(const struct service *service)
{
    return service->name.id ? service->name.id : service->id;
}

size_t catalog_diff(const struct catalog *before, const struct catalog *after,
                    void (*each)(void *context, const struct catalog_change *change), void *context)
{
    struct diff diff = {each, context, 0, NULL};

    if (before)
        compare_office(&diff, &before->office, &after->office);
    for (size_t i = 0; i < after->service_count; i++) {
        const struct service *service = &after->services[i];
        const struct service *old = before ? catalog_service(before, service->id) : NULL;

        diff.service = name_of(service);
        if (old)
            compare_service(&diff, old, service);
        else
            tell(&diff, CHANGE_SERVICE_ADDED, "", "");
    }
    for (size_t i = 0; before && i < before->service_count; i++) {
        diff.service = name_of(&before->services[i]);
        if (!catalog_service(after, before->services[i].id))
            tell(&diff, CHANGE_SERVICE_REMOVED, "", "");
    }
    return diff.count;
}
