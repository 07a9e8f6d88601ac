// CM.com's messaging gateway: no signature, no message ids, a word in the address.
#pragma once

#include "sandbox/platform.hpp"

namespace balie::sandbox::cm {

class Cm final : public Platform {
public:
    explicit Cm(Line& line) : Platform(line) {}

    Abilities const& abilities() const noexcept override;
    std::string new_id(Customer const& customer, Post const* post) override;
    Customer* customer_at(std::string_view address) const override;

    Told said(Happening const& what) override;
    Told fared(Happening const& what) override;

    HttpCall signed_call(Webhook const& webhook, bool wrongly) const override;

    bool admits(http::Request const& request, std::string_view path) const override;
    http::Response turned_away() const override;
    Answer answer(http::Request const& request, std::string_view path) override;
    http::Response accepted(DeskMessage const& message) override;
    http::Response refusal(int code, std::string const& details) const override;
    int broken() const noexcept override;
    int unfetched() const noexcept override;
};

}  // namespace balie::sandbox::cm
