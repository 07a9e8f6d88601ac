// The ids of mails: those in References and In-Reply-To, and ours, which say which message they are and prove it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace balie::connectors::email {

// "<1042.1.9f3c...@example.org>" without its brackets: our word for the message and the attempt ("1042.1"), signed with
// the inbox's own key, so that nobody can name a conversation that they have not seen. The same word has the same id.
std::string own_message_id(std::string_view opaque, std::string_view address, std::string_view key);

// Our word in an id, when it is one of ours and is signed; else empty. Letters' case is not believed.
std::string opaque_in(std::string_view message_id, std::string_view address, std::string_view key);

// The ids of a header field, in their order, without brackets and repetitions. A long one becomes its digest.
std::vector<std::string> ids_in(std::string_view field);

}  // namespace balie::connectors::email
