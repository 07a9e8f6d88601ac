// One line with all that runs on it: its platform, the webhooks that wait, the phones.
#pragma once

#include "sandbox/phones.hpp"
#include "sandbox/platform.hpp"
#include "sandbox/webhook_pump.hpp"

#include <list>
#include <memory>
#include <optional>
#include <string_view>

namespace balie::sandbox {

// Never moved: its parts refer to one another.
struct Station {
    Station(HttpClient& http, boost::asio::any_io_executor const& executor, LineOptions options,
            Addresses const& addresses, Customers& customers, MediaShelf& media, Traffic& traffic,
            Changes& changes);
    Station(Station const&) = delete;
    Station& operator=(Station const&) = delete;

    Line line;
    std::unique_ptr<Platform> platform;
    WebhookPump pump;
    Phones phones;
};

class Stations {
public:
    std::list<Station>& all() noexcept { return all_; }
    std::list<Station> const& all() const noexcept { return all_; }
    Station* find(std::string_view channel) noexcept;
    Station* find(Channel channel) noexcept;

private:
    std::list<Station> all_;
};

}  // namespace balie::sandbox
