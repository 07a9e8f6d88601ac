// What comes back is text for a panel: it is cut, never trusted, and an address that a browser would run is left out.
#include "desk/context_card.hpp"

#include "wire/contact.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/standard_webhook.hpp>
#include <balie/base/text.hpp>
#include <balie/base/web_address.hpp>

#include <nlohmann/json.hpp>

#include <chrono>

namespace balie::desk {
namespace {

using nlohmann::json;

constexpr auto answer_within = std::chrono::seconds{3};
constexpr auto answer_bytes_max = std::size_t{64} << 10U;
constexpr auto fields_max = std::size_t{50};
constexpr auto title_characters_max = std::size_t{200};
constexpr auto label_characters_max = std::size_t{100};
constexpr auto value_characters_max = std::size_t{1'000};
constexpr auto url_bytes_max = std::size_t{2'048};
constexpr auto not_found = 404;
constexpr auto no_content = 204;
constexpr auto good = 200;

Error bad_card(std::string detail) {
    return {ErrorCode::unavailable, "the other system's answer is no card: " + std::move(detail), "bad_card"};
}

Error no_card() {
    return {ErrorCode::not_found, "the other system knows nothing of this customer", "no_card"};
}

Error silent(std::string detail) {
    return {ErrorCode::unavailable, "the other system does not answer: " + std::move(detail),
            "card_unavailable"};
}

// Numbers and truth values are what such systems hold as well.
std::string text_of(json const& object, char const* name, std::size_t characters_max) {
    auto const found = object.find(name);
    if (found == object.end()) { return {}; }
    if (found->is_string()) { return first_characters(found->get<std::string>(), characters_max); }
    return found->is_number() || found->is_boolean() ? found->dump() : std::string{};
}

std::string url_of(json const& object) {
    auto const found = object.find("url");
    if (found == object.end() || !found->is_string()) { return {}; }
    auto url = found->get<std::string>();
    return is_web_address(url) && url.size() <= url_bytes_max ? url : std::string{};
}

std::string question_text(CardQuestion const& question, Time now) {
    auto contact = wire::to_json(question.contact);
    contact.erase("note");
    contact.erase("blocked");
    contact["external_ids"] = question.external_ids;
    auto const body =
        json{{"type", "contact.card"}, {"timestamp", to_rfc3339(now)}, {"data", {{"contact", contact}}}};
    return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

Result<ContextCard> card_in(std::string_view answer) {
    auto const object = json::parse(answer, nullptr, false);
    if (!object.is_object()) { return bad_card("not a JSON object"); }
    auto card = ContextCard{text_of(object, "title", title_characters_max), url_of(object)};
    if (card.title.empty()) { return bad_card("no title"); }
    auto const fields = object.value("fields", json::array());
    if (!fields.is_array()) { return bad_card("fields is no list"); }
    for (auto const& field : fields) {
        if (!field.is_object() || card.fields.size() == fields_max) { continue; }
        card.fields.push_back({text_of(field, "label", label_characters_max),
                               text_of(field, "value", value_characters_max), url_of(field)});
    }
    return card;
}

Task<Result<ContextCard>> fetch_card(HttpClient& http, CardSource source, CardQuestion question, Time now) {
    auto const key = standard_webhook_key(source.secret);
    if (!key) { co_return silent("there is no secret to sign with"); }
    auto call = HttpCall{"POST", std::move(source.url)};
    call.body = question_text(question, now);
    call.headers = sign_standard_webhook(*key, "card_" + random_uuid(), now, call.body);
    call.headers.emplace_back("Content-Type", "application/json");
    call.headers.emplace_back("Accept", "application/json");
    call.timeout = answer_within;
    call.answer_bytes_max = answer_bytes_max;
    auto const answer = co_await http.call(std::move(call));
    if (!answer) { co_return silent(answer.error().detail); }
    if (answer->status == not_found || answer->status == no_content) { co_return no_card(); }
    if (answer->status != good) { co_return silent("status " + std::to_string(answer->status)); }
    co_return card_in(answer->body);
}

}  // namespace balie::desk
