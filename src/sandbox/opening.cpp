// Everything goes through the platforms' own webhooks, as if it had just been said.
#include "sandbox/opening.hpp"

#include <array>
#include <string>
#include <string_view>

namespace balie::sandbox {
namespace {

struct OwnPost {
    Channel channel;
    std::string_view id;  // below the account's own, as the platform writes it
    std::string_view text;
};

constexpr auto own_posts = std::to_array<OwnPost>({
    {Channel::facebook, "100000000000101",
     "Wij leggen deze maand 400 zonnepanelen op scholen in Noord-Holland. Ook op uw dak? "
     "Bekijk onze actie."},
    {Channel::facebook, "100000000000102",
     "Vannacht werken wij tussen 1.00 en 5.00 uur aan het net in Zaandam. De stroom kan "
     "dan kort wegvallen."},
    {Channel::instagram, "18000000000000101",
     "Zo ziet windpark Noorderlicht er bij zonsopgang uit. Wie herkent de plek?"},
    {Channel::instagram, "18000000000000102", "Tip: zet uw verwarming een uur voor het slapengaan lager."},
    {Channel::x, "1990000000000000101",
     "Storing in Zaandam-West: ongeveer 1.200 huishoudens zonder stroom. Onze monteurs zijn "
     "onderweg."},
});

struct Saying {
    Channel channel;
    std::string_view customer;  // by number, for the list of people may change
    std::string_view text;
    int post = -1;  // under the own post of this place; -2: begins one; -1: in private
};

constexpr auto in_private = -1;
constexpr auto begins = -2;

constexpr auto lines = std::to_array<Saying>({
    {Channel::whatsapp, "31600000001",
     "Goedemorgen, op 1 december krijg ik de sleutel van mijn nieuwe huis. Moet ik de "
     "meterstand zelf doorgeven?",
     in_private},
    {Channel::messenger, "31600000002", "Hallo, mijn termijnbedrag is ineens 40 euro hoger. Hoe kan dat?",
     in_private},
    {Channel::instagram, "31600000003", "Mag ik jullie foto van het windpark gebruiken voor een spreekbeurt?",
     in_private},
    {Channel::twilio, "31600000004", "Storing Kerkstraat 12 Zaandam, geen stroom sinds 8.15", in_private},
    {Channel::messagebird, "31600000001", "Stand 048217 per 1 dec", in_private},
    {Channel::cm, "31600000002", "Factuur 2026-1187 is dubbel afgeschreven", in_private},
    {Channel::telegram, "31600000005", "Kan ik bij verhuizing mijn contract meenemen?", in_private},
    {Channel::facebook, "31600000003", "Wat kost dat ongeveer voor een rijtjeshuis?", 0},
    {Channel::facebook, "31600000004", "Goed initiatief! Ons dorp doet ook mee.", 0},
    {Channel::facebook, "31600000002", "Dit is al de derde keer deze maand. Komt er ook een vergoeding?", 1},
    {Channel::instagram, "31600000005", "Dat is bij de Afsluitdijk!", 2},
    {Channel::x, "31600000004", "Hoe lang gaat dit nog duren? Ik werk thuis.", 4},
    {Channel::x, "31600000001", "Hulde aan @noorderlicht, monteur stond binnen een uur op de stoep", begins},
});

std::string id_of(Station& station, OwnPost const& post) {
    auto const id = std::string{post.id};
    return post.channel == Channel::facebook ? station.line.setting("page_id") + '_' + id : id;
}

void speak(Station& station, Customer const& customer, Saying const& said) {
    auto entry = Entry{};
    entry.text = said.text;
    if (said.post == begins) {
        station.phones.begin_post(customer, std::move(entry));
        return;
    }
    auto* const post =
        said.post == in_private
            ? nullptr
            : station.line.find_post(id_of(station, own_posts[static_cast<std::size_t>(said.post)]));
    station.phones.say(customer, std::move(entry), post);
}

}  // namespace

void add_own_posts(Stations& stations) {
    for (auto const& post : own_posts) {
        auto* const station = stations.find(post.channel);
        if (station == nullptr) { continue; }
        auto root = Entry{};
        root.id = id_of(*station, post);
        root.author = Author::desk;
        root.text = post.text;
        root.at = now();
        station->line.add_post(std::move(root));
    }
}

void play_opening(Stations& stations, Customers& customers) {
    for (auto const& said : lines) {
        auto* const station = stations.find(said.channel);
        auto const* const customer = customers.with_stem(said.customer);
        if (station != nullptr && customer != nullptr) { speak(*station, *customer, said); }
    }
}

}  // namespace balie::sandbox
