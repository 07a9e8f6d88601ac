// Which platform a channel has.
#include "sandbox/station.hpp"

#include "sandbox/cm/platform.hpp"
#include "sandbox/facebook/platform.hpp"
#include "sandbox/instagram/platform.hpp"
#include "sandbox/messagebird/platform.hpp"
#include "sandbox/messenger/platform.hpp"
#include "sandbox/sandbox.hpp"
#include "sandbox/telegram/platform.hpp"
#include "sandbox/twilio/platform.hpp"
#include "sandbox/whatsapp/platform.hpp"
#include "sandbox/x/platform.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace balie::sandbox {
namespace {

using Make = std::unique_ptr<Platform> (*)(Line&);

template <class Own>
std::unique_ptr<Platform> make(Line& line) {
    return std::make_unique<Own>(line);
}

// In the order in which the page shows them.
constexpr auto makers = std::to_array<std::pair<Channel, Make>>({
    {Channel::whatsapp, make<whatsapp::WhatsApp>},
    {Channel::messenger, make<messenger::Messenger>},
    {Channel::instagram, make<instagram::Instagram>},
    {Channel::facebook, make<facebook::Facebook>},
    {Channel::x, make<x::X>},
    {Channel::twilio, make<twilio::Twilio>},
    {Channel::messagebird, make<messagebird::MessageBird>},
    {Channel::cm, make<cm::Cm>},
    {Channel::telegram, make<telegram::Telegram>},
});

std::unique_ptr<Platform> platform_of(Line& line) {
    auto const found = std::find_if(makers.begin(), makers.end(),
                                    [&](auto const& one) { return one.first == line.channel(); });
    assert(found != makers.end());
    return found->second(line);
}

}  // namespace

Station::Station(HttpClient& http, boost::asio::any_io_executor const& executor, LineOptions options,
                 Addresses const& addresses, Customers& customers, MediaShelf& media, Traffic& traffic,
                 Changes& changes)
    : line(std::move(options), addresses, customers, media),
      platform(platform_of(line)),
      pump(http, executor, line, *platform, traffic, changes),
      phones(executor, line, *platform, pump, changes) {}

Station* Stations::find(std::string_view channel) noexcept {
    auto const found = std::find_if(
        all_.begin(), all_.end(), [&](Station const& one) { return to_word(one.line.channel()) == channel; });
    return found == all_.end() ? nullptr : &*found;
}

Station* Stations::find(Channel channel) noexcept { return find(to_word(channel)); }

std::vector<Channel> const& channels() {
    static auto const list = [] {
        auto words = std::vector<Channel>{};
        for (auto const& [channel, maker] : makers) { words.push_back(channel); }
        return words;
    }();
    return list;
}

}  // namespace balie::sandbox
