// The desk asks, not the browser: the other system sees one caller, and its secret stays here.
#include "api/context_card_routes.hpp"

#include "api/base_address.hpp"
#include "api/json_response.hpp"
#include "api/request_body.hpp"
#include "store/audit.hpp"
#include "store/contacts.hpp"
#include "store/context_card.hpp"

#include <balie/base/standard_webhook.hpp>

#include <nlohmann/json.hpp>

#include <optional>

namespace balie::api {
namespace {

namespace context_card = store::context_card;
using nlohmann::json;

struct Wanted {
    std::string url;
    std::optional<std::string> secret;  // absent: as it was, of the address as it was
};

Result<Wanted> wanted_in(Call const& call, std::vector<std::string> const& allow_origins) {
    auto body = RequestBody::of(call.request);
    if (!body) { return body.error(); }
    auto wanted = Wanted{};
    wanted.url = body->text("url", {.characters_max = 2'000, .characters_min = 1});
    wanted.secret = body->optional_text("secret", {.characters_max = 200, .characters_min = 1});
    if (!wanted.url.empty() && !may_be_called(wanted.url, allow_origins)) {
        body->fault("url", "forbidden_address", "must be https and public, or one of BALIE_ALLOW_ORIGINS");
    }
    if (wanted.secret && !standard_webhook_key(*wanted.secret)) {
        body->fault("secret", "ill_typed", "must be whsec_ and base64");
    }
    if (auto const read = body->end(); !read) { return read.error(); }
    return wanted;
}

Result<std::string> keep(db::Transaction& transaction, access::Actor const& actor, Wanted const& wanted,
                         store::SecretBox const& box) {
    auto const before = context_card::find(transaction, actor.account);
    if (!before && !wanted.secret) {
        return Error{ErrorCode::unprocessable, "a secret is needed to sign with", "required", "secret"};
    }
    if (before && before->url != wanted.url && !wanted.secret) {
        return Error{ErrorCode::unprocessable, "another address needs a secret of its own", "required",
                     "secret"};
    }
    auto source = context_card::Source{wanted.url, before ? before->sealed_secret : std::string{}};
    if (wanted.secret) {
        source.sealed_secret = box.seal(context_card::secret_place(actor.account), *wanted.secret);
    }
    context_card::set(transaction, actor.account, source);
    store::audit::write(transaction, {actor.account, actor.user, "context_card.changed", "account",
                                      actor.account.value, json{{"url", source.url}}});
    return source.url;
}

Error none_is_asked() {
    return {ErrorCode::not_found, "no other system is asked for cards", "no_context_card"};
}

struct Asked {
    desk::CardSource source;
    desk::CardQuestion question;
};

Result<Asked> asked(db::Transaction& transaction, access::Actor const& actor, ContactId id,
                    store::SecretBox const& box) {
    auto contact = store::contacts::find(transaction, actor, id);
    if (!contact) { return contact.error(); }
    auto const source = context_card::find(transaction, actor.account);
    if (!source) { return none_is_asked(); }
    // An erased customer is nobody to ask after, and the id alone would tell the other system that there was one.
    if (contact->erased_at) { return Error{ErrorCode::not_found, "the customer was erased", "no_card"}; }
    auto secret = box.open(context_card::secret_place(actor.account), source->sealed_secret);
    if (!secret) { return secret.error(); }
    auto ids = context_card::external_ids(transaction, actor.account, contact->id);
    return Asked{{source->url, std::move(*secret)}, {std::move(*contact), std::move(ids)}};
}

json to_json(desk::ContextCard const& card) {
    auto fields = json::array();
    for (auto const& [label, value, url] : card.fields) {
        auto field = json{{"label", label}, {"value", value}};
        if (!url.empty()) { field["url"] = url; }
        fields.push_back(std::move(field));
    }
    auto object = json{{"title", card.title}, {"fields", std::move(fields)}};
    if (!card.url.empty()) { object["url"] = card.url; }
    return object;
}

}  // namespace

void ContextCardRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/account/context-card", Policy::read(admin_roles),
               [this](Call call) { return show_source(std::move(call)); });
    routes.add("PUT", "/api/v1/account/context-card", Policy::change(admin_roles),
               [this](Call call) { return set_source(std::move(call)); });
    routes.add("DELETE", "/api/v1/account/context-card", Policy::change(admin_roles),
               [this](Call call) { return remove_source(std::move(call)); });
    routes.add("GET", "/api/v1/contacts/{id}/card", Policy::read(every_role),
               [this](Call call) { return show_card(std::move(call)); });
}

Task<Result<http::Response>> ContextCardRoutes::show_source(Call call) {
    auto find = [account = call.actor.account](db::Transaction& transaction) -> Result<std::string> {
        auto const source = context_card::find(transaction, account);
        if (!source) { return none_is_asked(); }
        return source->url;
    };
    auto const url = co_await database_->run(call.actor.account.value, std::move(find));
    if (!url) { co_return url.error(); }
    auto const answer = json{{"url", *url}};
    co_return json_response(200, answer);
}

Task<Result<http::Response>> ContextCardRoutes::set_source(Call call) {
    auto wanted = wanted_in(call, allow_origins_);
    if (!wanted) { co_return wanted.error(); }
    auto write = [actor = call.actor, wanted = std::move(*wanted), box = box_](db::Transaction& transaction) {
        return keep(transaction, actor, wanted, *box);
    };
    auto const url = co_await database_->run(call.actor.account.value, std::move(write));
    if (!url) { co_return url.error(); }
    auto const answer = json{{"url", *url}};
    co_return json_response(200, answer);
}

Task<Result<http::Response>> ContextCardRoutes::remove_source(Call call) {
    auto write = [actor = call.actor](db::Transaction& transaction) -> Result<void> {
        if (!context_card::find(transaction, actor.account)) { return none_is_asked(); }
        context_card::set(transaction, actor.account, std::nullopt);
        store::audit::write(
            transaction, {actor.account, actor.user, "context_card.removed", "account", actor.account.value});
        return {};
    };
    auto const removed = co_await database_->run(call.actor.account.value, std::move(write));
    if (!removed) { co_return removed.error(); }
    co_return no_content();
}

Task<Result<http::Response>> ContextCardRoutes::show_card(Call call) {
    auto const id = call.id<Contact>();
    if (!id) { co_return id.error(); }
    auto find = [actor = call.actor, id = *id, box = box_](db::Transaction& transaction) {
        return asked(transaction, actor, id, *box);
    };
    auto found = co_await database_->run(call.actor.account.value, std::move(find));
    if (!found) { co_return found.error(); }
    auto const card = co_await desk::fetch_card(*http_, std::move(found->source), std::move(found->question),
                                                clock_->now());
    if (!card) { co_return card.error(); }
    co_return json_response(200, to_json(*card));
}

}  // namespace balie::api
