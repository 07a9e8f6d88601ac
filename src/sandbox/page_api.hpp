// The interface of the sandbox's own page: /sandbox/api/.
#pragma once

#include "http/router.hpp"
#include "sandbox/changes.hpp"
#include "sandbox/scenario.hpp"
#include "sandbox/station.hpp"
#include "sandbox/traffic.hpp"

#include <balie/base/task.hpp>

#include <string_view>
#include <vector>

namespace balie::sandbox {

class PageApi {
public:
    // All outlive it; there is at least one station.
    PageApi(Stations& stations, Customers& customers, MediaShelf& media, Scenarios& scenarios,
            Traffic const& traffic, Changes& changes);

    Task<http::Response> handle(http::Request request);

private:
    // Whose phone, on which line: WhatsApp's unless the query names a `channel`.
    struct At {
        Station& station;
        Customer& customer;
    };
    using Handler = http::Response (PageApi::*)(http::Request&, At const&);

    void route(std::string_view method, std::string_view pattern, Handler handler);
    Station* station_of(http::Request const& request);
    Customer* customer_of(http::PathValues const& values);
    Task<http::Response> updates(http::Request request);
    http::Response state(Station& station, std::string_view customer_id);
    Customer* last_writer(Station& station);
    bool put_in(http::Request const& request, At const& at, Entry entry);

    http::Response add_customer(http::Request&, At const&);
    http::Response write(http::Request&, At const&);
    http::Response send_file(http::Request&, At const&);
    http::Response react(http::Request&, At const&);
    http::Response press(http::Request&, At const&);
    http::Response edit(http::Request&, At const&);
    http::Response revoke(http::Request&, At const&);
    http::Response change_number(http::Request&, At const&);
    http::Response change_manners(http::Request&, At const&);
    http::Response play(http::Request&, At const&);
    http::Response show_file(http::Request&, At const&);

    Stations& stations_;
    Customers& customers_;
    MediaShelf& media_;
    Scenarios& scenarios_;
    Traffic const& traffic_;
    Changes& changes_;
    http::Router router_;
    std::vector<Handler> handlers_;
    std::size_t updates_route_ = 0;
};

}  // namespace balie::sandbox
