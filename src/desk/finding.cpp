// What a message keeps for ever (its inbox, its writer, that it has files) stands beside its words in the index; what may
// change (status, labels, assignee) is looked at in the conversation.
#include "desk/finding.hpp"

#include "desk/search.hpp"
#include "store/accounts.hpp"
#include "store/client_waits.hpp"
#include "store/contacts.hpp"
#include "store/inboxes.hpp"
#include "store/labels.hpp"
#include "store/teams.hpp"
#include "store/users.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>

namespace balie::desk {
namespace {

namespace search = store::search;

constexpr auto senders_max = std::int64_t{200};
constexpr auto users_max = 1000;
constexpr auto inboxes_max = std::size_t{100};  // of one agent; more are left to the rights alone

Error fault(std::string_view name, std::string const& detail) {
    return {ErrorCode::unprocessable, std::string{name} + ": " + detail, "bad_operator", "q"};
}

template <class Of>
std::string mark(char kind, Id<Of> id) {
    return std::string{"'"} + kind + ':' + to_string(id) + '\'';
}

// One of them; of none, what no message has.
std::string any_of(std::vector<std::string> const& marks) {
    if (marks.empty()) { return "'i:0'"; }
    auto text = std::string{"("};
    for (auto const& one : marks) { text += (text.size() > 1 ? "|" : "") + one; }
    return text + ')';
}

// The one whose name it is, else the only one whose name begins so.
template <class Item>
Result<decltype(Item::id)> only_one(std::vector<Item> const& items, std::string_view name,
                                    std::string const& value) {
    auto const wanted = lowered(value);
    auto begun = std::vector<decltype(Item::id)>{};
    for (auto const& item : items) {
        auto const called = lowered(item.name);
        if (called == wanted) { return item.id; }
        if (called.starts_with(wanted)) { begun.push_back(item.id); }
    }
    if (begun.empty()) { return fault(name, "there is none of that name"); }
    if (begun.size() > 1) { return fault(name, "more than one has a name that begins so"); }
    return begun.front();
}

// A day begins when the clock of whoever asks strikes midnight.
Result<Time> time_in(db::Transaction& transaction, std::string const& zone, std::string_view name,
                     std::string const& value) {
    auto const is_day = value.size() == 10;
    auto const at = parse_time(is_day ? value + "T00:00:00Z" : value);
    if (!at) { return fault(name, "must be a day as 2026-01-31, or a time of RFC 3339"); }
    if (!is_day || zone.empty()) { return *at; }
    using std::chrono::minutes;
    auto const day = store::client_waits::LocalTime{std::chrono::floor<minutes>(at->time_since_epoch())};
    return store::client_waits::instant_of(transaction, day, zone);
}

// Works through one question.
class Resolver {
public:
    Resolver(db::Transaction& transaction, access::Actor const& actor)
        : transaction_(&transaction), actor_(&actor) {}

    Result<Finding> run(SearchQuestion const& asked) {
        zone_ = &asked.time_zone;
        if (!zone_->empty() && !store::client_waits::is_time_zone(*transaction_, *zone_)) {
            return Error{ErrorCode::unprocessable, "must be the name of a time zone", "unknown_word",
                         "time_zone"};
        }
        add_terms(asked.terms);
        finding_.question.has_terms = finding_.question.has_words;
        for (auto const& one : asked.operators) {
            if (auto const added = add(one); !added) { return added.error(); }
        }
        if (!actor_->sees_all() && actor_->inboxes.size() <= inboxes_max) {
            auto marks = std::vector<std::string>{};
            for (auto const inbox : actor_->inboxes) { marks.push_back(mark('i', inbox)); }
            require(any_of(marks));
        }
        return finding_;
    }

private:
    search::Filter& filter() { return finding_.question.filter; }

    void require(std::string const& part, bool is_unwanted = false) {
        auto& query = finding_.question.query;
        query += (query.empty() ? "" : " & ") + std::string{is_unwanted ? "!" : ""} + '(' + part + ')';
        finding_.question.has_words = finding_.question.has_words || !is_unwanted;
    }

