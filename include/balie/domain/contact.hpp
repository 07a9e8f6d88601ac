// A contact: the customer, with the addresses by which platforms know that person.
#pragma once

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie {

struct ContactIdentity {
    ContactIdentityId id;
    ContactId contact_id;
    InboxId inbox_id;
    Channel channel = Channel::whatsapp;
    IdentityKind kind = IdentityKind::external;
    std::string value = {};  // as the platform writes it; a phone is digits of E.164 without "+"
    std::string username = {};
    bool retired = false;
    std::optional<Time> last_inbound_at = {};  // in a private conversation that it opened
};

// What they write is kept, and told to nobody.
struct ContactBlock {
    Time at = {};
    std::string reason = {};  // spam, abuse, or none given
};

struct Contact {
    ContactId id;
    std::string name = {};   // empty when nobody said it
    std::string phone = {};  // E.164 with "+"; empty when unknown
    std::string email = {};
    std::string note = {};
    std::string attributes = "{}";  // a JSON object
    ContactId merged_into_id = {};
    std::optional<Time> erased_at = {};  // nothing is left of this customer but that there was one
    std::optional<ContactBlock> blocked = {};
    AttachmentId picture_id = {};  // what a platform shows of them; none: initials
    std::vector<ContactIdentity> identities = {};
    std::int64_t version = 1;
    Time created_at = {};
};

}  // namespace balie
