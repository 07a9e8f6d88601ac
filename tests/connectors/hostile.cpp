// JSON is taken apart and put together again; what JSON's own writer would not write is put into its text.
#include "connectors/hostile.hpp"

#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <regex>
#include <utility>
#include <vector>

namespace balie::test {
namespace {

using nlohmann::json;

constexpr auto mark = std::string_view{"\"put it here\""};
constexpr auto broken_bytes =
    std::to_array<std::string_view>({"\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"});

std::string nested(char open, std::string_view inside, char close) {
    auto text = std::string(40, open);
    return text.append(inside).append(40, close);
}

// As they stand in a JSON text.
std::vector<std::string> const& wrong_values() {
    static auto const values = std::vector<std::string>{"null",
                                                        "true",
                                                        "-1",
                                                        "99999999999999999999999999",
                                                        "-1e308",
                                                        "1e400",
                                                        "\"\"",
                                                        "\"a\\u0000b\\ud800\"",
                                                        "[]",
                                                        "{}",
                                                        nested('[', "", ']'),
                                                        "{\"id\":{\"id\":{\"id\":[]}}}",
                                                        '"' + std::string(5'000, 'x') + '"'};
    return values;
}

std::string without_numbers(std::string place) {
    std::replace_if(
        place.begin(), place.end(), [](char letter) { return letter >= '0' && letter <= '9'; }, '#');
    return place;
}

std::string with(std::string text, std::string_view value) {
    return text.replace(text.find(mark), mark.size(), value);
}

}  // namespace

void with_wrong_types(std::string_view bytes, Places& tried, Take const& take) {
    auto document = json::parse(bytes, nullptr, false);
    if (document.is_discarded()) { return; }
    auto const flat = document.flatten();
    for (auto const& [pointer, value] : flat.items()) {
        if (!tried.insert(without_numbers(pointer)).second) { continue; }
        // The value itself, and what it stands in.
        for (auto at = json::json_pointer{pointer}; !at.empty(); at = at.parent_pointer()) {
            auto kept = std::exchange(document[at], "put it here");
            auto const text = document.dump();
            document[at] = std::move(kept);
            for (auto const& wrong : wrong_values()) { take(with(text, wrong)); }
            if (at.back() != "0") { break; }
        }
    }
}

void with_repeated_keys(std::string_view bytes, Places& tried, Take const& take) {
    static auto const key = std::regex{R"re("[A-Za-z_.]+"\s*:)re"};
    auto const text = std::string{bytes};
    auto last = std::string{};
    for (auto found = std::sregex_iterator{text.begin(), text.end(), key}; found != std::sregex_iterator{};
         ++found) {
        // The key before tells one object from another.
        auto const is_new = tried.insert(std::exchange(last, found->str()) + found->str()).second;
        if (!is_new) { continue; }
        for (auto const* other : {"null", "[]", "{}", "\"other\"", "7"}) {
            auto twice = text;
            twice.insert(static_cast<std::size_t>(found->position()), found->str() + other + ',');
            take(twice);
        }
    }
}

void with_hostile_fields(std::string_view form, Take const& take) {
    auto const fields = parse_form(form).value_or(Fields{});
    auto const huge = std::string(5'000, '9');
    for (auto i = std::size_t{0}; i < fields.size(); ++i) {
        auto rest = std::string{};
        for (auto j = std::size_t{0}; j < fields.size(); ++j) {
            if (j != i) {
                rest += '&' + percent_encode(fields[j].first) + '=' + percent_encode(fields[j].second);
            }
        }
        auto const name = percent_encode(fields[i].first);
        for (auto const& value :
             {std::string{}, std::string{"-1"}, std::string{"%00"}, std::string{"%FF%C0%80"},
              std::string{"%ED%A0%80"}, std::string{"%7B%7D"}, huge}) {
            take(name + '=' + value + rest);
            take(name + '=' + value + '&' + std::string{form});
        }
        take(name + rest);
        take(std::string_view{rest}.substr(rest.empty() ? 0 : 1));
    }
}

void with_broken_bytes(std::string_view bytes, Take const& take) {
    for (auto at = std::size_t{0}; at < bytes.size(); ++at) {
        if (bytes[at] != '"' && bytes[at] != '>' && bytes[at] != '=') { continue; }
        auto broken = std::string{bytes};
        take(broken.insert(at + 1, broken_bytes[at % broken_bytes.size()]));
        broken = std::string{bytes};
        take(broken.insert(at + 1, 1, '\0'));
    }
}

}  // namespace balie::test
