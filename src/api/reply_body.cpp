// Only the form is read here; what the channel takes is the desk's to judge.
#include "api/reply_body.hpp"

#include "api/request_body.hpp"

namespace balie::api {
namespace {

constexpr auto text_characters_max = std::size_t{100'000};
constexpr auto copies_max = std::size_t{20};
constexpr auto copies_bytes_max = std::size_t{8} << 10U;
constexpr auto subject_characters_max = std::size_t{200};
constexpr auto components_bytes_max = std::size_t{32} << 10U;

std::optional<desk::ReplyTemplate> template_in(RequestBody& body) {
    auto* const object = body.object("template", RequestBody::Presence::optional);
    if (object == nullptr) { return std::nullopt; }
    auto sent = desk::ReplyTemplate{};
    sent.name = object->text("name", {.characters_max = 512, .characters_min = 1});
    sent.language = object->text("language", {.characters_max = 16, .characters_min = 2});
    if (auto const components = object->free_array("components", components_bytes_max)) {
        sent.components = components->dump();
    }
    return sent;
}

std::optional<desk::ReplyReaction> reaction_in(RequestBody& body) {
    auto* const object = body.object("reaction", RequestBody::Presence::optional);
    if (object == nullptr) { return std::nullopt; }
    auto sent = desk::ReplyReaction{};
    sent.message_id = object->id<Message>("message_id");
    sent.emoji = object->text("emoji", {.characters_max = 64});
    return sent;
}

std::vector<std::string> addresses_in(RequestBody& body) {
    auto addresses = std::vector<std::string>{};
    auto const given = body.free_array("cc", copies_bytes_max);
    if (!given) { return addresses; }
    for (auto const& one : *given) {
        if (!one.is_string()) {
            body.fault("cc", "ill_typed", "must be a list of addresses");
            return {};
        }
        addresses.push_back(one.get<std::string>());
    }
    if (addresses.size() > copies_max) { body.fault("cc", "too_long", "has too many addresses"); }
    return addresses;
}

MessageKind kind_in(RequestBody& body) {
    auto const kind = body.text("kind");
    if (kind != "reply" && kind != "note") { body.fault("kind", "unknown_word", "must be reply or note"); }
    return kind == "note" ? MessageKind::note : MessageKind::message;
}

std::optional<IdentityValue> identity_in(RequestBody& body) {
    auto* const object = body.object("identity", RequestBody::Presence::optional);
    if (object == nullptr) { return std::nullopt; }
    auto const kind = object->word<IdentityKind>("kind");
    auto value = object->text("value", {.characters_max = 200, .characters_min = 1});
    return IdentityValue{kind, std::move(value)};
}

}  // namespace

Result<desk::Reply> reply_in(http::Request const& request) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    auto reply = desk::Reply{};
    reply.client_id = body->text("client_id", {.characters_max = 100, .characters_min = 1});
    reply.kind = kind_in(*body);
    reply.text = body->optional_text("text", {.characters_max = text_characters_max}).value_or("");
    reply.attachment_ids =
        body->optional_ids<Attachment>("attachment_ids").value_or(std::vector<AttachmentId>{});
    reply.reply_to_id = body->optional_id<Message>("reply_to_id").value_or(MessageId{});
    reply.template_ = template_in(*body);
    reply.reaction = reaction_in(*body);
    reply.send_at = body->optional_time("send_at");
    reply.cc = addresses_in(*body);
    reply.mentions = body->optional_ids<User>("mentions").value_or(std::vector<UserId>{});
    reply.team_mentions = body->optional_ids<Team>("team_mentions").value_or(std::vector<TeamId>{});
    reply.public_confirmed = body->optional_boolean("public").value_or(false);
    reply.ask_approval = body->optional_boolean("ask_approval").value_or(false);
    if (auto const read = body->end(); !read) { return read.error(); }
    return reply;
}

Result<desk::Opening> opening_in(http::Request const& request) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    auto opening = desk::Opening{};
    opening.inbox_id = body->id<Inbox>("inbox_id");
    opening.contact_id = body->optional_id<Contact>("contact_id").value_or(ContactId{});
    opening.identity_id = body->optional_id<ContactIdentity>("identity_id").value_or(ContactIdentityId{});
    opening.other_channel_confirmed = body->optional_boolean("other_channel").value_or(false);
    opening.identity = identity_in(*body);
    opening.reply.text =
        body->optional_text("text", {.characters_max = text_characters_max, .characters_min = 1})
            .value_or("");
    opening.reply.subject =
        body->optional_text("subject", {.characters_max = subject_characters_max, .characters_min = 1})
            .value_or("");
    opening.reply.template_ = template_in(*body);
    opening.reply.ask_approval = body->optional_boolean("ask_approval").value_or(false);
    auto const given =
        (opening.contact_id ? 1 : 0) + (opening.identity_id ? 1 : 0) + (opening.identity ? 1 : 0);
    if (given != 1) {
        body->fault("contact_id", "ambiguous", "or identity_id or identity must be given, and one alone");
    }
    if (auto const read = body->end(); !read) { return read.error(); }
    return opening;
}

}  // namespace balie::api
