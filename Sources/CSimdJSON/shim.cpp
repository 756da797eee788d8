#include "CSimdJSON.h"

#include <cstring>
#include <new>
#include <type_traits>

#include <simdjson.h>

using simdjson::dom::element;

struct tocsin_json_parser {
    explicit tocsin_json_parser(size_t max_bytes) noexcept : parser(max_bytes) {}
    simdjson::dom::parser parser;
};

// An element is a pointer and an index, both without ownership; the C struct carries its bits.
static_assert(sizeof(element) == sizeof(tocsin_json_value), "dom::element has another size in this simdjson");
static_assert(std::is_trivially_copyable<element>::value, "dom::element is not plain bits in this simdjson");

static element unpack(tocsin_json_value value) noexcept {
    element result;
    std::memcpy(static_cast<void *>(&result), &value, sizeof result);
    return result;
}

static void pack(const element &source, tocsin_json_value *out) noexcept {
    std::memcpy(out, &source, sizeof *out);
}

static tocsin_json_code code_of(simdjson::error_code error) noexcept {
    switch (error) {
    case simdjson::SUCCESS: return TOCSIN_JSON_OK;
    case simdjson::CAPACITY: return TOCSIN_JSON_TOO_LARGE;
    case simdjson::MEMALLOC: return TOCSIN_JSON_NO_MEMORY;
    case simdjson::DEPTH_ERROR: return TOCSIN_JSON_TOO_DEEP;
    case simdjson::UTF8_ERROR: return TOCSIN_JSON_NOT_UTF8;
    case simdjson::STRING_ERROR: return TOCSIN_JSON_BAD_STRING;
    default: return TOCSIN_JSON_NOT_JSON;
    }
}

tocsin_json_parser *tocsin_json_create(size_t max_bytes, size_t max_depth) {
    auto *parser = new (std::nothrow) tocsin_json_parser(max_bytes);
    if (parser == nullptr) { return nullptr; }
    // The depth is fixed here, with a small first capacity: later growth keeps it.
    if (parser->parser.allocate(4096 < max_bytes ? 4096 : max_bytes, max_depth) != simdjson::SUCCESS) {
        delete parser;
        return nullptr;
    }
    return parser;
}

void tocsin_json_destroy(tocsin_json_parser *parser) { delete parser; }

tocsin_json_code tocsin_json_parse(tocsin_json_parser *parser, const uint8_t *bytes, size_t length,
                                   tocsin_json_value *root, const char **message) {
    element document;
    simdjson::error_code error = parser->parser.parse(bytes, length).get(document);
    // simdjson reports whichever defect it meets first; bytes that are no text at all are the better answer.
    if (error != simdjson::SUCCESS && error != simdjson::CAPACITY &&
        !simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length)) {
        error = simdjson::UTF8_ERROR;
    }
    *message = simdjson::error_message(error);
    if (error == simdjson::SUCCESS) { pack(document, root); }
    return code_of(error);
}

tocsin_json_kind tocsin_json_kind_of(tocsin_json_value value) {
    switch (unpack(value).type()) {
    case simdjson::dom::element_type::ARRAY: return TOCSIN_JSON_ARRAY;
    case simdjson::dom::element_type::OBJECT: return TOCSIN_JSON_OBJECT;
    case simdjson::dom::element_type::INT64:
    case simdjson::dom::element_type::UINT64: return TOCSIN_JSON_INTEGER;
    case simdjson::dom::element_type::DOUBLE: return TOCSIN_JSON_DOUBLE;
    case simdjson::dom::element_type::STRING: return TOCSIN_JSON_STRING;
    case simdjson::dom::element_type::BOOL: return TOCSIN_JSON_BOOLEAN;
    case simdjson::dom::element_type::NULL_VALUE: return TOCSIN_JSON_NULL;
    }
    return TOCSIN_JSON_NULL;
}

bool tocsin_json_member(tocsin_json_value value, const uint8_t *key, size_t length, tocsin_json_value *out) {
    simdjson::dom::object object;
    element found;
    if (unpack(value).get(object) != simdjson::SUCCESS) { return false; }
    if (object.at_key({reinterpret_cast<const char *>(key), length}).get(found) != simdjson::SUCCESS) { return false; }
    pack(found, out);
    return true;
}

bool tocsin_json_member_with_prefix(tocsin_json_value value, const uint8_t *prefix, size_t length,
                                    tocsin_json_value *out) {
    simdjson::dom::object object;
    if (unpack(value).get(object) != simdjson::SUCCESS) { return false; }
    for (const auto field : object) {
        std::string_view text;
        if (field.key.size() < length || std::memcmp(field.key.data(), prefix, length) != 0) { continue; }
        if (field.value.get(text) != simdjson::SUCCESS) { continue; }
        if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) { continue; }
        pack(field.value, out);
        return true;
    }
    return false;
}

bool tocsin_json_item(tocsin_json_value value, size_t index, tocsin_json_value *out) {
    simdjson::dom::array array;
    element found;
    if (unpack(value).get(array) != simdjson::SUCCESS) { return false; }
    if (array.at(index).get(found) != simdjson::SUCCESS) { return false; }
    pack(found, out);
    return true;
}

bool tocsin_json_string(tocsin_json_value value, const uint8_t **bytes, size_t *length) {
    std::string_view text;
    if (unpack(value).get(text) != simdjson::SUCCESS) { return false; }
    *bytes = reinterpret_cast<const uint8_t *>(text.data());
    *length = text.size();
    return true;
}

bool tocsin_json_integer(tocsin_json_value value, int64_t *out) {
    return unpack(value).get(*out) == simdjson::SUCCESS;
}

bool tocsin_json_double(tocsin_json_value value, double *out) {
    return unpack(value).get(*out) == simdjson::SUCCESS;
}
