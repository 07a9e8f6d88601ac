// A misspelt filter must not answer with everything.
#include "api/query.hpp"

#include <charconv>

namespace balie::api {
namespace {

constexpr auto limit_default = 50;
constexpr auto limit_max = 200;

}  // namespace

Query::Query(http::Request const& request) : fields_(request.query) {
    auto seen = std::set<std::string, std::less<>>{};
    for (auto const& [name, value] : fields_) {
        if (!is_utf8(name) || !is_utf8(value)) {
            fault_ = Error{ErrorCode::malformed, "the query is not UTF-8"};
        } else if (!seen.insert(name).second) {
            fault_ = Error{ErrorCode::malformed, "a parameter is given twice", "repeated_field"};
        }
    }
}

std::optional<std::string> Query::text(std::string_view name, std::size_t characters_max) {
    taken_.emplace(name);
    for (auto const& [key, value] : fields_) {
        if (key != name || value.empty()) { continue; }
        if (count_characters(value) > characters_max) {
            fault(name, "too_long", "must be at most " + std::to_string(characters_max) + " characters");
            return std::nullopt;
        }
        return storable(value);
    }
    return std::nullopt;
}

int Query::limit() {
    auto const value = text("limit");
    if (!value) { return limit_default; }
    auto number = 0;
    auto const [end, failed] = std::from_chars(value->data(), value->data() + value->size(), number);
    if (failed != std::errc{} || end != value->data() + value->size() || number < 1 || number > limit_max) {
        fault("limit", "out_of_range", "must be from 1 to 200");
        return limit_default;
    }
    return number;
}

std::optional<bool> Query::optional_boolean(std::string_view name) {
    auto const value = text(name);
    if (!value) { return std::nullopt; }
    if (*value != "true" && *value != "false") { fault(name, "ill_typed", "must be true or false"); }
    return *value == "true";
}

bool Query::is_true(std::string_view name) { return optional_boolean(name).value_or(false); }

void Query::fault(std::string_view name, std::string reason, std::string detail) {
    if (fault_) { return; }
    auto const field = std::string{name};
    fault_ = Error{ErrorCode::unprocessable, field + ' ' + detail, std::move(reason), field};
}

Result<void> Query::end() {
    if (fault_) { return *fault_; }
    for (auto const& [name, value] : fields_) {
        if (taken_.contains(name)) { continue; }
        auto const shown = first_characters(printable(name), 200);
        return Error{ErrorCode::unprocessable, shown + " is not a parameter of this request", "unknown_field",
                     shown};
    }
    return {};
}

}  // namespace balie::api
