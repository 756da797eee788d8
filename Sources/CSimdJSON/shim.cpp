#include "CSimdJSON.h"
#include <simdjson.h>
int tocsin_simdjson_version(void) { return simdjson::SIMDJSON_VERSION_MAJOR; }
