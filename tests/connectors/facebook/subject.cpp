// Facebook for the conformance suite.
#include "connectors/meta/subject.hpp"

#include <connectors/facebook/connector.hpp>

namespace balie::test {

Subject facebook_subject() {
    auto subject = meta_subject("facebook", "page_id", "410100200300");
    subject.make = [](HttpClient& http) { return std::make_unique<connectors::facebook::Facebook>(http); };
    return subject;
}

}  // namespace balie::test
