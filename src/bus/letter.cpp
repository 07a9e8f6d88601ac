// Written piece by piece until one is full: what was committed first, for that is what agents wait for.
#include "bus/letter.hpp"

#include <nlohmann/json.hpp>

#include <exception>

namespace balie::bus {
namespace {

using nlohmann::json;

constexpr auto overhead = std::size_t{96};   // of the letter's own words
constexpr auto entry_max = std::size_t{48};  // of one entry that is two numbers

std::string to_text(json const& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

json to_json(Whisper const& whisper) {
    auto entry = json{{"account", whisper.account.value}, {"item", whisper.item}};
    if (whisper.hearers.but) { entry["but"] = whisper.hearers.but.value; }
    if (auto const& place = whisper.hearers.place) {
        entry["place"] = {place->inbox.value, place->team.value, place->assignee.value};
    }
    return entry;
}

Whisper whisper_from(json const& entry) {
    auto whisper = Whisper{AccountId{entry.at("account").get<std::int64_t>()}, {}, entry.at("item")};
    if (entry.contains("but")) { whisper.hearers.but = UserId{entry["but"].get<std::int64_t>()}; }
    if (entry.contains("place")) {
        auto const& place = entry["place"];
        whisper.hearers.place =
            access::Place{InboxId{place.at(0).get<std::int64_t>()}, TeamId{place.at(1).get<std::int64_t>()},
                          UserId{place.at(2).get<std::int64_t>()}};
    }
    return whisper;
}

// One letter after the other: the next begins when an entry no longer fits.
class Pages {
public:
    Pages(std::string const& from, std::size_t bytes_max) : from_(&from), bytes_max_(bytes_max) { begin(); }

    void add(char const* part, json entry, std::size_t bytes) {
        if (used_ + bytes > bytes_max_) {
            if (bytes > bytes_max_ - overhead - from_->size()) { return; }
            end();
            begin();
        }
        page_[part].push_back(std::move(entry));
        used_ += bytes;
    }

    std::vector<std::string> all() && {
        end();
        return std::move(written_);
    }

private:
    void begin() {
        page_ = json{{"from", *from_}};
        used_ = overhead + from_->size();
    }
    void end() { written_.push_back(to_text(page_)); }

    std::string const* from_;
    std::size_t bytes_max_;
    json page_;
    std::size_t used_ = 0;
    std::vector<std::string> written_;
};

Letter letter_from(json const& page) {
    auto letter = Letter{};
    auto const part = [&page](char const* name) { return page.contains(name) ? page[name] : json::array(); };
    for (auto const& entry : part("committed")) {
        letter.committed[AccountId{entry.at(0).get<std::int64_t>()}] = entry.at(1).get<std::int64_t>();
    }
    for (auto const& entry : part("rights")) {
        letter.rights.emplace(AccountId{entry.at(0).get<std::int64_t>()},
                              UserId{entry.at(1).get<std::int64_t>()});
    }
    for (auto const& entry : part("inboxes")) {
        letter.inboxes.emplace(AccountId{entry.at(0).get<std::int64_t>()},
                               InboxId{entry.at(1).get<std::int64_t>()});
    }
    for (auto const& entry : part("whispers")) { letter.whispers.push_back(whisper_from(entry)); }
    return letter;
}

}  // namespace

std::vector<std::string> write(std::string const& from, Letter letter, std::size_t bytes_max) {
    auto pages = Pages{from, bytes_max};
    for (auto const& [account, seq] : letter.committed) {
        pages.add("committed", {account.value, seq}, entry_max);
    }
    for (auto const& [account, user] : letter.rights) {
        pages.add("rights", {account.value, user.value}, entry_max);
    }
    for (auto const& [account, inbox] : letter.inboxes) {
        pages.add("inboxes", {account.value, inbox.value}, entry_max);
    }
    for (auto const& whisper : letter.whispers) {
        auto entry = to_json(whisper);
        auto const bytes = to_text(entry).size() + 1;
        pages.add("whispers", std::move(entry), bytes);
    }
    return std::move(pages).all();
}

Result<Received> read(std::string_view text) {
    try {
        auto const page = json::parse(text);
        return Received{page.at("from"), letter_from(page)};
    } catch (std::exception const&) {
        return Error{ErrorCode::malformed, "a letter between nodes cannot be read"};
    }
}

}  // namespace balie::bus
