// What may be sent: the form, the moment, the length and the files.
#include "desk/reply_rules.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace balie::desk {
namespace {

using namespace std::chrono_literals;
using store::conversations::Standing;

auto const now = parse_time("2026-01-02T12:00:00Z").value();

Capabilities a_channel() {
    auto can = Capabilities{};
    can.text_max = 10;
    can.caption_max = 5;
    can.reply_window = 24h;
    can.media = {MediaLimit{AttachmentKind::image, 100, {"image/jpeg"}}};
    can.attachments_max = 1;
    return can;
}

Standing a_standing() {
    auto standing = Standing{ConversationId{1}};
    standing.last_inbound_at = now - 1h;
    return standing;
}

Attachment a_photo() {
    auto photo = Attachment{AttachmentId{1}, MessageId{}, AttachmentKind::image};
    photo.mime = "image/jpeg";
    photo.bytes = 100;
    return photo;
}

// What each case changes of a short text within the window, and the reason that it is refused for ("" when taken).
struct Case {
    std::string name;
    std::function<void(Reply&, Capabilities&, Standing&, std::vector<Attachment>&)> change;
    std::string reason;
};

void attach(Reply& reply, std::vector<Attachment>& files, Attachment const& file) {
    files.push_back(file);
    reply.attachment_ids.push_back(file.id);
}

std::vector<Case> cases() {
    return {
        {"a short text", [](auto&, auto&, auto&, auto&) {}, ""},
        {"exactly as long as may be", [](auto& r, auto&, auto&, auto&) { r.text = "0123456789"; }, ""},
        {"one too long", [](auto& r, auto&, auto&, auto&) { r.text = "0123456789a"; }, "too_long"},
        {"the window is closed", [](auto&, auto&, auto& s, auto&) { s.last_inbound_at = now - 24h; },
         "window_closed"},
        {"the customer never wrote", [](auto&, auto&, auto& s, auto&) { s.last_inbound_at.reset(); },
         "window_closed"},
        {"no window",
         [](auto&, auto& c, auto& s, auto&) {
             c.reply_window.reset();
             s.last_inbound_at.reset();
         },
         ""},
        {"sent after the window", [](auto& r, auto&, auto&, auto&) { r.send_at = now + 23h; },
         "window_closed"},
        {"sent within the window", [](auto& r, auto&, auto&, auto&) { r.send_at = now + 22h; }, ""},
        {"years ahead", [](auto& r, auto&, auto&, auto&) { r.send_at = now + 24h * 400; }, "out_of_range"},
        {"public", [](auto&, auto&, auto& s, auto&) { s.public_ = true; }, "public_not_confirmed"},
        {"public, confirmed", [](auto& r, auto&, auto& s, auto&) { s.public_ = r.public_confirmed = true; },
         ""},
        {"public, long after the customer wrote",
         [](auto& r, auto&, auto& s, auto&) {
             s.public_ = r.public_confirmed = true;
             s.last_inbound_at = now - 24h * 30;
         },
         ""},
        {"public, longer than a private text may be",
         [](auto& r, auto& c, auto& s, auto&) {
             s.public_ = r.public_confirmed = true;
             c.public_text_max = 12;
             r.text = "0123456789ab";
         },
         ""},
        {"public, longer than a public text may be",
         [](auto& r, auto& c, auto& s, auto&) {
             s.public_ = r.public_confirmed = true;
             c.public_text_max = 3;
             c.public_text_unit = TextUnit::utf8_bytes;
             r.text = "éé";
         },
         "too_long"},
        {"private, whatever a public text may be",
         [](auto&, auto& c, auto&, auto&) { c.public_text_max = 1; }, ""},
        {"within the late window",
         [](auto&, auto& c, auto& s, auto&) {
             c.late_reply_window = 24h * 7;
             s.last_inbound_at = now - 24h;
         },
         ""},
        {"after the late window",
         [](auto&, auto& c, auto& s, auto&) {
             c.late_reply_window = 24h * 7;
             s.last_inbound_at = now - 24h * 7;
         },
         "window_closed"},
        {"sent after the late window",
         [](auto& r, auto& c, auto&, auto&) {
             c.late_reply_window = 24h * 7;
             r.send_at = now + 24h * 7;
         },
         "window_closed"},
        {"the customer wants no messages", [](auto&, auto&, auto& s, auto&) { s.opted_out = true; },
         "opted_out"},
        {"the first private answer to somebody who wrote in public",
         [](auto& r, auto&, auto& s, auto&) {
             r.private_reply_to = MessageId{7};
             s.last_inbound_at.reset();
         },
         ""},
        {"public, where only the customer reads",
         [](auto& r, auto&, auto&, auto&) { r.public_confirmed = true; }, "not_public"},
        {"an inbox that was removed", [](auto&, auto&, auto& s, auto&) { s.inbox_gone = true; },
         "inbox_gone"},
        {"a template for an inbox that was removed",
         [](auto& r, auto& c, auto& s, auto&) {
             r.text = "";
             r.template_ = ReplyTemplate{"a", "nl"};
             c.templates = s.inbox_gone = true;
         },
         "inbox_gone"},
        {"quotes where none can", [](auto& r, auto&, auto&, auto&) { r.reply_to_id = MessageId{3}; },
         "replies_not_supported"},
        {"a template where there are none",
         [](auto& r, auto&, auto&, auto&) {
             r.text = "";
             r.template_ = ReplyTemplate{"a", "nl"};
         },
         "templates_not_supported"},
        {"a template after the window",
         [](auto& r, auto& c, auto& s, auto&) {
             r.text = "";
             r.template_ = ReplyTemplate{"a", "nl"};
             c.templates = true;
             s.last_inbound_at.reset();
         },
         ""},
        {"a reaction where there are none",
         [](auto& r, auto&, auto&, auto&) {
             r.text = "";
             r.reaction = ReplyReaction{MessageId{3}, "x"};
         },
         "reactions_not_supported"},
        {"a photo",
         [](auto& r, auto&, auto&, auto& f) {
             attach(r, f, a_photo());
             r.text = "";
         },
         ""},
        {"a file alone, where the channel counts in text messages and takes no caption",
         [](auto& r, auto& c, auto&, auto& f) {
             r.text.clear();
             c.text_unit = TextUnit::sms_segments;
             c.caption_max = 0;
             attach(r, f, a_photo());
         },
         ""},
        {"a caption too long",
         [](auto& r, auto&, auto&, auto& f) {
             attach(r, f, a_photo());
             r.text = "012345";
         },
         "too_long"},
        {"a photo too large",
         [](auto& r, auto&, auto&, auto& f) {
             auto p = a_photo();
             p.bytes = 101;
             attach(r, f, p);
             r.text = "";
         },
         "media_too_large"},
        {"another type",
         [](auto& r, auto&, auto&, auto& f) {
             auto p = a_photo();
             p.mime = "image/tiff";
             attach(r, f, p);
             r.text = "";
         },
         "media_not_supported"},
        {"another kind",
         [](auto& r, auto&, auto&, auto& f) {
             auto p = a_photo();
             p.kind = AttachmentKind::video;
             attach(r, f, p);
             r.text = "";
         },
         "media_not_supported"},
        {"two photos",
         [](auto& r, auto&, auto&, auto& f) {
             attach(r, f, a_photo());
             attach(r, f, a_photo());
             r.text = "";
         },
         "too_many_attachments"},
    };
}

TEST(ReplyRules, RefuseWithAReason) {
    for (auto const& each : cases()) {
        auto reply = Reply{};
        reply.text = "Hoi";
        auto channel = a_channel();
        auto standing = a_standing();
        auto files = std::vector<Attachment>{};
        each.change(reply, channel, standing, files);

        auto const may = may_be_sent(reply, channel, standing, files, now);

        EXPECT_EQ(may ? "" : may.error().reason, each.reason) << each.name;
    }
}

TEST(ReplyRules, SpacesAloneAreNothing) {
    for (auto const* const text : {" ", " \n\t ", "\u00A0\u2003", "\u200B\uFEFF"}) {
        auto reply = Reply{};
        reply.text = text;

        EXPECT_EQ(is_well_formed(reply).error().reason, "empty") << text;
        reply.kind = MessageKind::note;
        EXPECT_EQ(is_well_formed(reply).error().reason, "empty") << text;
        reply.attachment_ids = {AttachmentId{1}};
        EXPECT_TRUE(is_well_formed(reply)) << text;
    }
}

TEST(ReplyRules, AReactionIsOneEmojiOrNone) {
    auto const judged = [](char const* emoji) {
        auto reply = Reply{};
        reply.reaction = ReplyReaction{MessageId{1}, emoji};
        auto const formed = is_well_formed(reply);
        return formed ? std::string{} : formed.error().reason;
    };

    for (auto const* const emoji : {"", "👍", "👍🏽", "❤️", "❤", "👩‍👩‍👧", "🇳🇱",
                                    "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "5️⃣", "©️", "🙂‍↔️"}) {
        EXPECT_EQ(judged(emoji), "") << emoji;
    }
    for (auto const* const other : {"abc", "5", " ", "👍👍", "👍 ", "é", "<b>", "👍a", "\u200D"}) {
        EXPECT_EQ(judged(other), "not_an_emoji") << other;
    }
}

TEST(ReplyRules, AMessageIsOneThing) {
    auto empty = Reply{};
    auto both = Reply{};
    both.text = "Hoi";
    both.template_ = ReplyTemplate{"a", "nl"};
    auto note = Reply{};
    note.kind = MessageKind::note;
    note.reaction = ReplyReaction{MessageId{1}, "x"};
    auto later = Reply{};
    later.kind = MessageKind::note;
    later.text = "Hoi";
    later.send_at = now;
    auto loud = later;
    loud.send_at.reset();
    loud.public_confirmed = true;

    EXPECT_EQ(is_well_formed(empty).error().reason, "empty");
    EXPECT_EQ(is_well_formed(both).error().reason, "ambiguous");
    EXPECT_EQ(is_well_formed(note).error().field, "reaction");
    EXPECT_EQ(is_well_formed(later).error().field, "send_at");
    EXPECT_EQ(is_well_formed(loud).error().field, "public");
}

}  // namespace
}  // namespace balie::desk
