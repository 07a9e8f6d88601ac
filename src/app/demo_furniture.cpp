// An energy company's desk in the north: people move, read their meters, and are without power.
#include "app/demo_furniture.hpp"

#include "store/articles.hpp"
#include "store/canned_responses.hpp"
#include "store/labels.hpp"
#include "store/macros.hpp"
#include "store/sla_policies.hpp"
#include "store/teams.hpp"
#include "store/views.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <map>
#include <string>
#include <utility>

namespace balie::app {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr auto label_colors = std::to_array<std::pair<char const*, char const*>>({
    {"meterstand", "#3b7dd8"},
    {"verhuizing", "#8c6bd1"},
    {"factuur", "#b07a1e"},
    {"storing", "#c72a33"},
    {"compliment", "#2a8a5a"},
});

struct Article {
    char const* title;
    char const* text;
    char const* url;
    char const* language;
};

constexpr auto articles = std::to_array<Article>({
    {"Meterstand doorgeven",
     "U geeft uw meterstand door in Mijn Noord, onder Verbruik. Een foto van de meter in dit gesprek is ook "
     "goed: noem dan de datum. Binnen twee werkdagen ziet u de stand in uw overzicht.",
     "https://www.noord.example/meterstand", "nl"},
    {"Verhuizen: wat u regelt",
     "Meld uw verhuizing uiterlijk tien werkdagen van tevoren, met het nieuwe adres en de dag van de "
     "sleutel. "
     "Geef op die dag de meterstanden van beide adressen door. Uw contract verhuist mee.",
     "https://www.noord.example/verhuizen", "nl"},
    {"Storing: wat u eerst nakijkt",
     "Kijk of de hoofdschakelaar aan staat en of de buren wel stroom hebben. Ruikt u gas, ga dan naar buiten "
     "en bel het storingsnummer 0800-9009, dag en nacht.",
     "https://www.noord.example/storing", "nl"},
    {"Termijnbedrag wijzigen",
     "Een nieuw termijnbedrag gaat in op de eerste dag van de volgende maand. Lager dan het berekende "
     "verbruik "
     "kan niet; hoger altijd.",
     "", "nl"},
    {"Submitting a meter reading",
     "You can submit your reading in My Noord, under Usage, or send us a photo of the meter here with the "
     "date. It shows in your overview within two working days.",
     "https://www.noord.example/en/meter-reading", "en"},
    {"Moving house",
     "Tell us at least ten working days ahead: your new address, and the day you get the keys. On that day "
     "we "
     "need the readings of both meters. Your contract moves with you.",
     "https://www.noord.example/en/moving", "en"},
});

// {{...}} is filled in by the browser. A text message is kept short, and in public nobody is asked for a number.
std::vector<CannedResponse> canned_responses() {
    auto const short_reading = "Dank u, de meterstand is genoteerd. Bevestiging binnen 2 werkdagen.";
    auto const in_private =
        "Dank voor uw bericht! Stuurt u ons een privébericht met uw postcode en "
        "huisnummer? Dan kijken we het na.";
    return {
        {{}, "groet", "{{time.greeting}} {{contact.first_name}}, waarmee kan ik u helpen?"},
        {{},
         "meterstand",
         "Dank u wel. Ik heb de meterstand genoteerd. U ontvangt binnen twee werkdagen een bevestiging.",
         json{{"twilio", short_reading}, {"messagebird", short_reading}, {"cm", short_reading}}.dump()},
        {{}, "moment", "Een ogenblik, ik zoek het voor u op."},
        {{},
         "gegevens",
         "Wilt u mij uw postcode, huisnummer en klantnummer sturen? Dan kijk ik het meteen na.",
         json{{"facebook", in_private}, {"instagram", in_private}, {"x", in_private}}.dump()},
        {{}, "tot-ziens", "Graag gedaan. Heeft u nog een vraag, dan hoor ik het graag."},
        {{},
         "hello",
         "Hello {{contact.first_name}}, how can I help you?",
         "{}",
         Visibility::all,
         {},
         {},
         "en"},
    };
}

struct Made {
    std::map<std::string, std::string> labels;  // by name
    TeamId team;
    UserId keeper;
};

json labels_added(Made const& made, char const* name) {
    return {{"type", "labels"}, {"add", {made.labels.at(name)}}, {"remove", json::array()}};
}

void add_macros(db::Transaction& transaction, AccountId account, Made const& made) {
    auto const add = [&](char const* name, json const& actions, std::int64_t position) {
        store::macros::insert(transaction, account,
                              {{}, name, Visibility::all, made.keeper, {}, actions.dump(), position});
    };
    add("Meterstand verwerkt",
        json::array({{{"type", "text"}, {"text", "Dank u wel, de meterstand is verwerkt. Fijne dag!"}},
                     labels_added(made, "meterstand"),
                     {{"type", "status"}, {"status", "resolved"}}}),
        1);
    add("Storing: met spoed naar het team",
        json::array({labels_added(made, "storing"),
                     {{"type", "priority"}, {"priority", "urgent"}},
                     {{"type", "assign"}, {"team_id", to_string(made.team)}},
                     {{"type", "note"}, {"text", "Storing gemeld: adres en nummer van de meter nagaan."}}}),
        2);
    add("Wacht op de klant", json::array({{{"type", "status"}, {"status", "pending"}}}), 3);
}

void add_views(db::Transaction& transaction, AccountId account, Made const& made) {
    auto const add = [&](char const* name, json const& filter, char const* sort, std::int64_t position) {
        store::views::insert(transaction, account,
                             {{}, name, Visibility::all, made.keeper, {}, filter.dump(), sort, position});
    };
    add("Storingen", {{"status", {"open"}}, {"label_id", {made.labels.at("storing")}}}, "due", 1);
    add("In het openbaar", {{"status", {"open"}}, {"public", true}}, "due", 2);
    add("Wacht op de klant", {{"status", {"pending"}}}, "oldest", 3);
}

void add_policy(db::Transaction& transaction, AccountId account) {
    auto policy = store::sla_policies::SlaPolicy{{}, std::string{demo_policy_name}};
    policy.first_response_seconds = std::chrono::seconds{1h}.count();
    policy.next_response_seconds = std::chrono::seconds{1h}.count();
    policy.resolution_seconds = std::chrono::seconds{24h}.count();
    store::sla_policies::insert(transaction, account, policy);
}

}  // namespace

Result<void> furnish_demo(db::Transaction& transaction, AccountId account, std::vector<UserId> const& users) {
    auto made = Made{};
    made.keeper = users.back();
    for (auto const& [name, color] : label_colors) {
        made.labels[name] = to_string(store::labels::insert(transaction, account, name, color).id);
    }
    made.team = store::teams::insert(transaction, account, std::string{demo_team_name});
    auto const members = store::teams::set_members(transaction, account, made.team, users);
    if (!members) { return members.error(); }
    for (auto const& each : canned_responses()) {
        store::canned_responses::insert(transaction, account, each);
    }
    for (auto const& each : articles) {
        store::articles::insert(transaction, account, {{}, each.title, each.text, each.url, each.language});
    }
    add_policy(transaction, account);
    add_macros(transaction, account, made);
    add_views(transaction, account, made);
    return {};
}

}  // namespace balie::app
