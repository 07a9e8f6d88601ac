// X: posts that mention or answer the account, direct messages, and a search over all public posts.
#pragma once

#include "sandbox/api_table.hpp"
#include "sandbox/x/payload.hpp"

namespace balie::sandbox::x {

class X final : public Platform {
public:
    explicit X(Line& line);

    Abilities const& abilities() const noexcept override;
    std::string new_id(Customer const& customer, Post const* post) override;
    Customer* customer_at(std::string_view address) const override;

    Told said(Happening const& what) override;
    Told revoked(Happening const& what) override;
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
    Answer post(http::Request const& request, http::PathValues const& values);
    Answer shown_post(http::Request const& request, http::PathValues const& values);
    Answer search(http::Request const& request, http::PathValues const& values);
    Answer remove(http::Request const& request, http::PathValues const& values);
    Answer hide(http::Request const& request, http::PathValues const& values);
    Answer direct_message(http::Request const& request, http::PathValues const& values);
    Answer upload(http::Request const& request, http::PathValues const& values);
    Answer person(http::Request const& request, http::PathValues const& values);
    Answer app_token(http::Request const& request, http::PathValues const& values);
    Answer webhooks(http::Request const& request, http::PathValues const& values);
    Answer challenge(http::Request const& request, http::PathValues const& values);
    Answer subscriptions(http::Request const& request, http::PathValues const& values);
    Answer subscribe(http::Request const& request, http::PathValues const& values);
    DeskMessage new_message(Json const& body, Json const& media_ids) const;

    std::vector<Happening> public_posts();

    Account account_;
    ApiTable<X> api_;
};

}  // namespace balie::sandbox::x
