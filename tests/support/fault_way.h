/* What one process of the fault proxy does with one connection. */
#pragma once
#include "support/fault_plan.h"

/* Socket to "unix:PATH" or "HOST:PORT" (a dotted address); -1: nobody there. */
int fault_connect(const char *address);
/* Listens there; port 0 takes a free one, which `shown` names. */
int fault_listen(const char *address, char shown[128]);

/* Bytes as they come, TLS or not, under one fault. */
void fault_carry_bytes(struct fault_house *house, int client, const char *target,
                       struct fault fault);
/* Whole requests, each under its own fault, until the client has no more. */
void fault_carry_requests(struct fault_house *house, int client, const char *target);
