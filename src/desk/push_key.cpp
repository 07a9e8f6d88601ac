// Browsers subscribe to one key: another one would part the desk from all of them, so it is made once and kept.
#include "desk/push_key.hpp"

#include "store/push_subscriptions.hpp"

namespace balie::desk {

namespace subscriptions = store::push_subscriptions;

namespace {

Result<P256Key> opened(std::string const& sealed, AccountId account, store::SecretBox const& box) {
    auto const secret = box.open(subscriptions::key_place(account), sealed);
    if (!secret) { return secret.error(); }
    auto const key = p256_key_of(*secret);
    if (!key) { return Error{ErrorCode::unavailable, "the account's push key is none", "bad_push_key"}; }
    return *key;
}

}  // namespace

Result<std::optional<P256Key>> find_push_key(db::Transaction& transaction, AccountId account,
                                             store::SecretBox const& box, PushSettings const& settings) {
    if (!settings.is_on()) { return std::optional<P256Key>{}; }
    if (settings.key) { return settings.key; }
    auto const sealed = subscriptions::sealed_key(transaction, account);
    if (!sealed) { return std::optional<P256Key>{}; }
    auto const key = opened(*sealed, account, box);
    if (!key) { return key.error(); }
    return std::optional{*key};
}

Result<P256Key> push_key(db::Transaction& transaction, AccountId account, store::SecretBox const& box,
                         PushSettings const& settings) {
    if (settings.key) { return *settings.key; }
    if (auto const sealed = subscriptions::sealed_key(transaction, account)) {
        return opened(*sealed, account, box);
    }
    auto const drawn = box.seal(subscriptions::key_place(account), new_p256_key().private_key);
    return opened(subscriptions::keep_key(transaction, account, drawn), account, box);
}

}  // namespace balie::desk
