// Where platforms fetch files that they are to send: addresses of ours that last an hour and need no log-in.
#pragma once

#include "store/secret_box.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balie::delivery {

class FileAddresses {
public:
    FileAddresses() = default;
    // `is_public`: everybody reaches the URL; else only those of `near_origins` do.
    FileAddresses(std::string public_url, bool is_public, std::vector<std::string> near_origins)
        : public_url_(std::move(public_url)), is_public_(is_public), near_origins_(std::move(near_origins)) {}

    // For a platform at this api_base (empty: its usual place). Empty: it does not reach us.
    std::string address(store::SecretBox const& box, AccountId account, std::string_view attachment,
                        std::string_view api_base, Time now) const;

private:
    bool is_near(std::string_view api_base) const;

    std::string public_url_;
    bool is_public_ = false;
    std::vector<std::string> near_origins_;
};

}  // namespace balie::delivery
