#include "delivery/refusal.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace balie::delivery {
namespace {

using namespace std::chrono_literals;

constexpr auto noon = Time{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1} + 12h};

Capabilities whatsapp_like() {
    auto capabilities = Capabilities{};
    capabilities.text_max = 20;
    capabilities.caption_max = 5;
    capabilities.reply_window = 24h;
    capabilities.templates = true;
    capabilities.reactions = true;
    return capabilities;
}

OutboxItem an_item() {
    auto item = OutboxItem{};
    item.message = MessageId{7};
    item.status = DeliveryStatus::queued;
    item.text = "Goedemiddag";
    item.recipient.emplace_back(IdentityKind::phone, "31600000009");
    item.last_inbound_at = noon - 1h;
    return item;
}

struct Case {
    std::string name;
    std::function<void(OutboxItem&, Capabilities&)> change;
    std::string code;  // empty: may be sent
};

class Refusals : public testing::TestWithParam<Case> {};

TEST_P(Refusals, NameTheRule) {
    auto item = an_item();
    auto capabilities = whatsapp_like();
    GetParam().change(item, capabilities);

    auto const outcome = refusal(item, capabilities, noon);

    EXPECT_EQ(outcome ? outcome->code : "", GetParam().code);
    if (outcome) { EXPECT_EQ(outcome->verdict, Verdict::rejected); }
}

auto const cases = std::vector<Case>{
    {"an_answer_in_time", [](auto&, auto&) {}, ""},
    {"at_the_last_moment", [](auto& item, auto&) { item.last_inbound_at = noon - 24h; }, ""},
    {"after_it", [](auto& item, auto&) { item.last_inbound_at = noon - 24h - 1us; }, "window_closed"},
    {"nobody_wrote", [](auto& item, auto&) { item.last_inbound_at.reset(); }, "window_closed"},
    {"no_window",
     [](auto& item, auto& capabilities) {
         item.last_inbound_at.reset();
         capabilities.reply_window.reset();
     },
     ""},
    {"a_template_after_it",
     [](auto& item, auto&) {
         item.last_inbound_at.reset();
         item.text.clear();
         item.content = R"({"template":{"name":"groet","language":"nl","components":[]}})";
     },
     ""},
    {"no_templates",
     [](auto& item, auto& capabilities) {
         capabilities.templates = false;
         item.content = R"({"template":{"name":"groet","language":"nl","components":[]}})";
     },
     "template_not_supported"},
    {"a_reaction_after_it",
     [](auto& item, auto&) {
         item.last_inbound_at.reset();
         item.content = R"({"reaction":{"message_id":"5","emoji":"+"}})";
     },
     "window_closed"},
    {"no_reactions",
     [](auto& item, auto& capabilities) {
         capabilities.reactions = false;
         item.content = R"({"reaction":{"message_id":"5","emoji":"+"}})";
     },
     "reaction_not_supported"},
    {"too_long", [](auto& item, auto&) { item.text = std::string(21, 'a'); }, "too_long"},
    {"as_long_as_it_may_be", [](auto& item, auto&) { item.text = "éééééééééééééééééééé"; }, ""},
    {"too_long_a_caption", [](auto& item, auto&) { item.attachments.emplace_back(); }, "too_long"},
    {"two_files", [](auto& item, auto&) { item.attachments.resize(2); }, "too_many_attachments"},
    {"late_but_a_person_may",
     [](auto& item, auto& capabilities) {
         capabilities.late_reply_window = 48h;
         item.last_inbound_at = noon - 30h;
     },
     ""},
    {"after_the_late_window",
     [](auto& item, auto& capabilities) {
         capabilities.late_reply_window = 48h;
         item.last_inbound_at = noon - 48h - 1us;
     },
     "window_closed"},
    {"public_long_afterwards",
     [](auto& item, auto&) {
         item.thread_key = "post";
         item.last_inbound_at = noon - 24h * 30;
     },
     ""},
    {"too_long_in_public",
     [](auto& item, auto& capabilities) {
         capabilities.public_text_max = 10;
         item.thread_key = "post";
     },
     "too_long"},
    {"a_private_answer_to_a_comment",
     [](auto& item, auto&) {
         item.private_reply_to = "c1";
         item.last_inbound_at.reset();
     },
     ""},
    {"no_messages_please", [](auto& item, auto&) { item.is_opted_out = true; }, "opted_out"},
    {"nobody", [](auto& item, auto&) { item.recipient.clear(); }, "no_address"},
    {"nothing", [](auto& item, auto&) { item.text.clear(); }, "empty"},
    {"not_readable", [](auto& item, auto&) { item.content = R"({"reaction":{"message_id":5}})"; },
     "unreadable"},
};

INSTANTIATE_TEST_SUITE_P(Refusal, Refusals, testing::ValuesIn(cases),
                         [](auto const& info) { return info.param.name; });

TEST(Refusal, LateIsBetweenTheTwoWindows) {
    auto item = an_item();
    auto capabilities = whatsapp_like();
    capabilities.late_reply_window = 48h;

    auto const in_time = is_late(item, capabilities, noon);
    item.last_inbound_at = noon - 30h;
    auto const late = is_late(item, capabilities, noon);
    item.thread_key = "post";
    auto const in_public = is_late(item, capabilities, noon);
    item.thread_key.clear();
    item.last_inbound_at = noon - 49h;
    auto const too_late = is_late(item, capabilities, noon);

    EXPECT_FALSE(in_time);
    EXPECT_TRUE(late);
    EXPECT_FALSE(in_public);
    EXPECT_FALSE(too_late);
}

TEST(Refusal, WhatIsSettledIsNotSentAgain) {
    auto item = an_item();
    EXPECT_FALSE(is_settled(item));
    item.status = DeliveryStatus::sending;
    EXPECT_FALSE(is_settled(item));
    for (auto const status : {DeliveryStatus::uncertain, DeliveryStatus::sent, DeliveryStatus::failed,
                              DeliveryStatus::delivered, DeliveryStatus::read, DeliveryStatus::cancelled}) {
        item.status = status;
        EXPECT_TRUE(is_settled(item)) << to_word(status);
    }
    item.status = DeliveryStatus::queued;
    item.newest_attempt = 2;
    EXPECT_TRUE(is_settled(item));
}

}  // namespace
}  // namespace balie::delivery
