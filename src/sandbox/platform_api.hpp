// The platforms' own HTTP, as the desk calls it, with the manners that the page has set.
#pragma once

#include "sandbox/changes.hpp"
#include "sandbox/handed_files.hpp"
#include "sandbox/station.hpp"
#include "sandbox/traffic.hpp"

#include <balie/base/task.hpp>

#include <boost/asio/any_io_executor.hpp>

namespace balie::sandbox {

class PlatformApi {
public:
    // All outlive it.
    PlatformApi(HttpClient& http, boost::asio::any_io_executor executor, Stations& stations,
                MediaShelf& media, Traffic& traffic, Changes& changes)
        : executor_(std::move(executor)),
          stations_(stations),
          media_(media),
          handed_files_(http, media),
          traffic_(traffic),
          changes_(changes) {}

    Task<http::Response> handle(http::Request request);

private:
    Task<http::Response> answered(Station& station, http::Request const& request, std::string_view path,
                                  Exchange& exchange);
    Task<http::Response> send(Station& station, DeskMessage message, Exchange& exchange);
    Task<void> take_files(Station& station, DeskMessage& message);
    void arrive(Station& station, DeskMessage message);
    http::Response file(std::string_view key) const;
    Task<void> pause(std::chrono::milliseconds time);

    boost::asio::any_io_executor executor_;
    Stations& stations_;
    MediaShelf const& media_;
    HandedFiles handed_files_;
    Traffic& traffic_;
    Changes& changes_;
};

}  // namespace balie::sandbox
