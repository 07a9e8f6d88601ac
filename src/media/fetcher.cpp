// One coroutine looks for work, one more for each file.
#include "media/fetcher.hpp"

#include "media/fetch_decision.hpp"
#include "media/file_type.hpp"

#include <balie/base/log.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace balie::media {
namespace {

namespace files = store::media_files;

constexpr auto in_flight_max = std::size_t{16};
constexpr auto batch_max = std::int64_t{8};
constexpr auto bytes_max_of_any = std::size_t{100} << 20U;
constexpr auto picture_bytes_max = std::size_t{2} << 20U;
constexpr auto lease = std::chrono::minutes{10};
constexpr auto poll_pause = std::chrono::seconds{1};
constexpr auto drain_pause = std::chrono::milliseconds{20};

void log_fault(std::exception_ptr thrown) {
    if (thrown) { log::error("media.fault"); }
}

std::size_t bytes_max_of(Capabilities const& capabilities, AttachmentKind kind) {
    auto const found = std::ranges::find(capabilities.media, kind, &MediaLimit::kind);
    return found == capabilities.media.end() ? bytes_max_of_any
                                             : std::min(found->bytes_max, bytes_max_of_any);
}

struct FindAccounts {
    Time now;
    Result<std::vector<AccountId>> operator()(db::Transaction& transaction) const {
        return files::accounts_due(transaction, now);
    }
};

// What is due in an account: files to fetch, and files of uploads whose time is over.
struct Due {
    std::vector<files::Pending> pending;
    std::vector<std::string> orphans;
};

struct TakeDue {
    AccountId account;
    std::int64_t count;
    Time now;
    Result<Due> operator()(db::Transaction& transaction) const {
        auto due = Due{};
        due.pending = files::take(transaction, account, count, now, now + lease);
        due.orphans = files::remove_orphans(transaction, account, now);
        return due;
    }
};

struct FindInbox {
    AccountId account;
    InboxId inbox;
    Result<Inbox> operator()(db::Transaction& transaction) const {
        return store::inboxes::find(transaction, account, inbox);
    }
};

struct SetReady {
    AccountId account;
    AttachmentId id;
    files::Kept kept;
    bool is_picture;
    Result<std::optional<files::Shown>> operator()(db::Transaction& transaction) const {
        if (is_picture) { return files::ready_picture(transaction, account, id, kept); }
        return files::ready(transaction, account, id, kept);
    }
};

struct SetFailed {
    AccountId account;
    AttachmentId id;
    FetchDecision decision;
    Result<std::optional<files::Shown>> operator()(db::Transaction& transaction) const {
        if (decision.due_at) {
            files::put_off(transaction, account, id, decision.reason, *decision.due_at);
            return std::optional<files::Shown>{};
        }
        return files::give_up(transaction, account, id, decision.state, decision.reason);
    }
};

// Looks at a fetched file and keeps it, or removes it. Runs on a file thread.
struct Inspect {
    std::filesystem::path temporary;
    AttachmentKind declared;
    std::string name;
    Sniffer* sniffer;
    Folder const* folder;
    bool is_picture;  // of a customer: what a browser does not draw is of no use

    Result<files::Kept> operator()() const {
        auto const kept = look();
        if (!kept) {
            auto ignored = std::error_code{};
            std::filesystem::remove(temporary, ignored);
        }
        return kept;
    }

private:
    Result<files::Kept> look() const {
        auto const examined = examine(temporary, *sniffer);
        if (!examined) { return examined.error(); }
        auto judgement = judge(declared, examined->sniffed);
        if (is_run_by_name(name)) { judgement.refusal = "type_not_allowed"; }
        auto const is_shown = may_be_inline(judgement.mime) &&
                              kind_of(judgement.mime) == AttachmentKind::image && examined->size &&
                              is_drawable(examined->size->width, examined->size->height);
        if (is_picture && !is_shown) { judgement.refusal = "type_not_allowed"; }
        if (!judgement.refusal.empty()) {
            return Error{ErrorCode::unprocessable, "a file is not what it is said to be",
                         std::string{judgement.refusal}};
        }
        auto file = folder->keep(temporary);
        if (!file) { return file.error(); }
        auto kept = files::Kept{std::move(*file), std::move(judgement.mime), examined->bytes};
        if (examined->size) {
            kept.width = examined->size->width;
            kept.height = examined->size->height;
        }
        if (!is_drawable(kept.width, kept.height)) { kept.kind = AttachmentKind::document; }
        kept.sha256 = examined->sha256;
        return kept;
    }
};

}  // namespace

Fetcher::Fetcher(Workshop workshop, store::SecretBox const& box, ConnectorOf connector_of, Write write)
    : workshop_(workshop),
      box_(&box),
      connector_of_(std::move(connector_of)),
      write_(std::move(write)),
      timer_(*workshop.network) {}

void Fetcher::start() { boost::asio::co_spawn(*workshop_.network, poll(), log_fault); }

void Fetcher::wake(AccountId account) {
    boost::asio::post(*workshop_.network, [this, account] {
        awake_.insert(account);
        timer_.cancel();
    });
}

