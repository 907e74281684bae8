/* Forms: labels, hints and errors are tied to their fields. */
#include "form.h"
#include "html.h"

#include <string.h>

static void open_post(struct visit *visit, const char *path)
{
    html_fill(&visit->reply->body, "<form class=\"form\" method=\"post\" action=\"{}\"", path);
}

static void put_token(struct visit *visit)
{
    if (visit->token[0] != '\0')
        form_hidden(&visit->reply->body, "kunci", visit->token);
}

void form_open(struct visit *visit, const char *path)
{
    open_post(visit, path);
    html_mark(&visit->reply->body, ">");
    put_token(visit);
}

void form_open_upload(struct visit *visit, const char *path)
{
    open_post(visit, path);
    html_mark(&visit->reply->body, " enctype=\"multipart/form-data\">");
    put_token(visit);
}

void form_open_query(struct visit *visit, const char *path)
{
    html_fill(&visit->reply->body, "<form class=\"query\" method=\"get\" action=\"{}\">", path);
}

void form_close(struct visit *visit)
{
    html_mark(&visit->reply->body, "</form>\n");
}

void form_hidden(struct text *out, const char *name, const char *value)
{
    html_fill(out, "<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, value);
}

static void open_field(struct text *out, const struct form_field *field)
{
    html_fill(out, "<div class=\"field\"><label for=\"{}\">{}", field->name, field->label);
    if (field->is_optional)
        html_mark(out, " <small>(boleh kosong)</small>");
    html_mark(out, "</label>");
    if (field->hint != NULL)
        html_fill(out, "<p class=\"hint\" id=\"{}-petunjuk\">{}</p>", field->name, field->hint);
    if (field->error != NULL)
        html_fill(out, "<p class=\"wrong\" id=\"{}-salah\">{}</p>", field->name, field->error);
}

/* What inputs and text areas have in common. */
static void put_attributes(struct text *out, const struct form_field *field)
{
    char most[16];

    html_fill(out, " id=\"{}\" name=\"{}\" autocomplete=\"{}\"", field->name, field->name,
              field->complete == NULL ? "off" : field->complete);
    text_format(most, sizeof most, "%d", field->most);
    if (field->most > 0)
        html_fill(out, " maxlength=\"{}\"", most);
    if (!field->is_optional)
        html_mark(out, " required");
    if (field->accept != NULL)
        html_fill(out, " accept=\"{}\"", field->accept);
    if (field->error != NULL)
        html_fill(out, " aria-invalid=\"true\" aria-describedby=\"{}-salah\"", field->name);
    else if (field->hint != NULL)
        html_fill(out, " aria-describedby=\"{}-petunjuk\"", field->name);
}

void form_field(struct text *out, const struct form_field *field)
{
    open_field(out, field);
    if (text_equal(field->type, "textarea")) {
        html_mark(out, "<textarea rows=\"6\"");
        put_attributes(out, field);
        html_fill(out, ">\n{}</textarea></div>\n",
                  field->value); /* the first line end is dropped */
        return;
    }
    html_fill(out, "<input type=\"{}\"", field->type == NULL ? "text" : field->type);
    put_attributes(out, field);
    if (field->value != NULL && !text_equal(field->type, "password"))
        html_fill(out, " value=\"{}\"", field->value);
    html_mark(out, "></div>\n");
}

void form_username(struct text *out, const char *account)
{
    html_fill(out,
              "<input type=\"text\" name=\"akun\" value=\"{}\" autocomplete=\"username\" "
              "readonly hidden>",
              account);
}

void form_select_as(struct text *out, const char *id, const char *name, const char *label,
                    const struct form_option *options, size_t count, const char *chosen)
{
    html_fill(out,
              "<div class=\"field\"><label for=\"{}\">{}</label><select id=\"{}\" name=\"{}\">", id,
              label, id, name);
    for (size_t i = 0; i < count; i++) {
        html_fill(out, "<option value=\"{}\"", options[i].value);
        if (text_equal(options[i].value, chosen))
            html_mark(out, " selected");
        html_fill(out, ">{}</option>", options[i].label);
    }
    html_mark(out, "</select></div>\n");
}

void form_select(struct text *out, const char *name, const char *label,
                 const struct form_option *options, size_t count, const char *chosen)
{
    form_select_as(out, name, name, label, options, count, chosen);
}

void form_check(struct text *out, const char *name, const char *label, bool is_on)
{
    html_fill(
        out,
        "<div class=\"field check\"><input type=\"checkbox\" value=\"1\" id=\"{}\" name=\"{}\"",
        name, name);
    if (is_on)
        html_mark(out, " checked");
    html_fill(out, "><label for=\"{}\">{}</label></div>\n", name, label);
}

static const char *class_of(enum form_weight weight)
{
    switch (weight) {
    case FORM_PRIMARY:
        return "button primary";
    case FORM_PLAIN:
        return "button";
    case FORM_DANGER:
        return "button danger";
    }
    return "button";
}

void form_button(struct text *out, enum form_weight weight, const char *label)
{
    html_fill(out, "<button class=\"{}\" type=\"submit\">{}</button>\n", class_of(weight), label);
}

void form_link(struct text *out, enum form_weight weight, const char *path, const char *label)
{
    html_fill(out, "<a class=\"{}\" href=\"{}\">{}</a>\n", class_of(weight), path, label);
}

void form_act(struct visit *visit, const char *path, enum form_weight weight, const char *label)
{
    html_fill(&visit->reply->body, "<form class=\"act\" method=\"post\" action=\"{}\">", path);
    put_token(visit);
    form_button(&visit->reply->body, weight, label);
    form_close(visit);
}
