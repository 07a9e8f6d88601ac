// Deduplication, counters, reopening and events are ingest's: a visitor's message is a message like any other.
#include "client/inbound.hpp"

#include "client/message_json.hpp"
#include "store/client_uploads.hpp"

#include <algorithm>

namespace balie::client {
namespace {

namespace messages = store::client_messages;
namespace uploads = store::client_uploads;

constexpr auto visitor_mark = std::size_t{4};  // characters of the visitor's word that stand for a name

struct Before {
    std::optional<messages::ClientMessage> message;
    std::vector<uploads::Upload> uploads;
};

struct FindBefore {
    store::client_sessions::ClientSession session;
    std::string external_id;
    std::vector<AttachmentId> attachments;

    Result<Before> operator()(db::Transaction& transaction) const {
        auto before = Before{messages::by_external_id(transaction, session, external_id), {}};
        if (before.message) { return before; }
        auto found = uploads::hold(transaction, session, attachments, external_id);
        if (!found) {
            // The same request may have taken them with it a moment ago.
            before.message = messages::by_external_id(transaction, session, external_id);
            if (before.message) { return before; }
            return found.error();
        }
        before.uploads = *std::move(found);
        return before;
    }
};

struct FindMessage {
    store::client_sessions::ClientSession session;
    std::string external_id;

    Result<messages::ClientMessage> operator()(db::Transaction& transaction) const {
        auto found = messages::by_external_id(transaction, session, external_id);
        if (!found) { return Error{ErrorCode::unavailable, "the message is not there yet"}; }
        return *std::move(found);
    }
};

struct FindUnread {
    store::client_sessions::ClientSession session;
    MessageId up_to;
    bool also_delivered;

    Result<std::vector<std::string>> operator()(db::Transaction& transaction) const {
        return messages::unread_up_to(transaction, session, up_to, also_delivered);
    }
};

// An address that a visitor typed in proves nothing: it fills what is empty and joins nobody to anybody.
struct KeepAddresses {
    store::client_sessions::ClientSession session;

    Result<void> operator()(journal::Work& work) const {
        auto const who = messages::standing(work.transaction(), session);
        if (!who) { return {}; }
        if (uploads::fill_addresses(work.transaction(), session, who->contact)) {
            auto event = journal::Event{journal::EventType::contact_updated};
            event.contact = who->contact;
            work.tell(event);
        }
        return {};
    }
};

InboundContact contact_of(ingest::KnownInbox const& inbox,
                          store::client_sessions::ClientSession const& session) {
    auto contact = InboundContact{};
    if (!session.external_id.empty()) {
        contact.identities.emplace_back(IdentityKind::external, session.external_id);
    }
    contact.identities.emplace_back(IdentityKind::visitor, session.visitor);
    auto const word = inbox.secrets["locale"] == "en" ? "Visitor " : "Bezoeker ";
    contact.name = session.name.empty() ? word + session.visitor.substr(0, visitor_mark) : session.name;
    return contact;
}

ContentType type_of(std::vector<uploads::Upload> const& files) {
    if (files.empty()) { return ContentType::text; }
    return from_word<ContentType>(to_word(files.front().kind)).value_or(ContentType::document);
}

InboundMessage message_of(Visit const& visit, Said const& said, std::string external_id,
                          std::vector<uploads::Upload> const& files, Time now) {
    auto message = InboundMessage{};
    message.address = visit.inbox->address;
    message.external_id = std::move(external_id);
    message.contact = contact_of(*visit.inbox, visit.session);
    message.platform_at = now;
    message.text = said.text;
    message.content_type = type_of(files);
    for (auto const& file : files) {
        auto attachment = InboundAttachment{};
        attachment.kind = file.kind;
        attachment.media_id = file.file;
        attachment.mime = file.mime;
        attachment.name = file.name;
        message.attachments.push_back(std::move(attachment));
    }
    return message;
}

}  // namespace

// Of several requests with one client_id at once one makes the message, and its moment tells which: no two are the same.
Time Inbound::next_moment() {
    last_moment_ = std::max(clock_->now(), last_moment_ + Time::duration{1});
    return last_moment_;
}

ingest::Webhook Inbound::webhook_of(Visit const& visit, std::string raw) {
    auto webhook = ingest::Webhook{visit.session.account, visit.session.inbox};
    webhook.method = "POST";
    webhook.url = "/client/v1/messages";
    webhook.headers = {{"Content-Type", "application/json"}};
    webhook.body = std::move(raw);
    webhook.received_at = next_moment();
    return webhook;
}

// The wizard and the health page show that the inbox is heard of, as of a platform's webhooks.
Task<Result<void>> Inbound::write(ingest::Webhook webhook) {
    auto const account = webhook.account;
    auto const inbox = webhook.inbox;
    auto const written = co_await writer_->write(std::move(webhook));
    if (written) { pulse_->beat(account, inbox); }
    co_return written;
}

Task<Result<Inbound::Kept>> Inbound::say(Visit visit, Said said, std::string raw) {
    auto const account = visit.session.account.value;
    auto const external_id = external_id_of(visit.session.id, said.client_id);
    auto find = FindBefore{visit.session, external_id, said.attachments};
    auto before = co_await database_->run(account, std::move(find));
    if (!before) { co_return before.error(); }
    if (before->message) { co_return repeated(*std::move(before->message), said); }
    auto webhook = webhook_of(visit, std::move(raw));
    auto const moment = webhook.received_at;
    auto message = message_of(visit, said, external_id, before->uploads, moment);
    webhook.events.emplace_back(visit.session.inbox, std::move(message));
    auto const written = co_await write(std::move(webhook));
    if (!written) { co_return written.error(); }
    co_await keep_addresses(visit);
    auto find_message = FindMessage{visit.session, external_id};
    auto kept = co_await database_->run(account, std::move(find_message));
    if (!kept) { co_return kept.error(); }
    if (kept->message.platform_at != moment) { co_return repeated(*std::move(kept), said); }
    co_return Kept{*std::move(kept), true};
}

Result<Inbound::Kept> Inbound::repeated(messages::ClientMessage message, Said const& said) {
    if (message.message.text != said.text) {
        return Error{ErrorCode::conflict, "another text was sent under this client_id", "client_id",
                     "client_id"};
    }
    return Kept{std::move(message), false};
}

Task<void> Inbound::keep_addresses(Visit visit) {
    if (visit.session.email.empty() && visit.session.phone.empty()) { co_return; }
    auto const account = visit.session.account;
    auto keep = KeepAddresses{std::move(visit.session)};
    co_await journal_->write(account, std::move(keep));
}

Task<Result<void>> Inbound::settle(Visit visit, MessageId up_to, DeliveryStatus status, std::string raw) {
    auto find = FindUnread{visit.session, up_to, status == DeliveryStatus::read};
    auto const ids = co_await database_->run(visit.session.account.value, std::move(find));
    if (!ids) { co_return ids.error(); }
    auto webhook = webhook_of(visit, std::move(raw));
    for (auto const& id : *ids) {
        auto update = DeliveryUpdate{};
        update.address = visit.inbox->address;
        update.external_id = id;
        update.status = status;
        update.platform_at = webhook.received_at;
        webhook.events.emplace_back(visit.session.inbox, std::move(update));
    }
    co_return co_await write(std::move(webhook));
}

}  // namespace balie::client
