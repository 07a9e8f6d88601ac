#include "delivery/file_addresses.hpp"

#include "store/handed_files.hpp"

#include <algorithm>
#include <chrono>

namespace balie::delivery {
namespace {

// Platforms fetch within minutes; each try of ours makes a new address.
constexpr auto lasts = std::chrono::hours{1};

}  // namespace

bool FileAddresses::is_near(std::string_view api_base) const {
    return std::ranges::any_of(near_origins_, [api_base](std::string_view origin) {
        return api_base.starts_with(origin) &&
               (api_base.size() == origin.size() || api_base[origin.size()] == '/');
    });
}

std::string FileAddresses::address(store::SecretBox const& box, AccountId account,
                                   std::string_view attachment, std::string_view api_base, Time now) const {
    auto const id = parse_id<Attachment>(attachment);
    if (!id || !(is_public_ || is_near(api_base))) { return {}; }
    auto const handed = store::handed_files::Handed{account, *id, now + lasts};
    return public_url_ + "/files/" + store::handed_files::token_of(handed, box);
}

}  // namespace balie::delivery
