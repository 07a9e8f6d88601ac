// Twilio's messaging API 2010-04-01: text messages to one number.
#pragma once

#include "sandbox/api_table.hpp"
#include "sandbox/platform.hpp"

#include <balie/base/text.hpp>

namespace balie::sandbox::twilio {

class Twilio final : public Platform {
public:
    explicit Twilio(Line& line);

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

private:
    Answer send(http::Request const& request, http::PathValues const& values);
    Answer list(http::Request const& request, http::PathValues const& values);
    Answer files(http::Request const& request, http::PathValues const& values);
    Answer file(http::Request const& request, http::PathValues const& values);
    Answer account(http::Request const& request, http::PathValues const& values);
    Json listed(Customer const& customer, Entry const& entry) const;

    ApiTable<Twilio> api_;
};

// What is signed: the address, then every name with its value, in the order of the names.
std::string signature(std::string_view url, Fields fields, std::string_view auth_token);

}  // namespace balie::sandbox::twilio
