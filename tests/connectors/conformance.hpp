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

// A request's proof of its origin: headers, or something in the address.
struct Proof {
    std::string url;
    Headers headers = {};
};

struct Subject {
    std::string name;           // of the test: the channel, perhaps with one of its generations
    std::string channel;        // of the payloads too: tests/payloads/<channel>, .json, .form or .xml
    std::string payloads = {};  // the folder, where it is not the channel's
    std::function<std::unique_ptr<Connector>(HttpClient&)> make;
    Secrets secrets;
    std::string signing_secret;  // the name of the secret that signs
    std::function<Proof(std::string_view url, std::string_view body, Secrets const&)> sign;
    bool signs_body = true;        // false: the proof is a word that the platform was told
    std::string signature_header;  // empty: the proof is in the address
    Fields good_handshake = {};    // empty: the channel has none
    std::string expected_reply = {};
    std::string reply_content_type = "text/plain";
    bool is_json = true;  // a body that is no JSON object is malformed as a whole
};

// So that a failed test names the channel and not the bytes of its subject.
inline void PrintTo(Subject const& subject, std::ostream* out) { *out << subject.name; }

Subject api_subject();
Subject whatsapp_subject();
Subject messenger_subject();
Subject instagram_subject();
Subject facebook_subject();
Subject twilio_subject();
Subject messagebird_classic_subject();
Subject messagebird_channels_subject();
Subject messagebird_bird_subject();
Subject cm_subject();
Subject x_subject();
Subject telegram_subject();

std::vector<Subject> subjects();

}  // namespace balie::test
