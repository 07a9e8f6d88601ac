// Letters and look-ins on a few threads of their own; the caller's thread never waits.
#pragma once

#include "mail/place.hpp"
#include "mail/stop.hpp"

#include <balie/base/mail_client.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>

namespace balie::mail {

class Client final : public MailClient {
public:
    explicit Client(Options options);
    ~Client() override;  // ends what is under way

    Task<PostOutcome> post(Letter letter) override;
    Task<Result<void>> try_mailbox(MailServer server, std::string folder) override;
    Task<Result<void>> try_post_office(MailServer server) override;

    Options const& options() const noexcept { return options_; }

private:
    template <class Work>
    auto run(Work work) -> Task<std::invoke_result_t<Work&>>;

    PostOutcome post_here(Letter const& letter, std::string& written) const;
    void keep(SentCopy copy, std::shared_ptr<std::string> mail, boost::asio::any_io_executor executor);
    Result<void> try_mailbox_here(MailServer const& server, std::string const& folder) const;
    Result<void> try_post_office_here(MailServer const& server) const;

    Options options_;
    Stop stop_;
    std::atomic<std::size_t> in_hand_ = 0;
    boost::asio::thread_pool pool_;  // last: it uses all of the above
};

}  // namespace balie::mail
