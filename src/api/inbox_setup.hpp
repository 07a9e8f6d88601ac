// Connecting an inbox and changing its settings: which settings its channel takes, which of them are secret, and to
// which host they may be sent. For REST and the command line alike.
#pragma once

#include "db/transaction.hpp"
#include "store/inboxes.hpp"
#include "store/secret_box.hpp"

#include <balie/base/result.hpp>
#include <balie/channel/connector.hpp>
#include <balie/domain/inbox.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::api {

using Connectors = std::map<Channel, Connector*>;  // by channel; they outlive their readers

// The settings that a channel takes: its connector's, and the address of its API, which every channel takes.
std::vector<SettingField> settings_of(Connector const& connector);

// An absent value clears the setting.
using SettingChanges = std::map<std::string, std::optional<std::string>, std::less<>>;

class InboxSetup {
public:
    // `allow_origins`: exact origins that may be private.
    InboxSetup(Connectors const& connectors, store::SecretBox const& box,
               std::vector<std::string> allow_origins)
        : connectors_(&connectors), box_(&box), allow_origins_(std::move(allow_origins)) {}

    // Who changes it, for the audit log; no user: the command line.
    struct By {
        AccountId account;
        UserId user = {};
    };
    struct New {
        Channel channel = Channel::whatsapp;
        std::string name;
        Settings settings;  // secrets included
    };
    // Errors: unprocessable with the field's path for an unknown, absent or impossible setting; conflict for an
    // address that the account has already.
    Result<Inbox> create(db::Transaction& transaction, By const& by, New inbox) const;

    // Only what is named changes. A changed `api_base` clears every secret that is not given with it, and a changed host
    // of another kind those that go there: they would be sent to another host than the one that they were given for.
    Result<Inbox> change(db::Transaction& transaction, By const& by, InboxId id,
                         std::optional<std::string> const& name, SettingChanges const& changes) const;

    // The query of the webhook's address, for a channel that proves its origin by a word in it; else empty.
    std::string webhook_query(Channel channel, Settings const& settings) const;

private:
    Result<void> judge_names(std::vector<SettingField> const& fields, SettingChanges const& changes) const;
    Result<void> judge_urls(SettingChanges const& changes) const;
    Result<void> take_settings(Inbox& inbox, std::vector<SettingField> const& fields,
                               SettingChanges const& changes) const;
    void generate_secrets(Inbox& inbox, std::vector<SettingField> const& fields) const;

    Connectors const* connectors_;
    store::SecretBox const* box_;
    std::vector<std::string> allow_origins_;
};

}  // namespace balie::api
