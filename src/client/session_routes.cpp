// A session whose person is proved never becomes another person's: who logs in after them gets a session of their own.
#include "client/session_routes.hpp"

#include "api/json_response.hpp"
#include "api/problem.hpp"
#include "client/bodies.hpp"
#include "client/origin.hpp"
#include "client/reception.hpp"
#include "store/accounts.hpp"
#include "store/client_messages.hpp"
#include "store/inboxes.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/phone_number.hpp>

#include <nlohmann/json.hpp>

namespace balie::client {
namespace {

namespace sessions = store::client_sessions;
using nlohmann::json;

struct Opened {
    sessions::ClientSession session;
    std::string token;
    std::string inbox_name;
    std::optional<store::client_messages::Standing> standing;
    Reception reception = {};
};

struct Open {
    AccountId account;
    InboxId inbox;
    std::string token;
    std::string new_token;
    std::string new_visitor;
    Person person;
    Secrets settings;
    Time now;

    Result<Opened> operator()(db::Transaction& transaction) const {
        auto const inbox_here = store::inboxes::find(transaction, account, inbox);
        if (!inbox_here) { return inbox_here.error(); }
        auto opened = Opened{known(transaction), token, inbox_here->name, std::nullopt, {}};
        auto& session = opened.session;
        auto const taken = take_person(transaction, session);
        if (!taken) { return taken.error(); }
        if (session.id) {
            sessions::update(transaction, session, now);
        } else {
            opened.token = new_token;
            session.id = sessions::create(transaction, session, sha256(new_token), now);
        }
        opened.standing = store::client_messages::standing(transaction, session);
        opened.reception = reception_of(transaction, account, inbox, settings, now);
        return opened;
    }

private:
    sessions::ClientSession known(db::Transaction& transaction) const {
        auto fresh = sessions::ClientSession{account, {}, inbox, new_visitor};
        if (token.empty()) { return fresh; }
        auto const owner = sessions::owner_of(transaction, sha256(token));
        if (!owner || owner->account != account) { return fresh; }
        auto const found = sessions::find(transaction, account, owner->session);
        if (!found || found->inbox != inbox) { return fresh; }
        auto const is_another = !person.external_id.empty() && !found->external_id.empty() &&
                                person.external_id != found->external_id;
        return is_another ? fresh : *found;
    }

    Result<void> take_person(db::Transaction& transaction, sessions::ClientSession& session) const {
        // A proved person is called what their site calls them, not what is typed in without a new proof.
        if (person.external_id.empty() && !session.external_id.empty()) { return {}; }
        if (!person.external_id.empty()) { session.external_id = person.external_id; }
        if (!person.name.empty()) { session.name = person.name; }
        if (!person.email.empty()) { session.email = person.email; }
        if (person.phone.empty()) { return {}; }
        auto const phone = e164(person.phone, store::accounts::default_country(transaction, account));
        if (!phone) {
            return Error{ErrorCode::unprocessable, "this is no phone number", "ill_typed", "phone"};
        }
        session.phone = *phone;
        return {};
    }
};

json inbox_json(ingest::KnownInbox const& inbox, std::string const& name, Reception const& reception) {
    auto const& settings = inbox.secrets;
    auto object = json{{"name", name}, {"asks_name", settings["asks_name"] == "true"}};
    object["locale"] = settings["locale"] == "en" ? "en" : "nl";
    for (auto const* const field : {"greeting", "color", "opening_hours_note"}) {
        if (!settings[field].empty()) { object[field] = settings[field]; }
    }
    if (reception.is_open) { object["is_open"] = *reception.is_open; }
    if (reception.opens_at) { object["opens_at"] = to_rfc3339(*reception.opens_at); }
    if (reception.usual_wait) { object["usual_wait_seconds"] = reception.usual_wait->count(); }
    return object;
}

json answer_json(Opened const& opened, ingest::KnownInbox const& inbox) {
    auto contact = json{{"verified", !opened.session.external_id.empty()}};
    auto const put = [&](char const* name, std::string const& value) {
        if (!value.empty()) { contact[name] = value; }
    };
    put("external_id", opened.session.external_id);
    put("name", opened.session.name);
    put("email", opened.session.email);
    put("phone", opened.session.phone);
    auto object = json{{"visitor_token", opened.token},
                       {"contact", std::move(contact)},
                       {"inbox", inbox_json(inbox, opened.inbox_name, opened.reception)}};
    if (opened.standing && opened.standing->conversation) {
        object["conversation"] = {{"id", to_string(opened.standing->conversation)}};
    }
    return object;
}

}  // namespace

void SessionRoutes::add_to(api::Routes& routes) {
    routes.add("POST", "/client/v1/sessions", api::Policy::open(api::Surface::client),
               [this](api::Call call) { return answer(std::move(call)); });
}

// Pages of the inbox read refusals too: why, and when to come back. Those say nothing that is not known to all, so that
// nobody has to be looked for first; whoever is told to be no page of the inbox reads nothing.
Task<Result<http::Response>> SessionRoutes::answer(api::Call call) {
    auto const origin = std::string{call.request.header("Origin")};
    auto const now = std::chrono::steady_clock::now();
    auto response = http::Response{};
    if (auto const wait = of_address_.refuse(call.request.peer, now)) {
        response = too_fast(*wait);
    } else {
        auto opened = co_await open(std::move(call));
        response = opened ? *std::move(opened) : api::problem(opened.error());
    }
    if (!origin.empty() && response.status != 403) { add_cors(response, origin); }
    co_return response;
}

Task<Result<http::Response>> SessionRoutes::open(api::Call call) {
    auto wanted = read_wanted(call.request);
    if (!wanted) { co_return wanted.error(); }
    auto const inbox = co_await door_->inbox_of(wanted->widget_key);
    if (!inbox) { co_return inbox.error(); }
    auto const& settings = (*inbox)->secrets;
    if (!is_allowed(settings["allowed_origins"], call.request.header("Origin"))) {
        co_return Error{ErrorCode::forbidden, "the chat is not for this page", "foreign_origin"};
    }
    auto const& person = wanted->person;
    if (!person.external_id.empty() &&
        !is_proved(settings["identity_secret"], person.external_id, person.hash)) {
        co_return Error{ErrorCode::unauthenticated, "the hash does not prove the external id", "identity"};
    }
    auto body = Open{(*inbox)->account, (*inbox)->id,  std::move(wanted->token),
                     random_token(),    random_uuid(), wanted->person,
                     settings,          clock_->now()};
    auto const opened = co_await database_->run((*inbox)->account.value, std::move(body));
    if (!opened) { co_return opened.error(); }
    co_return api::json_response(200, answer_json(*opened, **inbox));
}

}  // namespace balie::client
