// A token is known by all that decides over it and over where it goes, but not by the refresh token: that changes with use.
#include <connectors/email/tokens.hpp>

#include <balie/base/crypto.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>

namespace balie::connectors::email {
namespace {

namespace asio = boost::asio;

constexpr auto before_its_end = std::chrono::minutes{5};
constexpr auto kept_max = std::size_t{10'000};
constexpr auto decisive = std::array{
    std::string_view{"provider"},      std::string_view{"tenant"},    std::string_view{"token_url"},
    std::string_view{"client_id"},     std::string_view{"scope"},     std::string_view{"address"},
    std::string_view{"client_secret"}, std::string_view{"imap_host"}, std::string_view{"smtp_host"}};

std::string key_of(Secrets const& secrets) {
    auto facts = std::to_string(secrets.inbox().value);
    for (auto const name : decisive) { facts += '\0' + std::string{secrets[name]}; }
    return to_hex(sha256(facts));
}

Secrets with_refresh_token(Secrets const& secrets, std::string const& next) {
    auto values = secrets.values();
    values["refresh_token"] = next;
    return Secrets{std::move(values), secrets.inbox(), secrets.account()};
}

// Whatever becomes of the one who asks, those who wait go on.
template <class Kept>
class Asking {
public:
    Asking(std::shared_ptr<Kept> kept, asio::any_io_executor const& executor) : kept_(std::move(kept)) {
        kept_->is_asking = true;
        kept_->bell = std::make_shared<asio::steady_timer>(executor, asio::steady_timer::time_point::max());
        kept_->last = Error{ErrorCode::unavailable, "the provider was not asked", "no_token"};
    }
    ~Asking() {
        kept_->is_asking = false;
        kept_->bell->cancel();
        kept_->bell.reset();  // it must not outlive the loop that it was made on
    }
    Asking(Asking const&) = delete;
    Asking& operator=(Asking const&) = delete;

private:
    std::shared_ptr<Kept> kept_;
};

}  // namespace

Task<Result<std::string>> Tokens::token(Secrets secrets, std::string refused) {
    // A cleared secret ends what was had by it.
    auto const possible = token_call(secrets);
    if (!possible) { co_return possible.error(); }
    auto kept = kept_for(secrets);
    if (!refused.empty() && kept->access == refused) { kept->access.clear(); }
    if (kept->is_asking) {
        auto const bell = kept->bell;
        co_await bell->async_wait(asio::as_tuple(asio::use_awaitable));
        co_return kept->last;
    }
    if (!kept->access.empty() && std::chrono::steady_clock::now() < kept->until) { co_return kept->access; }
    co_return co_await ask(std::move(secrets), std::move(kept));
}

Task<Result<std::string>> Tokens::ask(Secrets secrets, std::shared_ptr<Kept> kept) {
    auto const executor = co_await asio::this_coro::executor;
    auto const asking = Asking<Kept>{kept, executor};
    kept->access.clear();
    auto const used = kept->spent.empty() || secrets["refresh_token"] != kept->spent
                          ? secrets
                          : with_refresh_token(secrets, kept->next);
    auto call = token_call(used).value();
    auto const answer = co_await http_->call(std::move(call));
    if (!answer) {
        // The address is an administrator's word; the detail of a failed call is for the log of the client alone.
        kept->last = answer.error().refused
                         ? Error{ErrorCode::forbidden, "the provider's address is none that may be called",
                                 "forbidden_address"}
                         : Error{ErrorCode::unavailable, "the provider cannot be reached", "no_token"};
        co_return kept->last;
    }
    auto const token = read_token(*answer, used);
    if (!token) {
        kept->last = token.error();
        co_return kept->last;
    }
    auto const is_exchanged = !token->refresh.empty() && token->refresh != used["refresh_token"];
    if (is_exchanged && !used["refresh_token"].empty()) {
        co_await exchange(std::move(secrets), used, kept, token->refresh);
    }
    kept->access = token->access;
    kept->until = std::chrono::steady_clock::now() + token->lifetime - before_its_end;
    kept->last = token->access;
    co_return kept->last;
}

// Known here at once, for whoever still comes with the spent one; and kept for good under the one that stands there.
Task<void> Tokens::exchange(Secrets given, Secrets used, std::shared_ptr<Kept> kept, std::string fresh) {
    kept->spent = given["refresh_token"];
    kept->next = fresh;
    if (keeper_ == nullptr) { co_return; }
    auto const is_same = given["refresh_token"] == used["refresh_token"];
    auto const name = std::string{"refresh_token"};
    auto const written = co_await keeper_->exchange(std::move(given), name, fresh);
    if (is_same || !written || *written) { co_return; }
    co_await keeper_->exchange(std::move(used), name, std::move(fresh));
}

std::shared_ptr<Tokens::Kept> Tokens::kept_for(Secrets const& secrets) {
    if (kept_.size() >= kept_max) {
        std::erase_if(kept_, [](auto const& one) { return !one.second->is_asking; });
    }
    auto& kept = kept_[key_of(secrets)];
    if (!kept) { kept = std::make_shared<Kept>(); }
    return kept;
}

}  // namespace balie::connectors::email
