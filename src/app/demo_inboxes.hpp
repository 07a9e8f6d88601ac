// The demo's inboxes: one on every channel for which the sandbox has a platform.
#pragma once

#include "sandbox/line.hpp"

#include <balie/domain/inbox.hpp>

#include <string>

namespace balie::app {

// What its platform calls the inbox, and keys that nobody knows.
Settings new_demo_settings(Channel channel);

// How colleagues call the inbox.
std::string demo_inbox_name(Channel channel);

// Where the inbox calls the platform.
std::string demo_api_base(std::string const& origin, Channel channel);

// The same inbox as its platform knows it.
sandbox::LineOptions demo_line(Channel channel, Settings const& settings, InboxId inbox);

}  // namespace balie::app
