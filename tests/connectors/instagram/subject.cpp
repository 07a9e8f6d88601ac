// Instagram for the conformance suite.
#include "connectors/meta/subject.hpp"

#include <connectors/instagram/connector.hpp>

namespace balie::test {

Subject instagram_subject() {
    auto subject = meta_subject("instagram", "instagram_id", "17841500000000077");
    subject.make = [](HttpClient& http) { return std::make_unique<connectors::instagram::Instagram>(http); };
    return subject;
}

}  // namespace balie::test
