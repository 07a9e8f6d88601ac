// One fault is enough to refuse a request; the first in the order of reading is the one that is told.
#include "api/request_body.hpp"

#include "api/strict_json.hpp"

#include <balie/base/blank_text.hpp>
#include <balie/base/text.hpp>

namespace balie::api {
namespace {

using nlohmann::json;

bool is_json(std::string_view content_type) {
    auto const type = lowered(trimmed(content_type.substr(0, content_type.find(';'))));
    return type == "application/json";
}

}  // namespace

Result<RequestBody> RequestBody::of(http::Request const& request) {
    if (request.body.empty()) { return RequestBody{json::object()}; }
    if (!is_json(request.header("Content-Type"))) {
        return Error{ErrorCode::unsupported, "the body must be application/json"};
    }
    auto parsed = parse_strictly(request.body);
    if (!parsed) { return parsed.error(); }
    if (!parsed->is_object()) {
        return Error{ErrorCode::unprocessable, "the body must be a JSON object", "ill_typed"};
    }
    return RequestBody{std::move(*parsed)};
}

RequestBody::RequestBody(json object, std::string path)
    : object_(std::move(object)), path_(std::move(path)) {}

std::string RequestBody::text(std::string_view name, TextLimit limit) {
    auto const* const value = take(name, Presence::required);
    return value == nullptr ? std::string{} : text_in(*value, name, limit).value_or(std::string{});
}

std::int64_t RequestBody::integer(std::string_view name, std::int64_t min, std::int64_t max) {
    take(name, Presence::required);
    return optional_integer(name, min, max).value_or(min);
}

bool RequestBody::boolean(std::string_view name) {
    take(name, Presence::required);
    return optional_boolean(name).value_or(false);
}

std::optional<std::string> RequestBody::optional_text(std::string_view name, TextLimit limit) {
    auto const* const value = take(name, Presence::optional);
    return value == nullptr ? std::nullopt : text_in(*value, name, limit);
}

std::optional<std::int64_t> RequestBody::optional_integer(std::string_view name, std::int64_t min,
                                                          std::int64_t max) {
    auto const* const value = take(name, Presence::optional);
    if (value == nullptr) { return std::nullopt; }
    if (!value->is_number_integer()) {
        ill_typed(name, "a whole number");
        return std::nullopt;
    }
    auto const is_huge = value->is_number_unsigned() && value->get<std::uint64_t>() > INT64_MAX;
    auto const number = value->get<std::int64_t>();
    if (is_huge || number < min || number > max) {
        fault(name, "out_of_range", "must be from " + std::to_string(min) + " to " + std::to_string(max));
        return std::nullopt;
    }
    return number;
}

std::optional<bool> RequestBody::optional_boolean(std::string_view name) {
    auto const* const value = take(name, Presence::optional);
    if (value == nullptr) { return std::nullopt; }
    if (!value->is_boolean()) {
        ill_typed(name, "true or false");
        return std::nullopt;
    }
    return value->get<bool>();
}

std::optional<Time> RequestBody::optional_time(std::string_view name) {
    auto const* const value = take(name, Presence::optional);
    return value == nullptr ? std::nullopt : time_in(*value, name);
}

Given<std::string> RequestBody::nullable_text(std::string_view name, TextLimit limit) {
    auto const [value, is_given] = take_nullable(name);
    if (value == nullptr) { return {is_given, std::nullopt}; }
    return {true, text_in(*value, name, limit)};
}

Given<Time> RequestBody::nullable_time(std::string_view name) {
    auto const [value, is_given] = take_nullable(name);
    if (value == nullptr) { return {is_given, std::nullopt}; }
    return {true, time_in(*value, name)};
}

RequestBody* RequestBody::object(std::string_view name, Presence presence) {
    auto const* const value = take(name, presence);
    if (value == nullptr) { return nullptr; }
    if (!value->is_object()) {
        ill_typed(name, "an object");
        return nullptr;
    }
    return nest(*value, path_of(name));
}

std::vector<RequestBody*> RequestBody::objects(std::string_view name, std::size_t count_max,
                                               Presence presence) {
    auto read = std::vector<RequestBody*>{};
    auto const* const value = take(name, presence);
    if (value == nullptr) { return read; }
    if (!value->is_array() || value->size() > count_max) {
        ill_typed(name, "a list of at most " + std::to_string(count_max) + " objects");
        return read;
    }
    for (auto i = std::size_t{0}; i < value->size(); ++i) {
        if (!(*value)[i].is_object()) {
            ill_typed(name, "a list of objects");
            return {};
        }
        read.push_back(nest((*value)[i], path_of(name) + '[' + std::to_string(i) + ']'));
    }
    return read;
}

std::optional<json> RequestBody::free_object(std::string_view name, std::size_t bytes_max) {
    return free_value(name, bytes_max, true);
}

std::optional<json> RequestBody::free_array(std::string_view name, std::size_t bytes_max) {
    return free_value(name, bytes_max, false);
}

std::optional<json> RequestBody::free_value(std::string_view name, std::size_t bytes_max, bool is_object) {
    auto const* const value = take(name, Presence::optional);
    if (value == nullptr) { return std::nullopt; }
    if (is_object ? !value->is_object() : !value->is_array()) {
        ill_typed(name, is_object ? "an object" : "a list");
        return std::nullopt;
    }
    auto const text = value->dump();
    if (text.size() > bytes_max) {
        fault(name, "too_long", "must be at most " + std::to_string(bytes_max) + " bytes");
        return std::nullopt;
    }
    if (text.find("\\u0000") != std::string::npos) {  // PostgreSQL's jsonb cannot hold it.
        fault(name, "ill_typed", "must not contain the character NUL");
        return std::nullopt;
    }
    return *value;
}

void RequestBody::fault(std::string_view name, std::string reason, std::string detail) {
    if (fault_) { return; }
    auto path = path_of(name);
    fault_ = Error{ErrorCode::unprocessable, path + ' ' + detail, std::move(reason), path};
}

Result<void> RequestBody::end() {
    if (fault_) { return *fault_; }
    for (auto const& [name, value] : object_.items()) {
        if (taken_.contains(name)) { continue; }
        auto const path = first_characters(printable(path_of(name)), 200);
        return Error{ErrorCode::unprocessable, path + " is not a field of this request", "unknown_field",
                     path};
    }
    for (auto const& nested : nested_) {
        if (auto const read = nested->end(); !read) { return read.error(); }
    }
    return {};
}

json const* RequestBody::take(std::string_view name, Presence presence) {
    taken_.emplace(name);
    auto const found = object_.find(name);
    if (found != object_.end()) { return &*found; }
    if (presence == Presence::required) { fault(name, "required", "is required"); }
    return nullptr;
}

std::pair<json const*, bool> RequestBody::take_nullable(std::string_view name) {
    auto const* const value = take(name, Presence::optional);
    if (value == nullptr) { return {nullptr, false}; }
    if (value->is_null()) { return {nullptr, true}; }
    return {value, true};
}

std::optional<std::string> RequestBody::text_in(json const& value, std::string_view name, TextLimit limit) {
    auto const* const text = string_in(value, name, "a string");
    if (text == nullptr) { return std::nullopt; }
    auto const count = count_characters(*text);
    if (count > limit.characters_max) {
        fault(name, "too_long", "must be at most " + std::to_string(limit.characters_max) + " characters");
        return std::nullopt;
    }
    if (count < limit.characters_min) {
        fault(name, "too_short", "must be at least " + std::to_string(limit.characters_min) + " characters");
        return std::nullopt;
    }
    if (limit.characters_min > 0 && is_blank(*text)) {
        fault(name, "too_short", "must hold something that can be seen");
        return std::nullopt;
    }
    return storable(*text);
}

std::optional<Time> RequestBody::time_in(json const& value, std::string_view name) {
    auto const* const text = string_in(value, name, "a time as in RFC 3339");
    if (text == nullptr) { return std::nullopt; }
    auto const time = parse_time(*text);
    if (!time) { ill_typed(name, "a time as in RFC 3339"); }
    return time;
}

std::string const* RequestBody::string_in(json const& value, std::string_view name, std::string_view wanted) {
    if (!value.is_string()) {
        ill_typed(name, wanted);
        return nullptr;
    }
    return &value.get_ref<std::string const&>();
}

void RequestBody::ill_typed(std::string_view name, std::string_view wanted) {
    fault(name, "ill_typed", "must be " + std::string{wanted});
}

std::string RequestBody::path_of(std::string_view name) const {
    return path_.empty() ? std::string{name} : path_ + '.' + std::string{name};
}

RequestBody* RequestBody::nest(json object, std::string path) {
    return nested_.emplace_back(std::make_unique<RequestBody>(std::move(object), std::move(path))).get();
}

}  // namespace balie::api