Task<void> Fetcher::drain(std::chrono::milliseconds limit) {
    is_draining_ = true;
    timer_.cancel();
    auto const until = std::chrono::steady_clock::now() + limit;
    auto timer = boost::asio::steady_timer{*workshop_.network};
    while ((is_polling_ || in_flight_ > 0) && std::chrono::steady_clock::now() < until) {
        timer.expires_after(drain_pause);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
}

Task<void> Fetcher::poll() {
    is_polling_ = true;
    while (!is_draining_) {
        co_await look();
        if (is_draining_) { break; }
        timer_.expires_after(awake_.empty() ? std::chrono::milliseconds{poll_pause} : drain_pause);
        auto ignored = boost::system::error_code{};
        co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    }
    is_polling_ = false;
}

Task<void> Fetcher::look() {
    auto find = FindAccounts{workshop_.clock->now()};
    auto const found = co_await workshop_.database->run(0, std::move(find));
    if (found) { awake_.insert(found->begin(), found->end()); }
    auto const accounts = std::exchange(awake_, {});
    for (auto const account : accounts) {
        if (in_flight_ >= in_flight_max) { co_return; }  // the next look finds them again
        co_await serve(account);
    }
}

Task<void> Fetcher::serve(AccountId account) {
    auto const room = static_cast<std::int64_t>(in_flight_max - in_flight_);
    auto take = TakeDue{account, std::min(room, batch_max), workshop_.clock->now()};
    auto due = co_await workshop_.database->run(account.value, std::move(take));
    if (!due) { co_return; }
    for (auto& pending : due->pending) { begin(account, std::move(pending)); }
    for (auto& file : due->orphans) {
        workshop_.threads->later(
            [folder = workshop_.folder, file = std::move(file)] { folder->remove(file); });
    }
}

void Fetcher::begin(AccountId account, files::Pending pending) {
    ++in_flight_;
    boost::asio::co_spawn(*workshop_.network, fetch(account, std::move(pending)),
                          [this](std::exception_ptr thrown) {
                              --in_flight_;
                              log_fault(thrown);
                          });
}

Task<void> Fetcher::fetch(AccountId account, files::Pending pending) {
    auto source = co_await source_of(account, pending);
    if (!source) {
        co_await settle(account, std::move(pending), source.error());
        co_return;
    }
    auto kept = co_await bring(pending, std::move(*source));
    co_await settle(account, std::move(pending), std::move(kept));
}

Task<Result<Fetcher::Source>> Fetcher::source_of(AccountId account, files::Pending const& pending) {
    auto find = FindInbox{account, pending.inbox};
    auto const inbox = co_await workshop_.database->run(account.value, std::move(find));
    if (!inbox) { co_return inbox.error(); }
    auto secrets = store::inboxes::open_secrets(*inbox, *box_);
    if (!secrets) { co_return secrets.error(); }
    auto* const connector = connector_of_(inbox->channel);
    auto* const media = connector == nullptr ? nullptr : connector->media_source();
    if (media == nullptr) { co_return Error{ErrorCode::not_found, "this channel has no files"}; }
    auto const bytes_max =
        pending.identity ? picture_bytes_max : bytes_max_of(connector->capabilities(), pending.source.kind);
    co_return Source{media, bytes_max, std::move(*secrets)};
}

Task<Result<files::Kept>> Fetcher::bring(files::Pending const& pending, Source source) {
    auto const temporary = workshop_.folder->temporary();
    auto attachment = pending.source;
    auto secrets = std::move(source.secrets);
    auto const fetched =
        co_await source.media->fetch(std::move(attachment), std::move(secrets), temporary, source.bytes_max);
    if (!fetched) {
        workshop_.threads->later([temporary] {
            auto ignored = std::error_code{};
            std::filesystem::remove(temporary, ignored);
        });
        co_return fetched.error();
    }
    auto inspect = Inspect{temporary,         pending.source.kind, pending.source.name,
                           workshop_.sniffer, workshop_.folder,    static_cast<bool>(pending.identity)};
    co_return co_await workshop_.threads->run(std::move(inspect));
}

Task<void> Fetcher::settle(AccountId account, files::Pending pending, Result<files::Kept> kept) {
    if (kept) {
        auto const file = kept->file;
        auto ready = SetReady{account, pending.id, std::move(*kept), static_cast<bool>(pending.identity)};
        auto change = Change{std::move(ready)};
        auto const written = co_await write_(account, std::move(change));
        // Without its row the file is nobody's. It was erased meanwhile; or the lease ends and it is fetched again.
        if (!written) {
            workshop_.threads->later([folder = workshop_.folder, file] { folder->remove(file); });
        }
        co_return;
    }
    auto const draw = std::uniform_real_distribution<double>{0.0, 1.0}(dice_);
    auto decision =
        after_failure(kept.error(), pending.tries, pending.created_at, workshop_.clock->now(), draw);
    log::info("media.not_fetched", {{"account", to_string(account)},
                                    {"attachment", to_string(pending.id)},
                                    {"tries", pending.tries},
                                    {"reason", decision.reason}});
    auto failed = SetFailed{account, pending.id, std::move(decision)};
    auto change = Change{std::move(failed)};
    co_await write_(account, std::move(change));
}

}  // namespace balie::media
