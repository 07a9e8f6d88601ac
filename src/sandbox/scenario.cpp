// What strangers say, and in which rhythm.
#include "sandbox/scenario.hpp"

#include <balie/base/log.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <exception>

namespace balie::sandbox {
namespace {

constexpr auto rush_customers = std::size_t{40};
constexpr auto rush_pace = std::chrono::milliseconds{200};
constexpr auto week_customers = std::size_t{260};
constexpr auto week_pace = std::chrono::milliseconds{450};
constexpr auto kinds_pace = std::chrono::milliseconds{700};
constexpr auto first_stranger = std::size_t{31'600'010'000};

constexpr auto first_names = std::array{"Anna",  "Bas",   "Chantal", "Daan", "Eva",  "Fatima", "Gijs",
                                        "Hanna", "Ilias", "Julia",   "Kees", "Lisa", "Mo"};
constexpr auto last_names = std::array{"Bakker", "Visser", "Smit",   "de Vries", "Mulder", "Bos",
                                       "Yilmaz", "Peters", "Dekker", "Kok",      "Aydin"};
constexpr auto outage_texts = std::array{"Hier is de stroom uitgevallen. Weten jullie daar al van?",
                                         "Geen stroom in de hele straat. Hoe lang duurt dit nog?",
                                         "Onze vriezer staat uit, wanneer is de storing voorbij?",
                                         "Is er een storing? Bij de buren is het ook donker."};
constexpr auto daily_texts = std::array{"Ik ga verhuizen. Wat moet ik doorgeven?",
                                        "Mijn termijnbedrag lijkt te hoog. Kan het omlaag?",
                                        "Waar vind ik mijn jaarnota?",
                                        "Hoe geef ik mijn meterstand door?",
                                        "Mijn slimme meter stuurt geen standen meer.",
                                        "Kan ik mijn betaling in twee delen doen?",
                                        "Ik heb een nieuw rekeningnummer.",
                                        "Wanneer loopt mijn contract af?",
                                        "Wat kost stroom bij jullie volgend jaar?"};

Entry text_entry(std::string text) {
    auto entry = Entry{};
    entry.text = std::move(text);
    return entry;
}

Entry place_entry() {
    auto entry = Entry{};
    entry.type = "location";
    entry.place = {52.0907, 5.1214, "Domplein", "Domplein 1, Utrecht"};
    return entry;
}

Entry contacts_entry() {
    auto entry = Entry{};
    entry.type = "contacts";
    entry.names = {"Buurman Kees"};
    return entry;
}

Entry unsupported_entry() {
    auto entry = Entry{};
    entry.type = "unsupported";
    return entry;
}

}  // namespace

bool Scenarios::play(std::string_view name, Customer& customer) {
    if (!playing_.empty()) { return false; }
    if (name == "rush") {
        start("rush", crowd(rush_customers, rush_pace));
    } else if (name == "week") {
        start("week", crowd(week_customers, week_pace));
    } else if (name == "kinds") {
        start("kinds", kinds(customer.id));
    } else {
        return false;
    }
    return true;
}

void Scenarios::start(std::string_view name, Task<void> task) {
    playing_ = name;
    boost::asio::co_spawn(executor_, std::move(task), [this](std::exception_ptr const& failed) {
        if (failed) { log::error("sandbox_scenario_failed"); }
        playing_ = {};
    });
}

// The same strangers come back the next time, so that a second rush does not fill the list of customers.
Task<void> Scenarios::crowd(std::size_t customers, std::chrono::milliseconds pace) {
    auto const is_rush = customers == rush_customers;
    for (auto i = std::size_t{0}; i < customers && !is_stopped_; ++i) {
        auto const phone = std::to_string(first_stranger + i);
        auto const name =
            std::string{first_names[i % first_names.size()]} + " " + last_names[i % last_names.size()];
        auto* customer = phones_.customers().at_address(phone);
        if (customer == nullptr) { customer = phones_.customers().add(name, phone); }
        if (customer == nullptr) { co_return; }
        auto const* const text =
            is_rush ? outage_texts[i % outage_texts.size()] : daily_texts[i % daily_texts.size()];
        phones_.say(*customer, text_entry(text));
        co_await pause(pace);
    }
}

Task<void> Scenarios::kinds(std::string customer_id) {
    auto* const customer = phones_.customers().find(customer_id);
    if (customer == nullptr) { co_return; }
    phones_.say(*customer, text_entry("Dit is een gewoon bericht."));
    auto const first = customer->thread.back().id;
    co_await pause(kinds_pace);
    auto quote = text_entry("En dit antwoordt daarop.");
    quote.reply_to = first;
    phones_.say(*customer, std::move(quote));
    co_await pause(kinds_pace);
    phones_.say(*customer, place_entry());
    co_await pause(kinds_pace);
    phones_.say(*customer, contacts_entry());
    co_await pause(kinds_pace);
    phones_.say(*customer, unsupported_entry());
    co_await pause(kinds_pace);
    phones_.edit(*customer, first, "Dit is een gewijzigd bericht.");
    co_await pause(kinds_pace);
    phones_.say(*customer, text_entry("Dit bericht wordt zo verwijderd."));
    auto const last = customer->thread.back().id;
    co_await pause(kinds_pace);
    phones_.revoke(*customer, last);
    auto const* const answer = customer->last_of(Author::desk);
    if (answer != nullptr) { phones_.react(*customer, answer->id, "\xF0\x9F\x91\x8D"); }
}

Task<void> Scenarios::pause(std::chrono::milliseconds time) {
    auto timer = boost::asio::steady_timer{executor_, time};
    co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
}

}  // namespace balie::sandbox
