#include "api/contact_merge_routes.hpp"

#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/request_body.hpp"
#include "desk/joining.hpp"
#include "store/contact_merges.hpp"
#include "store/contacts.hpp"
#include "wire/contact.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

using nlohmann::json;

constexpr auto suggestions_max = std::int64_t{20};

Result<ContactId> contact_in(Call const& call) {
    auto body = RequestBody::of(call.request);
    if (!body) { return body.error(); }
    auto const id = body->id<Contact>("contact_id");
    if (auto const read = body->end(); !read) { return read.error(); }
    return id;
}

struct FindSuggestions {
    access::Actor actor;
    ContactId id;

    Result<json> operator()(db::Transaction& transaction) const {
        auto const contact = store::contacts::find(transaction, actor, id);
        if (!contact) { return contact.error(); }
        auto const matches = store::contact_merges::matches(transaction, actor, contact->id, suggestions_max);
        auto ids = std::vector<ContactId>{};
        for (auto const& match : matches) { ids.push_back(match.contact); }
        auto const contacts = store::contacts::find_many(transaction, actor.account, ids);
        auto items = json::array();
        for (auto at = std::size_t{0}; at < contacts.size(); ++at) {
            items.push_back({{"contact", wire::to_json(contacts[at])}, {"reasons", matches[at].reasons}});
        }
        return json{{"items", std::move(items)}};
    }
};

// What may be parted again.
struct FindMerged {
    access::Actor actor;
    ContactId id;

    Result<json> operator()(db::Transaction& transaction) const {
        auto const contact = store::contacts::find(transaction, actor, id);
        if (!contact) { return contact.error(); }
        auto items = json::array();
        for (auto const& merged :
             store::contact_merges::merged_into(transaction, actor.account, contact->id, suggestions_max)) {
            auto item = json{{"contact_id", to_string(merged.contact)},
                             {"name", merged.name},
                             {"at", to_rfc3339(merged.at)}};
            if (!merged.phone.empty()) { item["phone"] = merged.phone; }
            items.push_back(std::move(item));
        }
        return json{{"items", std::move(items)}};
    }
};

}  // namespace

void ContactMergeRoutes::add_to(Routes& routes) {
    routes.add("POST", "/api/v1/contacts/{id}/merge", Policy::change(desk_roles),
               [this](Call call) { return merge(std::move(call)); });
    routes.add("POST", "/api/v1/contacts/{id}/unmerge", Policy::change(desk_roles),
               [this](Call call) { return unmerge(std::move(call)); });
    routes.add("GET", "/api/v1/contacts/{id}/merges", Policy::read(every_role),
               [this](Call call) { return list_merged(std::move(call)); });
    routes.add("GET", "/api/v1/contacts/{id}/suggestions", Policy::read(every_role),
               [this](Call call) { return suggest(std::move(call)); });
}

Task<Result<http::Response>> ContactMergeRoutes::merge(Call call) {
    auto const id = call.id<Contact>();
    if (!id) { co_return id.error(); }
    auto const other = contact_in(call);
    if (!other) { co_return other.error(); }
    auto write = [actor = call.actor, id = *id, other = *other](journal::Work& work) {
        return desk::merge_contacts(work, actor, id, other);
    };
    auto const contact = co_await journal_->write(call.actor.account, std::move(write));
    if (!contact) { co_return contact.error(); }
    co_return json_response(200, wire::to_json(*contact));
}

Task<Result<http::Response>> ContactMergeRoutes::unmerge(Call call) {
    auto const id = call.id<Contact>();
    if (!id) { co_return id.error(); }
    auto const other = contact_in(call);
    if (!other) { co_return other.error(); }
    auto write = [actor = call.actor, id = *id, other = *other](journal::Work& work) {
        return desk::unmerge_contacts(work, actor, id, other);
    };
    auto const contact = co_await journal_->write(call.actor.account, std::move(write));
    if (!contact) { co_return contact.error(); }
    co_return json_response(200, wire::to_json(*contact));
}

Task<Result<http::Response>> ContactMergeRoutes::list_merged(Call call) {
    auto const id = call.id<Contact>();
    if (!id) { co_return id.error(); }
    auto query = Query{call.request};
    if (auto const read = query.end(); !read) { co_return read.error(); }
    auto find = FindMerged{call.actor, *id};
    auto const found = co_await database_->run(call.actor.account.value, std::move(find));
    if (!found) { co_return found.error(); }
    co_return json_response(200, *found);
}

Task<Result<http::Response>> ContactMergeRoutes::suggest(Call call) {
    auto const id = call.id<Contact>();
    if (!id) { co_return id.error(); }
    auto query = Query{call.request};
    if (auto const read = query.end(); !read) { co_return read.error(); }
    auto find = FindSuggestions{call.actor, *id};
    auto const found = co_await database_->run(call.actor.account.value, std::move(find));
    if (!found) { co_return found.error(); }
    co_return json_response(200, *found);
}

}  // namespace balie::api
