// Messenger for the conformance suite.
#include "connectors/meta/subject.hpp"

#include <connectors/messenger/connector.hpp>

namespace balie::test {

Subject messenger_subject() {
    auto subject = meta_subject("messenger", "page_id", "410100200300");
    subject.make = [](HttpClient& http) { return std::make_unique<connectors::messenger::Messenger>(http); };
    return subject;
}

}  // namespace balie::test
