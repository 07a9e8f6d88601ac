// Reads a JSON object strictly, field by field: exactly the fields that a handler asks for, each of its type.
#pragma once

#include "http/message.hpp"

#include <balie/base/id.hpp>
#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/words.hpp>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace balie::api {

// Bounds of a text, in characters.
struct TextLimit {
    std::size_t characters_max = 1024;
    std::size_t characters_min = 0;
};

// A field that null clears: absent, null, or a value.
template <class T>
struct Given {
    bool is_given = false;
    std::optional<T> value = {};
};

// Remembers the first fault and goes on with empty values, so that a handler reads all its fields and asks once:
//     auto body = RequestBody::of(call.request);
//     if (!body) { co_return body.error(); }
//     auto const name = body->text("name", {.characters_max = 80, .characters_min = 1});
//     auto const team = body->nullable_id<Team>("team_id");
//     if (auto const read = body->end(); !read) { co_return read.error(); }
// Faults: 422 with the field's path and the reason `required`, `ill_typed`, `too_long`, `too_short`, `unknown_word`,
// `out_of_range`, `repeated`, `unknown_field`. NUL in a text becomes U+FFFD.
class RequestBody {
public:
    // 415 for another media type; 400 for what is not JSON, not UTF-8, too deep, or names a field twice; 422 for
    // JSON that is no object. No body at all is the empty object.
    static Result<RequestBody> of(http::Request const& request);
    explicit RequestBody(nlohmann::json object, std::string path = {});

    // Required ones.
    std::string text(std::string_view name, TextLimit limit = {});
    std::int64_t integer(std::string_view name, std::int64_t min, std::int64_t max);
    bool boolean(std::string_view name);
    template <class Of>
    Id<Of> id(std::string_view name) {
        return optional_id<Of>(name, Presence::required).value_or(Id<Of>{});
    }
    template <class Of>
    std::vector<Id<Of>> ids(std::string_view name) {
        return optional_ids<Of>(name, Presence::required).value_or(std::vector<Id<Of>>{});
    }
    // The default is what a handler sees after a fault; it never acts on it.
    template <class T>
    T word(std::string_view name) {
        return optional_word<T>(name, Presence::required).value_or(T{});
    }

    // Those that may be absent; null is ill-typed.
    enum class Presence { optional, required };
    std::optional<std::string> optional_text(std::string_view name, TextLimit limit = {});
    std::optional<std::int64_t> optional_integer(std::string_view name, std::int64_t min, std::int64_t max);
    std::optional<bool> optional_boolean(std::string_view name);
    std::optional<Time> optional_time(std::string_view name);
    template <class Of>
    std::optional<Id<Of>> optional_id(std::string_view name, Presence presence = Presence::optional) {
        auto const* const value = take(name, presence);
        return value == nullptr ? std::nullopt : id_in<Of>(*value, name);
    }
    template <class Of>
    std::optional<std::vector<Id<Of>>> optional_ids(std::string_view name,
                                                    Presence presence = Presence::optional);
    template <class T>
    std::optional<T> optional_word(std::string_view name, Presence presence = Presence::optional) {
        auto const* const value = take(name, presence);
        return value == nullptr ? std::nullopt : word_in<T>(*value, name);
    }

    // Those that null clears.
    Given<std::string> nullable_text(std::string_view name, TextLimit limit = {});
    Given<Time> nullable_time(std::string_view name);
    template <class Of>
    Given<Id<Of>> nullable_id(std::string_view name) {
        auto const [value, is_given] = take_nullable(name);
        if (value == nullptr) { return {is_given, std::nullopt}; }
        return {true, id_in<Of>(*value, name)};
    }

    // Nested: an object read as strictly (its `end` is asked by this one's), a list of objects, and JSON of the
    // client's own that is kept as it is (bounded, no NUL).
    RequestBody* object(std::string_view name, Presence presence = Presence::required);
    std::vector<RequestBody*> objects(std::string_view name, std::size_t count_max,
                                      Presence presence = Presence::required);
    std::optional<nlohmann::json> free_object(std::string_view name, std::size_t bytes_max);
    std::optional<nlohmann::json> free_array(std::string_view name, std::size_t bytes_max);

    bool has(std::string_view name) const { return object_.contains(name); }

    // A rule of the handler's own about a field, reported like the others.
    void fault(std::string_view name, std::string reason, std::string detail);

    // The first fault, or an unknown field.
    Result<void> end();

private:
    static constexpr auto ids_max = std::size_t{200};

    nlohmann::json const* take(std::string_view name, Presence presence);
    std::pair<nlohmann::json const*, bool> take_nullable(std::string_view name);
    std::optional<std::string> text_in(nlohmann::json const& value, std::string_view name, TextLimit limit);
    std::optional<Time> time_in(nlohmann::json const& value, std::string_view name);
    std::optional<nlohmann::json> free_value(std::string_view name, std::size_t bytes_max, bool is_object);
    std::string const* string_in(nlohmann::json const& value, std::string_view name, std::string_view wanted);
    void ill_typed(std::string_view name, std::string_view wanted);
    std::string path_of(std::string_view name) const;
    RequestBody* nest(nlohmann::json object, std::string path);

    template <class Of>
    std::optional<Id<Of>> id_in(nlohmann::json const& value, std::string_view name) {
        auto const* const text = string_in(value, name, "an id, which is a string");
        if (text == nullptr) { return std::nullopt; }
        auto const id = parse_id<Of>(*text);
        if (!id) { ill_typed(name, "an id"); }
        return id;
    }
    template <class T>
    std::optional<T> word_in(nlohmann::json const& value, std::string_view name) {
        auto const* const text = string_in(value, name, "a word");
        if (text == nullptr) { return std::nullopt; }
        auto const word = from_word<T>(*text);
        if (!word) { fault(name, "unknown_word", "is not one of the words that may stand here"); }
        return word;
    }

    nlohmann::json object_;
    std::string path_;
    std::set<std::string, std::less<>> taken_;
    std::optional<Error> fault_;
    std::vector<std::unique_ptr<RequestBody>> nested_;
};

template <class Of>
std::optional<std::vector<Id<Of>>> RequestBody::optional_ids(std::string_view name, Presence presence) {
    auto const* const value = take(name, presence);
    if (value == nullptr) { return std::nullopt; }
    if (!value->is_array() || value->size() > ids_max) {
        ill_typed(name, "a list of at most 200 ids");
        return std::nullopt;
    }
    auto ids = std::vector<Id<Of>>{};
    for (auto const& item : *value) {
        auto const id = id_in<Of>(item, name);
        if (!id) { return std::nullopt; }
        ids.push_back(*id);
    }
    if (std::set<Id<Of>>{ids.begin(), ids.end()}.size() != ids.size()) {
        fault(name, "repeated", "must not repeat an id");
    }
    return ids;
}

}  // namespace balie::api
