// The channels that the suite tries.
#include "conformance.hpp"

namespace balie::test {

std::vector<Subject> subjects() {
    auto all = std::vector<Subject>{};
    all.push_back(api_subject());
    all.push_back(whatsapp_subject());
    all.push_back(messenger_subject());
    all.push_back(instagram_subject());
    all.push_back(facebook_subject());
    all.push_back(twilio_subject());
    all.push_back(messagebird_classic_subject());
    all.push_back(messagebird_channels_subject());
    all.push_back(messagebird_bird_subject());
    all.push_back(cm_subject());
    all.push_back(x_subject());
    all.push_back(telegram_subject());
    return all;
}

}  // namespace balie::test
