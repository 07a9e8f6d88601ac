// libetpan speaks and reads IMAP on a stream that we give it; it opens no connection of its own. The line is logged in
// already, so it is greeted with PREAUTH.
#include "mail/imap_session.hpp"

#include <balie/base/text.hpp>

#include <libetpan/libetpan.h>

#include <algorithm>
#include <cstring>
#include <string_view>

namespace balie::mail {
namespace {

constexpr auto greeting = std::string_view{"* PREAUTH ready\r\n"};
constexpr auto buffer_bytes = std::size_t{16'384};
constexpr auto answer_bytes_max = std::size_t{64} << 20U;  // of one command: whoever sends more is cut off
constexpr auto uids_max = std::size_t{200'000};

Error broken(std::string_view during) {
    return Error{ErrorCode::unavailable, "the mailbox does not answer to " + std::string{during}, "broken"};
}

using SearchKey = std::unique_ptr<mailimap_search_key, decltype(&mailimap_search_key_free)>;
using FetchType = std::unique_ptr<mailimap_fetch_type, decltype(&mailimap_fetch_type_free)>;
using Set = std::unique_ptr<mailimap_set, decltype(&mailimap_set_free)>;
using Fetched = std::unique_ptr<clist, decltype(&mailimap_fetch_list_free)>;

}  // namespace

struct ImapSession::State {
    explicit State(std::unique_ptr<Connection> connection_) : connection(std::move(connection_)) {}
    ~State() {
        if (session != nullptr) { mailimap_free(session); }
    }
    State(State const&) = delete;
    State& operator=(State const&) = delete;

    static State& of(mailstream_low* low) { return *static_cast<State*>(low->data); }
    static ssize_t read(mailstream_low* low, void* to, size_t count);
    static ssize_t write(mailstream_low* low, void const* from, size_t count);

    void begin_command() noexcept { received = 0; }
    Result<std::vector<std::uint32_t>> search(SearchKey key);
    Result<Fetched> fetch(std::uint32_t uid, mailimap_fetch_att* what);

    std::unique_ptr<Connection> connection;
    mailimap* session = nullptr;
    std::size_t greeted = 0;
    std::size_t received = 0;
};

ssize_t ImapSession::State::read(mailstream_low* low, void* to, size_t count) {
    auto& state = of(low);
    if (state.greeted < greeting.size()) {
        auto const part = greeting.substr(state.greeted, count);
        std::memcpy(to, part.data(), part.size());
        state.greeted += part.size();
        return static_cast<ssize_t>(part.size());
    }
    if (state.received > answer_bytes_max) { return -1; }
    auto const got = state.connection->read({static_cast<char*>(to), count});
    if (got > 0) { state.received += static_cast<std::size_t>(got); }
    return got;
}

ssize_t ImapSession::State::write(mailstream_low* low, void const* from, size_t count) {
    return of(low).connection->write({static_cast<char const*>(from), count});
}

namespace {

int close_nothing(mailstream_low*) { return 0; }
int no_descriptor(mailstream_low*) { return -1; }
void free_low(mailstream_low* low) { std::free(low); }  // the state outlives the stream
void cancel_nothing(mailstream_low*) {}
struct mailstream_cancel* no_cancel(mailstream_low*) {
    return nullptr;
}
carray* no_chain(mailstream_low*) { return nullptr; }

}  // namespace

Result<std::unique_ptr<ImapSession>> ImapSession::open(MailServer const& server, Options const& options,
                                                       Stop const& stop) {
    auto connection = Connection::open(server, options, stop);
    if (!connection) { return connection.error(); }
    auto state = std::make_unique<State>(std::move(*connection));
    static auto driver = [] {
        auto made = mailstream_low_driver{};
        made.mailstream_read = &State::read;
        made.mailstream_write = &State::write;
        made.mailstream_close = &close_nothing;
        made.mailstream_get_fd = &no_descriptor;
        made.mailstream_free = &free_low;
        made.mailstream_cancel = &cancel_nothing;
        made.mailstream_get_cancel = &no_cancel;
        made.mailstream_get_certificate_chain = &no_chain;
        return made;
    }();
    state->session = mailimap_new(0, nullptr);
    auto* const low = mailstream_low_new(state.get(), &driver);
    auto* const stream = mailstream_new(low, buffer_bytes);
    if (mailimap_connect(state->session, stream) != MAILIMAP_NO_ERROR_AUTHENTICATED) {
        return broken("a greeting");
    }
    return std::unique_ptr<ImapSession>{new ImapSession{std::move(state)}};
}

ImapSession::ImapSession(std::unique_ptr<State> state) : state_(std::move(state)) {}

ImapSession::~ImapSession() = default;

Result<FolderState> ImapSession::examine(std::string const& folder) {
    state_->begin_command();
    auto const answer = mailimap_examine(state_->session, folder.c_str());
    if (answer == MAILIMAP_ERROR_EXAMINE) {
        return Error{ErrorCode::not_found, "the mailbox has no such folder", "folder"};
    }
    auto const* const selected = state_->session->imap_selection_info;
    if (answer != MAILIMAP_NO_ERROR || selected == nullptr) { return broken("EXAMINE"); }
    return FolderState{selected->sel_uidvalidity, selected->sel_uidnext};
}

Result<std::vector<std::uint32_t>> ImapSession::State::search(SearchKey key) {
    begin_command();
    clist* list = nullptr;
    if (mailimap_uid_search(session, nullptr, key.get(), &list) != MAILIMAP_NO_ERROR) {
        return broken("SEARCH");
    }
    auto uids = std::vector<std::uint32_t>{};
    for (auto* at = clist_begin(list); at != nullptr && uids.size() < uids_max; at = clist_next(at)) {
        uids.push_back(*static_cast<std::uint32_t*>(clist_content(at)));
    }
    mailimap_search_result_free(list);
    std::ranges::sort(uids);
    return uids;
}

// "n:*" names the last mail even when its number is lower.
Result<std::vector<std::uint32_t>> ImapSession::uids_after(std::uint32_t uid) {
    auto* const range = mailimap_set_new_interval(uid + 1, 0);
    auto found = state_->search(SearchKey{mailimap_search_key_new_uid(range), &mailimap_search_key_free});
    if (found) {
        std::erase_if(*found, [uid](std::uint32_t one) { return one <= uid; });
    }
    return found;
}

Result<std::vector<std::uint32_t>> ImapSession::uids_since(Time day) {
    auto const date = std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(day)};
    auto* const at = mailimap_date_new(static_cast<int>(static_cast<unsigned>(date.day())),
                                       static_cast<int>(static_cast<unsigned>(date.month())),
                                       static_cast<int>(date.year()));
    return state_->search(SearchKey{mailimap_search_key_new_since(at), &mailimap_search_key_free});
}

Result<Fetched> ImapSession::State::fetch(std::uint32_t uid, mailimap_fetch_att* what) {
    begin_command();
    auto const wanted = FetchType{mailimap_fetch_type_new_fetch_att(what), &mailimap_fetch_type_free};
    auto const set = Set{mailimap_set_new_single(uid), &mailimap_set_free};
    clist* list = nullptr;
    if (mailimap_uid_fetch(session, set.get(), wanted.get(), &list) != MAILIMAP_NO_ERROR) {
        return broken("FETCH");
    }
    return Fetched{list, &mailimap_fetch_list_free};
}

namespace {

// The first item of that kind among what was fetched; the server may tell of other mails in between.
mailimap_msg_att_static const* item_of(clist* fetched, int kind) {
    for (auto* mail = clist_begin(fetched); mail != nullptr; mail = clist_next(mail)) {
        auto const* const items = static_cast<mailimap_msg_att const*>(clist_content(mail));
        for (auto* at = clist_begin(items->att_list); at != nullptr; at = clist_next(at)) {
            auto const* const item = static_cast<mailimap_msg_att_item const*>(clist_content(at));
            if (item->att_type != MAILIMAP_MSG_ATT_ITEM_STATIC) { continue; }
            if (item->att_data.att_static->att_type == kind) { return item->att_data.att_static; }
        }
    }
    return nullptr;
}

Result<std::string> section_of(Result<Fetched> const& fetched) {
    if (!fetched) { return fetched.error(); }
    auto const* const item = item_of(fetched->get(), MAILIMAP_MSG_ATT_BODY_SECTION);
    if (item == nullptr || item->att_data.att_body_section->sec_body_part == nullptr) {
        return Error{ErrorCode::not_found, "the mail is gone"};
    }
    auto const& section = *item->att_data.att_body_section;
    return std::string{section.sec_body_part, section.sec_length};
}

}  // namespace

Result<std::size_t> ImapSession::size_of(std::uint32_t uid) {
    auto const fetched = state_->fetch(uid, mailimap_fetch_att_new_rfc822_size());
    if (!fetched) { return fetched.error(); }
    auto const* const item = item_of(fetched->get(), MAILIMAP_MSG_ATT_RFC822_SIZE);
    if (item == nullptr) { return Error{ErrorCode::not_found, "the mail is gone"}; }
    return static_cast<std::size_t>(item->att_data.att_rfc822_size);
}

Result<std::string> ImapSession::fetch(std::uint32_t uid) {
    return section_of(
        state_->fetch(uid, mailimap_fetch_att_new_body_peek_section(mailimap_section_new(nullptr))));
}

Result<std::string> ImapSession::fetch_head(std::uint32_t uid) {
    return section_of(
        state_->fetch(uid, mailimap_fetch_att_new_body_peek_section(mailimap_section_new_header())));
}

namespace {

bool is_marked_sent(mailimap_mailbox_list const& folder) {
    if (folder.mb_flag == nullptr || folder.mb_flag->mbf_oflags == nullptr) { return false; }
    for (auto* at = clist_begin(folder.mb_flag->mbf_oflags); at != nullptr; at = clist_next(at)) {
        auto const* const flag = static_cast<mailimap_mbx_list_oflag const*>(clist_content(at));
        if (flag->of_type == MAILIMAP_MBX_LIST_OFLAG_FLAG_EXT && flag->of_flag_ext != nullptr &&
            lowered(flag->of_flag_ext) == "sent") {
            return true;
        }
    }
    return false;
}

}  // namespace

Result<std::string> ImapSession::sent_folder() {
    state_->begin_command();
    clist* list = nullptr;
    if (mailimap_list(state_->session, "", "*", &list) != MAILIMAP_NO_ERROR) { return broken("LIST"); }
    auto name = std::string{};
    for (auto* at = clist_begin(list); at != nullptr && name.empty(); at = clist_next(at)) {
        auto const* const folder = static_cast<mailimap_mailbox_list const*>(clist_content(at));
        if (folder->mb_name != nullptr && is_marked_sent(*folder)) { name = folder->mb_name; }
    }
    mailimap_list_result_free(list);
    return name;
}

Result<bool> ImapSession::has_mail(std::string const& message_id) {
    auto* const name = ::strdup("Message-ID");
    auto* const value = ::strdup(("<" + message_id + ">").c_str());
    auto const found =
        state_->search(SearchKey{mailimap_search_key_new_header(name, value), &mailimap_search_key_free});
    if (!found) { return found.error(); }
    return !found->empty();
}

Result<void> ImapSession::create(std::string const& folder) {
    state_->begin_command();
    if (mailimap_create(state_->session, folder.c_str()) == MAILIMAP_NO_ERROR) { return {}; }
    return Error{ErrorCode::unavailable, "the folder " + folder + " cannot be made", "sent_folder"};
}

Result<void> ImapSession::append(std::string const& folder, std::string_view mail) {
    state_->begin_command();
    auto* const flags = mailimap_flag_list_new_empty();
    mailimap_flag_list_add(flags, mailimap_flag_new_seen());
    auto const answer =
        mailimap_append(state_->session, folder.c_str(), flags, nullptr, mail.data(), mail.size());
    mailimap_flag_list_free(flags);
    if (answer == MAILIMAP_NO_ERROR) { return {}; }
    if (answer == MAILIMAP_ERROR_APPEND) {
        return Error{ErrorCode::unavailable, "the mailbox does not take a copy", "sent_folder"};
    }
    return broken("APPEND");
}

bool ImapSession::offers_idle() {
    state_->begin_command();
    mailimap_capability_data* known = nullptr;
    if (mailimap_capability(state_->session, &known) != MAILIMAP_NO_ERROR) { return false; }
    mailimap_capability_data_free(known);
    return mailimap_has_idle(state_->session) != 0;
}

Result<Wake> ImapSession::idle(std::chrono::milliseconds at_most) {
    // A stop also cuts a command that is on its way.
    auto const cut = [this](std::string_view during) -> Result<Wake> {
        if (state_->connection->is_stopped()) { return Wake::stopped; }
        return broken(during);
    };
    state_->begin_command();
    if (mailimap_idle(state_->session) != MAILIMAP_NO_ERROR) { return cut("IDLE"); }
    auto const is_told = state_->session->imap_stream->read_buffer_len > 0;
    auto const wake = is_told ? Wake::readable : state_->connection->wait(at_most);
    if (wake == Wake::stopped) { return wake; }
    if (mailimap_idle_done(state_->session) != MAILIMAP_NO_ERROR) { return cut("DONE"); }
    return wake;
}

}  // namespace balie::mail
