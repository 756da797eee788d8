// C interface to the part of simdjson that Tocsin uses: a reusable DOM parser and read access to what it parsed.
//
// simdjson is C++ and so cannot be imported by Swift. Nothing here throws: every failure is a code or `false`.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Why a document was refused.
typedef enum {
    TOCSIN_JSON_OK = 0,
    TOCSIN_JSON_NOT_JSON = 1,
    TOCSIN_JSON_NOT_UTF8 = 2,
    TOCSIN_JSON_TOO_LARGE = 3,
    TOCSIN_JSON_TOO_DEEP = 4,
    TOCSIN_JSON_NO_MEMORY = 5,
    /// Among others, a lone surrogate escape: the one string error that a repaired copy can get past.
    TOCSIN_JSON_BAD_STRING = 6,
} tocsin_json_code;

/// What a value is.
typedef enum {
    TOCSIN_JSON_NULL = 0,
    TOCSIN_JSON_BOOLEAN = 1,
    TOCSIN_JSON_INTEGER = 2,
    TOCSIN_JSON_DOUBLE = 3,
    TOCSIN_JSON_STRING = 4,
    TOCSIN_JSON_ARRAY = 5,
    TOCSIN_JSON_OBJECT = 6,
} tocsin_json_kind;

/// A parser with the document it parsed last. Not to be used by two threads at once.
typedef struct tocsin_json_parser tocsin_json_parser;

/// A value of the document parsed last; dangling from the next parse on, or when the parser is destroyed.
typedef struct {
    const void *document;
    size_t index;
} tocsin_json_value;

/// A parser for documents of at most `max_bytes` bytes and `max_depth` levels; NULL where memory is short.
tocsin_json_parser *tocsin_json_create(size_t max_bytes, size_t max_depth);

/// Frees the parser and its document.
void tocsin_json_destroy(tocsin_json_parser *parser);

/// Parses a copy of `bytes`; on TOCSIN_JSON_OK `root` is the document. `message` is a constant text of simdjson's.
tocsin_json_code tocsin_json_parse(tocsin_json_parser *parser, const uint8_t *bytes, size_t length,
                                   tocsin_json_value *root, const char **message);

/// What the value is.
tocsin_json_kind tocsin_json_kind_of(tocsin_json_value value);

/// The member `key` of an object; false where there is none or the value is no object.
bool tocsin_json_member(tocsin_json_value value, const uint8_t *key, size_t length, tocsin_json_value *out);

/// The first string member of an object whose key begins with `prefix` and that is not blank.
bool tocsin_json_member_with_prefix(tocsin_json_value value, const uint8_t *prefix, size_t length,
                                    tocsin_json_value *out);

/// The item `index` of an array; takes time linear in `index`.
bool tocsin_json_item(tocsin_json_value value, size_t index, tocsin_json_value *out);

/// The bytes of a string, escapes resolved; owned by the parser.
bool tocsin_json_string(tocsin_json_value value, const uint8_t **bytes, size_t *length);

/// The value of an integer that fits in 64 signed bits.
bool tocsin_json_integer(tocsin_json_value value, int64_t *out);

/// The value of any number.
bool tocsin_json_double(tocsin_json_value value, double *out);

#ifdef __cplusplus
}
#endif
