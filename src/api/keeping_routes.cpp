// Who took a conversation out of the desk is in the audit log, as with contacts.
#include "api/keeping_routes.hpp"

#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/request_body.hpp"
#include "desk/blocking.hpp"
#include "desk/transcript.hpp"
#include "store/audit.hpp"
#include "store/conversations.hpp"
#include "store/messages.hpp"
#include "wire/contact.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

constexpr auto page_messages = std::int64_t{200};
constexpr auto before_all = MessageId{-1};
constexpr auto text_bytes_max = std::size_t{16} << 20U;

struct Transcript {
    std::int64_t number = 0;
    std::string text;
};

// Read a page at a time; a thread beyond all measure ends with a word about it.
Result<Transcript> transcript(db::Transaction& transaction, access::Actor const& actor, ConversationId id) {
    auto const conversation = store::conversations::find(transaction, actor, id);
    if (!conversation) { return conversation.error(); }
    auto made = Transcript{conversation->number, desk::transcript_head(*conversation)};
    auto range = store::messages::Range{{}, before_all, page_messages};
    for (auto has_more = true; has_more;) {
        auto const page = store::messages::list(transaction, actor, id, range);
        if (!page) { return page.error(); }
        for (auto const& message : page->items) { made.text += desk::transcript_of(message); }
        has_more = page->has_more && !page->items.empty();
        if (has_more) { range.after = page->items.back().id; }
        if (has_more && made.text.size() > text_bytes_max) {
            made.text += "[the rest is left out]\n";
            break;
        }
    }
    store::audit::write(transaction,
                        {actor.account, actor.user, "conversation.exported", "conversation", id.value});
    return made;
}

http::Response file_of(Transcript transcript) {
    auto response = http::Response{200, "text/plain; charset=utf-8", std::move(transcript.text)};
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"conversation-" +
                                                             std::to_string(transcript.number) + ".txt\"");
    return response;
}

Result<std::optional<ContactBlock>> block_in(http::Request const& request, Time now) {
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    auto const blocked = body->boolean("blocked");
    auto const reason = body->optional_text("reason").value_or("");
    if (!reason.empty() && reason != "spam" && reason != "abuse") {
        body->fault("reason", "unknown_word", "must be spam or abuse");
    }
    if (!blocked && !reason.empty()) { body->fault("reason", "not_blocked", "is of a block alone"); }
    if (auto const read = body->end(); !read) { return read.error(); }
    if (!blocked) { return std::optional<ContactBlock>{}; }
    return std::optional{ContactBlock{now, reason}};
}

}  // namespace

void KeepingRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/conversations/{id}/export", Policy::read(every_role),
               [this](Call call) { return write_out(std::move(call)); });
    routes.add("PUT", "/api/v1/contacts/{id}/blocked", Policy::change(desk_roles),
               [this](Call call) { return set_blocked(std::move(call)); });
}

Task<Result<http::Response>> KeepingRoutes::write_out(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto query = Query{call.request};
    auto const format = query.text("format").value_or("text");
    if (format != "text") { query.fault("format", "unknown_word", "must be text"); }
    if (auto const read = query.end(); !read) { co_return read.error(); }
    auto read = [actor = call.actor, id = *id](db::Transaction& transaction) {
        return transcript(transaction, actor, id);
    };
    auto made = co_await database_->run(call.actor.account.value, std::move(read));
    if (!made) { co_return made.error(); }
    co_return file_of(std::move(*made));
}

Task<Result<http::Response>> KeepingRoutes::set_blocked(Call call) {
    auto const id = call.id<Contact>();
    if (!id) { co_return id.error(); }
    auto const now = clock_->now();
    auto const block = block_in(call.request, now);
    if (!block) { co_return block.error(); }
    auto write = [actor = call.actor, id = *id, block = *block, now](journal::Work& work) {
        return desk::set_blocked(work, actor, id, block, now);
    };
    auto const contact = co_await journal_->write(call.actor.account, std::move(write));
    if (!contact) { co_return contact.error(); }
    co_return json_response(200, wire::to_json(*contact));
}

}  // namespace balie::api
