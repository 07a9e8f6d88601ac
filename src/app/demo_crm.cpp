// An energy company's: what it delivers, what was read and what is to be paid. All follows from the customer's id.
#include "app/demo_crm.hpp"

#include "store/context_card.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/standard_webhook.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace balie::app {
namespace {

using nlohmann::json;
namespace context_card = store::context_card;

constexpr auto secret_bytes = std::size_t{32};
constexpr auto first_number = std::uint64_t{30'400'000};

constexpr auto contracts = std::to_array<std::string_view>(
    {"Groen Vast 2027", "Zon en Wind", "Modelcontract", "Dynamisch per uur", "Warmte Stad"});
constexpr auto readings = std::to_array<std::string_view>(
    {"12.480 kWh, 3 november", "4.021 kWh, 12 oktober", "geschat, 1 september", "8.377 kWh, 30 oktober"});
constexpr auto bills = std::to_array<std::string_view>(
    {"€ 182,40, betaald", "€ 96,15, open tot 1 december", "€ 240,00, betaald", "€ 61,75, in termijnen"});

template <std::size_t count>
std::string_view one_of(std::array<std::string_view, count> const& all, std::uint64_t number) {
    return all[number % count];
}

std::optional<std::uint64_t> customer_in(std::string const& body) {
    auto const question = json::parse(body, nullptr, false);
    auto const id =
        question.is_object() ? question.value("/data/contact/id"_json_pointer, std::string{}) : "";
    auto number = std::uint64_t{};
    auto const read = std::from_chars(id.data(), id.data() + id.size(), number);
    if (read.ec != std::errc{}) { return std::nullopt; }
    return number;
}

json card_of(std::uint64_t customer) {
    auto fields = json::array();
    auto const add = [&](std::string_view label, std::string_view value) {
        fields.push_back({{"label", label}, {"value", value}});
    };
    add("Klantnummer", std::to_string(first_number + customer * 37));
    add("Contract", one_of(contracts, customer));
    add("Meterstand", one_of(readings, customer / 2));
    add("Laatste nota", one_of(bills, customer / 3));
    return {{"title", "Noorderlicht Energie"}, {"fields", std::move(fields)}};
}

}  // namespace

std::string new_demo_crm_secret() { return "whsec_" + to_base64(random_bytes(secret_bytes)); }

Result<void> connect_demo_crm(db::Database& database, AccountId account, store::SecretBox const& box,
                              std::string const& origin, std::string const& secret) {
    return database.run_here(account.value, [&](db::Transaction& transaction) -> Result<void> {
        auto const known = context_card::find(transaction, account);
        if (known && !known->url.ends_with(demo_crm_path)) { return {}; }
        auto const sealed = box.seal(context_card::secret_place(account), secret);
        context_card::set(transaction, account, context_card::Source{origin + demo_crm_path, sealed});
        return {};
    });
}

http::Response answer_of_demo_crm(http::Request const& request, std::string const& secret, Time now) {
    if (!verify_standard_webhook(secret, request.headers, request.body, now)) { return http::Response{401}; }
    auto const customer = customer_in(request.body);
    if (!customer) { return http::Response{404}; }
    return {200, "application/json", card_of(*customer).dump()};
}

}  // namespace balie::app
