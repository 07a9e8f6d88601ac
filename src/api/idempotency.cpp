// The key is taken in a transaction of its own before the handler runs, so that of two at once one waits outside. An
// answer that says "try again" gives the key back.
#include "api/idempotency.hpp"

#include "api/problem.hpp"
#include "store/idempotency.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/log.hpp>

#include <chrono>
#include <optional>

namespace balie::api {
namespace {

namespace keys = store::idempotency;

constexpr auto key_bytes_max = std::size_t{255};
constexpr auto longest_request = std::chrono::minutes{1};
constexpr auto retry_after = std::chrono::seconds{1};

std::string hash_of(http::Request const& request) {
    return sha256(request.method + '\n' + request.target + '\n' + request.body);
}

bool is_worth_keeping(int status) noexcept { return status < 500 && status != 429; }

http::Response again(keys::Answer answer) {
    auto response = http::Response{answer.status};
    response.body = std::move(answer.body);
    if (!response.body.empty()) {
        response.headers.emplace_back("Content-Type",
                                      answer.status < 400 ? "application/json" : "application/problem+json");
    }
    response.headers.emplace_back("Idempotency-Replayed", "true");
    return response;
}

http::Response conflict(std::string detail, std::string reason) {
    return problem(Error{ErrorCode::conflict, std::move(detail), std::move(reason)});
}

http::Response answer_from(keys::Entry entry, std::string const& request_hash) {
    if (entry.request_hash != request_hash) {
        return conflict("the same Idempotency-Key came with another request", "other_request");
    }
    if (entry.answer) { return again(std::move(*entry.answer)); }
    if (std::chrono::system_clock::now() - entry.created_at > longest_request) {
        return conflict("nobody knows how the first request ended; look before trying again",
                        "outcome_unknown");
    }
    auto response = conflict("the first request with this Idempotency-Key still runs", "in_flight");
    response.headers.emplace_back("Retry-After", std::to_string(retry_after.count()));
    return response;
}

}  // namespace

Task<http::Response> run_handler(Route const& route, Call call) {
    auto answered = co_await route.handler(std::move(call));
    if (!answered) { co_return problem(answered.error()); }
    co_return std::move(*answered);
}

Task<http::Response> Idempotency::run(Route const& route, Call call, std::string name) {
    if (name.size() > key_bytes_max || !is_utf8(name)) {
        co_return problem(Error{ErrorCode::malformed, "Idempotency-Key must be at most 255 bytes of text"});
    }
    auto const key = keys::Key{call.actor.account, call.actor.user, storable(std::move(name))};
    auto const request_hash = hash_of(call.request);
    auto take = [key, request_hash](db::Transaction& transaction) -> Result<std::optional<keys::Entry>> {
        return keys::take(transaction, key, request_hash);
    };
    auto taken = co_await database_->run(key.account.value, std::move(take));
    if (!taken) { co_return problem(taken.error()); }
    if (*taken) { co_return answer_from(std::move(**taken), request_hash); }

    auto response = co_await run_handler(route, std::move(call));
    auto keep = [key, answer = keys::Answer{response.status, response.body}](
                    db::Transaction& transaction) -> Result<void> {
        if (is_worth_keeping(answer.status)) {
            keys::keep(transaction, key, answer);
        } else {
            keys::release(transaction, key);
        }
        return {};
    };
    auto const kept = co_await database_->run(key.account.value, std::move(keep));
    if (!kept) { log::warn("idempotency.not_kept", {{"detail", kept.error().detail}}); }
    co_return response;
}

}  // namespace balie::api
