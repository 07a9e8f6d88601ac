// Whoever writes over an older version is told, and shown the one that is kept.
#include "api/draft_routes.hpp"

#include "api/json_response.hpp"
#include "api/problem.hpp"
#include "api/request_body.hpp"
#include "store/attachments.hpp"
#include "store/conversations.hpp"
#include "store/drafts.hpp"
#include "wire/desk.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace balie::api {
namespace {

constexpr auto text_characters_max = std::size_t{100'000};

Result<Draft> draft_in(http::Request const& request) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    auto draft = Draft{};
    auto const mode = body->text("mode");
    draft.mode = draft_mode_of(mode);
    if (mode != to_word(draft.mode)) {
        body->fault("mode", "unknown_word", "must be reply, note or side_question");
    }
    draft.text = body->text("text", {.characters_max = text_characters_max});
    draft.attachment_ids =
        body->optional_ids<Attachment>("attachment_ids").value_or(std::vector<AttachmentId>{});
    draft.version = body->integer("version", 0, std::numeric_limits<std::int64_t>::max());
    if (auto const read = body->end(); !read) { return read.error(); }
    return draft;
}

// What became of it: the draft as it is kept, and whether it is the one that was given.
struct Saved {
    Draft draft;
    bool is_ours = true;
};

// What the draft holds already may have gone into a message meanwhile; what is new to it must be there to be sent.
Result<void> may_be_attached(db::Transaction& transaction, access::Actor const& actor, Draft const& draft,
                             Draft const& kept) {
    auto added = draft.attachment_ids;
    std::erase_if(added, [&](AttachmentId id) {
        return std::ranges::find(kept.attachment_ids, id) != kept.attachment_ids.end();
    });
    auto const found = store::attachments::find_uploads(transaction, actor, added);
    if (!found) { return found.error(); }
    return {};
}

Draft draft_of(db::Transaction& transaction, access::Actor const& actor, ConversationId id, DraftMode mode) {
    auto const kept = store::drafts::list(transaction, actor, id);
    auto const current = std::ranges::find(kept, mode, &Draft::mode);
    return current == kept.end() ? Draft{mode} : *current;
}

Result<Saved> save_draft(db::Transaction& transaction, access::Actor const& actor, ConversationId id,
                         Draft const& draft) {
    auto const seen = store::conversations::find(transaction, actor, id);
    if (!seen) { return seen.error(); }
    auto kept = draft_of(transaction, actor, seen->id, draft.mode);
    if (kept.version != draft.version) { return Saved{std::move(kept), false}; }
    if (auto const may = may_be_attached(transaction, actor, draft, kept); !may) { return may.error(); }
    if (auto const saved = store::drafts::save(transaction, actor, seen->id, draft)) { return Saved{*saved}; }
    return Saved{draft_of(transaction, actor, seen->id, draft.mode), false};
}

}  // namespace

void DraftRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/conversations/{id}/drafts", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    routes.add("PUT", "/api/v1/conversations/{id}/draft", Policy::change(desk_roles),
               [this](Call call) { return save(std::move(call)); });
}

Task<Result<http::Response>> DraftRoutes::list(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto find = [actor = call.actor, id = *id](db::Transaction& transaction) -> Result<std::vector<Draft>> {
        auto const seen = store::conversations::find(transaction, actor, id);
        if (!seen) { return seen.error(); }
        return store::drafts::list(transaction, actor, seen->id);
    };
    auto const drafts = co_await database_->run(call.actor.account.value, std::move(find));
    if (!drafts) { co_return drafts.error(); }
    auto answer = nlohmann::json{{"items", nlohmann::json::array()}};
    for (auto const& draft : *drafts) { answer["items"].push_back(wire::to_json(draft)); }
    co_return json_response(200, answer);
}

Task<Result<http::Response>> DraftRoutes::save(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto draft = draft_in(call.request);
    if (!draft) { co_return draft.error(); }
    auto write = [actor = call.actor, id = *id, draft = std::move(*draft)](db::Transaction& transaction) {
        return save_draft(transaction, actor, id, draft);
    };
    auto const saved = co_await database_->run(call.actor.account.value, std::move(write));
    if (!saved) { co_return saved.error(); }
    if (saved->is_ours) { co_return json_response(200, wire::to_json(saved->draft)); }
    auto const members = nlohmann::json{{"current", wire::to_json(saved->draft)}};
    co_return problem(
        Error{ErrorCode::conflict, "another window saved this draft meanwhile", "draft_changed"}, members);
}

}  // namespace balie::api
