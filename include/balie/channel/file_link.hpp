// Links by which somebody without a log-in may fetch one file of a message for a while: made by a connector, honoured
// by the server.
#pragma once

#include <balie/base/crypto.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace balie {

struct FileLink {
    std::string inbox;
    std::string attachment;
    std::int64_t expires = 0;  // seconds since the epoch
};

// What proves that the holder of the inbox's key made the link.
inline std::string proof_of(FileLink const& link, std::string_view key) {
    auto const text = "file." + link.inbox + '.' + link.attachment + '.' + std::to_string(link.expires);
    return to_hex(hmac_sha256(key, text));
}

// Below the server's public URL.
inline std::string path_of(FileLink const& link, std::string_view key) {
    return "/webhooks/api/" + link.inbox + "/files/" + link.attachment +
           "?expires=" + std::to_string(link.expires) + "&signature=" + proof_of(link, key);
}

}  // namespace balie
