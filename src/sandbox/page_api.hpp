// The interface of the sandbox's own page: /sandbox/api/.
#pragma once

#include "http/message.hpp"
#include "http/router.hpp"
#include "sandbox/changes.hpp"
#include "sandbox/manners.hpp"
#include "sandbox/media_shelf.hpp"
#include "sandbox/phones.hpp"
#include "sandbox/scenario.hpp"
#include "sandbox/traffic.hpp"

#include <balie/base/task.hpp>

#include <string_view>
#include <vector>

namespace balie::sandbox {

class PageApi {
public:
    PageApi(Options const& options, Manners& manners, Phones& phones, MediaShelf& media, Scenarios& scenarios,
            Traffic const& traffic, Changes& changes);

    Task<http::Response> handle(http::Request request);

private:
    using Handler = http::Response (PageApi::*)(http::Request&, Customer&);

    void route(std::string_view method, std::string_view pattern, Handler handler);
    Customer* customer_of(http::PathValues const& values);
    Task<http::Response> updates(http::Request request);
    http::Response state(std::string_view customer_id);

    http::Response add_customer(http::Request&, Customer&);
    http::Response write(http::Request&, Customer&);
    http::Response send_file(http::Request&, Customer&);
    http::Response react(http::Request&, Customer&);
    http::Response press(http::Request&, Customer&);
    http::Response edit(http::Request&, Customer&);
    http::Response revoke(http::Request&, Customer&);
    http::Response change_number(http::Request&, Customer&);
    http::Response change_manners(http::Request&, Customer&);
    http::Response play(http::Request&, Customer&);
    http::Response show_file(http::Request&, Customer&);

    Options const& options_;
    Manners& manners_;
    Phones& phones_;
    MediaShelf& media_;
    Scenarios& scenarios_;
    Traffic const& traffic_;
    Changes& changes_;
    http::Router router_;
    std::vector<Handler> handlers_;
    std::size_t updates_route_ = 0;
};

}  // namespace balie::sandbox
