/* An office in memory that gives certificates, with a real authority of its own (office/authority.h).
 * One a program: ways to it are opened without a word of whose they are. */
#pragma once
#include "client/transport.h"
#include "office/authority.h"
#include <stdbool.h>

enum certifier_fault {
    CERTIFIER_NONE,
    CERTIFIER_AWAY,        /* nothing arrives */
    CERTIFIER_REPLY_LOST,  /* done, and not heard of */
    CERTIFIER_DISTRUSTED,  /* its certificate or pin is another one's */
    CERTIFIER_REFUSES,     /* with `status` and `word` */
    CERTIFIER_RAMBLES,     /* 200, and no answer that can be read */
    CERTIFIER_OTHER_NAME,  /* the certificate says another kiosk than the answer */
    CERTIFIER_OTHER_KEY,   /* the certificate is of another key */
    CERTIFIER_OTHER_ISSUER /* another authority signed it */
};

struct certifier {
    char dir[64]; /* the authority's files */
    struct authority *authority, *stranger;
    struct uuid kiosk;
    int64_t now_ms;
    enum certifier_fault fault;     /* of the next question for a certificate */
    enum certifier_fault try_fault; /* of tries */
    int status;
    const char *word;

    int asked, tried;
    struct enrolment_request last;
    char csr[ENROLMENT_PEM];                  /* the last one */
    char authority_file[128], pins_said[256]; /* … but these; "" for none */
    int64_t verified_ms;
};

/* Asserts. */
void certifier_open(struct certifier *certifier, int64_t now_ms);
void certifier_close(struct certifier *certifier);
/* The certificate of its authority. */
void certifier_authority_path(const struct certifier *certifier, char out[96]);

/* To the one that is open. */
bool certifier_way(struct transport *out, const struct transport_options *options, struct err *err);
