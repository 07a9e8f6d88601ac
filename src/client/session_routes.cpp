// A session whose person is proved never becomes another person's: who logs in after them gets a session of their own.
#include "client/session_routes.hpp"

#include "api/json_response.hpp"
#include "api/problem.hpp"
#include "api/request_body.hpp"
#include "client/origin.hpp"
#include "client/reception.hpp"
#include "store/accounts.hpp"
#include "store/client_messages.hpp"
#include "store/inboxes.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/email_address.hpp>
#include <balie/base/phone_number.hpp>
#include <balie/base/text.hpp>

#include <nlohmann/json.hpp>

namespace balie::client {
namespace {

namespace sessions = store::client_sessions;
using nlohmann::json;

// What the request says about the person; `hash` is judged before anything is written.
struct Person {
    std::string external_id = {};
    std::string hash = {};
    std::string name = {};
    std::string email = {};
    std::string phone = {};
};

struct Wanted {
    std::string widget_key = {};
    std::string token = {};
    Person person = {};
};

void read_person(api::RequestBody& body, Person& person) {
    person.name = trimmed(body.optional_text("name", {.characters_max = 80}).value_or(""));
    person.email = trimmed(body.optional_text("email", {.characters_max = 254}).value_or(""));
    person.phone = trimmed(body.optional_text("phone", {.characters_max = 40}).value_or(""));
    if (!person.email.empty() && !is_email_address(person.email)) {
        body.fault("email", "ill_typed", "must be an e-mail address");
    }
}

Result<Wanted> read(http::Request const& request) {
    auto body = api::RequestBody::of(request);
    if (!body) { return body.error(); }
    auto wanted = Wanted{};
    wanted.widget_key = body->text("widget_key", {.characters_max = 100, .characters_min = 1});
    wanted.token = body->optional_text("visitor_token", {.characters_max = 100}).value_or("");
    read_person(*body, wanted.person);
    if (auto* const identity = body->object("identity", api::RequestBody::Presence::optional)) {
        wanted.person.external_id =
            identity->text("external_id", {.characters_max = 200, .characters_min = 1});
        wanted.person.hash = identity->text("hash", {.characters_max = 128, .characters_min = 1});
        read_person(*identity, wanted.person);
    }
    if (auto const end = body->end(); !end) { return end.error(); }
    return wanted;
}

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
               [this](api::Call call) { return open(std::move(call)); });
}

Task<Result<http::Response>> SessionRoutes::open(api::Call call) {
    auto const now = std::chrono::steady_clock::now();
    if (auto const wait = of_address_.refuse(call.request.peer, now)) { co_return too_fast(*wait); }
    auto wanted = read(call.request);
    if (!wanted) { co_return wanted.error(); }
    auto const inbox = co_await door_->inbox_of(wanted->widget_key);
    if (!inbox) { co_return inbox.error(); }
    auto const& settings = (*inbox)->secrets;
    auto const origin = std::string{call.request.header("Origin")};
    if (!is_allowed(settings["allowed_origins"], origin)) {
        co_return Error{ErrorCode::forbidden, "the chat is not for this page", "foreign_origin"};
    }
    auto const& person = wanted->person;
    if (!person.external_id.empty() &&
        !is_proved(settings["identity_secret"], person.external_id, person.hash)) {
        auto refusal = api::problem(
            Error{ErrorCode::unauthenticated, "the hash does not prove the external id", "identity"});
        add_cors(refusal, origin);
        co_return refusal;
    }
    auto body = Open{(*inbox)->account, (*inbox)->id,  std::move(wanted->token),
                     random_token(),    random_uuid(), wanted->person,
                     settings,          clock_->now()};
    auto const opened = co_await database_->run((*inbox)->account.value, std::move(body));
    if (!opened) { co_return opened.error(); }
    auto response = api::json_response(200, answer_json(*opened, **inbox));
    add_cors(response, origin);
    co_return response;
}

}  // namespace balie::client
