// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events (read 2026-11)
#include "sandbox/meta/private_payload.hpp"

#include <chrono>

namespace balie::sandbox::meta {
namespace {

constexpr auto our_app = std::int64_t{600'000'000'000'001};

std::int64_t milliseconds(Time at) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

Json envelope(Account const& account, Json item) {
    auto const entry = Json{
        {"id", account.id}, {"time", milliseconds(now())}, {"messaging", Json::array({std::move(item)})}};
    return {{"object", account.object}, {"entry", Json::array({entry})}};
}

Json item_of(Account const& account, Customer const& customer, Time at) {
    return {{"sender", {{"id", customer_id(account, customer)}}},
            {"recipient", {{"id", account.id}}},
            {"timestamp", milliseconds(at)}};
}

Json attachment_of(Entry const& entry, MediaFile const& file) {
    auto const is_document = entry.type == "document";
    return {{"type", is_document ? "file" : entry.type}, {"payload", {{"url", file_url(file)}}}};
}

Json message_of(Happening const& what) {
    auto const& entry = *what.entry;
    auto message = Json{{"mid", entry.id}};
    if (!entry.text.empty()) { message["text"] = entry.text; }
    if (!entry.reply_to.empty()) { message["reply_to"] = {{"mid", entry.reply_to}}; }
    if (what.file != nullptr) { message["attachments"] = Json::array({attachment_of(entry, *what.file)}); }
    if (entry.type == "unsupported") { message["is_unsupported"] = true; }
    return message;
}

}  // namespace

std::string customer_id(Account const& account, Customer const& customer) {
    return std::string{account.customer_prefix} + customer.stem;
}

Json said_payload(Account const& account, Happening const& what) {
    auto item = item_of(account, *what.customer, what.entry->at);
    item["message"] = message_of(what);
    return envelope(account, std::move(item));
}

Json reaction_payload(Account const& account, Happening const& what) {
    auto item = item_of(account, *what.customer, now());
    auto reaction = Json{{"mid", what.entry->id}, {"action", what.value.empty() ? "unreact" : "react"}};
    if (!what.value.empty()) {
        reaction["emoji"] = what.value;
        reaction["reaction"] = "other";
    }
    item["reaction"] = std::move(reaction);
    return envelope(account, std::move(item));
}

Json edit_payload(Account const& account, Happening const& what) {
    auto item = item_of(account, *what.customer, now());
    item["message_edit"] = {{"mid", what.entry->id}, {"text", what.value}, {"num_edit", what.entry->edits}};
    return envelope(account, std::move(item));
}

Json deletion_payload(Account const& account, Happening const& what) {
    auto item = item_of(account, *what.customer, now());
    item["message"] = {{"mid", what.entry->id}, {"is_deleted", true}};
    return envelope(account, std::move(item));
}

Json echo_payload(Account const& account, Happening const& what) {
    auto item = item_of(account, *what.customer, what.entry->at);
    std::swap(item["sender"], item["recipient"]);
    auto message = message_of(what);
    message["is_echo"] = true;
    message["app_id"] = our_app;
    if (!what.entry->opaque.empty()) { message["metadata"] = what.entry->opaque; }
    item["message"] = std::move(message);
    return envelope(account, std::move(item));
}

Json delivery_payload(Account const& account, Happening const& what) {
    auto item = item_of(account, *what.customer, now());
    item["delivery"] = {{"mids", Json::array({what.entry->id})}, {"watermark", milliseconds(now())}};
    return envelope(account, std::move(item));
}

Json read_payload(Account const& account, Happening const& what) {
    auto item = item_of(account, *what.customer, now());
    if (account.object == "instagram") {
        item["read"] = {{"mid", what.entry->id}};
    } else {
        item["read"] = {{"watermark", milliseconds(now())}};
    }
    return envelope(account, std::move(item));
}

Json change_payload(Account const& account, std::string_view field, Json value) {
    auto const change = Json{{"field", field}, {"value", std::move(value)}};
    auto const seconds = milliseconds(now()) / 1000;
    auto const entry = Json{{"id", account.id}, {"time", seconds}, {"changes", Json::array({change})}};
    return {{"object", account.object}, {"entry", Json::array({entry})}};
}

}  // namespace balie::sandbox::meta
