// In base64url. How long a link is good stands in the row that it names, as its end does.
#include "store/proved_link.hpp"

#include "store/number_bytes.hpp"

#include <balie/base/crypto.hpp>

namespace balie::store {
namespace {

constexpr auto said_bytes = 2 * number_bytes;
constexpr auto proof_bytes = std::size_t{32};

}  // namespace

std::string token_of(std::string_view purpose, ProvedLink const& link, SecretBox const& box) {
    auto const said = written(link.account.value) + written(link.number);
    return to_base64url(said + box.prove(purpose, said));
}

std::optional<ProvedLink> read_token(std::string_view purpose, std::string_view token, SecretBox const& box) {
    auto const raw = from_base64(token);
    if (!raw || raw->size() != said_bytes + proof_bytes) { return std::nullopt; }
    // Of the spellings that base64 has for the same bytes, one is ours.
    if (to_base64url(*raw) != token) { return std::nullopt; }
    auto const said = std::string_view{*raw}.substr(0, said_bytes);
    if (!box.is_proven(purpose, said, std::string_view{*raw}.substr(said_bytes))) { return std::nullopt; }
    return ProvedLink{AccountId{number_at(said, 0)}, number_at(said, 1)};
}

}  // namespace balie::store
