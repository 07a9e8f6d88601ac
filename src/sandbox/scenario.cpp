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

// In private where the platform has that, else under the business's first post.
void speak(Station& station, Customer const& customer, std::string text) {
    auto const is_private = station.platform->abilities().in_private.has_value();
    auto& posts = station.line.posts();
    if (is_private) {
        station.phones.say(customer, text_entry(std::move(text)));
    } else if (!posts.empty()) {
        station.phones.say(customer, text_entry(std::move(text)), &posts.front());
    }
}

}  // namespace

bool Scenarios::play(std::string_view name, Station& station, Customer& customer) {
    if (!playing_.empty()) { return false; }
    if (name == "rush") {
        start("rush", crowd(&station, rush_customers, rush_pace));
    } else if (name == "week") {
        start("week", crowd(&station, week_customers, week_pace));
    } else if (name == "kinds") {
        start("kinds", kinds(&station, customer.id));
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
Task<void> Scenarios::crowd(Station* station, std::size_t customers, std::chrono::milliseconds pace) {
    auto const is_rush = customers == rush_customers;
    for (auto i = std::size_t{0}; i < customers && !is_stopped_; ++i) {
        auto const phone = std::to_string(first_stranger + i);
        auto const name =
            std::string{first_names[i % first_names.size()]} + " " + last_names[i % last_names.size()];
        auto* customer = customers_.at_address(phone);
        if (customer == nullptr) { customer = customers_.add(name, phone); }
        if (customer == nullptr) { co_return; }
        speak(*station, *customer,
              is_rush ? outage_texts[i % outage_texts.size()] : daily_texts[i % daily_texts.size()]);
        co_await pause(pace);
    }
}

// What the channel does not have is not said there.
Task<void> Scenarios::kinds(Station* station, std::string customer_id) {
    auto& phones = station->phones;
    auto* const customer = customers_.find(customer_id);
    if (customer == nullptr) { co_return; }
    auto& thread = station->line.thread_of(*customer);
    speak(*station, *customer, "Dit is een gewoon bericht.");
    if (thread.entries.empty()) { co_return; }
    auto const first = thread.entries.back().id;
    co_await pause(kinds_pace);
    auto quote = text_entry("En dit antwoordt daarop.");
    quote.reply_to = first;
    phones.say(*customer, std::move(quote));
    for (auto const& entry : {place_entry(), contacts_entry(), unsupported_entry()}) {
        co_await pause(kinds_pace);
        phones.say(*customer, entry);
    }
    co_await pause(kinds_pace);
    phones.edit(*customer, first, "Dit is een gewijzigd bericht.");
    co_await pause(kinds_pace);
    phones.say(*customer, text_entry("Dit bericht wordt zo verwijderd."));
    auto const last = thread.entries.back().id;
    co_await pause(kinds_pace);
    phones.revoke(*customer, last);
    auto const* const answer = thread.last_of(Author::desk);
    if (answer != nullptr) { phones.react(*customer, answer->id, "\xF0\x9F\x91\x8D"); }
}

Task<void> Scenarios::pause(std::chrono::milliseconds time) {
    auto timer = boost::asio::steady_timer{executor_, time};
    co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
}

}  // namespace balie::sandbox
