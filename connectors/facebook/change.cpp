// https://developers.facebook.com/docs/graph-api/webhooks/reference/page (read 2026-11)
#include <connectors/facebook/change.hpp>

#include <connectors/meta/anonymous.hpp>

namespace balie::connectors::facebook {
namespace {

using json::Object;

// Older payloads say sender_id, ratings reviewer_id. The member is missing when the app may not read who it was.
std::string author_id(Object const& value) {
    auto const* const from = json::object_in(value, "from");
    auto id = from == nullptr ? std::string{} : meta::id_in(*from, "id");
    if (id.empty()) { id = meta::id_in(value, "sender_id"); }
    return id.empty() ? meta::id_in(value, "reviewer_id") : id;
}

std::string author_name(Object const& value) {
    auto const* const from = json::object_in(value, "from");
    auto name = from == nullptr ? std::string{} : meta::name_in(*from, "name");
    if (name.empty()) { name = meta::name_in(value, "sender_name"); }
    return name.empty() ? meta::name_in(value, "reviewer_name") : name;
}

std::string first_of(Object const& value, std::initializer_list<std::string_view> keys) {
    for (auto const key : keys) {
        if (auto id = meta::id_in(value, key); !id.empty()) { return id; }
    }
    return {};
}

}  // namespace

Change change_of(meta::Entry const& entry, json::Value const& source, Object const& value) {
    auto change = Change{entry.address, source, value};
    change.item = meta::name_in(value, "item");
    change.verb = meta::name_in(value, "verb");
    change.post = first_of(value, {"post_id", "open_graph_story_id"});
    auto const comment = meta::id_in(value, "comment_id");
    change.id = comment.empty() ? change.post : comment;
    if (change.post.empty()) { change.post = first_of(value, {"parent_id", "comment_id"}); }
    change.moment = meta::id_in(value, "created_time");
    change.at = meta::time_in(value, "created_time");
    if (change.moment.empty()) { change.moment = entry.moment; }
    if (!change.at) { change.at = entry.at; }
    auto author = author_id(value);
    change.is_ours = author == entry.address;
    if (author.empty()) {
        change.contact = meta::anonymous(change.id);
    } else {
        change.contact.identities.emplace_back(IdentityKind::facebook_user, std::move(author));
    }
    change.contact.name = author_name(value);
    return change;
}

}  // namespace balie::connectors::facebook
