// Mails that we wrote ourselves, as what the desk makes of them.
#include <connectors/email/dialect.hpp>
#include <connectors/email/mime.hpp>

#include <balie/base/text.hpp>

#include "support/files.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <random>

namespace balie::test {
namespace {

using connectors::email::read_events;
using nlohmann::json;

constexpr auto own = "service@winkel.example";

connectors::email::Read read(std::string const& name) {
    return read_events(bytes_of(payloads("email") / (name + ".eml")), own).value();
}

InboundMessage message(std::string const& name) {
    auto const events = read(name).events;
    EXPECT_EQ(events.size(), 1U);
    return std::get<InboundMessage>(events.front());
}

json email(InboundMessage const& message) { return json::parse(message.content).at("email"); }

TEST(EmailDialect, ReadsAFirstMail) {
    auto const mail = message("plain");

    EXPECT_EQ(mail.external_id, "first-1@klant.example");
    EXPECT_EQ(mail.contact.identities,
              (std::vector{IdentityValue{IdentityKind::email, "anna@klant.example"}}));
    EXPECT_EQ(mail.contact.name, "Anna de Vriès");
    EXPECT_EQ(mail.text, "Goedemorgen,\n\nMijn pakket is nog niet gekomen. Kost dat nu € 5?\n\nAnna");
    EXPECT_EQ(email(mail).at("subject"), "Pakket niet gekomen – bestelling 42");
    EXPECT_EQ(email(mail).at("cc").at(0).at("address"), "buur@klant.example");
    EXPECT_EQ(mail.platform_at, parse_time("2026-01-02T09:15:00Z"));
    EXPECT_TRUE(mail.is_private_thread);
    EXPECT_FALSE(mail.is_automatic);
    EXPECT_TRUE(mail.thread_external_ids.empty());
}

TEST(EmailDialect, ShowsTheNewWordsAndKeepsTheQuotation) {
    auto const mail = message("reply_alternative");

    EXPECT_EQ(mail.text, "Ja graag, stuur maar opnieuw.");
    EXPECT_NE(email(mail).at("quoted").get<std::string>().find("> Zullen we het opnieuw sturen?"),
              std::string::npos);
    EXPECT_EQ(mail.thread_external_ids,
              (std::vector<std::string>{"9.1.abc@winkel.example", "first-1@klant.example"}));
}

TEST(EmailDialect, PutsMailsThatNameTheSameFirstMailIntoOneThread) {
    EXPECT_EQ(message("reply_alternative").thread_key, message("plain").thread_key);
    EXPECT_NE(message("reply_html").thread_key, message("plain").thread_key);
}

TEST(EmailDialect, ShowsHtmlAsWordsOnlyAndKeepsItsFiles) {
    auto const taken = read("reply_html");
    auto const& mail = std::get<InboundMessage>(taken.events.front());

    EXPECT_EQ(
        mail.text,
        "Akkoord, zie de bestelling (https://klant.example/order?a=1&b=2).\nPrijs: € 10\n\nGroet,\nPiet");
    EXPECT_EQ(mail.content.find("tracker"), std::string::npos);
    EXPECT_NE(email(mail).at("quoted").get<std::string>().find("Hierbij de offerte."), std::string::npos);
    ASSERT_EQ(mail.attachments.size(), 2U);
    EXPECT_EQ(mail.attachments[0].kind, AttachmentKind::image);
    EXPECT_EQ(mail.attachments[1].name, "beëdigd.pdf");
    EXPECT_EQ(taken.files[1], "%PDF-1.4\n");
    EXPECT_EQ(mail.contact.name, "Bakker, Piet");
}

TEST(EmailDialect, MakesOfABounceTheStatusOfOurMessage) {
    auto const update = std::get<DeliveryUpdate>(read("bounce").events.front());

    EXPECT_EQ(update.external_id, "31.2.5c0e@winkel.example");
    EXPECT_EQ(update.status, DeliveryStatus::failed);
    EXPECT_EQ(update.error_code, "5.1.1");
    EXPECT_EQ(update.error_detail, "550 5.1.1 <weg@klant.example>: Recipient address rejected: User unknown");
}

TEST(EmailDialect, LeavesAMailThatIsStillTriedAsItIs) { EXPECT_TRUE(read("delayed").events.empty()); }

TEST(EmailDialect, MarksWhatAMachineWrote) {
    EXPECT_TRUE(message("vacation").is_automatic);
    EXPECT_EQ(email(message("vacation")).at("automatic"), "auto_submitted");
    EXPECT_TRUE(message("newsletter").is_automatic);
    EXPECT_EQ(message("newsletter").text, "Januari\n\n- Een\n- Twee");
    EXPECT_EQ(message("newsletter").contact.identities.front().value, "nieuws@lijst.example");
}

TEST(EmailDialect, AnswersWhoFilledInAForm) {
    auto const mail = message("web_form");

    EXPECT_EQ(mail.direction, Direction::in);
    EXPECT_EQ(mail.contact.identities.front().value, "karel@klant.example");
    EXPECT_EQ(mail.text, "Kan ik de café ook huren?");
}

TEST(EmailDialect, ShowsWhatOurAddressSentElsewhere) {
    auto const bytes = std::string{
        "From: service@winkel.example\r\nTo: anna@klant.example\r\nMessage-ID: <x@y>\r\n\r\nHallo"};

    auto const events = read_events(bytes, own).value().events;

    auto const& mail = std::get<InboundMessage>(events.front());
    EXPECT_EQ(mail.direction, Direction::out);
    EXPECT_EQ(mail.contact.identities.front().value, "anna@klant.example");
    EXPECT_TRUE(mail.is_automatic);  // anybody may write From: it ends nobody's wait
    EXPECT_NE(mail.content.find("unproved"), std::string::npos);
}

TEST(EmailDialect, NamesAMailWithoutAnIdByItsBytes) {
    auto const bytes = std::string{"From: anna@klant.example\n\nHallo"};

    auto const first = std::get<InboundMessage>(read_events(bytes, own).value().events.front());
    auto const again = std::get<InboundMessage>(read_events(bytes, own).value().events.front());

    EXPECT_TRUE(first.external_id.starts_with("sha256:"));
    EXPECT_EQ(first.external_id, again.external_id);
}

TEST(EmailDialect, SaysWhenNobodySentIt) {
    auto const events = read_events("Subject: leeg\n\nHallo", own).value().events;

    EXPECT_TRUE(std::holds_alternative<Unreadable>(events.front()));
    EXPECT_FALSE(read_events("", own));
}

TEST(EmailDialect, EndsWhateverTheNesting) {
    auto bytes = std::string{"From: a@b.example\nMIME-Version: 1.0\n"};
    for (auto depth = 0; depth < 3'000; ++depth) {
        auto const mark = "x" + std::to_string(depth);
        bytes += "Content-Type: multipart/mixed; boundary=\"" + mark + "\"\n\n--" + mark + "\n";
    }
    bytes += "Content-Type: text/plain\n\ndiep\n";

    auto const events = read_events(bytes, own);

    ASSERT_TRUE(events);
    EXPECT_EQ(email(std::get<InboundMessage>(events->events.front())).at("cut"), true);
}

TEST(EmailDialect, TakesNoMoreFilesThanItMay) {
    auto bytes =
        std::string{"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"};
    for (auto file = 0; file < 5'000; ++file) { bytes += "--x\nContent-Type: application/zip\n\nPK\n"; }

    auto const taken = read_events(bytes + "--x--\n", own).value();

    EXPECT_LE(taken.files.size(), 30U);
    EXPECT_EQ(taken.files.size(), std::get<InboundMessage>(taken.events.front()).attachments.size());
}

// The part that fills the room to the last byte leaves none for the next.
TEST(EmailDialect, TakesNoMoreWordsThanItMay) {
    constexpr auto room = std::size_t{512} << 10U;
    for (auto const left : {0U, 1U, 2U, 10U, 11U}) {
        auto bytes =
            std::string{"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n"};
        for (auto const size : {room - left, std::size_t{10}, 2 * room, room}) {
            bytes += "\n--x\nContent-Type: text/plain\n\n" + std::string(size, 'a');
        }

        auto const mail = connectors::email::read_mail(bytes + "\n--x--\n").value();

        EXPECT_LE(mail.text.size(), room) << left;
        EXPECT_TRUE(mail.is_cut) << left;
    }
}

TEST(EmailDialect, TakesNoAddressNameOrTimeThatCannotBe) {
    auto const longest = std::string(3'000, 'a');

    auto const nobody = read_events("From: " + longest + "@b.example\n\nHallo", own).value();
    auto const named =
        read_events("From: \"" + longest + "\" <a@b.example>\nDate: 1 Jan 0001 00:00 +0000\n\nHallo", own)
            .value();

    EXPECT_TRUE(std::holds_alternative<Unreadable>(nobody.events.front()));
    auto const& mail = std::get<InboundMessage>(named.events.front());
    EXPECT_EQ(mail.contact.name, std::string(255, 'a'));
    EXPECT_FALSE(mail.platform_at);
}

// Bytes changed at random, seeded: nothing may crash, and what is read must fit together.
TEST(EmailDialect, SurvivesBrokenMails) {
    auto dice = std::mt19937{20260102};
    for (auto const& file : files_in(payloads("email"), ".eml")) {
        auto const whole = bytes_of(file);
        for (auto round = 0; round < 150; ++round) {
            auto broken = whole;
            for (auto change = 0; change < 6; ++change) {
                broken[dice() % broken.size()] = static_cast<char>(dice());
            }
            if (round % 3 == 0) { broken.resize(dice() % broken.size()); }

            auto const taken = read_events(broken, own);

            if (!taken) { continue; }
            for (auto const& event : taken->events) {
                auto const* const mail = std::get_if<InboundMessage>(&event);
                if (mail == nullptr) { continue; }
                EXPECT_EQ(mail->attachments.size(), taken->files.size());
                EXPECT_TRUE(is_utf8(mail->text));
                EXPECT_TRUE(json::parse(mail->content).is_object());
            }
        }
    }
}

}  // namespace
}  // namespace balie::test
