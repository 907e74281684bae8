/* Configuration: an INI file read by inih against a table of options. */
#include "base/conf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <assert.h>
#include <errno.h>
#include <ini.h>
#include <stdlib.h>
#include <string.h>

/* inih's buffer holds 200 bytes; a longer line would silently become two. */
enum { CONF_MAX_LINE = 199, CONF_MAX_BYTES = 1024 * 1024, CONF_MAX_SECTION = 64 };

struct conf {
    const struct conf_option *options;
    size_t count;
    char **values; /* one per option; NULL: the default */
};

/* One reading. The line is counted here because Debian's inih does not tell it. */
struct reading {
    struct conf *conf;
    const char *name;
    const char *at;
    const char *end;
    int line;
    bool is_wrong;
    struct err *err;
};

static bool wrong(struct reading *reading, const char *text)
{
    if (!reading->is_wrong)
        (void)err_set(reading->err, ERR_INVALID, "%s:%d: %s", reading->name, reading->line, text);
    reading->is_wrong = true;
    return false;
}

static bool has_section(const struct conf *conf, const char *section)
{
    for (size_t i = 0; i < conf->count; i++) {
        if (strcmp(conf->options[i].section, section) == 0)
            return true;
    }
    return false;
}

/* "[office] [device]" or, with a section, "id catalog": what would have been allowed. */
static void list_allowed(const struct conf *conf, const char *section, char *out, size_t size)
{
    const char *last = "";
    size_t at = 0;

    out[0] = '\0';
    for (size_t i = 0; i < conf->count && at + 1 < size; i++) {
        const struct conf_option *option = &conf->options[i];

        if (section != NULL && strcmp(option->section, section) != 0)
            continue;
        if (section == NULL && strcmp(option->section, last) == 0)
            continue;
        last = option->section;
        (void)text_format(out + at, size - at, section != NULL ? "%s%s" : "%s[%s]",
                          at > 0 ? ", " : "", section != NULL ? option->key : option->section);
        at = strlen(out);
    }
}

/* Sections without any key never reach the handler, so their names are looked at here. */
static bool check_section(struct reading *reading, const char *line, size_t len)
{
    const char *close = memchr(line, ']', len);
    char section[CONF_MAX_SECTION];
    char allowed[300];
    char text[500];
    size_t name_len;

    if (close == NULL)
        return wrong(reading, "a section ends with ]");
    name_len = (size_t)(close - line) - 1;
    if (name_len < sizeof section) {
        memcpy(section, line + 1, name_len);
        section[name_len] = '\0';
        if (has_section(reading->conf, section))
            return true;
    }
    list_allowed(reading->conf, NULL, allowed, sizeof allowed);
    (void)text_format(text, sizeof text, "unknown section [%.*s]; allowed are %s",
                      (int)(name_len < 60 ? name_len : 60), line + 1, allowed);
    return wrong(reading, text);
}

/* Hands the next line to inih, without blanks before it (inih would take an indented line for more
 * of the value above). */
static char *read_line(char *out, int size, void *stream)
{
    struct reading *reading = stream;
    const char *line = reading->at;
    const char *end;
    size_t len;

    assert(size > CONF_MAX_LINE);
    if (reading->is_wrong || line >= reading->end)
        return NULL;
    end = memchr(line, '\n', (size_t)(reading->end - line));
    if (end == NULL)
        end = reading->end;
    reading->at = end < reading->end ? end + 1 : end;
    reading->line++;
    len = (size_t)(end - line);
    if (len > 0 && line[len - 1] == '\r')
        len--;
    if (len > CONF_MAX_LINE) {
        (void)wrong(reading, "the line is longer than 199 bytes");
        return NULL;
    }
    if (text_valid_utf8(line, len) != len) {
        (void)wrong(reading, "the line is not UTF-8 text");
        return NULL;
    }
    while (len > 0 && (*line == ' ' || *line == '\t')) {
        line++;
        len--;
    }
    if (len > 0 && *line == '[' && !check_section(reading, line, len))
        return NULL;
    memcpy(out, line, len);
    out[len] = '\0';
    return out;
}

