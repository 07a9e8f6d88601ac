// Messenger: private messages of a Facebook page.
#pragma once

#include "sandbox/meta/page_platform.hpp"

namespace balie::sandbox::messenger {

class Messenger final : public meta::PagePlatform {
public:
    explicit Messenger(Line& line);

    Abilities const& abilities() const noexcept override;
    Told said(Happening const& what) override;
    Told reacted(Happening const& what) override;
    Told edited(Happening const& what) override;
    Told revoked(Happening const& what) override;
    Told fared(Happening const& what) override;

protected:
    std::string new_comment_id(Post const& post) const override;
    Json profile(Customer const& customer) const override;
};

}  // namespace balie::sandbox::messenger
