// The feed of a Facebook page: posts and comments. A private answer goes to Messenger.
#pragma once

#include "sandbox/meta/page_platform.hpp"

namespace balie::sandbox::facebook {

class Facebook final : public meta::PagePlatform {
public:
    explicit Facebook(Line& line);

    Abilities const& abilities() const noexcept override;
    std::string new_post_id(Customer const& customer) override;
    Told said(Happening const& what) override;
    Told reacted(Happening const& what) override;
    Told edited(Happening const& what) override;
    Told revoked(Happening const& what) override;
    Told fared(Happening const& what) override;

protected:
    std::string new_comment_id(Post const& post) const override;
    Json profile(Customer const& customer) const override;
    std::optional<Channel> private_line() const override { return Channel::messenger; }

private:
    Json item(Happening const& what, std::string_view verb) const;
    Webhook feed(Json value) const;
};

}  // namespace balie::sandbox::facebook
