/* The catalogue as compact JSON in its own format. */
#include "wire/catalog_reader.h"
#include "wire/catalog_review.h"

#include <string.h>

static void write_words(struct json_out *out, const char *key, const struct words *words)
{
    if (words->id == NULL)
        return;
    if (words->en == NULL) {
        json_out_string(out, key, words->id);
        return;
    }
    json_out_object(out, key);
    json_out_string(out, "id", words->id);
    json_out_string(out, "en", words->en);
    json_out_close_object(out);
}

static void write_string(struct json_out *out, const char *key, const char *value)
{
    if (value != NULL)
        json_out_string(out, key, value);
}

static void write_words_list(struct json_out *out, const char *key, const struct words *words,
                             size_t count)
{
    if (count == 0)
        return;
    json_out_array(out, key);
    for (size_t i = 0; i < count; i++)
        write_words(out, NULL, &words[i]);
    json_out_close_array(out);
}

static void write_item(struct json_out *out, const char *key, const struct item *item)
{
    if (item->display.id == NULL && item->brief.id == NULL && item->line_count == 0) {
        write_words(out, key, &item->text);
        return;
    }
    json_out_object(out, key);
    write_words(out, "text", &item->text);
    write_words(out, "display", &item->display);
    write_words(out, "short", &item->brief);
    if (item->line_count > 0) {
        json_out_array(out, "lines");
        for (size_t i = 0; i < item->line_count; i++)
            write_words(out, NULL, &item->lines[i].text);
        json_out_close_array(out);
    }
    json_out_close_object(out);
}

static void write_items(struct json_out *out, const char *key, const struct item_list *list)
{
    if (!list->is_present)
        return;
    json_out_array(out, key);
    for (size_t i = 0; i < list->count; i++)
        write_item(out, NULL, &list->items[i]);
    json_out_close_array(out);
}

static void write_duration(struct json_out *out, const char *key, const struct duration *duration)
{
    if (duration->unit == DURATION_NONE)
        return;
    json_out_object(out, key);
    json_out_int(out, "value", duration->value);
    json_out_string(out, "unit", catalog_unit_names[duration->unit]);
    write_words(out, "note", &duration->note);
    json_out_close_object(out);
}

static void write_routes(struct json_out *out, const struct complaint_routes *routes)
{
    if (!routes->ringan.id && !routes->sedang.id && !routes->berat.id)
        return;
    json_out_object(out, "routes");
    write_words(out, "ringan", &routes->ringan);
    write_words(out, "sedang", &routes->sedang);
    write_words(out, "berat", &routes->berat);
    json_out_close_object(out);
}

static void write_complaints(struct json_out *out, const struct complaints *complaints)
{
    if (!complaints->is_present)
        return;
    json_out_object(out, "complaints");
    if (complaints->channel_count > 0) {
        json_out_array(out, "channels");
        for (size_t i = 0; i < complaints->channel_count; i++) {
            const struct channel *channel = &complaints->channels[i];

            json_out_object(out, NULL);
            json_out_string(out, "kind", catalog_channel_names[channel->kind]);
            write_words(out, "value", &channel->value);
            write_words(out, "note", &channel->note);
            json_out_close_object(out);
        }
        json_out_close_array(out);
    }
    write_items(out, "handling", &complaints->handling);
    write_routes(out, &complaints->routes);
    write_duration(out, "deadline", &complaints->deadline);
    json_out_close_object(out);
}

static void write_standard(struct json_out *out, const struct standard *standard)
{
    write_items(out, "legal_basis", &standard->legal_basis);
    write_items(out, "facilities", &standard->facilities);
    write_items(out, "competences", &standard->competences);
    write_items(out, "supervision", &standard->supervision);
    write_items(out, "staff_count", &standard->staff_count);
    if (standard->staff_total > 0)
        json_out_int(out, "staff_total", standard->staff_total);
    write_items(out, "guarantees", &standard->guarantees);
    write_items(out, "security", &standard->security);
    write_items(out, "evaluation", &standard->evaluation);
    write_complaints(out, &standard->complaints);
}

static void write_steps(struct json_out *out, const struct service *service)
{
    if (service->step_count == 0)
        return;
    json_out_array(out, "steps");
    for (size_t i = 0; i < service->step_count; i++) {
        const struct step *step = &service->steps[i];

        json_out_object(out, NULL);
        json_out_int(out, "no", step->no);
        write_item(out, "activity", &step->activity);
        write_words_list(out, "actors", step->actors, step->actor_count);
        write_words(out, "input", &step->input);
        write_words(out, "output", &step->output);
        write_duration(out, "duration", &step->duration);
        write_words(out, "note", &step->note);
        json_out_close_object(out);
    }
    json_out_close_array(out);
}

static void write_phases(struct json_out *out, const struct service *service)
{
    if (service->phase_count == 0)
        return;
    json_out_array(out, "phases");
    for (size_t i = 0; i < service->phase_count; i++) {
        json_out_object(out, NULL);
        json_out_int(out, "from", service->phases[i].from);
        json_out_int(out, "to", service->phases[i].to);
        write_duration(out, "duration", &service->phases[i].duration);
        json_out_close_object(out);
    }
    json_out_close_array(out);
}

static void write_fee(struct json_out *out, const struct service *service)
{
    if (!service->has_fee && service->fee_text.id == NULL)
        return;
    json_out_object(out, "fee");
    if (service->has_fee)
        json_out_int(out, "amount_rp", service->fee_rp);
    write_words(out, "text", &service->fee_text);
    json_out_close_object(out);
}

