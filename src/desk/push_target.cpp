// Lengths are fixed but for the endpoint, which stands last.
#include "desk/push_target.hpp"

#include "store/push_subscriptions.hpp"

#include <balie/base/crypto.hpp>

namespace balie::desk {
namespace {

constexpr auto key_bytes = std::size_t{65};
constexpr auto auth_bytes = std::size_t{16};

}  // namespace

std::string seal_push_target(store::SecretBox const& box, AccountId account, PushTarget const& target) {
    auto const place = store::push_subscriptions::target_place(account, sha256(target.endpoint));
    return box.seal(place, target.public_key + target.auth_secret + target.endpoint);
}

Result<PushTarget> open_push_target(store::SecretBox const& box, AccountId account,
                                    std::string_view endpoint_hash, std::string_view sealed) {
    auto const place = store::push_subscriptions::target_place(account, endpoint_hash);
    auto const opened = box.open(place, sealed);
    if (!opened) { return opened.error(); }
    if (opened->size() <= key_bytes + auth_bytes) {
        return Error{ErrorCode::unavailable, "a subscription's keys are incomplete", "bad_push_target"};
    }
    return PushTarget{opened->substr(key_bytes + auth_bytes), opened->substr(0, key_bytes),
                      opened->substr(key_bytes, auth_bytes)};
}

}  // namespace balie::desk
