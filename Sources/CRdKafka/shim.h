// librdkafka as Debian ships it (2.0.2). The mock cluster is the embedded broker.
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

// Swift's Glibc module hides what needs _GNU_SOURCE; this is how threads get their names. pthread_t is an unsigned long
// on Linux.
int pthread_setname_np(unsigned long thread, const char *name);
