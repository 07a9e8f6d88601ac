// https://developers.facebook.com/docs/messenger-platform/webhooks (read 2026-11)
#include "sandbox/messenger/platform.hpp"

#include "sandbox/portrait.hpp"

#include "sandbox/meta/graph.hpp"

namespace balie::sandbox::messenger {
namespace {

constexpr auto window_subcode = 2018278;

Abilities all_abilities() {
    auto can = Abilities{};
    can.in_private = Can{};
    auto& here = *can.in_private;
    here.replies = here.reactions = here.edits = here.deletes = here.unknown_kinds = true;
    here.files = {"image", "video", "audio", "document"};
    can.tells_delivered = can.tells_read = can.has_window = true;
    can.codes = {613, 10, 551, 200, 190, 100};
    return can;
}

}  // namespace

Messenger::Messenger(Line& line) : PagePlatform(line, "page", "page_id", "24", window_subcode) {}

Abilities const& Messenger::abilities() const noexcept {
    static auto const abilities = all_abilities();
    return abilities;
}

// It has no posts.
std::string Messenger::new_comment_id(Post const& post) const { return post.root.id; }

Json Messenger::profile(Customer const& customer) const {
    auto person = Json{{"id", meta::customer_id(account(), customer)},
                       {"first_name", customer.first_name()},
                       {"last_name", customer.last_name()}};
    person["profile_pic"] = file_url(shelved_portrait(line().media(), customer));
    return person;
}

Platform::Told Messenger::said(Happening const& what) {
    return meta::webhook(meta::said_payload(account(), what), "messaging.message");
}

Platform::Told Messenger::reacted(Happening const& what) {
    return meta::webhook(meta::reaction_payload(account(), what), "messaging.reaction");
}

Platform::Told Messenger::edited(Happening const& what) {
    return meta::webhook(meta::edit_payload(account(), what), "messaging.message_edit");
}

Platform::Told Messenger::revoked(Happening const& what) {
    return meta::webhook(meta::deletion_payload(account(), what), "messaging.message deleted");
}

Platform::Told Messenger::fared(Happening const& what) {
    if (what.customer == nullptr) { return std::nullopt; }
    if (what.value == "sent") { return meta::webhook(meta::echo_payload(account(), what), "messaging.echo"); }
    if (what.value == "delivered") {
        return meta::webhook(meta::delivery_payload(account(), what), "messaging.delivery");
    }
    return meta::webhook(meta::read_payload(account(), what), "messaging.read");
}

}  // namespace balie::sandbox::messenger
