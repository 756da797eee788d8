// librdkafka as Debian ships it (2.0.2). The mock cluster is the embedded broker.
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
