// What Messenger, Instagram and the page's feed have in common: the Graph API of a page or professional account.
#pragma once

#include "sandbox/api_table.hpp"
#include "sandbox/meta/private_payload.hpp"

#include <string>
#include <string_view>

namespace balie::sandbox::meta {

class PagePlatform : public Platform {
public:
    // `own_setting` names the setting that holds the account's own id.
    PagePlatform(Line& line, std::string_view object, std::string_view own_setting,
                 std::string_view customer_prefix, int window_subcode);

    std::string new_id(Customer const& customer, Post const* post) override;
    Customer* customer_at(std::string_view address) const override;

    HttpCall signed_call(Webhook const& webhook, bool wrongly) const override;
    std::optional<Handshake> handshake() const override;

    bool admits(http::Request const& request, std::string_view path) const override;
    http::Response turned_away() const override;
    Answer answer(http::Request const& request, std::string_view path) override;
    http::Response accepted(DeskMessage const& message) override;
    http::Response refusal(int code, std::string const& details) const override;
    int broken() const noexcept override;

protected:
    Account const& account() const noexcept { return account_; }
    virtual std::string new_comment_id(Post const& post) const = 0;
    // The profile of a customer, as this platform tells it.
    virtual Json profile(Customer const& customer) const = 0;
    // A public post, as this platform tells it.
    virtual Json shown(Post const& post) const;
    // Where a private answer to a public message arrives, when it is not here.
    virtual std::optional<Channel> private_line() const { return std::nullopt; }

private:
    Answer messages(http::Request const& request, http::PathValues const& values);
    Answer upload(http::Request const& request, http::PathValues const& values);
    Answer comment(http::Request const& request, http::PathValues const& values);
    Answer node(http::Request const& request, http::PathValues const& values);
    Answer subscriptions(http::Request const& request, http::PathValues const& values);
    Answer change(http::Request const& request, http::PathValues const& values);
    Answer remove(http::Request const& request, http::PathValues const& values);
    void address(DeskMessage& message, Json const& recipient);
    void read_content(DeskMessage& message, Json const& stated);
    Answer signal(std::string const& action, Json const& recipient);

    Account account_;
    int window_subcode_;
    ApiTable<PagePlatform> api_;
};

}  // namespace balie::sandbox::meta