    // "the" and "de" say nothing beside other words; alone, or between quotes, they are meant.
    void add_terms(std::vector<SearchTerm> const& terms) {
        auto is_any = false;
        for (auto const exact : {false, true}) {
            for (auto const& term : terms) {
                auto const words = search::words(*transaction_, term.text, term.is_exact || exact);
                if (words.query.empty()) { continue; }
                is_any = true;
                require(words.query, term.is_unwanted);
                if (term.is_unwanted) { continue; }
                finding_.lexemes.insert(finding_.lexemes.end(), words.lexemes.begin(), words.lexemes.end());
            }
            if (is_any || terms.empty()) { return; }
        }
        require("'i:0'");  // punctuation alone is nowhere
    }

    Result<void> add(SearchOperator const& one) {
        using Adder = Result<void> (Resolver::*)(std::string const&);
        static auto const adders = std::map<std::string, Adder, std::less<>>{
            {"from", &Resolver::add_from},         {"inbox", &Resolver::add_inbox},
            {"channel", &Resolver::add_channel},   {"label", &Resolver::add_label},
            {"assignee", &Resolver::add_assignee}, {"team", &Resolver::add_team},
            {"before", &Resolver::add_before},     {"after", &Resolver::add_after},
            {"has", &Resolver::add_has},           {"is", &Resolver::add_is},
        };
        return (this->*adders.at(one.name))(one.value);
    }

    Result<void> add_from(std::string const& value) {
        auto marks = std::vector<std::string>{};
        if (value == "me") {
            marks.push_back(mark('u', actor_->user));
        } else {
            for (auto const& user : users()) {
                if (lowered(user.name).starts_with(lowered(value))) { marks.push_back(mark('u', user.id)); }
            }
            auto const contacts = writers(value);
            for (auto const id : search::identities(*transaction_, actor_->account, contacts)) {
                marks.push_back(mark('f', id));
            }
        }
        require(any_of(marks));
        return {};
    }

    std::vector<ContactId> writers(std::string const& value) {
        auto found = by_number(value);
        if (!found.empty()) { return found; }
        found = search::contacts(*transaction_, value, false, senders_max);
        return found.empty() ? search::contacts(*transaction_, value, true, senders_max) : found;
    }

    std::vector<ContactId> by_number(std::string const& value) {
        auto const country = store::accounts::default_country(*transaction_, actor_->account);
        auto filter = store::contacts::Filter{};
        filter.phone_prefix = search_of(value, country).phone_prefix;
        auto found = std::vector<ContactId>{};
        if (filter.phone_prefix.empty()) { return found; }
        auto const page = store::contacts::list(*transaction_, *actor_, filter, {}, senders_max);
        for (auto const& contact : page.items) { found.push_back(contact.id); }
        return found;
    }

    std::vector<User> users() const {
        return store::users::page(*transaction_, actor_->account, UserId{}, users_max);
    }

    std::vector<Inbox> inboxes() const {
        auto seen = store::inboxes::list(*transaction_, actor_->account);
        if (actor_->sees_all()) { return seen; }
        std::erase_if(seen, [this](Inbox const& inbox) {
            return !std::ranges::binary_search(actor_->inboxes, inbox.id);
        });
        return seen;
    }

    Result<void> add_inbox(std::string const& value) {
        auto marks = std::vector<std::string>{};
        for (auto const& inbox : inboxes()) {
            auto const is_meant =
                to_string(inbox.id) == value || lowered(inbox.name).starts_with(lowered(value));
            if (is_meant) { marks.push_back(mark('i', inbox.id)); }
        }
        if (marks.empty()) { return fault("inbox", "there is none of that name"); }
        require(any_of(marks));
        return {};
    }

    Result<void> add_channel(std::string const& value) {
        auto const channel = from_word<Channel>(lowered(value));
        if (!channel) { return fault("channel", "there is none of that name"); }
        auto marks = std::vector<std::string>{};
        for (auto const& inbox : inboxes()) {
            if (inbox.channel == *channel) { marks.push_back(mark('i', inbox.id)); }
        }
        require(any_of(marks));
        return {};
    }

    Result<void> add_label(std::string const& value) {
        auto const id = only_one(store::labels::list(*transaction_, actor_->account), "label", value);
        if (!id) { return id.error(); }
        filter().labels.push_back(*id);
        return {};
    }

    Result<void> add_assignee(std::string const& value) {
        if (value == "none" || value == "me") {
            filter().assignee_id = value == "me" ? actor_->user : UserId{};
            return {};
        }
        auto const id = only_one(users(), "assignee", value);
        if (!id) { return id.error(); }
        filter().assignee_id = *id;
        return {};
    }

