// Reads a request's query as strictly as its body.
#pragma once

#include "http/message.hpp"

#include <balie/base/id.hpp>
#include <balie/base/result.hpp>
#include <balie/domain/words.hpp>

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace balie::api {

// Faults: 400 for a parameter given twice, 422 for a value of the wrong type and for an unknown parameter
// (`unknown_field`). An empty value counts as absent.
class Query {
public:
    explicit Query(http::Request const& request);

    std::optional<std::string> text(std::string_view name, std::size_t characters_max = 512);
    int limit();  // 1 to 200, 50 when absent
    std::optional<bool> optional_boolean(std::string_view name);
    bool is_true(std::string_view name);  // "true" or "false", false when absent
    template <class Of>
    std::optional<Id<Of>> id(std::string_view name) {
        auto const value = text(name);
        if (!value) { return std::nullopt; }
        auto const id = parse_id<Of>(*value);
        if (!id) { fault(name, "ill_typed", "must be an id"); }
        return id;
    }
    template <class T>
    std::optional<T> word(std::string_view name) {
        auto const value = text(name);
        if (!value) { return std::nullopt; }
        auto const word = from_word<T>(*value);
        if (!word) { fault(name, "unknown_word", "is not one of the words that may stand here"); }
        return word;
    }

    void fault(std::string_view name, std::string reason, std::string detail);
    Result<void> end();

private:
    Fields fields_;
    std::set<std::string, std::less<>> taken_;
    std::optional<Error> fault_;
};

}  // namespace balie::api
