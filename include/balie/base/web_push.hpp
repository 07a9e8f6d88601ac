// What Web Push asks of a sender: a body that only the browser can read (RFC 8291, over RFC 8188), and a word that says
// whose it is (VAPID, RFC 8292). Pure.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/base/p256.hpp>
#include <balie/base/time.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace balie {

// Of a browser's subscription: where it is reached, and its keys as raw bytes.
struct PushTarget {
    std::string endpoint;
    std::string public_key;   // p256dh: 65 bytes
    std::string auth_secret;  // 16 bytes
};

// The largest text that fits what every push service takes (4096 bytes with everything about it).
constexpr auto push_text_bytes_max = std::size_t{3'500};

// Encrypted with a key pair and salt that serve this once. Absent when the browser's key is none of the curve, or the
// text is too long.
std::optional<std::string> seal_push(std::string_view text, PushTarget const& target);
// The same with what is otherwise drawn, and nothing added to hide the text's length.
std::optional<std::string> seal_push_with(std::string_view text, PushTarget const& target, P256Key const& own,
                                          std::string_view salt);

// Who sends: the key whose public half the browser knows, and an address at which a push service finds somebody
// (mailto: or https:).
struct PushSender {
    P256Key key;
    std::string contact;
};
// The value of Authorization for this endpoint, good for twelve hours.
std::string vapid(PushSender const& sender, std::string_view endpoint, Time now);

struct PushWish {
    std::string topic =
        {};  // a later push of the same topic replaces one that is not delivered: 32 of base64url
    bool is_urgent = false;             // to be delivered even when the device saves its battery
    std::chrono::seconds lives{3'600};  // how long the push service keeps it for a browser that is away
};
// The whole call; absent for the reasons of seal_push.
std::optional<HttpCall> push_call(std::string_view text, PushTarget const& target, PushSender const& sender,
                                  PushWish const& wish, Time now);

}  // namespace balie
