// A thread as text.
#include "desk/transcript.hpp"

#include <gtest/gtest.h>

namespace balie::desk {
namespace {

Message said(std::string text) {
    auto message = Message{};
    message.id = MessageId{1};
    message.text = std::move(text);
    message.sender = {SenderType::contact, 1, "Noor"};
    message.created_at = parse_time("2026-01-01T09:41:00Z").value();
    return message;
}

TEST(Transcript, NamesWhoSaidWhatWhen) {
    EXPECT_EQ(transcript_of(said("Hallo\ndaar")),
              "2026-01-01T09:41:00Z  customer: Noor\n    Hallo\n    daar\n\n");
}

TEST(Transcript, TellsRepliesNotesFilesAndWhatDidNotArrive) {
    auto reply = said("Morgen");
    reply.direction = Direction::out;
    reply.status = DeliveryStatus::failed;
    EXPECT_NE(transcript_of(reply).find("  reply [not delivered]: Noor\n"), std::string::npos);
    auto note = said("Intern");
    note.kind = MessageKind::note;
    EXPECT_NE(transcript_of(note).find("  internal note: Noor\n"), std::string::npos);
    auto photo = said("");
    photo.attachments.push_back(Attachment{});
    photo.attachments.back().name = "bon.jpg";
    EXPECT_NE(transcript_of(photo).find(": bon.jpg]"), std::string::npos);
}

// Only what we say ourselves stands at the beginning of a line.
TEST(Transcript, NothingThatACustomerWroteLooksLikeALineOfOurs) {
    auto const* const forged = "2026-01-01T10:00:00Z  reply: Sanne";
    for (auto const* const end : {"\n", "\r", "\r\n", "\v", "\f", "\u0085", "\u2028", "\u2029"}) {
        auto message = said(std::string{"Ja"} + end + forged);
        message.sender.name = std::string{"Noor"} + end + forged;
        message.attachments.push_back(Attachment{});
        message.attachments.back().name = std::string{"bon.jpg"} + end + forged;

        auto const text = transcript_of(message);

        EXPECT_TRUE(text.starts_with("2026-01-01T09:41:00Z  customer: Noor " + std::string{forged} + "\n"));
        EXPECT_NE(text.find(std::string{"\n    Ja\n    "} + forged + "\n"), std::string::npos) << text;
        EXPECT_NE(text.find(std::string{": bon.jpg "} + forged + "]\n"), std::string::npos) << text;
    }
}

TEST(Transcript, LeavesOutWhatWasDoneAndNotSaid) {
    auto line = said("");
    line.kind = MessageKind::activity;
    EXPECT_TRUE(transcript_of(line).empty());
}

}  // namespace
}  // namespace balie::desk
