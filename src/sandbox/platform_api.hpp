// The platform's own HTTP, as the desk calls it.
#pragma once

#include "http/message.hpp"
#include "http/router.hpp"
#include "sandbox/changes.hpp"
#include "sandbox/manners.hpp"
#include "sandbox/media_shelf.hpp"
#include "sandbox/phones.hpp"
#include "sandbox/sandbox.hpp"
#include "sandbox/traffic.hpp"

#include <balie/base/task.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <string>
#include <vector>

namespace balie::sandbox {

class PlatformApi {
public:
    PlatformApi(boost::asio::any_io_executor executor, Options const& options, Manners const& manners,
                Phones& phones, MediaShelf& media, Traffic& traffic, Changes& changes);

    Task<http::Response> handle(http::Request request);

private:
    using Handler = Task<http::Response> (PlatformApi::*)(http::Request const&, http::PathValues const&,
                                                          Exchange&);

    void route(std::string_view method, std::string_view pattern, Handler handler);
    Task<http::Response> answered(http::Request const& request, Exchange& exchange);

    Task<http::Response> messages(http::Request const&, http::PathValues const&, Exchange&);
    Task<http::Response> upload(http::Request const&, http::PathValues const&, Exchange&);
    Task<http::Response> node(http::Request const&, http::PathValues const&, Exchange&);
    Task<http::Response> file(http::Request const&, http::PathValues const&, Exchange&);
    Task<http::Response> forget(http::Request const&, http::PathValues const&, Exchange&);
    Task<http::Response> templates(http::Request const&, http::PathValues const&, Exchange&);
    Task<http::Response> subscriptions(http::Request const&, http::PathValues const&, Exchange&);

    http::Response signal(Json const& body, Exchange& exchange);
    Task<http::Response> send(Json body, Exchange& exchange);
    Task<void> pause(std::chrono::milliseconds time);
    http::Response number() const;
    http::Response media_node(MediaFile const& file) const;

    boost::asio::any_io_executor executor_;
    Options const& options_;
    Manners const& manners_;
    Phones& phones_;
    MediaShelf& media_;
    Traffic& traffic_;
    Changes& changes_;
    http::Router router_;
    std::vector<Handler> handlers_;
};

}  // namespace balie::sandbox
