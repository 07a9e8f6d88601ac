// What the subjects of Meta's channels have in common: the handshake and the signature.
#pragma once

#include "connectors/conformance.hpp"

namespace balie::test {

// A subject of that channel whose address is the setting `address`.
Subject meta_subject(std::string const& channel, std::string const& address, std::string const& value);

}  // namespace balie::test
