// What the conformance suite must know of a connector to try it. A new channel adds a subject, and a folder of
// payloads with the events that they stand for.
#pragma once

#include <balie/channel/connector.hpp>

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace balie::test {

struct Subject {
    std::string channel;
    std::function<std::unique_ptr<Connector>(HttpClient&)> make;
    Secrets secrets;
    std::string signing_secret;  // the name of the secret that signs
    std::function<Headers(std::string_view body, Secrets const&)> sign;
    std::string signature_header;
    Fields good_handshake;  // empty: the channel has none
    std::string expected_reply;
};

// So that a failed test names the channel and not the bytes of its subject.
inline void PrintTo(Subject const& subject, std::ostream* out) { *out << subject.channel; }

Subject whatsapp_subject();

std::vector<Subject> subjects();

}  // namespace balie::test
