#include "client/bodies.hpp"

#include "api/request_body.hpp"

#include <balie/base/email_address.hpp>
#include <balie/base/text.hpp>
#include <balie/base/web_address.hpp>

#include <algorithm>

namespace balie::client {
namespace {

constexpr auto text_max = std::size_t{10'000};
constexpr auto attachments_max = std::size_t{10};
constexpr auto url_max = std::size_t{500};
constexpr auto title_max = std::size_t{200};

void read_person(api::RequestBody& body, Person& person) {
    person.name = trimmed(body.optional_text("name", {.characters_max = 80}).value_or(""));
    person.email = trimmed(body.optional_text("email", {.characters_max = 254}).value_or(""));
    person.phone = trimmed(body.optional_text("phone", {.characters_max = 40}).value_or(""));
    if (!person.email.empty() && !is_email_address(person.email)) {
        body.fault("email", "ill_typed", "must be an e-mail address");
    }
}

bool is_client_id(std::string_view text) {
    return std::ranges::all_of(text, [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
               (letter >= 'A' && letter <= 'Z') || letter == '-' || letter == '_';
    });
}

std::string without_query(std::string url) {
    url.resize(std::min(url.find_first_of("?#"), url.size()));
    return url;
}

}  // namespace

Result<Wanted> read_wanted(http::Request const& request) {
    auto body = api::RequestBody::of(request);
    if (!body) { return body.error(); }
    auto wanted = Wanted{};
    wanted.widget_key = body->text("widget_key", {.characters_max = 100, .characters_min = 1});
    wanted.token = body->optional_text("visitor_token", {.characters_max = 100}).value_or("");
    read_person(*body, wanted.person);
    if (auto* const identity = body->object("identity", api::RequestBody::Presence::optional)) {
        wanted.person.external_id =
            identity->text("external_id", {.characters_max = 200, .characters_min = 1});
        wanted.person.hash = identity->text("hash", {.characters_max = 128, .characters_min = 1});
        read_person(*identity, wanted.person);
    }
    if (auto const end = body->end(); !end) { return end.error(); }
    return wanted;
}

Result<Said> read_said(http::Request const& request) {
    auto body = api::RequestBody::of(request);
    if (!body) { return body.error(); }
    auto said = Said{body->text("client_id", {.characters_max = 64, .characters_min = 1})};
    said.text = body->optional_text("text", {.characters_max = text_max}).value_or("");
    said.attachments = body->optional_ids<Attachment>("attachment_ids").value_or(std::vector<AttachmentId>{});
    if (!is_client_id(said.client_id)) {
        body->fault("client_id", "ill_typed", "may hold letters, digits, - and _ only");
    }
    if (said.attachments.size() > attachments_max) {
        body->fault("attachment_ids", "too_long", "may name ten files");
    }
    if (trimmed(said.text).empty() && said.attachments.empty()) {
        body->fault("text", "required", "is required where no file is sent");
    }
    if (auto const end = body->end(); !end) { return end.error(); }
    return said;
}

Result<Seen> read_seen(http::Request const& request) {
    auto body = api::RequestBody::of(request);
    if (!body) { return body.error(); }
    auto seen = Seen{body->id<Message>("message_id")};
    seen.status = body->optional_word<DeliveryStatus>("status").value_or(DeliveryStatus::read);
    if (seen.status != DeliveryStatus::read && seen.status != DeliveryStatus::delivered) {
        body->fault("status", "unknown_word", "is read or delivered");
    }
    if (auto const end = body->end(); !end) { return end.error(); }
    return seen;
}

Result<Page> read_page(http::Request const& request) {
    auto body = api::RequestBody::of(request);
    if (!body) { return body.error(); }
    auto const url = body->text("url", {.characters_max = 2'000, .characters_min = 1});
    auto page = Page{first_characters(without_query(url), url_max)};
    page.title = first_characters(body->optional_text("title").value_or(""), title_max);
    if (!is_web_address(url)) { body->fault("url", "ill_typed", "must be http or https"); }
    if (auto const end = body->end(); !end) { return end.error(); }
    return page;
}

Result<void> read_nothing(http::Request const& request) {
    auto body = api::RequestBody::of(request);
    if (!body) { return body.error(); }
    return body->end();
}

}  // namespace balie::client
