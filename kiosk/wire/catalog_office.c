/* The office and the parts that it states once for all its services. */
#include "wire/catalog_reader.h"

#include <assert.h>
#include <string.h>

enum {
    CATALOG_MAX_GROUPS = 23,
    CATALOG_MAX_CHANNELS = 100,
    CATALOG_MAX_SPANS = 70,
    CATALOG_MAX_QUOTA = 100000
};

const char *const catalog_weekday_names[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

const char *const catalog_channel_names[] = {
    [CHANNEL_PHONE] = "phone",       [CHANNEL_FAX] = "fax",         [CHANNEL_SMS] = "sms",
    [CHANNEL_WHATSAPP] = "whatsapp", [CHANNEL_EMAIL] = "email",     [CHANNEL_WEB] = "web",
    [CHANNEL_FACEBOOK] = "facebook", [CHANNEL_TWITTER] = "twitter", [CHANNEL_LETTER] = "letter",
    [CHANNEL_BOX] = "box",           [CHANNEL_COUNTER] = "counter", [CHANNEL_FORM] = "form",
    [CHANNEL_OFFICER] = "officer",
};

static const char *const zone_names[] = {"WIB", "WITA", "WIT"};
static_assert(ARRAY_LEN(zone_names) == ZONE_WIT + 1, "every zone has a name");

static struct channel read_channel(struct catalog_reader *reader, const struct json *value)
{
    struct channel channel = {0};
    struct catalog_fields fields;
    int kind;

    if (!catalog_fields_begin(&fields, reader, value))
        return channel;
    kind = catalog_field_choice(&fields, "kind", catalog_channel_names,
                                ARRAY_LEN(catalog_channel_names), CATALOG_REQUIRED);
    channel.kind = kind >= 0 ? (enum channel_kind)kind : CHANNEL_OFFICER;
    channel.value = catalog_field_words(&fields, "value", CATALOG_OPTIONAL);
    channel.note = catalog_field_words(&fields, "note", CATALOG_OPTIONAL);
    catalog_fields_end(&fields);
    return channel;
}

static void read_channels(struct catalog_fields *fields, struct complaints *out)
{
    struct catalog_reader *reader = fields->reader;
    const struct json *list = catalog_field_list(fields, "channels", CATALOG_MAX_CHANNELS,
                                                 CATALOG_OPTIONAL, &out->channel_count);
    struct channel *channels;
    size_t path;

    if (list == NULL)
        return;
    channels = arena_alloc(reader->arena, out->channel_count, sizeof *channels);
    path = catalog_enter(reader, "channels");
    for (size_t i = 0; i < out->channel_count; i++) {
        size_t outer = catalog_enter_at(reader, i);

        channels[i] = read_channel(reader, json_at(list, i));
        catalog_leave(reader, outer);
    }
    catalog_leave(reader, path);
    out->channels = channels;
}

static struct complaint_routes read_routes(struct catalog_fields *fields)
{
    const struct json *value = catalog_field_of(fields, "routes", JSON_OBJECT, CATALOG_OPTIONAL);
    struct complaint_routes routes = {0};
    struct catalog_fields inner;

    if (value == NULL)
        return routes;
    size_t path = catalog_enter(fields->reader, "routes");
    if (catalog_fields_begin(&inner, fields->reader, value)) {
        routes.ringan = catalog_field_words(&inner, "ringan", CATALOG_OPTIONAL);
        routes.sedang = catalog_field_words(&inner, "sedang", CATALOG_OPTIONAL);
        routes.berat = catalog_field_words(&inner, "berat", CATALOG_OPTIONAL);
        catalog_fields_end(&inner);
    }
    catalog_leave(fields->reader, path);
    return routes;
}

static void read_complaints(struct catalog_fields *fields, struct complaints *out)
{
    const struct json *value =
        catalog_field_of(fields, "complaints", JSON_OBJECT, CATALOG_OPTIONAL);
    struct catalog_fields inner;
    size_t path;

    if (value == NULL)
        return;
    path = catalog_enter(fields->reader, "complaints");
    if (catalog_fields_begin(&inner, fields->reader, value)) {
        out->is_present = true;
        read_channels(&inner, out);
        out->handling = catalog_field_items(&inner, "handling");
        out->routes = read_routes(&inner);
        out->deadline = catalog_field_duration(&inner, "deadline");
        catalog_fields_end(&inner);
    }
    catalog_leave(fields->reader, path);
}

void catalog_read_standard(struct catalog_fields *fields, struct standard *out)
{
    const struct {
        const char *key;
        struct item_list *list;
    } lists[] = {
        {"legal_basis", &out->legal_basis}, {"facilities", &out->facilities},
        {"competences", &out->competences}, {"supervision", &out->supervision},
        {"staff_count", &out->staff_count}, {"guarantees", &out->guarantees},
        {"security", &out->security},       {"evaluation", &out->evaluation},
    };

    for (size_t i = 0; i < ARRAY_LEN(lists); i++)
        *lists[i].list = catalog_field_items(fields, lists[i].key);
    out->staff_total = (int)catalog_field_int(fields, "staff_total", 1, 100000, 0);
    read_complaints(fields, &out->complaints);
}

/* The series letter: not I and O, which read as 1 and 0, and not P, which is priority. */
static char read_letter(struct catalog_fields *fields)
{
    const char *letter = catalog_field_string(fields, "letter", CATALOG_REQUIRED);
    size_t path;

    if (letter == NULL)
        return '\0';
    if (strlen(letter) == 1 && strchr("ABCDEFGHJKLMNQRSTUVWXYZ", letter[0]) != NULL)
        return letter[0];
    path = catalog_enter(fields->reader, "letter");
    catalog_error(fields->reader, "cf_letter",
                  "\"%.20s\": allowed is one letter from A to Z without I, O and P", letter);
    catalog_leave(fields->reader, path);
    return '\0';
}

/* "08:00" as minutes of the day, up to "24:00"; -1 when it is none. */
static int read_minutes(struct catalog_fields *fields, const char *key, enum catalog_need need)
{
    const char *text = catalog_field_string(fields, key, need);
    size_t path;

    if (text == NULL)
        return -1;
    if (strlen(text) == 5 && strspn(text, "0123456789") == 2 && text[2] == ':'
        && strspn(text + 3, "0123456789") == 2) {
        int hour = (text[0] - '0') * 10 + text[1] - '0';
        int minute = (text[3] - '0') * 10 + text[4] - '0';

        if (minute < 60 && hour * 60 + minute <= 24 * 60)
            return hour * 60 + minute;
    }
    path = catalog_enter(fields->reader, key);
    catalog_error(fields->reader, "cf_time",
                  "\"%.20s\": a time of day is written as 08:00, to 24:00", text);
    catalog_leave(fields->reader, path);
    return -1;
}

/* From when on a group gives no number; 0 when it does not say. */
static int read_last_ticket(struct catalog_fields *fields)
{
    int minute = read_minutes(fields, "last_ticket", CATALOG_OPTIONAL);
    size_t path = catalog_enter(fields->reader, "last_ticket");

    if (minute == 0)
        catalog_error(fields->reader, "cf_midnight", "00:00 would leave no time for a number");
    catalog_leave(fields->reader, path);
    return minute > 0 ? minute : 0;
}

static struct group read_group(struct catalog_reader *reader, const struct json *value)
{
    struct group group = {0};
    struct catalog_fields fields;

    if (!catalog_fields_begin(&fields, reader, value))
        return group;
    group.letter = read_letter(&fields);
    group.id = catalog_field_id(&fields, "id", CATALOG_REQUIRED);
    group.name = catalog_field_name(&fields, "name");
    group.counters = catalog_field_words_list(&fields, "counters", &group.counter_count);
    group.wait_at = catalog_field_words(&fields, "wait_at", CATALOG_OPTIONAL);
    group.quota = (int)catalog_field_int(&fields, "quota", 1, CATALOG_MAX_QUOTA, 0);
    group.last_ticket_min = read_last_ticket(&fields);
    catalog_fields_end(&fields);
    return group;
}

static void check_unlike(struct catalog_reader *reader, const struct group *groups, size_t index)
{
    const struct group *group = &groups[index];

    for (size_t i = 0; i < index; i++) {
        if (group->letter != '\0' && groups[i].letter == group->letter)
            catalog_error(reader, "cf_letter_twice",
                          "the letter %c is that of groups[%zu] too; each stands once",
                          group->letter, i);
        if (group->id != NULL && groups[i].id != NULL && strcmp(groups[i].id, group->id) == 0)
            catalog_error(reader, "cf_id_twice",
                          "the id \"%s\" is that of %s[%zu] too; each stands once", group->id,
                          "groups", i);
    }
}

static void read_groups(struct catalog_fields *fields, struct office *out)
{
    struct catalog_reader *reader = fields->reader;
    const struct json *list = catalog_field_list(fields, "groups", CATALOG_MAX_GROUPS,
                                                 CATALOG_REQUIRED, &out->group_count);
    struct group *groups;
    size_t path;

    if (list == NULL)
        return;
    groups = arena_alloc(reader->arena, out->group_count, sizeof *groups);
    path = catalog_enter(reader, "groups");
    for (size_t i = 0; i < out->group_count; i++) {
        size_t outer = catalog_enter_at(reader, i);

        groups[i] = read_group(reader, json_at(list, i));
        check_unlike(reader, groups, i);
        catalog_leave(reader, outer);
    }
    catalog_leave(reader, path);
    out->groups = groups;
}

static struct open_span read_span(struct catalog_reader *reader, const struct json *value)
{
    struct open_span span = {0};
    struct catalog_fields fields;

    if (!catalog_fields_begin(&fields, reader, value))
        return span;
    span.weekday = catalog_field_choice(&fields, "day", catalog_weekday_names,
                                        ARRAY_LEN(catalog_weekday_names), CATALOG_REQUIRED);
    span.from_min = read_minutes(&fields, "from", CATALOG_REQUIRED);
    span.to_min = read_minutes(&fields, "to", CATALOG_REQUIRED);
    if (span.from_min >= 0 && span.to_min >= 0 && span.from_min >= span.to_min)
        catalog_error(reader, "cf_closes",
                      "opens at %02d:%02d and closes at %02d:%02d; it has to close later",
                      span.from_min / 60, span.from_min % 60, span.to_min / 60, span.to_min % 60);
    catalog_fields_end(&fields);
    return span;
}

static void read_hours(struct catalog_fields *fields, struct office *out)
{
    struct catalog_reader *reader = fields->reader;
    const struct json *list =
        catalog_field_list(fields, "hours", CATALOG_MAX_SPANS, CATALOG_OPTIONAL, &out->hours_count);
    struct open_span *spans;
    size_t path;

    if (list == NULL)
        return;
    spans = arena_alloc(reader->arena, out->hours_count, sizeof *spans);
    path = catalog_enter(reader, "hours");
    for (size_t i = 0; i < out->hours_count; i++) {
        size_t outer = catalog_enter_at(reader, i);

        spans[i] = read_span(reader, json_at(list, i));
        catalog_leave(reader, outer);
    }
    catalog_leave(reader, path);
    out->hours = spans;
}

static void read_pledge(struct catalog_fields *fields, struct office *out)
{
    const struct json *value = catalog_field_of(fields, "pledge", JSON_OBJECT, CATALOG_OPTIONAL);
    struct catalog_fields inner;
    size_t path;

    if (value == NULL)
        return;
    path = catalog_enter(fields->reader, "pledge");
    if (catalog_fields_begin(&inner, fields->reader, value)) {
        out->pledge_title = catalog_field_words(&inner, "title", CATALOG_OPTIONAL);
        out->pledge = catalog_field_items(&inner, "lines");
        catalog_fields_end(&inner);
    }
    catalog_leave(fields->reader, path);
}

static void read_common(struct catalog_fields *fields, struct standard *out)
{
    const struct json *value = catalog_field_of(fields, "standard", JSON_OBJECT, CATALOG_OPTIONAL);
    struct catalog_fields inner;
    size_t path;

    if (value == NULL)
        return;
    path = catalog_enter(fields->reader, "standard");
    if (catalog_fields_begin(&inner, fields->reader, value)) {
        catalog_read_standard(&inner, out);
        catalog_fields_end(&inner);
    }
    catalog_leave(fields->reader, path);
}

bool catalog_read_office(struct catalog_fields *root, struct office *out)
{
    const struct json *value = catalog_field_of(root, "office", JSON_OBJECT, CATALOG_REQUIRED);
    struct catalog_fields fields;
    size_t path;
    int zone;

    if (value == NULL)
        return false;
    path = catalog_enter(root->reader, "office");
    if (catalog_fields_begin(&fields, root->reader, value)) {
        out->id = catalog_field_id(&fields, "id", CATALOG_REQUIRED);
        out->name = catalog_field_words(&fields, "name", CATALOG_REQUIRED);
        out->full_name = catalog_field_words(&fields, "full_name", CATALOG_OPTIONAL);
        out->address = catalog_field_words(&fields, "address", CATALOG_OPTIONAL);
        zone = catalog_field_choice(&fields, "zone", zone_names, ARRAY_LEN(zone_names),
                                    CATALOG_REQUIRED);
        out->zone = zone >= 0 ? (enum zone)zone : ZONE_WIB;
        read_hours(&fields, out);
        read_groups(&fields, out);
        read_pledge(&fields, out);
        read_common(&fields, &out->standard);
        catalog_fields_end(&fields);
    }
    catalog_leave(root->reader, path);
    return true;
}
