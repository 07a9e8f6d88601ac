// The words of a list's filter, read alike from a query and from a body that is kept.
#pragma once

#include "api/query.hpp"
#include "api/request_body.hpp"
#include "store/conversations.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::api {

inline std::optional<std::string> word_in(Query& query, std::string_view name) { return query.text(name); }
inline std::optional<std::string> word_in(RequestBody& body, std::string_view name) {
    return body.optional_text(name);
}

// me, none or an id.
template <class Source>
std::optional<UserId> assignee_in(Source& source, UserId me) {
    auto const word = word_in(source, "assignee");
    if (!word) { return std::nullopt; }
    if (*word == "me") { return me; }
    if (*word == "none") { return UserId{}; }
    auto const id = parse_id<User>(*word);
    if (!id) { source.fault("assignee", "ill_typed", "must be me, none or a user's id"); }
    return id;
}

// A field that takes one word alone.
template <class Source>
bool is_said(Source& source, std::string_view name, std::string_view word) {
    auto const said = word_in(source, name);
    if (said && *said != word) { source.fault(name, "unknown_word", "must be " + std::string{word}); }
    return said == word;
}

// What is owed, by whom, and who is in it.
template <class Source>
void read_marks(Source& source, UserId me, store::conversations::Filter& filter) {
    filter.failed = is_said(source, "sending", "failed");
    if (is_said(source, "mentioned", "me")) { filter.mentioned_id = me; }
    if (is_said(source, "participant", "me")) { filter.participant_id = me; }
    filter.offered = is_said(source, "offered", "me");
    auto const promised = word_in(source, "promised");
    if (promised && *promised != "me" && *promised != "any") {
        source.fault("promised", "unknown_word", "must be me or any");
    }
    filter.promised = promised.has_value();
    if (promised == "me") { filter.promiser_id = me; }
}

// Each once: a list asks for each value apart.
template <class T>
void keep_each_once(std::optional<std::vector<T>>& values) {
    if (!values) { return; }
    std::ranges::sort(*values);
    values->erase(std::unique(values->begin(), values->end()), values->end());
}
inline void keep_each_once(store::conversations::Filter& filter) {
    keep_each_once(filter.statuses);
    keep_each_once(filter.inboxes);
    keep_each_once(filter.channels);
    keep_each_once(filter.labels);
    keep_each_once(filter.priorities);
}

}  // namespace balie::api
