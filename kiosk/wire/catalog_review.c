/* Review marks: reading them, finding what they name, hiding what they hide. */
#include "wire/catalog_review.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

enum { CATALOG_MAX_MARKS = 500, PLACE_MAX_PARTS = 6 };

const char *const catalog_review_names[] = {
    [REVIEW_DOUBLED] = "doubled",         [REVIEW_WRONG] = "wrong",
    [REVIEW_CONTRADICTS] = "contradicts", [REVIEW_SPELLING] = "spelling",
    [REVIEW_MISSING] = "missing",         [REVIEW_SETTING] = "setting",
    [REVIEW_UNCONFIRMED] = "unconfirmed",
};

/* One step of a path such as "complaints.channels[1]". */
struct part {
    char key[40];
    bool has_index;
    size_t index;
};

struct place {
    struct part parts[PLACE_MAX_PARTS];
    size_t count;
};

bool catalog_review_hides(enum review_kind kind)
{
    return kind == REVIEW_DOUBLED || kind == REVIEW_WRONG;
}

static struct review read_mark(struct catalog_reader *reader, const struct json *value)
{
    struct review mark = {0};
    struct catalog_fields fields;
    int kind;

    if (!catalog_fields_begin(&fields, reader, value))
        return mark;
    mark.item = catalog_field_string(&fields, "item", CATALOG_REQUIRED);
    kind = catalog_field_choice(&fields, "kind", catalog_review_names,
                                ARRAY_LEN(catalog_review_names), CATALOG_REQUIRED);
    if (kind >= 0)
        mark.kind = (enum review_kind)kind;
    else
        mark.item = NULL; /* told already; what it names cannot be judged */
    mark.note = catalog_field_words(&fields, "note", CATALOG_OPTIONAL);
    catalog_fields_end(&fields);
    return mark;
}

struct review_list catalog_read_review(struct catalog_fields *fields)
{
    struct catalog_reader *reader = fields->reader;
    struct review_list review = {0};
    const struct json *list =
        catalog_field_list(fields, "review", CATALOG_MAX_MARKS, CATALOG_OPTIONAL, &review.count);
    struct review *marks;
    size_t path;

    if (list == NULL)
        return review;
    marks = arena_alloc(reader->arena, review.count, sizeof *marks);
    path = catalog_enter(reader, "review");
    for (size_t i = 0; i < review.count; i++) {
        size_t outer = catalog_enter_at(reader, i);

        marks[i] = read_mark(reader, json_at(list, i));
        catalog_leave(reader, outer);
    }
    catalog_leave(reader, path);
    review.marks = marks;
    return review;
}

static bool parse_index(const char **at, struct part *part)
{
    size_t digits = strspn(*at + 1, "0123456789");

    if (digits == 0 || digits > 6 || (*at)[digits + 1] != ']')
        return false;
    part->has_index = true;
    for (size_t i = 1; i <= digits; i++)
        part->index = part->index * 10 + (size_t)((*at)[i] - '0');
    *at += digits + 2;
    return true;
}

static bool parse_place(const char *text, struct place *place)
{
    *place = (struct place){0};
    for (const char *at = text; place->count < PLACE_MAX_PARTS; at++) {
        struct part *part = &place->parts[place->count++];
        size_t len = strcspn(at, ".[");

        if (len == 0 || len >= sizeof part->key)
            return false;
        memcpy(part->key, at, len);
        at += len;
        if (*at == '[' && !parse_index(&at, part))
            return false;
        if (*at != '.')
            return *at == '\0';
    }
    return false;
}

/* The value that a place names, NULL when there is none. */
static const struct json *find_value(const struct json *value, const struct place *place)
{
    for (size_t i = 0; i < place->count && value != NULL; i++) {
        const struct part *part = &place->parts[i];

        value = json_kind(value) == JSON_OBJECT ? json_get(value, part->key) : NULL;
        if (part->has_index)
            value = value != NULL && json_kind(value) == JSON_ARRAY ? json_at(value, part->index)
                                                                    : NULL;
    }
    return value;
}

static bool hide_item(const struct item *item)
{
    /* All of it was made by this reader in the catalogue's memory; it is const for the others. */
    ((struct item *)item)->is_hidden = true;
    return true;
}

/* "[2]" or "[2].lines[0]" of a list. False when the rest names something else. */
static bool hide_in_list(const struct item_list *list, const struct part *parts, size_t count)
{
    const struct item *item;

    if (!parts[0].has_index || parts[0].index >= list->count)
        return false;
    item = &list->items[parts[0].index];
    if (count == 1)
        return hide_item(item);
    if (count != 2 || strcmp(parts[1].key, "lines") != 0 || !parts[1].has_index
        || parts[1].index >= item->line_count)
        return false;
    return hide_item(&item->lines[parts[1].index]);
}

