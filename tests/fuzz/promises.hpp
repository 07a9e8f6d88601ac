// What must hold for a connector whatever bytes come in: tried by the fuzzers on bytes that they find, and by the
// conformance suite on the bytes that were kept. Each answers with what was broken; empty when all of it holds.
#pragma once

#include "connectors/conformance.hpp"

#include <string>
#include <string_view>

namespace balie::test {

// What any reader made: it can be kept.
std::string broken_by_event(InboundEvent const& event);

// `bytes` as the body, under every content type that may come, and as the query of a GET.
std::string broken_by_parsing(Subject const& subject, Connector const& connector, std::string_view bytes);

// `bytes` are three lines, of which the last has no end: a query, the value of the signature's header, the body.
std::string broken_by_verifying(Subject const& subject, Connector const& connector, std::string_view bytes);

// The first byte picks the status, the rest is what the platform answers to everything that we ask of it.
std::string broken_by_answering(Subject const& subject, std::string_view bytes);

// A visitor's upload is asked for by this name.
std::string broken_by_fetching(std::string_view bytes);

// The body of every request to /client/v1.
std::string broken_by_saying(std::string_view bytes);

// The first line is the content type, the rest the form with a visitor's or an agent's file.
std::string broken_by_uploading(std::string_view bytes);

// A mail as it was fetched.
std::string broken_by_mailing(std::string_view bytes);

// The HTML of a mail: what is for no eyes is planted in the middle of it, and must not show.
std::string broken_by_showing(std::string_view bytes);

// Lines: the inbox's name, the subject, what is answered, the thread, a copy's address, a file's name, its type when it
// has a name; the rest is the text. The letter is that mail, read again.
std::string broken_by_writing(std::string_view bytes);

// The promise by the target's name: "parse_whatsapp", "verify_x", "answer_cm", "fetch_webchat", "say_client",
// "upload_form", "parse_email", "html_email", "letter_email". Throws when there is none.
std::string broken_by(std::string_view target, std::string_view bytes);

// The names of all targets.
std::vector<std::string> fuzz_targets();

}  // namespace balie::test
