/* Encodes the events of the survey. */
#include "wire/event_survey.h"
#include "event_parts.h"
#include <stdlib.h>
#include <string.h>

#define HOUR_MS INT64_C(3600000)
#define DAY_MS (24 * HOUR_MS)
enum { AFTERNOON_HOUR = 13 };

struct event_head event_survey_head(const struct uuid *id, int64_t day, enum survey_bracket bracket,
                                    int offset_min)
{
    int64_t start_ms = day * DAY_MS - offset_min * INT64_C(60000);

    if (bracket == BRACKET_AFTERNOON)
        start_ms += AFTERNOON_HOUR * HOUR_MS;
    return (struct event_head){.id = *id, .at_ms = start_ms, .quality = CLOCK_UNTRUSTED};
}

static void put_profile(struct json_out *out, const struct survey_profile *profile)
{
    json_out_object(out, "profile");
    event_put_id(out, "gender", survey_gender_key(profile->gender));
    event_put_id(out, "age", survey_age_key(profile->age));
    event_put_id(out, "education", survey_education_key(profile->education));
    event_put_id(out, "occupation", survey_occupation_key(profile->occupation));
    json_out_close_object(out);
}

static void put_answers(struct json_out *out, const uint8_t answers[ELEMENT_COUNT])
{
    json_out_object(out, "answers");
    for (int i = 0; i < ELEMENT_COUNT; i++)
        json_out_int(out, survey_element_key((enum survey_element)i), answers[i]);
    json_out_close_object(out);
}

static void put_extras(struct json_out *out, const struct event_survey_answered *data)
{
    char number[8];

    json_out_object(out, "extras");
    for (size_t i = 0; i < data->extra_count; i++) {
        (void)text_format(number, sizeof number, "%zu", i + 1);
        json_out_int(out,
                     data->questionnaire && i < data->questionnaire->extra_count
                         ? data->questionnaire->extras[i].key
                         : number,
                     data->response->extras[i]);
    }
    json_out_close_object(out);
}

/* "uji/3": ids have no slash. */
static void put_form(struct json_out *out, const char *form)
{
    const char *slash = strrchr(form, '/');
    char id[128] = "";

    if (slash)
        (void)text_format(id, sizeof id, "%.*s", (int)(slash - form), form);
    event_put_id(out, "form", id);
    json_out_int(out, "form_version", slash ? strtoll(slash + 1, NULL, 10) : 0);
}

static void put_flags(struct json_out *out, unsigned flags)
{
    static const struct {
        enum survey_flag flag;
        const char *name;
    } names[] = {{SURVEY_FAST, "fast"}, {SURVEY_STRAIGHT, "straight"}, {SURVEY_REPEAT, "repeat"}};

    json_out_array(out, "flags");
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (flags & (unsigned)names[i].flag)
            json_out_string(out, NULL, names[i].name);
    }
    json_out_close_array(out);
}

const char *event_survey_answered(struct text *out, const struct event_head *head,
                                  const struct event_survey_answered *data)
{
    const struct survey_response *response = data->response;
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "survey.answered");

    event_put_uuid(&json, "id", &response->id);
    event_put_day(&json, "day", response->day);
    event_put_id(&json, "bracket", survey_bracket_key(response->bracket));
    json_out_string(&json, "source", survey_source_key(response->source));
    event_put_id(&json, "device", response->device);
    event_put_id(&json, "service", response->service_id);
    event_put_id(&json, "sector", response->sector_id);
    put_profile(&json, &response->profile);
    put_answers(&json, response->answers);
    put_extras(&json, data);
    put_form(&json, data->form);
    put_flags(&json, response->flags);
    event_end(&json);
    return kind;
}

const char *event_survey_abandoned(struct text *out, const struct event_head *head,
                                   const struct event_survey_abandoned *data)
{
    struct json_out json;
    const char *kind = event_begin(&json, out, head, "survey.abandoned");

    event_put_uuid(&json, "id", &data->id);
    event_put_day(&json, "day", data->day);
    event_put_id(&json, "bracket", survey_bracket_key(data->bracket));
    event_put_id(&json, "device", data->device);
    json_out_int(&json, "answered", data->answered);
    event_end(&json);
    return kind;
}
