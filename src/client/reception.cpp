#include "client/reception.hpp"

#include "store/client_waits.hpp"

#include <balie/domain/opening_hours.hpp>

#include <string>

namespace balie::client {
namespace {

namespace client_waits = store::client_waits;

constexpr auto home_zone = std::string_view{"Europe/Amsterdam"};

}  // namespace

Reception reception_of(db::Transaction& transaction, AccountId account, InboxId inbox,
                       Secrets const& settings, Time now) {
    auto reception = Reception{};
    auto const hours = opening_hours_of(settings["opening_hours"], settings["days_off"]);
    auto const zone = std::string{settings["time_zone"].empty() ? home_zone : settings["time_zone"]};
    if (hours && !hours->spans.empty() && client_waits::is_time_zone(transaction, zone)) {
        auto const here = client_waits::local_time(transaction, now, zone);
        reception.is_open = hours->is_open(here);
        auto const opens = *reception.is_open ? std::nullopt : hours->opens_after(here);
        if (opens) { reception.opens_at = client_waits::instant_of(transaction, *opens, zone); }
    }
    if (reception.is_open.value_or(true)) {
        reception.usual_wait = client_waits::usual_wait(transaction, account, inbox, now);
    }
    return reception;
}

}  // namespace balie::client
