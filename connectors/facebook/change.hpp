// One change of a page's feed, and what all readers of it share.
#pragma once

#include <connectors/meta/envelope.hpp>

#include <optional>
#include <string>

namespace balie::connectors::facebook {

struct Change {
    std::string address;
    json::Value const& source;
    json::Object const& value;
    std::string item = {};  // comment, post, photo, reaction ...
    std::string verb = {};  // add, edited, remove, hide ...
    std::string id = {};    // of the comment, or of the post where the change is about a post
    std::string post = {};
    std::string moment = {};      // created_time as it was written, or the entry's
    std::optional<Time> at = {};  // the same as a time
    InboundContact contact = {};
    bool is_ours = false;  // the page did it itself

    bool is_comment() const { return item == "comment"; }
};

Change change_of(meta::Entry const& entry, json::Value const& source, json::Object const& value);

}  // namespace balie::connectors::facebook
