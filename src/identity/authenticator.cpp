// Hashes the secret and asks the store; a secret of impossible length is not looked up.
#include "identity/authenticator.hpp"

#include "store/actors.hpp"

#include <balie/base/crypto.hpp>

namespace balie::identity {
namespace {

constexpr auto secret_characters = std::size_t{43};  // 256 bits in base64url, as random_token makes them

Error stranger() { return {ErrorCode::unauthenticated, "log in first"}; }

}  // namespace

Task<Result<access::Actor>> Authenticator::by_session(std::string secret) {
    if (secret.size() != secret_characters) { co_return stranger(); }
    auto find = [hash = sha256(secret), now = clock_->now()](db::Transaction& transaction) {
        return store::actors::by_session(transaction, hash, now);
    };
    co_return co_await database_->run(0, std::move(find));
}

Task<Result<access::Actor>> Authenticator::by_token(std::string secret) {
    if (secret.size() != secret_characters) { co_return stranger(); }
    auto find = [hash = sha256(secret), now = clock_->now()](db::Transaction& transaction) {
        return store::actors::by_token(transaction, hash, now);
    };
    co_return co_await database_->run(0, std::move(find));
}

Task<Result<access::Actor>> Authenticator::still_valid(access::Actor actor) {
    auto const account = actor.account.value;
    auto find = [actor = std::move(actor), now = clock_->now()](db::Transaction& transaction) {
        return store::actors::again(transaction, actor, now);
    };
    co_return co_await database_->run(account, std::move(find));
}

}  // namespace balie::identity
