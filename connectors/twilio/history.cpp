// https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources (read 2026-11)
#include <connectors/twilio/history.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/sms/moment.hpp>
#include <connectors/twilio/api.hpp>
#include <connectors/twilio/dialect.hpp>

#include <algorithm>

namespace balie::connectors::twilio {
namespace {

constexpr auto page_size = std::string_view{"200"};
constexpr auto pages_max = 50;
constexpr auto page_bytes_max = std::size_t{4} << 20U;

struct Names {
    std::string_view listed;
    std::string_view parameter;
};

// The list has the webhook's words in another spelling: what it says goes through the same reader.
constexpr Names names[] = {{"sid", "MessageSid"},
                           {"from", "From"},
                           {"to", "To"},
                           {"body", "Body"},
                           {"messaging_service_sid", "MessagingServiceSid"}};

std::string list_url(Time at, Secrets const& secrets) {
    auto const second = std::chrono::floor<std::chrono::seconds>(at);
    auto url = account_url(secrets, "/Messages.json?PageSize=") + std::string{page_size};
    if (!secrets["from"].empty()) { url += "&To=" + percent_encode(secrets["from"]); }
    return url + "&DateSent%3E=" + percent_encode(to_rfc3339(second));
}

bool is_for_this_inbox(json::Object const& item, Secrets const& secrets) {
    if (json::view(item, "direction") != "inbound") { return false; }
    return !secrets["from"].empty() ||
           json::view(item, "messaging_service_sid") == secrets["messaging_service_sid"];
}

// A page of another host is none of ours: the token goes with the call.
std::string next_page(json::Object const& root, Secrets const& secrets) {
    auto const path = json::view(root, "next_page_uri");
    return path.starts_with("/2010-04-01/") ? api_base(secrets) + std::string{path} : std::string{};
}

}  // namespace

Task<Result<std::vector<Missed>>> History::since(Time at, Secrets secrets) {
    auto all = std::vector<Missed>{};
    auto url = list_url(at, secrets);
    for (auto page = 0; page < pages_max && !url.empty(); ++page) {
        auto const body = co_await read(url, secrets);
        if (!body) { co_return body.error(); }
        auto const document = json::Document{*body};
        auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
        auto const* const items = root == nullptr ? nullptr : json::array_in(*root, "messages");
        if (items == nullptr) { co_return Error{ErrorCode::unavailable, "the list could not be read"}; }
        for (auto const& item : *items) {
            auto const* const message = item.if_object();
            if (message == nullptr || !is_for_this_inbox(*message, secrets)) { continue; }
            auto one = co_await missed(*message, secrets);
            if (!one) { co_return one.error(); }
            all.push_back(*std::move(one));
        }
        url = next_page(*root, secrets);
    }
    std::ranges::reverse(all);  // Twilio gives the newest first; a conversation begins with the oldest
    co_return all;
}

// What cannot be read is told as such, with the bytes that it would have come in.
Task<Result<Missed>> History::missed(json::Object const& item, Secrets secrets) {
    auto form = sms::Form{};
    for (auto const& [listed, parameter] : names) { form.add(parameter, json::view(item, listed)); }
    if (json::integer(item, "num_media").value_or(0) > 0) {
        auto const added = co_await add_files(form, json::word(item, "sid"), secrets);
        if (!added) { co_return added.error(); }
    }
    auto one = Missed{};
    one.content_type = "application/x-www-form-urlencoded";
    one.body = form.encoded();
    auto found = events_of(form, sms::moment_of_rfc2822(json::view(item, "date_sent")));
    if (found) {
        one.events = *std::move(found);
    } else {
        one.events.emplace_back(Unreadable{found.error().detail, one.body});
    }
    co_return one;
}

Task<Result<std::string>> History::read(std::string url, Secrets secrets) {
    auto call = api_call("GET", std::move(url), secrets);
    call.answer_bytes_max = page_bytes_max;
    auto const answer = co_await http_.call(std::move(call));
    if (!answer) { co_return Error{ErrorCode::unavailable, answer.error().detail}; }
    if (answer->status == 401 || answer->status == 403) {
        co_return Error{ErrorCode::forbidden, "the account or its token is not good"};
    }
    if (answer->status == 404) { co_return Error{ErrorCode::not_found, "Twilio does not have it"}; }
    if (answer->status == 429) { co_return Error{ErrorCode::throttled, "too many calls"}; }
    if (answer->status != 200) {
        co_return Error{ErrorCode::unavailable,
                        "Twilio answered with HTTP " + std::to_string(answer->status)};
    }
    co_return answer->body;
}

Task<Result<void>> History::add_files(sms::Form& form, std::string message_sid, Secrets secrets) {
    auto path = "/Messages/" + percent_encode(message_sid) + "/Media.json";
    auto const body = co_await read(account_url(secrets, path), secrets);
    if (!body && body.error().code == ErrorCode::not_found) { co_return Result<void>{}; }  // deleted there
    if (!body) { co_return body.error(); }
    auto const document = json::Document{*body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    auto const* const items = root == nullptr ? nullptr : json::array_in(*root, "media_list");
    if (items == nullptr) { co_return Error{ErrorCode::unavailable, "the list of files could not be read"}; }
    auto index = 0;
    for (auto const& item : *items) {
        auto const* const file = item.if_object();
        auto uri = file == nullptr ? std::string_view{} : json::view(*file, "uri");
        if (!uri.starts_with("/2010-04-01/")) { continue; }
        if (uri.ends_with(".json")) { uri.remove_suffix(5); }
        auto const number = std::to_string(index++);
        form.add("MediaUrl" + number, api_base(secrets) + std::string{uri});
        form.add("MediaContentType" + number, json::view(*file, "content_type"));
    }
    co_return Result<void>{};
}

}  // namespace balie::connectors::twilio
