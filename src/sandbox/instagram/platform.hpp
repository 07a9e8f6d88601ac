// Instagram: private messages of a professional account, and comments under what it shows.
#pragma once

#include "sandbox/meta/page_platform.hpp"

namespace balie::sandbox::instagram {

class Instagram final : public meta::PagePlatform {
public:
    explicit Instagram(Line& line);

    Abilities const& abilities() const noexcept override;
    Told said(Happening const& what) override;
    Told reacted(Happening const& what) override;
    Told edited(Happening const& what) override;
    Told revoked(Happening const& what) override;
    Told fared(Happening const& what) override;

protected:
    std::string new_comment_id(Post const& post) const override;
    Json profile(Customer const& customer) const override;
    Json shown(Post const& post) const override;

private:
    Webhook comment(Happening const& what, Json from) const;
};

}  // namespace balie::sandbox::instagram
