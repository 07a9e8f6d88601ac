// The platform's cards are those of a telephone's address book; of them we show what an agent can use.
#include <connectors/json/card.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/json/writer.hpp>

namespace balie::connectors::json {
namespace {

std::string name_of(Object const& card) {
    auto const* const name = object_in(card, "name");
    if (name == nullptr) { return {}; }
    auto whole = text(*name, "formatted_name");
    if (!whole.empty()) { return whole; }
    auto const first = text(*name, "first_name");
    auto const last = text(*name, "last_name");
    return first.empty() || last.empty() ? first + last : first + ' ' + last;
}

// The words under `key` of each entry; the second key stands in where the first is missing.
void write_list(ObjectWriter& written, std::string_view name, Array const* entries, std::string_view key,
                std::string_view second_key) {
    if (entries == nullptr) { return; }
    auto list = std::string{};
    for (auto const& one : *entries) {
        auto const* const entry = one.if_object();
        if (entry == nullptr) { continue; }
        auto const* const first = member(*entry, key);
        auto const* const word = first != nullptr ? first : member(*entry, second_key);
        if (word == nullptr || !word->is_string()) { continue; }
        list += (list.empty() ? "" : ",") + to_text(*word);
    }
    if (!list.empty()) { written.json(name, '[' + list + ']'); }
}

std::string card_json(Object const& card) {
    auto written = ObjectWriter{};
    written.text("name", name_of(card));
    write_list(written, "phones", array_in(card, "phones"), "phone", "wa_id");
    write_list(written, "emails", array_in(card, "emails"), "email", {});
    if (auto const* const organization = object_in(card, "org")) {
        written.text_if_any("organization", view(*organization, "company"));
    }
    return written.take();
}

}  // namespace

std::string cards_json(Array const& cards) {
    auto list = std::string{};
    for (auto const& one : cards) {
        auto const* const card = one.if_object();
        if (card != nullptr) { list += (list.empty() ? "" : ",") + card_json(*card); }
    }
    return '[' + list + ']';
}

}  // namespace balie::connectors::json
