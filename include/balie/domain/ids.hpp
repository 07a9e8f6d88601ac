// The keys of everything that has one.
#pragma once

#include <balie/base/id.hpp>

namespace balie {

struct Account;
struct User;
struct Team;
struct Inbox;
struct Contact;
struct ContactIdentity;
struct Conversation;
struct Message;
struct Attachment;
struct Label;
struct CannedResponse;
struct ApiToken;
struct Session;
struct OutboxItem;
struct QuarantinedDelivery;

using AccountId = Id<Account>;
using UserId = Id<User>;
using TeamId = Id<Team>;
using InboxId = Id<Inbox>;
using ContactId = Id<Contact>;
using ContactIdentityId = Id<ContactIdentity>;
using ConversationId = Id<Conversation>;
using MessageId = Id<Message>;
using AttachmentId = Id<Attachment>;
using LabelId = Id<Label>;
using CannedResponseId = Id<CannedResponse>;
using ApiTokenId = Id<ApiToken>;
using SessionId = Id<Session>;
using OutboxItemId = Id<OutboxItem>;
using QuarantinedDeliveryId = Id<QuarantinedDelivery>;

}  // namespace balie
