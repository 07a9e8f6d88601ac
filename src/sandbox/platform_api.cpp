// What the desk sends goes through the manners of its line; all else is answered at once.
#include "sandbox/platform_api.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace balie::sandbox {
namespace {

constexpr auto root = std::string_view{"/sandbox/platform/"};
constexpr auto files = std::string_view{"files/"};
constexpr auto unanswered_time = std::chrono::seconds{20};  // longer than any sender waits

http::Response no_answer() {
    auto response = http::Response{};
    response.is_dropped = true;
    return response;
}

http::Response nothing_here() { return {404, "text/plain", "Not Found"}; }

// "/messages" of a long address: without ids, which say nothing on a screen.
std::string what_of(std::string_view path) {
    auto const segment = path.substr(std::min(path.rfind('/'), path.size()));
    auto const is_id = segment.size() > 1 && segment[1] >= '0' && segment[1] <= '9';
    return is_id ? "/{id}" : std::string{segment};
}

}  // namespace

Task<http::Response> PlatformApi::handle(http::Request request) {
    auto const rest = std::string_view{request.path}.substr(std::min(root.size(), request.path.size()));
    if (rest.starts_with(files)) { co_return file(rest.substr(files.size())); }
    auto const mark = std::min(rest.find('/'), rest.size());
    auto* const station = stations_.find(rest.substr(0, mark));
    if (station == nullptr) { co_return nothing_here(); }
    auto const path = rest.substr(mark);
    auto const begin = std::chrono::steady_clock::now();
    auto exchange = Exchange{};
    exchange.channel = station->line.channel();
    exchange.method = request.method;
    exchange.what = what_of(path);
    auto response = co_await answered(*station, request, path, exchange);
    exchange.status = response.is_dropped ? 0 : response.status;
    exchange.took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    traffic_.add(std::move(exchange));
    changes_.happened();
    co_return response;
}

Task<http::Response> PlatformApi::answered(Station& station, http::Request const& request,
                                           std::string_view path, Exchange& exchange) {
    if (!station.platform->admits(request, path)) { co_return station.platform->turned_away(); }
    auto answer = station.platform->answer(request, path);
    if (auto* const response = std::get_if<http::Response>(&answer)) { co_return std::move(*response); }
    auto message = std::get<DeskMessage>(std::move(answer));
    co_return co_await send(station, std::move(message), exchange);
}

Task<http::Response> PlatformApi::send(Station& station, DeskMessage message, Exchange& exchange) {
    auto& platform = *station.platform;
    auto const manners = station.line.manners;
    exchange.what += " " + message.entry.type;
    co_await pause(manners.answer_delay);
    if (manners.times_out) {
        exchange.detail = "no_answer";
        co_await pause(unanswered_time);
        co_return no_answer();
    }
    if (manners.breaks) { co_return platform.refusal(platform.broken(), {}); }
    auto const code = manners.refuses_with != 0 ? manners.refuses_with : message.error;
    if (code != 0) {
        exchange.detail = std::to_string(code);
        co_return platform.refusal(code, manners.refuses_with != 0 ? std::string{} : message.details);
    }
    exchange.detail = message.entry.id;
    auto answer = platform.accepted(message);
    if (!message.file_urls.empty()) { co_await take_files(station, message); }
    arrive(station, std::move(message));
    if (!manners.loses_answers) { co_return answer; }
    exchange.detail = "answer_lost";
    co_return no_answer();
}

// A phone shows a file a message: of several, the last one is the message itself, and tells how it fares.
Task<void> PlatformApi::take_files(Station& station, DeskMessage& message) {
    auto const ids = co_await handed_files_.fetch(message.file_urls, station.line.addresses());
    auto const* const customer = station.line.customers().find(message.customer_id);
    if (ids.size() < message.file_urls.size() || customer == nullptr) {
        message.fails_later = station.platform->unfetched();
        co_return;
    }
    for (auto at = std::size_t{0}; at < ids.size(); ++at) {
        auto const is_last = at + 1 == ids.size();
        auto one = message;
        auto& entry = is_last ? message.entry : one.entry;
        auto const* const file = media_.find(ids[at]);
        if (file == nullptr) { continue; }
        auto const type = media_type(file->mime);
        entry.type = type.empty() ? "document" : type;
        entry.media_id = file->id;
        entry.mime = file->mime;
        entry.file_name = file->name;
        if (is_last) { co_return; }
        entry.text.clear();
        entry.id = station.platform->new_id(*customer, nullptr);
        station.phones.arrive_silently(std::move(one));
    }
}

void PlatformApi::arrive(Station& station, DeskMessage message) {
    auto* const other = message.arrives_at ? stations_.find(*message.arrives_at) : nullptr;
    if (other == nullptr) { return station.phones.arrive(std::move(message)); }
    auto const answered = station.line.find(message.entry.answers_in_private_to);
    if (answered.entry != nullptr) { answered.entry->has_private_answer = true; }
    other->phones.arrive_silently(std::move(message));
}

// Whoever knows the address of a file gets it, as from the platforms' hosts of files.
http::Response PlatformApi::file(std::string_view key) const {
    auto const* const file = media_.with_key(key);
    return file == nullptr ? nothing_here() : bytes_answer(*file);
}

Task<void> PlatformApi::pause(std::chrono::milliseconds time) {
    if (time.count() == 0) { co_return; }
    auto timer = boost::asio::steady_timer{executor_, time};
    co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
}

}  // namespace balie::sandbox
