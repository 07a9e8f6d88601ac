// Both walks through the sandbox: a customer writes, the desk answers, and the ways in which either goes wrong.
#include "unit/sandbox/demo.hpp"

#include <gtest/gtest.h>

#include <balie/base/crypto.hpp>

#include <fstream>

namespace balie::sandbox::test {
namespace {

constexpr auto marieke = "/sandbox/api/customers/1";
constexpr auto marieke_phone = "31600000001";

class SandboxFlow : public testing::Test {
protected:
    Demo demo_;

    InboundMessage said(std::string const& text) {
        EXPECT_EQ(
            demo_.page("POST", std::string{marieke} + "/messages", {{"type", "text"}, {"text", text}}).status,
            204);
        auto const message =
            demo_.desk().next<InboundMessage>([&](auto const& one) { return one.text == text; });
        EXPECT_TRUE(message);
        return message.value_or(InboundMessage{});
    }

    bool hears(std::string const& external_id, DeliveryStatus status) {
        auto const heard = demo_.desk().next<DeliveryUpdate>(
            [&](auto const& one) { return one.external_id == external_id && one.status == status; });
        return heard.has_value();
    }

    void behave(Json const& manners) {
        EXPECT_EQ(demo_.page("PATCH", "/sandbox/api/manners", manners).status, 204);
    }
};

TEST_F(SandboxFlow, BringsACustomersWordsToTheDesk) {
    auto const message = said("Waar blijft de monteur? \xE2\x9A\xA1");

    EXPECT_EQ(message.address, "200000000000090");
    EXPECT_EQ(message.contact.name, "Marieke Jansen");
    EXPECT_EQ(message.contact.identities.size(), 2U);
}

TEST_F(SandboxFlow, KnowsACustomerWithoutANumber) {
    demo_.page("POST", "/sandbox/api/customers/5/messages", {{"type", "text"}, {"text", "hoi"}});

    auto const message = demo_.desk().next<InboundMessage>([](auto const& one) { return one.text == "hoi"; });

    ASSERT_TRUE(message);
    EXPECT_EQ(message->contact.username, "lottevandijk");
    for (auto const& identity : message->contact.identities) {
        EXPECT_NE(identity.kind, IdentityKind::phone);
    }
    auto answer = reply_to("", "dag Lotte");
    answer.recipient = message->contact.identities;
    EXPECT_EQ(demo_.send(std::move(answer)).verdict, Verdict::accepted);
    EXPECT_EQ(demo_.state("5")["customer"]["thread"].back()["text"], "dag Lotte");
}

TEST_F(SandboxFlow, ShowsTheAnswerAndTellsHowItFares) {
    said("Dag");

    auto const outcome = demo_.send(reply_to(marieke_phone, "Goedemiddag"));

    ASSERT_EQ(outcome.verdict, Verdict::accepted);
    EXPECT_TRUE(hears(outcome.external_id, DeliveryStatus::sent));
    EXPECT_TRUE(hears(outcome.external_id, DeliveryStatus::delivered));
    EXPECT_TRUE(hears(outcome.external_id, DeliveryStatus::read));
    auto const shown = demo_.state()["customer"]["thread"].back();
    EXPECT_EQ(shown["text"], "Goedemiddag");
    EXPECT_EQ(shown["status"], "read");
    auto const update = demo_.desk().next<DeliveryUpdate>([](auto const&) { return true; });
    EXPECT_EQ(update->opaque, "12.1");
}

TEST_F(SandboxFlow, CarriesFilesInBothDirections) {
    auto const bytes = std::string{"\x89PNG\r\n\x1A\n"} + random_bytes(5'000);
    EXPECT_EQ(
        demo_.upload(std::string{marieke} + "/media?name=meter.png&caption=De+meter", "image/png", bytes)
            .status,
        204);
    auto const message =
        demo_.desk().next<InboundMessage>([](auto const& one) { return one.text == "De meter"; });
    ASSERT_TRUE(message);
    auto folder = http::test::Folder{};
    auto* const media = demo_.desk().connector().media_source();

    auto const fetched =
        demo_.run(media->fetch(message->attachments.front(), demo_.secrets(), folder.path / "down", 10'000));

    ASSERT_TRUE(fetched);
    EXPECT_EQ(fetched->bytes, bytes.size());
    auto answer = reply_to(marieke_phone, "Dank u wel");
    auto attachment = OutboundAttachment{};
    attachment.kind = AttachmentKind::image;
    attachment.mime = "image/png";
    attachment.name = "terug.png";
    attachment.file = folder.path / "down";
    answer.attachments = {attachment};
    EXPECT_EQ(demo_.send(std::move(answer)).verdict, Verdict::accepted);
    auto const shown = demo_.state()["customer"]["thread"].back();
    EXPECT_EQ(shown["type"], "image");
    auto const file = demo_.page("GET", "/sandbox/api/media/" + shown["media_id"].get<std::string>(), {});
    EXPECT_EQ(std::string{file.static_body}, bytes);
}

TEST_F(SandboxFlow, SendsReactionsQuotesEditsAndDeletions) {
    auto const first = said("eerste");
    auto const command = [&](char const* what, Json body) {
        return demo_.page("POST", std::string{marieke} + what, body).status;
    };

    EXPECT_EQ(command("/messages", {{"type", "text"}, {"text", "tweede"}, {"reply_to", first.external_id}}),
              204);
    EXPECT_EQ(command("/reactions", {{"message_id", first.external_id}, {"emoji", "\xF0\x9F\x91\x8D"}}), 204);
    EXPECT_EQ(command("/edits", {{"message_id", first.external_id}, {"text", "eerste, beter"}}), 204);
    EXPECT_EQ(command("/deletions", {{"message_id", first.external_id}}), 204);
    EXPECT_EQ(command("/deletions", {{"message_id", first.external_id}}), 422);

    auto& desk = demo_.desk();
    auto const is_first = [&](auto const& one) { return one.target_external_id == first.external_id; };
    EXPECT_EQ(
        desk.next<InboundMessage>([](auto const& one) { return one.text == "tweede"; })->reply_to_external_id,
        first.external_id);
    EXPECT_TRUE(desk.next<ReactionChange>(is_first));
    EXPECT_TRUE(desk.next<MessageEdit>(is_first));
    EXPECT_TRUE(desk.next<MessageDeletion>(is_first));
}

TEST_F(SandboxFlow, LetsACustomerPressATemplatesButton) {
    auto message = reply_to(marieke_phone, "");
    auto form =
        OutboundTemplate{"gesprek_hervatten", "nl",
                         R"([{"type": "body", "parameters": [{"type": "text", "text": "Marieke"}]}])"};
    message.template_ = form;
    auto const outcome = demo_.send(std::move(message));
    ASSERT_EQ(outcome.verdict, Verdict::accepted) << "a template needs no open window";

    auto const press = Json{{"message_id", outcome.external_id}, {"button", 0}};
    EXPECT_EQ(demo_.page("POST", std::string{marieke} + "/presses", press).status, 204);

    auto const pressed =
        demo_.desk().next<InboundMessage>([](auto const& one) { return one.text == "Ja, graag"; });
    ASSERT_TRUE(pressed);
    EXPECT_EQ(pressed->reply_to_external_id, outcome.external_id);
}

TEST_F(SandboxFlow, FailsFreeTextOutsideTheWindow) {
    auto const outcome = demo_.send(reply_to(marieke_phone, "Bent u daar nog?"));

    ASSERT_EQ(outcome.verdict, Verdict::accepted);
    EXPECT_TRUE(hears(outcome.external_id, DeliveryStatus::failed));
    EXPECT_TRUE(demo_.state()["customer"]["thread"].empty());
}

TEST_F(SandboxFlow, RefusesAWrongToken) {
    auto values = demo_.secrets().values();
    values["access_token"] = "stolen";

    auto const outcome =
        demo_.run(demo_.desk().connector().send(reply_to(marieke_phone, "x"), Secrets{values}));

    EXPECT_EQ(outcome.verdict, Verdict::reauthorize);
}

TEST_F(SandboxFlow, ListsTemplatesAndIsHealthy) {
    auto const templates = demo_.run(demo_.desk().connector().template_source()->templates(demo_.secrets()));
    auto const health = demo_.run(demo_.desk().connector().health()->health(demo_.secrets()));

    ASSERT_TRUE(templates);
    EXPECT_EQ(templates->size(), 4U);
    ASSERT_TRUE(health);
    for (auto const& check : *health) { EXPECT_TRUE(check.ok) << check.name; }
}

TEST_F(SandboxFlow, TakesReadMarksAndTyping) {
    auto const message = said("Dag");
    auto* const signals = demo_.desk().connector().signals();
    auto const last = LastInbound{message.external_id, message.contact.identities.front()};

    EXPECT_TRUE(demo_.run(signals->mark_read(last, demo_.secrets())));
    EXPECT_TRUE(demo_.run(signals->typing(last, demo_.secrets())));

    auto const shown = demo_.state()["customer"];
    EXPECT_EQ(shown["thread"].back()["status"], "read");
    EXPECT_TRUE(shown.contains("typing_until"));
}

TEST_F(SandboxFlow, RefusesWithTheChosenCode) {
    said("Dag");
    behave({{"refuses_with", 131016}});
    EXPECT_EQ(demo_.send(reply_to(marieke_phone, "a")).verdict, Verdict::retry);
    behave({{"refuses_with", 131026}});
    EXPECT_EQ(demo_.send(reply_to(marieke_phone, "b")).verdict, Verdict::rejected);
}

TEST_F(SandboxFlow, LosesAnAnswerAfterTakingTheMessage) {
    said("Dag");
    behave({{"loses_answers", true}});

    EXPECT_EQ(demo_.send(reply_to(marieke_phone, "onzeker")).verdict, Verdict::uncertain);

    EXPECT_EQ(demo_.state()["customer"]["thread"].back()["text"], "onzeker");
    auto const told =
        demo_.desk().next<DeliveryUpdate>([](auto const& one) { return one.status == DeliveryStatus::sent; });
    ASSERT_TRUE(told);
    EXPECT_EQ(told->opaque, "12.1") << "the status says which message it was";
}

TEST_F(SandboxFlow, RepeatsAWebhookUntilItIsTaken) {
    said("Dag");
    demo_.desk().answer_with(503);

    said("Nog een keer");

    // The row is written when the answer is back, which may be after the desk has told us.
    auto traffic = demo_.state()["traffic"];
    while (!traffic[0].contains("is_repeat")) { traffic = demo_.state()["traffic"]; }
    EXPECT_EQ(traffic[0]["status"], 200);
    EXPECT_EQ(traffic[1]["status"], 503);
}

TEST_F(SandboxFlow, SendsEverythingTwiceWhenToldTo) {
    behave({{"repeats", true}});

    said("dubbel");
    said("en nog een");

    EXPECT_TRUE(demo_.desk().has_heard(4));
}

TEST_F(SandboxFlow, SignsWronglyWhenToldTo) {
    said("Dag");
    behave({{"signs_wrongly", true}});
    demo_.page("POST", std::string{marieke} + "/messages", {{"type", "text"}, {"text", "vals"}});
    while (demo_.state()["traffic"][0]["status"] != 401) { std::this_thread::yield(); }

    behave({{"signs_wrongly", false}});

    EXPECT_TRUE(demo_.desk().next<InboundMessage>([](auto const& one) { return one.text == "vals"; }));
}

TEST_F(SandboxFlow, HoldsDeliveryWhileThePhoneIsOff) {
    said("Dag");
    behave({{"is_off", true}});
    auto const outcome = demo_.send(reply_to(marieke_phone, "later"));
    EXPECT_TRUE(hears(outcome.external_id, DeliveryStatus::sent));

    behave({{"is_off", false}});

    EXPECT_TRUE(hears(outcome.external_id, DeliveryStatus::delivered));
}

TEST_F(SandboxFlow, RefusesWhatAPageMayNotAsk) {
    EXPECT_EQ(
        demo_.page("POST", "/sandbox/api/customers", {{"name", "Echt"}, {"phone", "0612345678"}}).status,
        422);
    EXPECT_EQ(
        demo_.page("POST", "/sandbox/api/customers", {{"name", "Nep"}, {"phone", "06-0000 0077"}}).status,
        201);
    EXPECT_EQ(demo_.page("POST", "/sandbox/api/customers/99/messages", {}).status, 404);
    EXPECT_EQ(demo_.page("POST", std::string{marieke} + "/messages", {{"type", "text"}, {"text", ""}}).status,
              422);
    EXPECT_EQ(demo_.page("PATCH", "/sandbox/api/manners", {{"x", 1}}).status, 422);
    EXPECT_EQ(demo_.page("GET", "/sandbox/api/wonders", {}).status, 404);
    EXPECT_EQ(demo_.upload(std::string{marieke} + "/media?name=a", "text/html", "<p>").status, 415);
    EXPECT_EQ(
        demo_.upload(std::string{marieke} + "/media?name=a", "image/png", std::string(6U << 20U, 'x')).status,
        413);
}

}  // namespace
}  // namespace balie::sandbox::test
