/* Finding what must not leave the machine. Each rule looks at what begins here and says how long it is. */
#include "admin/redact.h"
#include "base/attr.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum {
    DIGITS_MANY = 10,    /* in a row: a NIK has 16, a NIB 13; a date has 8 */
    PHONE_LEAST = 9,     /* digits of a telephone number */
    KEY_LEAST = 20,      /* signs of a key in Base64 with digits and both cases */
    HEX_LEAST = 32,      /* digits of a key in hex */
    NAME_WORD_LEAST = 4, /* letters: shorter words are those of everybody */
};

static bool is_word(char sign)
{
    return isalnum((unsigned char)sign) || (unsigned char)sign >= 0x80;
}

static size_t span_digits(const char *at)
{
    return strspn(at, "0123456789");
}

static size_t long_number(const char *at)
{
    size_t len = span_digits(at);

    return len >= DIGITS_MANY ? len : 0;
}

/* "0812-3456-7890", "+62 812 3456 7890", "(0401) 312345" is no mobile one and too short to matter. */
static size_t phone(const char *at)
{
    size_t len = *at == '+' ? 1 : 0;
    size_t digits = 0, end = 0;

    if (strncmp(at + len, "62", 2) == 0)
        len += 2, digits = 2;
    else if (at[len] == '0')
        len += 1, digits = 1;
    else
        return 0;
    len += strspn(at + len, " -.");
    if (at[len] != '8')
        return 0;
    for (; at[len] != '\0' && strchr("0123456789 -.", at[len]); len++) {
        if (isdigit((unsigned char)at[len])) {
            digits++;
            end = len + 1;
        }
    }
    return digits >= PHONE_LEAST ? end : 0;
}

static size_t span_mail(const char *at)
{
    size_t len = 0;

    while (is_word(at[len]) || (at[len] != '\0' && strchr("._%+-", at[len])))
        len++;
    return len;
}

/* Not the instance of a unit: "anjungan-again@anjungan.service". */
static size_t mail(const char *at)
{
    static const char unit[] = ".service";
    size_t user = span_mail(at);
    size_t host = at[user] == '@' ? span_mail(at + user + 1) : 0;
    const char *begin = at + user + 1;

    if (user == 0 || host == 0 || !memchr(begin, '.', host))
        return 0;
    if (host >= strlen(unit) && strncmp(begin + host - strlen(unit), unit, strlen(unit)) == 0)
        return 0;
    return user + 1 + host;
}

/* A password before the host of an address: behind "://" up to "@". */
static size_t account(const char *at)
{
    size_t len;

    if (strncmp(at, "://", 3) != 0)
        return 0;
    len = 3 + strcspn(at + 3, "/@ \t\n\"'");
    return at[len] == '@' && memchr(at + 3, ':', len - 3) ? len : 0;
}

/* Its value too, which ends with the line or a blank: "PIN: 123456", "password=x". */
static size_t named_secret(const char *at)
{
    static const char *const words[] = {"password", "passwd", "passphrase", "kata sandi",
                                        "sandi",    "secret", "token",      "authorization",
                                        "bearer",   "pin"};

    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        size_t len = strlen(words[i]);

        if (strncasecmp(at, words[i], len) != 0)
            continue;
        len += strspn(at + len, "\"' ");
        if (at[len] != '=' && at[len] != ':')
            continue;
        len++;
        len += strspn(at + len, "\"' ");
        return len + strcspn(at + len, " \t\n\"',;");
    }
    return 0;
}

static size_t long_key(const char *at)
{
    size_t upper = 0, lower = 0, digits = 0, hex = 0, len = 0;

    for (; isalnum((unsigned char)at[len]) || at[len] == '+' || at[len] == '_'; len++) {
        upper += isupper((unsigned char)at[len]) != 0;
        lower += islower((unsigned char)at[len]) != 0;
        digits += isdigit((unsigned char)at[len]) != 0;
        hex += isxdigit((unsigned char)at[len]) != 0;
    }
    if (len >= HEX_LEAST && hex == len)
        return len;
    return len >= KEY_LEAST && upper > 0 && lower > 0 && digits > 0 ? len : 0;
}

static const struct rule {
    size_t (*find)(const char *at);
    const char *instead;
} rules[] = {
    {account, "://[account]"}, {named_secret, "[secret]"}, {mail, "[mail]"},
    {phone, "[phone]"},        {long_number, "[number]"},  {long_key, "[key]"},
};

static bool is_whole(const char *at, size_t len)
{
    return !is_word(at[len]);
}

/* The name, or a word of it, that begins here. */
static size_t name_here(const char *at, const char *name)
{
    size_t len = strlen(name);

    if (len >= NAME_WORD_LEAST && strncasecmp(at, name, len) == 0 && is_whole(at, len))
        return len;
    for (const char *word = name; *word != '\0';) {
        size_t letters = strcspn(word, " ");

        if (letters >= NAME_WORD_LEAST && strncasecmp(at, word, letters) == 0
            && is_whole(at, letters))
            return letters;
        word += letters + strspn(word + letters, " ");
    }
    return 0;
}

static size_t find(const char *at, const struct redact_name *names, size_t count,
                   const char **instead)
{
    for (size_t i = 0; i < count; i++) {
        size_t len = name_here(at, names[i].name);

        *instead = names[i].instead;
        if (len > 0)
            return len;
    }
    for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
        size_t len = rules[i].find(at);

        *instead = rules[i].instead;
        if (len > 0)
            return len;
    }
    return 0;
}

/* In the middle of a word nothing begins but a number. */
static bool may_begin(char before, char here)
{
    return !is_word(before) || !is_word(here)
           || (isdigit((unsigned char)here) && !isdigit((unsigned char)before));
}

void redact_add(struct text *out, const char *text, const struct redact_name *names, size_t count)
{
    char before = ' ';

    for (const char *at = text; *at != '\0';) {
        const char *instead = NULL;
        size_t len = may_begin(before, *at) ? find(at, names, count, &instead) : 0;

        if (len > 0) {
            text_add(out, instead);
        } else {
            len = 1;
            text_add_bytes(out, at, len);
        }
        before = at[len - 1];
        at += len;
    }
}
