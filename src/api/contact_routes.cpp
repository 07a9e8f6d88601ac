// In a request null clears; in the store an empty text does.
#include "api/contact_routes.hpp"

#include "api/conversation_list.hpp"
#include "api/cursor.hpp"
#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/request_body.hpp"
#include "desk/contacts.hpp"
#include "desk/search.hpp"
#include "store/accounts.hpp"
#include "store/client_sessions.hpp"
#include "store/contacts.hpp"
#include "wire/contact.hpp"

#include <balie/base/email_address.hpp>

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

namespace contacts = store::contacts;

constexpr auto pages_max = std::int64_t{5};
constexpr auto attributes_bytes_max = std::size_t{16} << 10U;

struct ContactList {
    std::optional<contacts::Position> after;
    int limit = 50;
    std::string scope;
    std::string typed = {};
};

Result<ContactList> list_in(Call const& call) {
    auto query = Query{call.request};
    auto list = ContactList{};
    list.limit = query.limit();
    list.scope = scope_of(call.request);
    list.typed = query.text("q", 200).value_or("");
    auto const cursor = query.text("cursor", 1024);
    if (auto const read = query.end(); !read) { return read.error(); }
    if (!cursor) { return list; }
    auto const parts = parts_of(*cursor, list.scope, 2);
    if (!parts) { return parts.error(); }
    auto const id = parse_id<Contact>((*parts)[1]);
    if (!id) {
        return Error{ErrorCode::malformed, "the cursor is not one of this list", "bad_cursor", "cursor"};
    }
    list.after = contacts::Position{(*parts)[0], *id};
    return list;
}

contacts::Filter search_for(db::Transaction& transaction, AccountId account, std::string const& typed) {
    if (typed.empty()) { return {}; }
    auto search = desk::search_of(typed, store::accounts::default_country(transaction, account));
    auto filter = contacts::Filter{std::move(search.name_prefix), std::move(search.phone_prefix),
                                   std::move(search.email)};
    if (!filter.searches()) { filter.name_prefix = typed; }  // "3", as in 3M
    return filter;
}

std::optional<std::string> cleared(Given<std::string> const& given) {
    if (!given.is_given) { return std::nullopt; }
    return given.value.value_or("");
}

contacts::Change change_in(RequestBody& body) {
    auto change = contacts::Change{};
    change.phone = cleared(body.nullable_text("phone", {.characters_max = 40}));
    change.email = cleared(body.nullable_text("email", {.characters_max = 320, .characters_min = 3}));
    if (change.email && !change.email->empty() && !is_email_address(*change.email)) {
        body.fault("email", "ill_typed", "must be an e-mail address");
    }
    // As every comparison and the tables of contacts have it.
    if (change.email) { change.email = email_key(*change.email); }
    change.note = cleared(body.nullable_text("note", {.characters_max = 10'000}));
    if (auto const attributes = body.free_object("attributes", attributes_bytes_max)) {
        change.attributes = attributes->dump();
    }
    return change;
}

}  // namespace

void ContactRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/contacts", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    routes.add("POST", "/api/v1/contacts", Policy::change(desk_roles),
               [this](Call call) { return create(std::move(call)); });
    routes.add("GET", "/api/v1/contacts/{id}", Policy::read(every_role),
               [this](Call call) { return show(std::move(call)); });
    routes.add("PATCH", "/api/v1/contacts/{id}", Policy::change(desk_roles),
               [this](Call call) { return change(std::move(call)); });
    routes.add("GET", "/api/v1/contacts/{id}/pages", Policy::read(every_role),
               [this](Call call) { return list_pages(std::move(call)); });
    routes.add("GET", "/api/v1/contacts/{id}/conversations", Policy::read(every_role),
               [this](Call call) { return list_conversations(std::move(call)); });
}

