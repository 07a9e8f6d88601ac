// https://developers.facebook.com/docs/instagram-platform/webhooks/examples (2025-11-24)
#include "sandbox/instagram/platform.hpp"

#include "sandbox/portrait.hpp"

#include "sandbox/meta/graph.hpp"

namespace balie::sandbox::instagram {
namespace {

constexpr auto window_subcode = 2534022;
constexpr auto comment_digits = std::size_t{12};

Abilities all_abilities() {
    auto can = Abilities{};
    can.in_private = Can{};
    auto& here = *can.in_private;
    here.replies = here.reactions = here.edits = here.deletes = here.unknown_kinds = true;
    here.files = {"image", "video", "audio"};
    // Nobody is told when a comment is changed or taken away.
    can.in_public = Can{};
    can.in_public->replies = true;
    can.tells_read = can.has_window = true;
    can.codes = {613, 10, 551, 200, 190, 100};
    return can;
}

}  // namespace

Instagram::Instagram(Line& line) : PagePlatform(line, "instagram", "instagram_id", "78", window_subcode) {}

Abilities const& Instagram::abilities() const noexcept {
    static auto const abilities = all_abilities();
    return abilities;
}

std::string Instagram::new_comment_id(Post const&) const { return "17900" + random_digits(comment_digits); }

Json Instagram::profile(Customer const& customer) const {
    auto person = Json{{"id", meta::customer_id(account(), customer)},
                       {"name", customer.name},
                       {"username", customer.handle}};
    person["profile_pic"] = file_url(shelved_portrait(line().media(), customer));
    return person;
}

Json Instagram::shown(Post const& post) const {
    auto const& root = post.root;
    auto node = Json{{"id", root.id},
                     {"caption", root.text},
                     {"media_type", "IMAGE"},
                     {"permalink", "https://www.instagram.com/p/" + root.id},
                     {"timestamp", meta::graph_time(root.at)},
                     {"username", line().options().handle}};
    auto const* const file = line().media().find(root.media_id);
    if (file != nullptr) { node["media_url"] = file_url(*file); }
    return node;
}

Webhook Instagram::comment(Happening const& what, Json from) const {
    auto value = Json{{"id", what.entry->id},
                      {"from", std::move(from)},
                      {"text", what.entry->text},
                      {"media", {{"id", what.post->root.id}, {"media_product_type", "FEED"}}}};
    if (!what.entry->reply_to.empty()) { value["parent_id"] = what.entry->reply_to; }
    return meta::webhook(meta::change_payload(account(), "comments", std::move(value)), "comments");
}

Platform::Told Instagram::said(Happening const& what) {
    if (what.post == nullptr) {
        return meta::webhook(meta::said_payload(account(), what), "messaging.message");
    }
    return comment(
        what, {{"id", meta::customer_id(account(), *what.customer)}, {"username", what.customer->handle}});
}

Platform::Told Instagram::reacted(Happening const& what) {
    return meta::webhook(meta::reaction_payload(account(), what), "messaging.reaction");
}

Platform::Told Instagram::edited(Happening const& what) {
    return meta::webhook(meta::edit_payload(account(), what), "messaging.message_edit");
}

Platform::Told Instagram::revoked(Happening const& what) {
    return meta::webhook(meta::deletion_payload(account(), what), "messaging.message deleted");
}

// What the account itself wrote under a post comes back as everybody else's comments do.
Platform::Told Instagram::fared(Happening const& what) {
    if (what.post != nullptr) {
        return comment(what, {{"id", account().id}, {"username", line().options().handle}});
    }
    if (what.customer == nullptr) { return std::nullopt; }
    if (what.value == "sent") { return meta::webhook(meta::echo_payload(account(), what), "messaging.echo"); }
    return meta::webhook(meta::read_payload(account(), what), "messaging.read");
}

}  // namespace balie::sandbox::instagram
