/* What pages ask of a visit. */
#include "web.h"
#include "audit_rows.h"

#include <string.h>

static const struct {
    const char *name, *words;
} ROLES[] = {
    [WEB_ANYONE] = {"", ""},
    [WEB_OFFICER] = {"officer", "Petugas"},
    [WEB_SUPERVISOR] = {"supervisor", "Penyelia"},
    [WEB_ADMIN] = {"admin", "Pengelola"},
};

const char *web_role_name(enum web_role role)
{
    return ROLES[role].name;
}

const char *web_role_words(enum web_role role)
{
    return ROLES[role].words;
}

const char *web_by_words(const char *account)
{
    return strcmp(account, "console") == 0 ? "perintah di server" : account;
}

bool web_role_from_name(const char *name, enum web_role *out)
{
    for (int role = WEB_OFFICER; role <= WEB_ADMIN; role++) {
        if (strcmp(ROLES[role].name, name) == 0) {
            *out = (enum web_role)role;
            return true;
        }
    }
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_plain(const char *value, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)value[i];
        if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f)
            return false;
    }
    return text_valid_utf8(value, len) == len;
}

static bool take(const char *name, const char *value, size_t len, char *out, size_t size,
                 struct err *err)
{
    if (len >= size)
        return err_set(err, ERR_INVALID, "field '%s': %zu bytes of at most %zu", name, len,
                       size - 1);
    if (len > 0 && !is_plain(value, len))
        return err_set(err, ERR_INVALID, "field '%s': no plain text", name);
    memcpy(out, len == 0 ? "" : value, len);
    out[len] = '\0';
    return true;
}

bool web_secret(const struct visit *visit, const char *name, char *out, size_t size,
                struct err *err)
{
    size_t len = 0;
    const char *value = http_field(visit->request, name, &len);

    return take(name, value, value == NULL ? 0 : len, out, size, err);
}

bool web_field(const struct visit *visit, const char *name, char *out, size_t size, struct err *err)
{
    size_t len = 0;
    const char *value = http_field(visit->request, name, &len);

    if (value == NULL)
        len = 0;
    while (len > 0 && is_blank(value[len - 1]))
        len--;
    for (; len > 0 && is_blank(*value); len--)
        value++;
    return take(name, value, len, out, size, err);
}

const char *web_query(const struct visit *visit, const char *name)
{
    const char *value = http_query(visit->request, name);

    return value == NULL || !is_plain(value, strlen(value)) ? "" : value;
}

bool web_audit(const struct visit *visit, const char *act, const char *subject, const char *detail,
               struct err *err)
{
    return audit_rows_add(visit->web->pg, visit->account, act, subject, detail, visit->address,
                          visit->now_ms, err);
}

bool web_go(struct visit *visit, const char *path, const char *message)
{
    char place[512];

    if (text_is_set(message))
        text_format(place, sizeof place, "%s%cpesan=%s", path,
                    strchr(path, '?') == NULL ? '?' : '&', message);
    else
        text_copy(place, sizeof place, path);
    visit->reply->status = 303;
    http_reply_header(visit->reply, "Location", place);
    return true;
}
