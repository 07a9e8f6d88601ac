// Each answers the conversation as it stands; who was too late sees it too.
#include "api/together_routes.hpp"

#include "api/json_response.hpp"
#include "api/problem.hpp"
#include "api/request_body.hpp"
#include "desk/participants.hpp"
#include "desk/promise.hpp"
#include "desk/transfer.hpp"
#include "store/conversations.hpp"
#include "wire/conversation.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

constexpr auto note_limit = TextLimit{.characters_max = 500};

Result<desk::PromiseWish> wish_in(http::Request const& request) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    auto const at = body->nullable_time("at");
    if (!at.is_given) { body->fault("at", "required", "is required"); }
    auto wish = desk::PromiseWish{at.value};
    wish.note = body->optional_text("note", note_limit).value_or("");
    wish.user_id = body->optional_id<User>("user_id").value_or(UserId{});
    auto const expected = body->nullable_time("expected_at");
    wish.is_expecting = expected.is_given;
    wish.expected_at = expected.value;
    if (auto const read = body->end(); !read) { return read.error(); }
    return wish;
}

Result<desk::Offer> offer_in(http::Request const& request) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    auto offer = desk::Offer{};
    offer.to_user_id = body->optional_id<User>("user_id").value_or(UserId{});
    offer.to_team_id = body->optional_id<Team>("team_id").value_or(TeamId{});
    offer.note = body->optional_text("note", note_limit).value_or("");
    if (static_cast<bool>(offer.to_user_id) == static_cast<bool>(offer.to_team_id)) {
        body->fault("user_id", "ambiguous", "or team_id must be given, and one alone");
    }
    if (auto const read = body->end(); !read) { return read.error(); }
    return offer;
}

Result<std::string> note_in(http::Request const& request) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    auto note = body->optional_text("note", note_limit).value_or("");
    if (auto const read = body->end(); !read) { return read.error(); }
    return note;
}

}  // namespace

void TogetherRoutes::add_to(Routes& routes) {
    auto const path = std::string{"/api/v1/conversations/{id}"};
    routes.add("PUT", path + "/promise", Policy::change(desk_roles),
               [this](Call call) { return promise(std::move(call)); });
    routes.add("PUT", path + "/participants", Policy::change(desk_roles),
               [this](Call call) { return set_participants(std::move(call)); });
    routes.add("POST", path + "/transfer", Policy::change(desk_roles),
               [this](Call call) { return offer(std::move(call)); });
    routes.add("DELETE", path + "/transfer", Policy::change(desk_roles),
               [this](Call call) { return withdraw(std::move(call)); });
    routes.add("POST", path + "/transfer/accept", Policy::change(desk_roles),
               [this](Call call) { return accept(std::move(call)); });
    routes.add("POST", path + "/transfer/return", Policy::change(desk_roles),
               [this](Call call) { return give_back(std::move(call)); });
}

Task<Result<http::Response>> TogetherRoutes::promise(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto wish = wish_in(call.request);
    if (!wish) { co_return wish.error(); }
    auto write = [actor = call.actor, id = *id, wish = std::move(*wish), now = clock_->now()](
                     journal::Work& work) { return desk::promise(work, actor, id, wish, now); };
    auto made = co_await journal_->write(call.actor.account, std::move(write));
    co_return co_await answer(std::move(call.actor), *id, std::move(made));
}

Task<Result<http::Response>> TogetherRoutes::set_participants(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto users = body->ids<User>("user_ids");
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto write = [actor = call.actor, id = *id, users = std::move(users)](journal::Work& work) {
        return desk::set_participants(work, actor, id, users);
    };
    auto made = co_await journal_->write(call.actor.account, std::move(write));
    co_return co_await answer(std::move(call.actor), *id, std::move(made));
}

Task<Result<http::Response>> TogetherRoutes::offer(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto wanted = offer_in(call.request);
    if (!wanted) { co_return wanted.error(); }
    auto write = [actor = call.actor, id = *id, wanted = std::move(*wanted), now = clock_->now()](
                     journal::Work& work) { return desk::offer(work, actor, id, wanted, now); };
    auto made = co_await journal_->write(call.actor.account, std::move(write));
    co_return co_await answer(std::move(call.actor), *id, std::move(made));
}

Task<Result<http::Response>> TogetherRoutes::accept(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto nothing = RequestBody::of(call.request);
    if (!nothing) { co_return nothing.error(); }
    if (auto const read = nothing->end(); !read) { co_return read.error(); }
    auto write = [actor = call.actor, id = *id, now = clock_->now()](journal::Work& work) {
        return desk::accept(work, actor, id, now);
    };
    auto made = co_await journal_->write(call.actor.account, std::move(write));
    co_return co_await answer(std::move(call.actor), *id, std::move(made));
}

Task<Result<http::Response>> TogetherRoutes::give_back(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto note = note_in(call.request);
    if (!note) { co_return note.error(); }
    auto write = [actor = call.actor, id = *id, note = std::move(*note), now = clock_->now()](
                     journal::Work& work) { return desk::give_back(work, actor, id, note, now); };
    auto made = co_await journal_->write(call.actor.account, std::move(write));
    co_return co_await answer(std::move(call.actor), *id, std::move(made));
}

Task<Result<http::Response>> TogetherRoutes::withdraw(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto write = [actor = call.actor, id = *id, now = clock_->now()](journal::Work& work) {
        return desk::withdraw(work, actor, id, now);
    };
    auto made = co_await journal_->write(call.actor.account, std::move(write));
    co_return co_await answer(std::move(call.actor), *id, std::move(made));
}

Task<Result<http::Response>> TogetherRoutes::answer(access::Actor actor, ConversationId id,
                                                    Result<Conversation> made) {
    if (made) { co_return json_response(200, wire::to_json(*made, *context_)); }
    if (made.error().code != ErrorCode::conflict) { co_return made.error(); }
    auto find = [actor, id](db::Transaction& transaction) {
        return store::conversations::find(transaction, actor, id);
    };
    auto const current = co_await database_->run(actor.account.value, std::move(find));
    if (!current) { co_return made.error(); }
    auto const members = nlohmann::json{{"current", wire::to_json(*current, *context_)}};
    co_return problem(made.error(), members);
}

}  // namespace balie::api