static size_t find_option(const struct conf *conf, const char *section, const char *key)
{
    for (size_t i = 0; i < conf->count; i++) {
        if (strcmp(conf->options[i].section, section) == 0
            && strcmp(conf->options[i].key, key) == 0)
            return i;
    }
    return conf->count;
}

static bool parse_int(const char *text, int64_t *out)
{
    char *end;

    errno = 0;
    *out = strtoll(text, &end, 10);
    return errno == 0 && end != text && *end == '\0' && *text != ' ' && *text != '+';
}

static bool is_choice(const char *choices, const char *value, size_t len)
{
    for (const char *at = choices; *at != '\0'; at += *at == '|') {
        size_t word = strcspn(at, "|");

        if (word == len && memcmp(at, value, len) == 0)
            return true;
        at += word;
    }
    return false;
}

/* "one, three": the first word that is none of the choices, NULL where all are. */
static const char *find_stranger(const char *choices, const char *value, size_t *len)
{
    for (const char *at = value; *at != '\0';) {
        at += strspn(at, " ");
        *len = strcspn(at, ",");
        if (!is_choice(choices, at, *len))
            return at;
        at += *len + (at[*len] == ',');
    }
    return NULL;
}

/* What is allowed goes to `text` when the value is not. */
static bool check_value(const struct conf_option *option, const char *value, char *text,
                        size_t size)
{
    int64_t number = 0;
    size_t len = strlen(value);
    size_t word_len = 0;
    const char *word;

    switch (option->type) {
    case CONF_STRING:
    case CONF_WORDS:
        if (len >= (size_t)option->min && len <= (size_t)option->max)
            return true;
        (void)text_format(text, size, "%s = \"%s\": allowed are %lld to %lld bytes of text",
                          option->key, value, (long long)option->min, (long long)option->max);
        return false;
    case CONF_INT:
        if (parse_int(value, &number) && number >= option->min && number <= option->max)
            return true;
        (void)text_format(text, size, "%s = \"%s\": allowed are whole numbers from %lld to %lld",
                          option->key, value, (long long)option->min, (long long)option->max);
        return false;
    case CONF_BOOL:
        if (is_choice("yes|no", value, len))
            return true;
        (void)text_format(text, size, "%s = \"%s\": allowed are yes and no", option->key, value);
        return false;
    case CONF_CHOICE:
        if (is_choice(option->choices, value, len))
            return true;
        (void)text_format(text, size, "%s = \"%s\": allowed is one of %s", option->key, value,
                          option->choices);
        return false;
    case CONF_CHOICES:
        word = find_stranger(option->choices, value, &word_len);
        if (word == NULL)
            return true;
        (void)text_format(text, size, "%s: \"%.*s\": allowed are, with commas between them, %s",
                          option->key, (int)word_len, word, option->choices);
        return false;
    }
    return false;
}

static int take_option(void *user, const char *section, const char *key, const char *value)
{
    struct reading *reading = user;
    struct conf *conf = reading->conf;
    size_t index = find_option(conf, section, key);
    char allowed[300];
    char text[900];

    if (reading->is_wrong)
        return 0;
    if (section[0] == '\0') {
        list_allowed(conf, NULL, allowed, sizeof allowed);
        (void)text_format(text, sizeof text, "%s stands before any section; allowed are %s", key,
                          allowed);
        return wrong(reading, text);
    }
    if (index == conf->count) {
        list_allowed(conf, section, allowed, sizeof allowed);
        (void)text_format(text, sizeof text, "unknown key %s in [%s]; allowed are %s", key, section,
                          allowed);
        return wrong(reading, text);
    }
    if (conf->values[index] != NULL) {
        (void)text_format(text, sizeof text, "%s stands twice in [%s]; keep one", key, section);
        return wrong(reading, text);
    }
    if (value[0] == ';') { /* "key =;value" is one, "key = ;value" a comment: too alike */
        (void)text_format(text, sizeof text, "%s: a value may not begin with ;", key);
        return wrong(reading, text);
    }
    if (!check_value(&conf->options[index], value, text, sizeof text))
        return wrong(reading, text);
    conf->values[index] = mem_strdup(value);
    return 1;
}

