// Whoever may write in a customer's name is an administrator, or holds the inbox's own secret (/webhooks/api/{inbox_id}).
#include "api/inbound_routes.hpp"

#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/request_body.hpp"
#include "api/served_file.hpp"
#include "store/brought_messages.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/standard_webhook.hpp>
#include <balie/channel/file_link.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace balie::api {
namespace {

namespace brought = store::brought_messages;
using nlohmann::json;

constexpr auto body_bytes_max = std::size_t{2} << 20U;

struct FindUploads {
    access::Actor actor;
    std::vector<AttachmentId> ids;

    Result<std::vector<brought::Upload>> operator()(db::Transaction& transaction) const {
        return brought::uploads(transaction, actor, ids);
    }
};

struct FindStored {
    AccountId account;
    InboxId inbox;
    std::vector<std::string> ids;

    Result<std::vector<brought::Stored>> operator()(db::Transaction& transaction) const {
        return brought::by_external_ids(transaction, account, inbox, ids);
    }
};

struct FindSentFile {
    AccountId account;
    InboxId inbox;
    AttachmentId id;

    Result<store::media_files::Served> operator()(db::Transaction& transaction) const {
        return brought::sent_file(transaction, account, inbox, id);
    }
};

template <class Do>
void each_upload(std::vector<InboundEvent>& events, Do&& visit) {
    for (auto position = std::size_t{0}; position < events.size(); ++position) {
        auto* const message = std::get_if<InboundMessage>(&events[position]);
        if (message == nullptr) { continue; }
        for (auto& attachment : message->attachments) {
            if (!attachment.media_id.empty()) { visit(position, attachment); }
        }
    }
}

std::vector<std::string> message_ids(std::vector<InboundEvent> const& events) {
    auto ids = std::vector<std::string>{};
    for (auto const& event : events) {
        auto const* const message = std::get_if<InboundMessage>(&event);
        if (message != nullptr) { ids.push_back(message->external_id); }
    }
    return ids;
}

// A message that is not among them was refused by the database itself and stands in the quarantine.
json answer_json(std::vector<std::string> const& ids, std::vector<brought::Stored> const& stored) {
    auto items = json::array();
    for (auto const& id : ids) {
        auto const found = std::ranges::find(stored, id, &brought::Stored::external_id);
        if (found == stored.end()) {
            items.push_back({{"id", id}, {"quarantined", true}});
            continue;
        }
        items.push_back({{"id", id},
                         {"message_id", to_string(found->message)},
                         {"conversation_id", to_string(found->conversation)}});
    }
    return json{{"items", std::move(items)}};
}

Error no_file() { return {ErrorCode::not_found, "there is no such file, or the link is over"}; }

std::optional<std::int64_t> seconds_in(std::string_view text) {
    auto value = std::int64_t{0};
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
    return value;
}

}  // namespace

void InboundRoutes::add_to(Routes& routes) {
    routes.add("POST", "/api/v1/inboxes/{id}/inbound", Policy::change(admin_roles).with_body(body_bytes_max),
               [this](Call call) { return bring(std::move(call)); });
    routes.add("GET", "/webhooks/api/{inbox_id}/files/{id}", Policy::open(Surface::webhook),
               [this](Call call) { return content(std::move(call)); });
}

Task<Result<http::Response>> InboundRoutes::bring(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    if (!body->free_array("events", body_bytes_max)) { body->fault("events", "required", "is required"); }
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto const inbox = call.id<Inbox>();
    if (!inbox) { co_return inbox.error(); }
    auto const account = call.actor.account;
    auto read = co_await intake_->read_brought(account, *inbox, call.request.body);
    if (!read) { co_return read.error(); }
    auto events = co_await with_uploads(call.actor, *std::move(read));
    if (!events) { co_return events.error(); }
    auto ids = message_ids(*events);
    auto const kept =
        co_await intake_->keep_brought(account, *inbox, std::move(call.request.body), *std::move(events));
    if (!kept) { co_return kept.error(); }
    auto find = FindStored{account, *inbox, ids};
    auto const stored = co_await database_->run(account.value, std::move(find));
    if (!stored) { co_return stored.error(); }
    co_return json_response(200, answer_json(ids, *stored));
}

// An upload's id becomes the name of its file, by which the channel finds it when the message is written.
Task<Result<std::vector<InboundEvent>>> InboundRoutes::with_uploads(access::Actor actor,
                                                                    std::vector<InboundEvent> events) {
    auto ids = std::vector<AttachmentId>{};
    each_upload(events, [&](std::size_t, InboundAttachment const& attachment) {
        ids.push_back(parse_id<Attachment>(attachment.media_id).value_or(AttachmentId{}));
    });
    if (ids.empty()) { co_return events; }
    auto find = FindUploads{actor, ids};
    auto const found = co_await database_->run(actor.account.value, std::move(find));
    if (!found) { co_return found.error(); }
    auto missing = std::optional<std::size_t>{};
    each_upload(events, [&](std::size_t position, InboundAttachment& attachment) {
        auto const id = parse_id<Attachment>(attachment.media_id).value_or(AttachmentId{});
        auto const upload = std::ranges::find(*found, id, &brought::Upload::id);
        if (upload == found->end()) {
            missing = missing.value_or(position);
            return;
        }
        attachment.media_id = upload->file;
        attachment.mime = upload->mime;
        if (attachment.name.empty()) { attachment.name = upload->name; }
    });
    if (missing) {
        auto const field = "events[" + std::to_string(*missing) + "].attachments";
        co_return Error{ErrorCode::unprocessable, field + ": an upload is not there, or not yours",
                        "no_such_attachment", field};
    }
    co_return events;
}

// The link in a webhook. What is wrong with one is not told.
Task<Result<http::Response>> InboundRoutes::content(Call call) {
    auto const inbox = call.id<Inbox>("inbox_id");
    auto const id = call.id<Attachment>();
    auto const expires = seconds_in(call.request.query_value("expires").value_or(""));
    if (!inbox || !id || !expires) { co_return no_file(); }
    auto const found = co_await directory_->find(*inbox);
    if (!found && found.error().code == ErrorCode::unavailable) { co_return found.error(); }
    if (!found || (*found)->channel != Channel::api) { co_return no_file(); }
    auto const key = standard_webhook_key((*found)->secrets["endpoint_secret"]);
    auto const link = FileLink{to_string(*inbox), to_string(*id), *expires};
    auto const given = call.request.query_value("signature").value_or("");
    if (!key || !equal_in_constant_time(given, proof_of(link, *key))) { co_return no_file(); }
    if (Time{std::chrono::seconds{*expires}} < clock_->now()) { co_return no_file(); }
    auto find = FindSentFile{(*found)->account, *inbox, *id};
    auto const file = co_await database_->run((*found)->account.value, std::move(find));
    if (!file) { co_return file.error(); }
    co_return file_answer(call.request, *file, folder_->path_of(file->file), true);
}

}  // namespace balie::api
