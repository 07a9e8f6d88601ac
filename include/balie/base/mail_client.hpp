// Mail on its way out, and where mailboxes are. The only way by which a connector reaches a mail server.
#pragma once

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace balie {

enum class MailSecurity {
    tls,       // from the first byte
    starttls,  // before anything is told; never without it
    none,      // to this machine only, and only where it is allowed
};

// A server and how to log in there.
struct MailServer {
    std::string host;
    std::string port;
    MailSecurity security = MailSecurity::tls;
    std::string user;
    std::string password;
    std::string token = {};  // of OAuth 2.0, in place of the password
};

// A copy in the mailbox's folder of what was sent, unless a mail of that id is there.
struct SentCopy {
    MailServer mailbox;
    std::string message_id;                  // without brackets
    std::function<void(Result<void>)> told;  // how it went, on the executor of whoever posted
};

// One mail. `write` makes its bytes, on a thread that may block.
struct Letter {
    MailServer server;
    std::string from;
    std::string to;
    std::function<Result<std::string>()> write;
    std::vector<std::string> copies = {};  // further addresses; one that is refused keeps it from nobody
    std::optional<SentCopy> copy =
        {};  // kept after the server has taken the mail; the outcome does not wait for it
    std::chrono::milliseconds timeout{40'000};
};

// How far a letter came.
enum class PostStage {
    not_written,  // it could not be made
    before_end,   // the server surely has not all of it
    after_end,    // all of it left; without an answer nobody knows
};

struct PostOutcome {
    bool is_taken = false;  // for `to`; of copies that were refused `detail` tells
    PostStage stage = PostStage::before_end;
    int code = 0;             // the server's last reply to what it refused (451, 550); 0: none
    std::string detail = {};  // its words, or ours
    bool is_refused_log_in = false;
    bool is_forbidden = false;  // the server's address is none that we may call: a retry would not help
};

// Judges every address as HttpClient does: public, or an exact origin of BALIE_ALLOW_ORIGINS ("smtp://127.0.0.1:2525");
// certificates are always verified. Never throws.
class MailClient {
public:
    virtual ~MailClient() = default;
    virtual Task<PostOutcome> post(Letter letter) = 0;
    // Logs in and looks, without changing anything. Errors: forbidden, unauthenticated, not_found (the folder),
    // unavailable.
    virtual Task<Result<void>> try_mailbox(MailServer server, std::string folder) = 0;
    virtual Task<Result<void>> try_post_office(MailServer server) = 0;
};

}  // namespace balie
