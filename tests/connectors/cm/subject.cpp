// CM for the conformance suite: its proof is a word in the address.
#include "connectors/conformance.hpp"

#include <connectors/cm/connector.hpp>

namespace balie::test {

Subject cm_subject() {
    auto subject = Subject{};
    subject.name = "cm";
    subject.channel = "cm";
    subject.make = [](HttpClient& http) { return std::make_unique<connectors::cm::Cm>(http); };
    subject.secrets = Secrets{{{"product_token", "fictional-token"},
                               {"webhook_secret", "fictional secret & more"},
                               {"from", "0031855500100"}}};
    subject.signing_secret = "webhook_secret";
    subject.sign = [](std::string_view url, std::string_view, Secrets const& secrets) {
        return Proof{std::string{url} + "?key=" + percent_encode(secrets["webhook_secret"])};
    };
    subject.signs_body = false;
    return subject;
}

}  // namespace balie::test