Task<Result<http::Response>> ContactRoutes::list(Call call) {
    auto const asked = list_in(call);
    if (!asked) { co_return asked.error(); }
    auto find = [actor = call.actor, asked = *asked](db::Transaction& transaction) -> Result<contacts::Page> {
        auto const filter = search_for(transaction, actor.account, asked.typed);
        return contacts::list(transaction, actor, filter, asked.after, asked.limit);
    };
    auto const page = co_await database_->run(call.actor.account.value, std::move(find));
    if (!page) { co_return page.error(); }
    auto answer = nlohmann::json{{"items", nlohmann::json::array()}};
    for (auto const& contact : page->items) { answer["items"].push_back(wire::to_json(contact)); }
    if (page->next) {
        answer["next_cursor"] = cursor_of(asked->scope, {page->next->name_folded, to_string(page->next->id)});
    }
    co_return json_response(200, answer);
}

Task<Result<http::Response>> ContactRoutes::create(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto values = change_in(*body);
    values.name = body->text("name", {.characters_max = 200, .characters_min = 1});
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto write = [actor = call.actor, values = std::move(values)](journal::Work& work) {
        return desk::create_contact(work, actor, values);
    };
    auto const contact = co_await journal_->write(call.actor.account, std::move(write));
    if (!contact) { co_return contact.error(); }
    co_return json_response(201, wire::to_json(*contact));
}

Task<Result<http::Response>> ContactRoutes::show(Call call) {
    auto const id = call.id<Contact>();
    if (!id) { co_return id.error(); }
    auto find = [actor = call.actor, id = *id](db::Transaction& transaction) {
        return contacts::find(transaction, actor, id);
    };
    auto const contact = co_await database_->run(call.actor.account.value, std::move(find));
    if (!contact) { co_return contact.error(); }
    co_return json_response(200, wire::to_json(*contact));
}

Task<Result<http::Response>> ContactRoutes::change(Call call) {
    auto const id = call.id<Contact>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto wanted = change_in(*body);
    wanted.name = body->optional_text("name", {.characters_max = 200, .characters_min = 1});
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto write = [actor = call.actor, id = *id, wanted = std::move(wanted)](journal::Work& work) {
        return desk::change_contact(work, actor, id, wanted);
    };
    auto const contact = co_await journal_->write(call.actor.account, std::move(write));
    if (!contact) { co_return contact.error(); }
    co_return json_response(200, wire::to_json(*contact));
}

Task<Result<http::Response>> ContactRoutes::list_conversations(Call call) {
    auto const id = call.id<Contact>();
    if (!id) { co_return id.error(); }
    auto asked = conversation_page_in(call);
    if (!asked) { co_return asked.error(); }
    auto find = [actor = call.actor, id = *id,
                 asked = *asked](db::Transaction& transaction) mutable -> Result<store::conversations::Page> {
        auto const contact = contacts::find(transaction, actor, id);
        if (!contact) { return contact.error(); }
        asked.filter.contact_id = contact->id;
        return store::conversations::list(transaction, actor, asked.filter, asked.after, asked.limit);
    };
    auto const page = co_await database_->run(call.actor.account.value, std::move(find));
    if (!page) { co_return page.error(); }
    co_return page_response(*page, *asked, *context_);
}

Task<Result<http::Response>> ContactRoutes::list_pages(Call call) {
    auto const id = call.id<Contact>();
    if (!id) { co_return id.error(); }
    auto query = Query{call.request};
    if (auto const read = query.end(); !read) { co_return read.error(); }
    auto find = [actor = call.actor, id = *id](db::Transaction& transaction) -> Result<nlohmann::json> {
        auto const contact = contacts::find(transaction, actor, id);
        if (!contact) { return contact.error(); }
        auto items = nlohmann::json::array();
        for (auto const& seen :
             store::client_sessions::pages_of(transaction, actor.account, contact->id, pages_max)) {
            items.push_back({{"inbox_id", to_string(seen.inbox)},
                             {"url", seen.page.url},
                             {"title", seen.page.title},
                             {"at", to_rfc3339(seen.page_at)}});
        }
        return nlohmann::json{{"items", std::move(items)}};
    };
    auto const found = co_await database_->run(call.actor.account.value, std::move(find));
    if (!found) { co_return found.error(); }
    co_return json_response(200, *found);
}

}  // namespace balie::api
