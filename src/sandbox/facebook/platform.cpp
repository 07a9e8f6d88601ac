// https://developers.facebook.com/docs/graph-api/webhooks/reference/page (read 2026-11)
#include "sandbox/facebook/platform.hpp"

#include "sandbox/meta/graph.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace balie::sandbox::facebook {
namespace {

constexpr auto window_subcode = 2018278;
constexpr auto id_digits = std::size_t{15};

constexpr auto reactions = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"👍", "like"},
    {"❤️", "love"},
    {"😂", "haha"},
    {"🙏", "care"},
});

Abilities all_abilities() {
    auto can = Abilities{};
    can.in_public = Can{};
    auto& here = *can.in_public;
    here.replies = here.reactions = here.edits = here.deletes = true;
    here.files = {"image"};
    can.begins_posts = true;
    can.codes = {368, 613, 200, 190, 100};
    return can;
}

std::int64_t seconds(Time at) {
    return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

std::string_view word_of(std::string_view emoji) {
    auto const found =
        std::find_if(reactions.begin(), reactions.end(), [&](auto const& one) { return one.first == emoji; });
    return found == reactions.end() ? "like" : found->second;
}

}  // namespace

Facebook::Facebook(Line& line) : PagePlatform(line, "page", "page_id", "24", window_subcode) {}

Abilities const& Facebook::abilities() const noexcept {
    static auto const abilities = all_abilities();
    return abilities;
}

std::string Facebook::new_post_id(Customer const&) { return account().id + '_' + random_digits(id_digits); }

// A comment is called by its post's own number first.
std::string Facebook::new_comment_id(Post const& post) const {
    auto const& id = post.root.id;
    return id.substr(id.find('_') + 1) + '_' + random_digits(id_digits);
}

Json Facebook::profile(Customer const& customer) const {
    return {{"id", meta::customer_id(account(), customer)}, {"name", customer.name}};
}

// Whoever wrote or did it: a customer, or the page itself.
Json Facebook::item(Happening const& what, std::string_view verb) const {
    auto const is_root = what.entry == &what.post->root;
    auto value = Json{{"item", is_root ? "status" : "comment"},
                      {"verb", verb},
                      {"post_id", what.post->root.id},
                      {"created_time", seconds(what.entry->at)}};
    if (what.customer != nullptr) {
        value["from"] = {{"id", meta::customer_id(account(), *what.customer)}, {"name", what.customer->name}};
    } else {
        value["from"] = {{"id", account().id}, {"name", line().options().business}};
    }
    if (!is_root) {
        auto const& parent = what.entry->reply_to;
        value["comment_id"] = what.entry->id;
        value["parent_id"] = parent.empty() ? what.post->root.id : parent;
    }
    return value;
}

Webhook Facebook::feed(Json value) const {
    auto what = "feed." + text_in(value, "item") + ' ' + text_in(value, "verb");
    return meta::webhook(meta::change_payload(account(), "feed", std::move(value)), std::move(what));
}

Platform::Told Facebook::said(Happening const& what) {
    auto value = item(what, "add");
    if (!what.entry->text.empty()) { value["message"] = what.entry->text; }
    if (what.file == nullptr) { return feed(std::move(value)); }
    // A picture of one's own stands in the post's link, one in a comment is its photo.
    auto const is_root = what.entry == &what.post->root;
    if (is_root) { value["item"] = "photo"; }
    value[is_root ? "link" : "photo"] = file_url(*what.file);
    return feed(std::move(value));
}

Platform::Told Facebook::reacted(Happening const& what) {
    auto value = item(what, what.value.empty() ? "remove" : "add");
    value["item"] = "reaction";
    value["reaction_type"] = word_of(what.value);
    value["created_time"] = seconds(now());
    return feed(std::move(value));
}

Platform::Told Facebook::edited(Happening const& what) {
    auto value = item(what, "edited");
    value["message"] = what.value;
    return feed(std::move(value));
}

Platform::Told Facebook::revoked(Happening const& what) {
    auto value = item(what, "remove");
    value["created_time"] = seconds(now());
    return feed(std::move(value));
}

// What the page itself wrote comes back as everybody else's comments do.
Platform::Told Facebook::fared(Happening const& what) {
    if (what.post == nullptr) { return std::nullopt; }
    auto own = what;
    own.customer = nullptr;
    return said(own);
}

}  // namespace balie::sandbox::facebook
