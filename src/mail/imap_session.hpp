// A mailbox's folder, looked into without changing anything (libetpan behind).
#pragma once

#include "mail/connection.hpp"

#include <balie/base/mail_client.hpp>
#include <balie/base/result.hpp>
#include <balie/base/time.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace balie::mail {

struct FolderState {
    std::uint32_t uid_validity = 0;
    std::uint32_t uid_next = 0;  // 0: the server does not tell
};

// One connection. Blocks: on a thread of its own. After an error of `unavailable` it is of no more use.
class ImapSession {
public:
    static Result<std::unique_ptr<ImapSession>> open(MailServer const& server, Options const& options,
                                                     Stop const& stop);
    ~ImapSession();
    ImapSession(ImapSession const&) = delete;
    ImapSession& operator=(ImapSession const&) = delete;

    // Opens it for reading only. Errors: not_found, unavailable.
    Result<FolderState> examine(std::string const& folder);
    // In rising order.
    Result<std::vector<std::uint32_t>> uids_after(std::uint32_t uid);
    Result<std::vector<std::uint32_t>> uids_since(Time day);
    // Error: not_found, when it is gone.
    Result<std::size_t> size_of(std::uint32_t uid);
    Result<std::string> fetch(std::uint32_t uid);
    Result<std::string> fetch_head(std::uint32_t uid);  // its header alone

    // The folder that the server marks as that of sent mails (RFC 6154); empty: none is.
    Result<std::string> sent_folder();
    // Whether the folder that was examined has a mail of this id, which stands without brackets.
    Result<bool> has_mail(std::string const& message_id);
    Result<void> create(std::string const& folder);
    // One more mail, as read.
    Result<void> append(std::string const& folder, std::string_view mail);

    bool offers_idle();
    // Waits until the server has something to tell, at most so long. Error: unavailable.
    Result<Wake> idle(std::chrono::milliseconds at_most);

private:
    struct State;
    explicit ImapSession(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

}  // namespace balie::mail
