// WhatsApp Cloud API, Graph v23.0. Any version is answered alike.
#pragma once

#include "sandbox/api_table.hpp"
#include "sandbox/platform.hpp"

namespace balie::sandbox::whatsapp {

class WhatsApp final : public Platform {
public:
    explicit WhatsApp(Line& line);

    Abilities const& abilities() const noexcept override;
    std::string new_id(Customer const& customer, Post const* post) override;
    Customer* customer_at(std::string_view address) const override;

    Told said(Happening const& what) override;
    Told reacted(Happening const& what) override;
    Told pressed(Happening const& what) override;
    Told edited(Happening const& what) override;
    Told revoked(Happening const& what) override;
    Told renumbered(Happening const& what) override;
    Told fared(Happening const& what) override;

    HttpCall signed_call(Webhook const& webhook, bool wrongly) const override;
    std::optional<Handshake> handshake() const override;

    bool admits(http::Request const& request, std::string_view path) const override;
    http::Response turned_away() const override;
    Answer answer(http::Request const& request, std::string_view path) override;
    http::Response accepted(DeskMessage const& message) override;
    http::Response refusal(int code, std::string const& details) const override;
    int broken() const noexcept override;

private:
    Answer messages(http::Request const& request, http::PathValues const& values);
    Answer upload(http::Request const& request, http::PathValues const& values);
    Answer node(http::Request const& request, http::PathValues const& values);
    Answer forget(http::Request const& request, http::PathValues const& values);
    Answer file(http::Request const& request, http::PathValues const& values);
    Answer templates(http::Request const& request, http::PathValues const& values);
    Answer subscriptions(http::Request const& request, http::PathValues const& values);
    http::Response signal(Json const& body);
    http::Response number() const;
    http::Response media_node(MediaFile const& file) const;

    ApiTable<WhatsApp> api_;
};

}  // namespace balie::sandbox::whatsapp
