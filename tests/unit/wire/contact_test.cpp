// What of a contact's addresses is said to be proved.
#include "wire/contact.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace balie::wire {
namespace {

bool is_shown_as_proved(Channel channel, IdentityKind kind) {
    auto identity = ContactIdentity{};
    identity.channel = channel;
    identity.kind = kind;
    identity.value = "klant-7";
    auto contact = Contact{};
    contact.identities.push_back(std::move(identity));
    return to_json(contact).at("identities").at(0).contains("verified");
}

TEST(ContactJson, OnlyASitesOwnIdIsProved) {
    EXPECT_TRUE(is_shown_as_proved(Channel::webchat, IdentityKind::external));
    EXPECT_TRUE(is_shown_as_proved(Channel::api, IdentityKind::external));
    EXPECT_FALSE(is_shown_as_proved(Channel::webchat, IdentityKind::visitor));
    EXPECT_FALSE(is_shown_as_proved(Channel::twilio, IdentityKind::external));
    EXPECT_FALSE(is_shown_as_proved(Channel::instagram, IdentityKind::external));
}

}  // namespace
}  // namespace balie::wire
