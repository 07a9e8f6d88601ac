// Where a mail server may be: its address judged and looked up before anybody connects.
#pragma once

#include <balie/base/mail_client.hpp>
#include <balie/base/result.hpp>

#include <string>
#include <vector>

namespace balie::mail {

enum class Protocol { imap, smtp };

struct Options {
    std::vector<std::string> allow_origins =
        {};                         // "imap://127.0.0.1:1143": may be private, and without TLS on loopback
    std::string certificates = {};  // a file of authorities; empty: the system's
};

struct Place {
    std::string url;   // "imaps://mail.example.org:993"
    std::string host;  // lower case
    std::string port;
    std::vector<std::string> addresses = {};  // the only ones to go to
};

// Looks the name up; blocks. Errors: forbidden (not a public address, or no TLS where it is not allowed), unprocessable
// (no host name or port), unavailable.
Result<Place> find_place(MailServer const& server, Protocol protocol, Options const& options);

}  // namespace balie::mail