static void free_conf(struct conf **slot)
{
    conf_free(*slot);
}

bool conf_parse(struct conf **out, const char *name, const char *bytes, size_t len,
                const struct conf_option *options, size_t option_count, struct err *err)
{
    AUTO(free_conf) struct conf *conf = mem_zalloc(1, sizeof *conf);
    struct reading reading = {
        .conf = conf, .name = name, .at = bytes, .end = bytes + len, .err = err};
    int result;

    conf->options = options;
    conf->count = option_count;
    conf->values = mem_zalloc(option_count, sizeof *conf->values);
    result = ini_parse_stream(read_line, &reading, take_option, &reading);
    if (reading.is_wrong)
        return false;
    if (result != 0) /* inih counts the same lines */
        return err_set(err, ERR_INVALID, "%s:%d: allowed are \"[section]\" and \"key = value\"",
                       name, result);
    *out = mem_steal(&conf);
    return true;
}

bool conf_read(struct conf **out, const char *path, bool may_be_missing,
               const struct conf_option *options, size_t option_count, struct err *err)
{
    AUTO_FREE char *bytes = NULL;
    struct err own;
    size_t len = 0;

    if (!file_read(path, CONF_MAX_BYTES, &bytes, &len, &own)) {
        if (own.code == ERR_NOT_FOUND && may_be_missing)
            return conf_parse(out, path, "", 0, options, option_count, err);
        return err_set(err, own.code == ERR_FULL ? ERR_INVALID : own.code, "%s", own.text);
    }
    return conf_parse(out, path, bytes, len, options, option_count, err);
}

void conf_free(struct conf *conf)
{
    if (conf == NULL)
        return;
    for (size_t i = 0; i < conf->count; i++)
        free(conf->values[i]);
    free(conf->values);
    free(conf);
}

static const char *value_at(const struct conf *conf, size_t index)
{
    return conf->values[index] != NULL ? conf->values[index] : conf->options[index].fallback;
}

const char *conf_string(const struct conf *conf, const char *section, const char *key)
{
    size_t index = find_option(conf, section, key);

    assert(index < conf->count);
    return value_at(conf, index);
}

int64_t conf_int(const struct conf *conf, const char *section, const char *key)
{
    int64_t number = 0;
    bool is_number = parse_int(conf_string(conf, section, key), &number);

    assert(is_number);
    (void)is_number;
    return number;
}

bool conf_bool(const struct conf *conf, const char *section, const char *key)
{
    return strcmp(conf_string(conf, section, key), "yes") == 0;
}

static void print(const struct conf *conf, bool has_words, FILE *out)
{
    const char *section = "";

    for (size_t i = 0; i < conf->count; i++) {
        const struct conf_option *option = &conf->options[i];

        if (strcmp(option->section, section) != 0)
            (void)fprintf(out, "%s[%s]\n", i > 0 ? "\n" : "", option->section);
        section = option->section;
        (void)fprintf(out, "# %s\n%s = %s\n", option->help, option->key,
                      option->type == CONF_WORDS && !has_words && value_at(conf, i)[0] != '\0'
                          ? "(left out)"
                          : value_at(conf, i));
    }
}

void conf_print(const struct conf *conf, FILE *out)
{
    print(conf, true, out);
}

void conf_print_without_words(const struct conf *conf, FILE *out)
{
    print(conf, false, out);
}