static void write_source(struct json_out *out, const struct source *source)
{
    if (source->title.id == NULL)
        return;
    json_out_object(out, "source");
    write_words(out, "title", &source->title);
    write_words(out, "office", &source->office);
    write_string(out, "number", source->number);
    write_string(out, "date", source->date);
    json_out_close_object(out);
}

static void write_review(struct json_out *out, const struct review_list *review)
{
    if (review->count == 0)
        return;
    json_out_array(out, "review");
    for (size_t i = 0; i < review->count; i++) {
        json_out_object(out, NULL);
        json_out_string(out, "item", review->marks[i].item);
        json_out_string(out, "kind", catalog_review_names[review->marks[i].kind]);
        write_words(out, "note", &review->marks[i].note);
        json_out_close_object(out);
    }
    json_out_close_array(out);
}

static void write_service(struct json_out *out, const struct service *service)
{
    json_out_object(out, NULL);
    json_out_string(out, "id", service->id);
    write_words(out, "name", &service->name);
    json_out_string(out, "group", service->group->id);
    if (service->sector != NULL)
        json_out_string(out, "sector", service->sector->id);
    if (service->often > 0)
        json_out_int(out, "often", service->often);
    write_words(out, "product", &service->product);
    write_items(out, "requirements", &service->requirements);
    write_steps(out, service);
    write_phases(out, service);
    write_duration(out, "duration", &service->duration);
    write_fee(out, service);
    if (service->notify_sms)
        json_out_bool(out, "notify_sms", true);
    write_duration(out, "notify_letter", &service->notify_letter);
    write_standard(out, &service->standard);
    write_source(out, &service->source);
    write_review(out, &service->review);
    json_out_close_object(out);
}

void catalog_json_write_service(const struct service *service, struct text *out)
{
    struct json_out json;

    json_out_init(&json, out);
    write_service(&json, service);
}

static void write_minutes(struct json_out *out, const char *key, int minutes)
{
    char text[8];

    text_format(text, sizeof text, "%02d:%02d", minutes / 60, minutes % 60);
    json_out_string(out, key, text);
}

static void write_hours(struct json_out *out, const struct office *office)
{
    if (office->hours_count == 0)
        return;
    json_out_array(out, "hours");
    for (size_t i = 0; i < office->hours_count; i++) {
        json_out_object(out, NULL);
        json_out_string(out, "day", catalog_weekday_names[office->hours[i].weekday]);
        write_minutes(out, "from", office->hours[i].from_min);
        write_minutes(out, "to", office->hours[i].to_min);
        json_out_close_object(out);
    }
    json_out_close_array(out);
}

static void write_groups(struct json_out *out, const struct office *office)
{
    json_out_array(out, "groups");
    for (size_t i = 0; i < office->group_count; i++) {
        const struct group *group = &office->groups[i];

        json_out_object(out, NULL);
        json_out_string(out, "letter", (const char[]){group->letter, '\0'});
        json_out_string(out, "id", group->id);
        write_words(out, "name", &group->name);
        write_words_list(out, "counters", group->counters, group->counter_count);
        write_words(out, "wait_at", &group->wait_at);
        if (group->quota > 0)
            json_out_int(out, "quota", group->quota);
        if (group->last_ticket_min > 0)
            write_minutes(out, "last_ticket", group->last_ticket_min);
        json_out_close_object(out);
    }
    json_out_close_array(out);
}

static bool has_common(const struct standard *standard)
{
    return standard->legal_basis.is_present || standard->facilities.is_present
           || standard->competences.is_present || standard->supervision.is_present
           || standard->staff_count.is_present || standard->staff_total > 0
           || standard->guarantees.is_present || standard->security.is_present
           || standard->evaluation.is_present || standard->complaints.is_present;
}

static void write_office(struct json_out *out, const struct office *office)
{
    json_out_object(out, "office");
    json_out_string(out, "id", office->id);
    write_words(out, "name", &office->name);
    write_words(out, "full_name", &office->full_name);
    write_words(out, "address", &office->address);
    json_out_string(out, "zone", zone_name(office->zone));
    write_hours(out, office);
    write_groups(out, office);
    if (office->pledge_title.id != NULL || office->pledge.is_present) {
        json_out_object(out, "pledge");
        write_words(out, "title", &office->pledge_title);
        write_items(out, "lines", &office->pledge);
        json_out_close_object(out);
    }
    if (has_common(&office->standard)) {
        json_out_object(out, "standard");
        write_standard(out, &office->standard);
        json_out_close_object(out);
    }
    json_out_close_object(out);
}

void catalog_json_write(const struct catalog *catalog, struct text *out)
{
    struct json_out json;

    json_out_init(&json, out);
    json_out_object(&json, NULL);
    json_out_string(&json, "format", CATALOG_FORMAT);
    json_out_int(&json, "version", catalog->version);
    write_words(&json, "status", &catalog->status);
    if (catalog->sector_count > 0) {
        json_out_array(&json, "sectors");
        for (size_t i = 0; i < catalog->sector_count; i++) {
            json_out_object(&json, NULL);
            json_out_string(&json, "id", catalog->sectors[i].id);
            write_words(&json, "name", &catalog->sectors[i].name);
            write_string(&json, "icon", catalog->sectors[i].icon);
            json_out_close_object(&json);
        }
        json_out_close_array(&json);
    }
    write_office(&json, &catalog->office);
    json_out_array(&json, "services");
    for (size_t i = 0; i < catalog->service_count; i++)
        write_service(&json, &catalog->services[i]);
    json_out_close_array(&json);
    write_review(&json, &catalog->review);
    json_out_close_object(&json);
}
