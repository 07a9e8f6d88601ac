// Administrators keep them, with a line in the audit log; everybody may read what they are held to.
#include "api/forbidden_phrase_routes.hpp"

#include "api/json_response.hpp"
#include "api/request_body.hpp"
#include "api/short_list.hpp"
#include "store/audit.hpp"
#include "store/forbidden_phrases.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

namespace phrases = store::forbidden_phrases;
using nlohmann::json;

json to_json(ForbiddenPhrase const& phrase) {
    auto object = json{{"id", to_string(phrase.id)}, {"phrase", phrase.phrase}};
    if (!phrase.explanation.empty()) { object["explanation"] = phrase.explanation; }
    return object;
}

Result<ForbiddenPhrase> phrase_in(Call const& call) {
    auto body = RequestBody::of(call.request);
    if (!body) { return body.error(); }
    auto asked = ForbiddenPhrase{};
    asked.phrase = body->text("phrase", {.characters_max = 200, .characters_min = 1});
    asked.explanation = body->optional_text("explanation", {.characters_max = 500}).value_or("");
    if (auto const read = body->end(); !read) { return read.error(); }
    return asked;
}

void note(db::Transaction& transaction, access::Actor const& actor, std::string action,
          ForbiddenPhrase const& phrase) {
    store::audit::write(transaction, {actor.account, actor.user, std::move(action), "forbidden_phrase",
                                      phrase.id.value, json{{"phrase", phrase.phrase}}});
}

Error told(Error const& error) {
    if (error.reason != "forbidden_phrases_account_id_words_key") { return error; }
    return {ErrorCode::conflict, "this phrase is there already", "already_there", "phrase"};
}

}  // namespace

void ForbiddenPhraseRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/forbidden-phrases", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    routes.add("POST", "/api/v1/forbidden-phrases", Policy::change(admin_roles),
               [this](Call call) { return create(std::move(call)); });
    routes.add("PUT", "/api/v1/forbidden-phrases/{id}", Policy::change(admin_roles),
               [this](Call call) { return change(std::move(call)); });
    routes.add("DELETE", "/api/v1/forbidden-phrases/{id}", Policy::change(admin_roles),
               [this](Call call) { return remove(std::move(call)); });
}

Task<Result<http::Response>> ForbiddenPhraseRoutes::list(Call call) {
    auto const asked = short_list_page_in(call);
    if (!asked) { co_return asked.error(); }
    auto find =
        [account = call.actor.account](db::Transaction& transaction) -> Result<std::vector<ForbiddenPhrase>> {
        return phrases::list(transaction, account);
    };
    auto const found = co_await database_->run(call.actor.account.value, std::move(find));
    if (!found) { co_return found.error(); }
    co_return short_list_response(*found, *asked,
                                  [](ForbiddenPhrase const& phrase) { return to_json(phrase); });
}

Task<Result<http::Response>> ForbiddenPhraseRoutes::create(Call call) {
    auto const asked = phrase_in(call);
    if (!asked) { co_return asked.error(); }
    auto add = [actor = call.actor, asked = *asked](db::Transaction& transaction) -> Result<ForbiddenPhrase> {
        auto made = phrases::insert(transaction, actor.account, asked.phrase, asked.explanation);
        if (made) { note(transaction, actor, "forbidden_phrase.created", *made); }
        return made;
    };
    auto const made = co_await database_->run(call.actor.account.value, std::move(add));
    if (!made) { co_return told(made.error()); }
    co_return json_response(201, to_json(*made));
}

Task<Result<http::Response>> ForbiddenPhraseRoutes::change(Call call) {
    auto const id = call.id<ForbiddenPhrase>();
    if (!id) { co_return id.error(); }
    auto asked = phrase_in(call);
    if (!asked) { co_return asked.error(); }
    asked->id = *id;
    auto write = [actor = call.actor,
                  asked = *asked](db::Transaction& transaction) -> Result<ForbiddenPhrase> {
        auto const before = phrases::lock(transaction, actor.account, asked.id);
        if (!before) { return before.error(); }
        if (before->phrase == asked.phrase && before->explanation == asked.explanation) { return *before; }
        auto changed = phrases::update(transaction, actor.account, asked);
        if (changed) { note(transaction, actor, "forbidden_phrase.changed", *changed); }
        return changed;
    };
    auto const changed = co_await database_->run(call.actor.account.value, std::move(write));
    if (!changed) { co_return told(changed.error()); }
    co_return json_response(200, to_json(*changed));
}

Task<Result<http::Response>> ForbiddenPhraseRoutes::remove(Call call) {
    auto const id = call.id<ForbiddenPhrase>();
    if (!id) { co_return id.error(); }
    auto write = [actor = call.actor, id = *id](db::Transaction& transaction) -> Result<void> {
        auto const gone = phrases::remove(transaction, actor.account, id);
        if (!gone) { return gone.error(); }
        note(transaction, actor, "forbidden_phrase.removed", *gone);
        return {};
    };
    auto const removed = co_await database_->run(call.actor.account.value, std::move(write));
    if (!removed) { co_return removed.error(); }
    co_return no_content();
}

}  // namespace balie::api
