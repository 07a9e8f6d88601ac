#include "mail/client.hpp"

#include "mail/handle.hpp"
#include "mail/imap_session.hpp"
#include "mail/sent_copy.hpp"

#include <balie/base/email_address.hpp>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cstring>
#include <optional>

namespace balie::mail {
namespace {

namespace asio = boost::asio;

constexpr auto threads = std::size_t{6};
constexpr auto in_hand_max = std::size_t{64};
constexpr auto permanent = 500;
constexpr auto look_in_milliseconds = 20'000L;

// What libcurl has taken of the letter.
struct Reading {
    std::string const* bytes;
    Handle const* handle;
    std::string_view to;
    std::size_t at = 0;
    bool is_ended = false;
};

std::size_t hand_over(char* to, std::size_t, std::size_t count, void* reading) {
    auto& from = *static_cast<Reading*>(reading);
    // The server would take it for the copies alone; what a copy answers must have gone to the customer.
    if (from.handle->refusal_of(from.to) != nullptr) { return CURL_READFUNC_ABORT; }
    auto const part = std::min(count, from.bytes->size() - from.at);
    std::memcpy(to, from.bytes->data() + from.at, part);
    from.at += part;
    from.is_ended = from.at == from.bytes->size();
    return part;
}

PostOutcome not_posted(Error const& error) {
    auto outcome = PostOutcome{};
    outcome.stage = PostStage::not_written;
    outcome.detail = error.detail;
    outcome.is_forbidden = error.code == ErrorCode::forbidden || error.code == ErrorCode::unprocessable;
    return outcome;
}

// "bob@example.org: 550 no such user; ...". The letter is gone by now: a copy that a server wants later would be a letter
// of its own, for hours perhaps, so whoever wrote it is told and decides.
std::string refused_copies(Handle const& handle) {
    auto told = std::string{};
    for (auto const& one : handle.refused()) {
        told += (told.empty() ? "" : "; ") + one.address + ": " + one.words;
        if (one.code < permanent) { told += " (for now; this copy is not tried again)"; }
    }
    return told;
}

// The reply to DATA ("354 go ahead") is the last one while the letter is on its way: then nobody has judged it yet.
PostOutcome judged(Handle const& handle, CURLcode code, Reading const& reading) {
    constexpr auto go_ahead = 354;
    auto outcome = PostOutcome{};
    if (auto const* const refusal = handle.refusal_of(reading.to)) {
        outcome.code = refusal->code;
        outcome.detail = refusal->words;
        return outcome;
    }
    outcome.is_taken = code == CURLE_OK;
    outcome.stage = reading.is_ended ? PostStage::after_end : PostStage::before_end;
    auto const reply = handle.last_reply();
    outcome.code = reply >= 400 && reply != go_ahead ? reply : 0;
    outcome.is_refused_log_in = code == CURLE_LOGIN_DENIED;
    outcome.detail = outcome.is_taken    ? refused_copies(handle)
                     : outcome.code != 0 ? handle.last_words()
                                         : handle.fault(code);
    return outcome;
}

struct Recipients {
    explicit Recipients(Letter const& letter) : list(nullptr, &curl_slist_free_all) {
        add(letter.to);
        for (auto const& copy : letter.copies) { add(copy); }
    }
    void add(std::string const& address) {
        list.reset(curl_slist_append(list.release(), ("<" + address + ">").c_str()));
    }
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> list;
};

}  // namespace

Client::Client(Options options) : options_(std::move(options)), pool_(threads) {
    [[maybe_unused]] static auto const is_ready = curl_global_init(CURL_GLOBAL_DEFAULT);
}

Client::~Client() {
    stop_.raise();
    pool_.join();
}

template <class Work>
auto Client::run(Work work) -> Task<std::invoke_result_t<Work&>> {
    using Value = std::invoke_result_t<Work&>;
    auto start = [this](auto handler, Work job) {
        auto executor =
            asio::prefer(asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked);
        asio::post(pool_, [this, handler = std::move(handler), executor, job = std::move(job)]() mutable {
            auto value = job();
            --in_hand_;
            asio::post(executor, [handler = std::move(handler), value = std::move(value)]() mutable {
                std::move(handler)(std::move(value));
            });
        });
    };
    ++in_hand_;
    co_return co_await asio::async_initiate<asio::use_awaitable_t<> const, void(Value)>(
        start, asio::use_awaitable, std::move(work));
}

Task<PostOutcome> Client::post(Letter letter) {
    if (in_hand_ >= in_hand_max) {
        co_return not_posted(Error{ErrorCode::unavailable, "too many letters at once"});
    }
    auto copy = std::move(letter.copy);
    auto const written = std::make_shared<std::string>();
    auto work = [this, letter = std::move(letter), written] { return post_here(letter, *written); };
    auto outcome = co_await run(std::move(work));
    if (outcome.is_taken && copy) { keep(std::move(*copy), written, co_await asio::this_coro::executor); }
    co_return outcome;
}

// The mail is sent, whatever becomes of its copy: nobody waits for it.
void Client::keep(SentCopy copy, std::shared_ptr<std::string> mail, asio::any_io_executor executor) {
    ++in_hand_;
    asio::post(pool_, [this, copy = std::move(copy), mail = std::move(mail), executor]() mutable {
        auto kept = keep_copy(copy, *mail, options_, stop_);
        --in_hand_;
        asio::post(executor, [told = std::move(copy.told), kept = std::move(kept)] { told(kept); });
    });
}

Task<Result<void>> Client::try_mailbox(MailServer server, std::string folder) {
    if (in_hand_ >= in_hand_max) { co_return Error{ErrorCode::unavailable, "too much at once"}; }
    auto work = [this, server = std::move(server), folder = std::move(folder)] {
        return std::optional{try_mailbox_here(server, folder)};
    };
    auto tried = co_await run(std::move(work));
    co_return std::move(*tried);
}

Task<Result<void>> Client::try_post_office(MailServer server) {
    if (in_hand_ >= in_hand_max) { co_return Error{ErrorCode::unavailable, "too much at once"}; }
    auto work = [this, server = std::move(server)] { return std::optional{try_post_office_here(server)}; };
    auto tried = co_await run(std::move(work));
    co_return std::move(*tried);
}

PostOutcome Client::post_here(Letter const& letter, std::string& written) const {
    auto const is_address = [](std::string const& text) { return is_email_address(text); };
    if (!is_address(letter.from) || !is_address(letter.to) ||
        !std::ranges::all_of(letter.copies, is_address)) {
        return not_posted(Error{ErrorCode::unprocessable, "not an address of a mailbox"});
    }
    auto place = find_place(letter.server, Protocol::smtp, options_);
    if (!place) { return not_posted(place.error()); }
    auto made = letter.write();
    if (!made) { return not_posted(made.error()); }
    auto const* const bytes = &(written = std::move(*made));
    auto handle = Handle{std::move(*place), letter.server, options_, stop_};
    auto const from = "<" + letter.from + ">";
    auto const to = Recipients{letter};
    auto reading = Reading{bytes, &handle, letter.to};
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, from.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, to.list.get());
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_READFUNCTION, &hand_over);
    curl_easy_setopt(handle.get(), CURLOPT_READDATA, &reading);
    curl_easy_setopt(handle.get(), CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(bytes->size()));
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(letter.timeout.count()));
    auto const code = handle.perform();
    return judged(handle, code, reading);
}

Result<void> Client::try_mailbox_here(MailServer const& server, std::string const& folder) const {
    auto const session = ImapSession::open(server, options_, stop_);
    if (!session) { return session.error(); }
    auto const state = (*session)->examine(folder);
    if (!state) { return state.error(); }
    return {};
}

// A log-in and nothing else: the server is asked for nothing but a word that it always has.
Result<void> Client::try_post_office_here(MailServer const& server) const {
    auto place = find_place(server, Protocol::smtp, options_);
    if (!place) { return place.error(); }
    auto handle = Handle{std::move(*place), server, options_, stop_};
    curl_easy_setopt(handle.get(), CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, look_in_milliseconds);
    auto const code = handle.perform();
    if (code != CURLE_OK) { return error_of(handle, code); }
    return {};
}

}  // namespace balie::mail