static bool hide_in_complaints(const struct complaints *complaints, const struct part *parts,
                               size_t count)
{
    if (count == 0)
        return false;
    if (strcmp(parts[0].key, "handling") == 0)
        return hide_in_list(&complaints->handling, parts, count);
    if (count != 1 || strcmp(parts[0].key, "channels") != 0 || !parts[0].has_index
        || parts[0].index >= complaints->channel_count)
        return false;
    ((struct channel *)&complaints->channels[parts[0].index])->is_hidden = true;
    return true;
}

static bool hide_in_standard(const struct standard *standard, const struct part *parts,
                             size_t count)
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

    if (count == 0)
        return false;
    if (strcmp(parts[0].key, "complaints") == 0)
        return hide_in_complaints(&standard->complaints, parts + 1, count - 1);
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        if (strcmp(parts[0].key, lists[i].key) == 0)
            return hide_in_list(lists[i].list, parts, count);
    }
    return false;
}

static bool hide_in_service(struct service *service, const struct part *parts, size_t count)
{
    if (count == 0)
        return false;
    if (count == 1 && strcmp(parts[0].key, "product") == 0) {
        service->is_product_hidden = true;
        return true;
    }
    if (strcmp(parts[0].key, "requirements") == 0)
        return hide_in_list(&service->requirements, parts, count);
    if (strcmp(parts[0].key, "steps") == 0)
        return count == 1 && parts[0].has_index && parts[0].index < service->step_count
               && hide_item(&service->steps[parts[0].index].activity);
    return hide_in_standard(&service->standard, parts, count);
}

static bool hide_in_office(const struct office *office, const struct part *parts, size_t count)
{
    if (count == 0)
        return false;
    if (strcmp(parts[0].key, "standard") == 0)
        return hide_in_standard(&office->standard, parts + 1, count - 1);
    if (count == 2 && strcmp(parts[0].key, "pledge") == 0 && strcmp(parts[1].key, "lines") == 0)
        return hide_in_list(&office->pledge, parts + 1, 1);
    return false;
}

static bool hide_in_catalog(struct catalog *catalog, const struct part *parts, size_t count)
{
    if (strcmp(parts[0].key, "office") == 0)
        return hide_in_office(&catalog->office, parts + 1, count - 1);
    if (strcmp(parts[0].key, "services") == 0 && parts[0].has_index
        && parts[0].index < catalog->service_count)
        return hide_in_service((struct service *)&catalog->services[parts[0].index], parts + 1,
                               count - 1);
    return false;
}

static void mark_error(struct catalog_reader *reader, size_t index, const char *key,
                       const char *english, const char *item)
{
    size_t path = catalog_enter(reader, "review");

    (void)catalog_enter_at(reader, index);
    (void)catalog_enter(reader, "item");
    catalog_error(reader, key, english, item);
    catalog_leave(reader, path);
}

/* True when the mark names something (a `missing` one: something that could be there). */
static bool names_something(const struct json *value, const struct review *mark,
                            struct place *place)
{
    if (!parse_place(mark->item, place))
        return false;
    return mark->kind == REVIEW_MISSING || find_value(value, place) != NULL;
}

static void apply(struct catalog_reader *reader, const struct json *value,
                  const struct review_list *review, struct service *service,
                  struct catalog *catalog)
{
    for (size_t i = 0; i < review->count; i++) {
        const struct review *mark = &review->marks[i];
        struct place place;

        if (mark->item == NULL)
            continue;
        if (!names_something(value, mark, &place)) {
            mark_error(reader, i, "cf_review_nothing", "\"%.100s\" names nothing here", mark->item);
            continue;
        }
        if (!catalog_review_hides(mark->kind))
            continue;
        if (service != NULL ? !hide_in_service(service, place.parts, place.count)
                            : !hide_in_catalog(catalog, place.parts, place.count))
            mark_error(reader, i, "cf_review_hide",
                       "\"%.100s\" cannot be hidden; doubled and wrong name a line of a list, a "
                       "step, the product or a channel",
                       mark->item);
    }
}

void catalog_review_service(struct catalog_reader *reader, const struct json *value,
                            struct service *service)
{
    apply(reader, value, &service->review, service, NULL);
}

void catalog_review_catalog(struct catalog_reader *reader, const struct json *root,
                            struct catalog *catalog)
{
    apply(reader, root, &catalog->review, NULL, catalog);
}
