// Ids and numbers are made up. Three operators bring text messages, and each has its own purpose.
#include "app/demo_inboxes.hpp"

#include <balie/base/crypto.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <string_view>

namespace balie::app {
namespace {

enum class Kind { fixed, token, hex, bot_token };

struct Setting {
    std::string_view name;
    std::string_view value = {};  // of a fixed one
    Kind kind = Kind::token;
};

constexpr auto settings_max = std::size_t{6};

struct InboxPlan {
    Channel channel;
    std::string_view name;
    std::string_view handle;  // as customers see it
    std::array<Setting, settings_max> settings;
};

constexpr auto business = std::string_view{"Noorderlicht Energie"};
constexpr auto page = std::string_view{"100900000000001"};
constexpr auto key_bytes = std::size_t{16};

constexpr auto plans = std::to_array<InboxPlan>({
    {Channel::whatsapp,
     "Noorderlicht Energie",
     "31600000090",
     {{{"phone_number_id", "106540352242922", Kind::fixed},
       {"waba_id", "102290129340398", Kind::fixed},
       {"access_token"},
       {"app_secret", {}, Kind::hex},
       {"verify_token"}}}},
    {Channel::messenger,
     "Messenger",
     "m.me/noorderlicht",
     {{{"page_id", page, Kind::fixed}, {"access_token"}, {"app_secret", {}, Kind::hex}, {"verify_token"}}}},
    {Channel::instagram,
     "Instagram",
     "noorderlicht",
     {{{"instagram_id", "178410000000001", Kind::fixed},
       {"page_id", page, Kind::fixed},
       {"access_token"},
       {"app_secret", {}, Kind::hex},
       {"verify_token"}}}},
    {Channel::facebook,
     "Facebook-pagina",
     "facebook.com/noorderlicht",
     {{{"page_id", page, Kind::fixed}, {"access_token"}, {"app_secret", {}, Kind::hex}, {"verify_token"}}}},
    {Channel::x,
     "X",
     "noorderlicht",
     {{{"user_id", "1500000000000000001", Kind::fixed},
       {"consumer_key"},
       {"consumer_secret"},
       {"access_token"},
       {"access_token_secret"}}}},
    {Channel::twilio,
     "Sms storingen",
     "31600000091",
     {{{"account_sid", "AC00000000000000000000000000000091", Kind::fixed},
       {"auth_token", {}, Kind::hex},
       {"from", "+31600000091", Kind::fixed}}}},
    {Channel::messagebird,
     "Sms meterstanden",
     "31600000092",
     {{{"generation", "classic", Kind::fixed},
       {"access_key"},
       {"signing_key"},
       {"originator", "31600000092", Kind::fixed}}}},
    {Channel::cm,
     "RCS facturen",
     "31600000093",
     {{{"product_token"},
       {"webhook_secret"},
       {"from", "0031600000093", Kind::fixed},
       {"via", "RCS", Kind::fixed}}}},
    {Channel::telegram,
     "Telegram",
     "noorderlicht_bot",
     {{{"bot_token", "7000000001", Kind::bot_token}, {"secret_token"}}}},
});

InboxPlan const& plan_of(Channel channel) {
    auto const found = std::find_if(plans.begin(), plans.end(),
                                    [channel](InboxPlan const& one) { return one.channel == channel; });
    assert(found != plans.end());
    return *found;
}

std::string value_of(Setting const& setting) {
    switch (setting.kind) {
        case Kind::fixed:
            return std::string{setting.value};
        case Kind::hex:
            return to_hex(random_bytes(key_bytes));
        case Kind::bot_token:
            return std::string{setting.value} + ':' + random_token();
        case Kind::token:
            break;
    }
    return random_token();
}

}  // namespace

Settings new_demo_settings(Channel channel) {
    auto settings = Settings{};
    for (auto const& setting : plan_of(channel).settings) {
        if (!setting.name.empty()) { settings.emplace(setting.name, value_of(setting)); }
    }
    return settings;
}

std::string demo_inbox_name(Channel channel) { return std::string{plan_of(channel).name}; }

std::string demo_api_base(std::string const& origin, Channel channel) {
    return origin + "/sandbox/platform/" + std::string{to_word(channel)};
}

sandbox::LineOptions demo_line(Channel channel, Settings const& settings, InboxId inbox) {
    auto line = sandbox::LineOptions{};
    line.channel = channel;
    line.business = business;
    line.handle = plan_of(channel).handle;
    line.webhook_path = "/webhooks/" + std::string{to_word(channel)} + '/' + to_string(inbox);
    for (auto const& [name, value] : settings) { line.settings.emplace(name, value); }
    return line;
}

}  // namespace balie::app
