/* What every transport shares. */
#include "client/transport.h"

void transport_reply_clear(struct transport_reply *reply)
{
    text_clear(&reply->body);
    *reply = (struct transport_reply){.retry_after_s = -1};
}

void transport_set_verify_time(const struct transport *transport, int64_t verify_ms)
{
    if (transport->set_verify_time)
        transport->set_verify_time(transport->context, verify_ms);
}

void transport_reset(const struct transport *transport)
{
    if (transport->reset)
        transport->reset(transport->context);
}

void transport_close(struct transport *transport)
{
    if (transport->free)
        transport->free(transport->context);
    *transport = (struct transport){0};
}