    Result<void> add_team(std::string const& value) {
        auto const id = only_one(store::teams::list(*transaction_, actor_->account), "team", value);
        if (!id) { return id.error(); }
        filter().team_id = *id;
        return {};
    }

    Result<void> add_before(std::string const& value) {
        auto const at = time_in(*transaction_, *zone_, "before", value);
        if (!at) { return at.error(); }
        filter().until = *at;
        return {};
    }

    Result<void> add_after(std::string const& value) {
        auto const at = time_in(*transaction_, *zone_, "after", value);
        if (!at) { return at.error(); }
        filter().since = *at;
        return {};
    }

    Result<void> add_has(std::string const& value) {
        if (value != "attachment") { return fault("has", "must be attachment"); }
        require("'a:'");
        return {};
    }

    Result<void> add_is(std::string const& value) {
        if (auto const status = from_word<ConversationStatus>(value)) {
            if (!filter().statuses) { filter().statuses.emplace(); }
            filter().statuses->push_back(*status);
        } else if (value == "public" || value == "private") {
            filter().is_public = value == "public";
        } else if (value == "note") {
            require("'n:'");
        } else {
            return fault("is", "must be open, pending, snoozed, resolved, public, private or note");
        }
        return {};
    }

    db::Transaction* transaction_;
    access::Actor const* actor_;
    std::string const* zone_ = nullptr;
    Finding finding_;
};

// How many letters differ, at most; enough to put the nearest first.
std::size_t distance(std::string_view one, std::string_view other) {
    auto row = std::vector<std::size_t>(other.size() + 1);
    for (auto at = std::size_t{0}; at < row.size(); ++at) { row[at] = at; }
    for (auto left = std::size_t{1}; left <= one.size(); ++left) {
        auto diagonal = row[0];
        row[0] = left;
        for (auto at = std::size_t{1}; at < row.size(); ++at) {
            auto const kept = row[at];
            row[at] =
                std::min({row[at] + 1, row[at - 1] + 1,
                          diagonal + (one[left - 1] == other[at - 1] ? std::size_t{0} : std::size_t{1})});
            diagonal = kept;
        }
    }
    return row.back();
}

// The whole name, its beginning, the beginning of one of its words, or so many letters away.
std::size_t rank(std::string const& name, std::string const& typed) {
    auto const called = lowered(name.substr(0, 200));
    auto const wanted = lowered(typed);
    if (called == wanted) { return 0; }
    if (called.starts_with(wanted)) { return 1; }
    if (called.find(' ' + wanted) != std::string::npos) { return 2; }
    return 3 + distance(called, wanted);
}

}  // namespace

Result<Finding> finding_of(db::Transaction& transaction, access::Actor const& actor,
                           SearchQuestion const& asked) {
    return Resolver{transaction, actor}.run(asked);
}

std::vector<ContactId> contacts_called(db::Transaction& transaction, access::Actor const& actor,
                                       std::string const& typed, std::size_t limit) {
    auto const country = store::accounts::default_country(transaction, actor.account);
    auto filter = store::contacts::Filter{};
    auto search = search_of(typed, country);
    filter.phone_prefix = std::move(search.phone_prefix);
    filter.email = std::move(search.email);
    filter.name_prefix = filter.phone_prefix.empty() ? typed : std::string{};
    auto items =
        store::contacts::list(transaction, actor, filter, {}, static_cast<std::int64_t>(limit)).items;
    auto const called = search::contacts(transaction, typed, true, senders_max);
    auto const seen = store::contacts::visible_among(transaction, actor, called);
    for (auto& contact : store::contacts::find_many(transaction, actor.account, seen)) {
        auto const is_there =
            std::ranges::any_of(items, [&](Contact const& item) { return item.id == contact.id; });
        if (!is_there) { items.push_back(std::move(contact)); }
    }
    std::ranges::stable_sort(items, {}, [&](Contact const& contact) { return rank(contact.name, typed); });
    auto ids = std::vector<ContactId>{};
    for (auto const& item : items) {
        if (ids.size() < limit) { ids.push_back(item.id); }
    }
    return ids;
}

}  // namespace balie::desk
