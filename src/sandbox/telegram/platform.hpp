// Telegram's Bot API: private chats with one bot.
#pragma once

#include "sandbox/api_table.hpp"
#include "sandbox/telegram/payload.hpp"

namespace balie::sandbox::telegram {

class Telegram final : public Platform {
public:
    explicit Telegram(Line& line);

    Abilities const& abilities() const noexcept override;
    std::string new_id(Customer const& customer, Post const* post) override;
    Customer* customer_at(std::string_view address) const override;

    Told said(Happening const& what) override;
    Told reacted(Happening const& what) override;
    Told edited(Happening const& what) override;

    HttpCall signed_call(Webhook const& webhook, bool wrongly) const override;

    bool admits(http::Request const& request, std::string_view path) const override;
    http::Response turned_away() const override;
    Answer answer(http::Request const& request, std::string_view path) override;
    http::Response accepted(DeskMessage const& message) override;
    http::Response refusal(int code, std::string const& details) const override;
    int broken() const noexcept override;

private:
    Answer message(http::Request const& request, http::PathValues const& values);
    Answer with_file(http::Request const& request, http::PathValues const& values);
    Answer action(http::Request const& request, http::PathValues const& values);
    Answer reaction(http::Request const& request, http::PathValues const& values);
    Answer about(http::Request const& request, http::PathValues const& values);
    Answer webhook_info(http::Request const& request, http::PathValues const& values);
    Answer set_webhook(http::Request const& request, http::PathValues const& values);
    Answer photos(http::Request const& request, http::PathValues const& values);
    Answer file_place(http::Request const& request, http::PathValues const& values);
    Answer file(http::Request const& request, http::PathValues const& values);
    DeskMessage addressed(std::string const& chat);

    ApiTable<Telegram> api_;
    // Both go on where an earlier run of the server stopped: they begin at the second of the start.
    std::int64_t last_update_;
    std::int64_t last_message_;
};

}  // namespace balie::sandbox::telegram
