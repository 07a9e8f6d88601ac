// A browser's side of Web Push: a subscription, and reading what is pushed to it.
#pragma once

#include <balie/base/web_push.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace balie::test {

class PushBrowser {
public:
    explicit PushBrowser(std::string endpoint);
    PushBrowser(std::string endpoint, P256Key key, std::string auth_secret);

    PushTarget const& target() const { return target_; }
    // Absent when the body is not for this browser, or was changed under way.
    std::optional<std::string> read(std::string_view body) const;

private:
    P256Key key_;
    PushTarget target_;
};

}  // namespace balie::test
