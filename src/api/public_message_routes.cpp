// The platform first, and what it did is written afterwards: should the write fail, asking again does no harm.
#include "api/public_message_routes.hpp"

#include "api/json_response.hpp"
#include "api/request_body.hpp"
#include "desk/private_reply.hpp"
#include "store/inboxes.hpp"
#include "wire/message.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

namespace public_messages = store::public_messages;

constexpr auto text_characters_max = std::size_t{100'000};

Result<desk::Reply> private_reply_in(Call const& call) {
    auto body = RequestBody::of(call.request);
    if (!body) { return body.error(); }
    auto reply = desk::Reply{};
    reply.client_id = body->text("client_id", {.characters_max = 100, .characters_min = 1});
    reply.text = body->text("text", {.characters_max = text_characters_max, .characters_min = 1});
    reply.ask_approval = body->optional_boolean("ask_approval").value_or(false);
    if (auto const read = body->end(); !read) { return read.error(); }
    return reply;
}

// "Not found" would say that there is no such message here.
Error of_platform(Error error) {
    if (error.code != ErrorCode::not_found) { return error; }
    return {ErrorCode::unprocessable, "the platform has no such message any more", "not_there"};
}

Task<Result<void>> ask(Moderation& moderation, std::string external_id, desk::Moderated wanted,
                       Secrets secrets) {
    if (wanted != desk::Moderated::removed) {
        co_return co_await moderation.hide(std::move(external_id), wanted == desk::Moderated::hidden,
                                           std::move(secrets));
    }
    auto removed = co_await moderation.remove(std::move(external_id), std::move(secrets));
    // What the platform has no longer is gone as asked.
    if (!removed && removed.error().code == ErrorCode::not_found) { co_return Result<void>{}; }
    co_return removed;
}

}  // namespace

void PublicMessageRoutes::add_to(Routes& routes) {
    routes.add("POST", "/api/v1/messages/{id}/private-reply", Policy::change(desk_roles),
               [this](Call call) { return reply_in_private(std::move(call)); });
    routes.add("PUT", "/api/v1/messages/{id}/hidden", Policy::change(desk_roles),
               [this](Call call) { return set_hidden(std::move(call)); });
    routes.add("POST", "/api/v1/messages/{id}/remove", Policy::change(desk_roles),
               [this](Call call) { return remove(std::move(call)); });
}

Task<Result<http::Response>> PublicMessageRoutes::reply_in_private(Call call) {
    auto const id = call.id<Message>();
    if (!id) { co_return id.error(); }
    auto reply = private_reply_in(call);
    if (!reply) { co_return reply.error(); }
    auto body = [actor = call.actor, id = *id, reply = std::move(*reply), context = context_,
                 now = clock_->now()](journal::Work& work) {
        return desk::reply_in_private(work, actor, id, reply, *context, now);
    };
    auto const written = co_await journal_->write(call.actor.account, std::move(body));
    if (!written) { co_return written.error(); }
    if (written->is_queued) { wake_delivery_(call.actor.account); }
    co_return json_response(written->is_new ? 201 : 200, wire::to_json(written->message, *context_));
}

Task<Result<http::Response>> PublicMessageRoutes::set_hidden(Call call) {
    auto const id = call.id<Message>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto const hidden = body->boolean("hidden");
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto const wanted = hidden ? desk::Moderated::hidden : desk::Moderated::shown;
    co_return co_await moderate(call.actor, *id, wanted);
}

Task<Result<http::Response>> PublicMessageRoutes::remove(Call call) {
    auto const id = call.id<Message>();
    if (!id) { co_return id.error(); }
    auto nothing = RequestBody::of(call.request);
    if (!nothing) { co_return nothing.error(); }
    if (auto const read = nothing->end(); !read) { co_return read.error(); }
    co_return co_await moderate(call.actor, *id, desk::Moderated::removed);
}

Task<Result<http::Response>> PublicMessageRoutes::moderate(access::Actor actor, MessageId id,
                                                           desk::Moderated wanted) {
    auto found = co_await asked(actor, id, wanted);
    if (!found) { co_return found.error(); }
    auto const done =
        co_await ask(*found->moderation, found->message.external_id, wanted, std::move(found->secrets));
    if (!done) { co_return of_platform(done.error()); }
    auto note = [actor, id, wanted](journal::Work& work) {
        return desk::note_moderated(work, actor, id, wanted);
    };
    auto const message = co_await journal_->write(actor.account, std::move(note));
    if (!message) { co_return message.error(); }
    co_return json_response(200, wire::to_json(*message, *context_));
}

Task<Result<PublicMessageRoutes::Asked>> PublicMessageRoutes::asked(access::Actor const& actor, MessageId id,
                                                                    desk::Moderated wanted) {
    auto find = [actor, id, wanted, context = context_,
                 box = box_](db::Transaction& transaction) -> Result<Asked> {
        auto message = public_messages::find(transaction, actor, id);
        if (!message) { return message.error(); }
        auto const may = desk::may_moderate(*message, wanted, context->of(message->channel));
        if (!may) { return may.error(); }
        auto const inbox = store::inboxes::find(transaction, actor.account, message->inbox_id);
        if (!inbox) { return inbox.error(); }
        auto secrets = store::inboxes::open_secrets(*inbox, *box);
        if (!secrets) { return secrets.error(); }
        return Asked{std::move(*message), std::move(*secrets), nullptr};
    };
    auto found = co_await database_->run(actor.account.value, std::move(find));
    if (!found) { co_return found.error(); }
    auto const connector = connectors_->find(found->message.channel);
    if (connector != connectors_->end()) { found->moderation = connector->second->moderation(); }
    if (found->moderation == nullptr) {
        co_return Error{ErrorCode::unprocessable, "the channel cannot do this", "moderation_not_supported"};
    }
    co_return found;
}

}  // namespace balie::api
