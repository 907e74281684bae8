/* Values are words of a document: only what is plainly a number or an address becomes one. */
#include "domain/channel.h"
#include "base/text.h"
#include <ctype.h>
#include <string.h>

enum { DIGITS_LEAST = 3, DIGITS_MOST = 15 /* ITU-T E.164 */, NUMBER = DIGITS_MOST + 2 };

/* "(0761) 28262" is "076128262"; "+62 811" keeps its sign. False where more or other than one number
 * stands. */
static bool one_number(char out[NUMBER], const char *value)
{
    size_t len = 0, digits = 0;

    for (const char *c = value; *c; c++) {
        bool is_sign = *c == '+' && len == 0;

        if (!isdigit((unsigned char)*c) && !is_sign) {
            if (!strchr(" ()-.", *c))
                return false;
            continue;
        }
        if (!is_sign && ++digits > DIGITS_MOST)
            return false;
        out[len++] = *c;
    }
    out[len] = '\0';
    return digits >= DIGITS_LEAST;
}

/* WhatsApp wants the country's code: Indonesia's where the number begins with 0. */
static bool whatsapp(char out[CHANNEL_URI_TEXT], const char *value)
{
    char number[NUMBER];
    const char *rest = number;

    if (!one_number(number, value))
        return false;
    if (*rest == '+')
        return text_format(out, CHANNEL_URI_TEXT, "HTTPS://WA.ME/%s", rest + 1);
    if (*rest == '0')
        return text_format(out, CHANNEL_URI_TEXT, "HTTPS://WA.ME/62%s", rest + 1);
    return text_format(out, CHANNEL_URI_TEXT, "HTTPS://WA.ME/%s", rest);
}

/* Letters, digits and what addresses are made of: nothing that a phone would read as something else. */
static bool is_address(const char *value)
{
    for (const char *c = value; *c; c++)
        if (!isalnum((unsigned char)*c) && !strchr(".-_~/@:%+?=&#", *c))
            return false;
    return strchr(value, '.') != NULL;
}

static bool mail(char out[CHANNEL_URI_TEXT], const char *value)
{
    const char *at = strchr(value, '@');

    if (!is_address(value) || !at || at == value || strchr(at + 1, '@') || strpbrk(value, ":/?#&"))
        return false;
    return text_format(out, CHANNEL_URI_TEXT, "mailto:%s", value);
}

/* Without a scheme http: a browser tries https by itself, and an office without it is reached too. */
static bool web(char out[CHANNEL_URI_TEXT], const char *value)
{
    bool has_scheme = strncmp(value, "http://", 7) == 0 || strncmp(value, "https://", 8) == 0;

    if (!is_address(value) || strchr(value, '@') || (!has_scheme && strchr(value, ':')))
        return false;
    return text_format(out, CHANNEL_URI_TEXT, "%s%s", has_scheme ? "" : "http://", value);
}

bool channel_uri(char out[CHANNEL_URI_TEXT], const struct channel *channel)
{
    const char *value = channel->value.id;
    char number[NUMBER];

    out[0] = '\0';
    if (!value || channel->is_hidden)
        return false;
    switch (channel->kind) {
    case CHANNEL_PHONE:
        return one_number(number, value) && text_format(out, CHANNEL_URI_TEXT, "TEL:%s", number);
    case CHANNEL_SMS:
        return one_number(number, value) && text_format(out, CHANNEL_URI_TEXT, "SMSTO:%s", number);
    case CHANNEL_WHATSAPP:
        return whatsapp(out, value);
    case CHANNEL_EMAIL:
        return mail(out, value);
    case CHANNEL_WEB:
    case CHANNEL_FACEBOOK: /* a page's name alone leads nowhere for sure */
    case CHANNEL_TWITTER:
        return web(out, value);
    case CHANNEL_FAX:
    case CHANNEL_LETTER:
    case CHANNEL_BOX:
    case CHANNEL_COUNTER:
    case CHANNEL_FORM:
    case CHANNEL_OFFICER:
        break;
    }
    return false;
}
