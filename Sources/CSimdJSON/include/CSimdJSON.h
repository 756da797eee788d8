#pragma once
int tocsin_simdjson_version(void);
