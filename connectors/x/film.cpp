// https://docs.x.com/x-api/media/quickstart/media-upload-chunked (2026-08)
#include <connectors/x/film.hpp>

#include <balie/base/crypto.hpp>
#include <connectors/json/reading.hpp>
#include <connectors/json/writer.hpp>
#include <connectors/platform/outcome.hpp>
#include <connectors/x/api.hpp>
#include <connectors/x/render.hpp>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <fstream>
#include <optional>
#include <system_error>

namespace balie::connectors::x {
namespace {

using std::chrono::seconds;
using Answer = boost::system::result<HttpAnswer, CallFailure>;
using Clock = std::chrono::steady_clock;

constexpr auto piece_bytes = std::size_t{3} << 20U;  // four mebibytes in base64
constexpr auto piece_timeout = seconds{60};
constexpr auto time_max = seconds{180};  // well within the time that a message with a file may take
constexpr auto wait_max = std::int64_t{15};
constexpr auto looks_max = 40;

struct Work {
    std::string state;
    seconds wait{0};
};

// Without processing_info there is nothing to wait for.
Work work_of(HttpAnswer const& answer) {
    auto const document = json::Document{answer.body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    auto const* const data = root == nullptr ? nullptr : json::object_in(*root, "data");
    auto const* const info = data == nullptr ? nullptr : json::object_in(*data, "processing_info");
    if (info == nullptr) { return {}; }
    auto const stated = json::integer(*info, "check_after_secs").value_or(1);
    return {json::text(*info, "state"), seconds{std::clamp(stated, std::int64_t{0}, wait_max)}};
}

std::optional<SendOutcome> refusal_of(Answer const& answer) {
    if (!answer) { return platform::failed(answer.error()); }
    if (answer->status < 200 || answer->status > 299) { return refused(*answer); }
    return std::nullopt;
}

Upload failed(SendOutcome outcome) {
    auto upload = Upload{};
    upload.failure = platform::not_sent(std::move(outcome));
    return upload;
}

Upload later(std::string code, std::string reason) {
    auto outcome = platform::never(std::move(code), std::move(reason));
    outcome.verdict = Verdict::retry;
    return failed(std::move(outcome));
}

HttpCall first_call(OutboundMessage const& message, std::uintmax_t bytes, Secrets const& secrets) {
    auto body = json::ObjectWriter{};
    body.text("media_type", message.attachments.front().mime);
    body.json("total_bytes", std::to_string(bytes)).text("media_category", media_category(message));
    return api_json("POST", api_url(secrets, {"media", "upload", "initialize"}), body.take(), secrets);
}

HttpCall piece_call(std::string_view id, int index, std::string_view piece, Secrets const& secrets) {
    auto body = json::ObjectWriter{};
    body.text("media", to_base64(piece)).json("segment_index", std::to_string(index));
    auto call = api_json("POST", api_url(secrets, {"media", "upload", id, "append"}), body.take(), secrets);
    call.timeout = piece_timeout;
    return call;
}

HttpCall look_call(std::string_view id, Secrets const& secrets) {
    auto url = api_url(secrets, {"media", "upload"}) + "?command=STATUS&media_id=" + percent_encode(id);
    return api_call("GET", std::move(url), secrets);
}

// Absent when every piece is there.
Task<std::optional<SendOutcome>> append_pieces(HttpClient& http, std::string id, std::filesystem::path file,
                                               Secrets secrets) {
    auto source = std::ifstream{file, std::ios::binary};
    auto piece = std::string(piece_bytes, '\0');
    for (auto index = 0;; ++index) {
        source.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        auto const count = static_cast<std::size_t>(source.gcount());
        if (count == 0) { co_return std::nullopt; }
        auto call = piece_call(id, index, std::string_view{piece}.substr(0, count), secrets);
        auto const answer = co_await http.call(std::move(call));
        if (auto refusal = refusal_of(answer)) { co_return std::move(refusal); }
    }
}

// Looks again when X says so, until the film can be sent.
Task<Upload> finished(HttpClient& http, std::string id, Clock::time_point until, Secrets secrets) {
    auto timer = boost::asio::steady_timer{co_await boost::asio::this_coro::executor};
    auto call = api_call("POST", api_url(secrets, {"media", "upload", id, "finalize"}), secrets);
    for (auto looks = 0; looks < looks_max; ++looks) {
        auto const answer = co_await http.call(std::move(call));
        if (auto refusal = refusal_of(answer)) { co_return failed(*std::move(refusal)); }
        auto const work = work_of(*answer);
        if (work.state == "failed") {
            co_return failed(platform::never("film_refused", "X cannot use this film"));
        }
        if (work.state.empty() || work.state == "succeeded") {
            auto upload = Upload{};
            upload.media_id = std::move(id);
            co_return upload;
        }
        if (Clock::now() + work.wait > until) { break; }
        timer.expires_after(work.wait);
        co_await timer.async_wait(boost::asio::use_awaitable);
        call = look_call(id, secrets);
    }
    co_return later("film_not_ready", "X is still working on the film");
}

}  // namespace

Task<Upload> upload_film(HttpClient& http, OutboundMessage message, Secrets secrets) {
    auto const until = Clock::now() + time_max;
    auto const file = message.attachments.front().file;
    auto fault = std::error_code{};
    auto const bytes = std::filesystem::file_size(file, fault);
    if (fault || bytes == 0) { co_return failed(platform::never("no_file", "The film cannot be read")); }
    auto first = first_call(message, bytes, secrets);
    auto const begun = co_await http.call(std::move(first));
    auto outcome = outcome_of(begun, "id");
    if (outcome.verdict != Verdict::accepted) { co_return failed(std::move(outcome)); }
    auto const id = std::move(outcome.external_id);
    auto refusal = co_await append_pieces(http, id, file, secrets);
    if (refusal) { co_return failed(*std::move(refusal)); }
    if (Clock::now() > until) { co_return later("film_too_slow", "The film took too long on its way"); }
    co_return co_await finished(http, id, until, secrets);
}

}  // namespace balie::connectors::x
